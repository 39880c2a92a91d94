/**
 * What Fluxion says when it cannot give a right derivative.
 *
 *   code, sentence, advice, place  →  an error whose message shows all four
 *
 * A wrong number in silence is worse than any of these.
 */

/** The stable codes of all messages, at build time and at run time. */
export type ErrorCode =
  | "NOT_DIFFERENTIABLE"
  | "NOT_COMPILED"
  | "NOT_SCALAR"
  | "BAD_COTANGENT"
  | "ORDER_EXCEEDED"
  | "UNSUPPORTED_SYNTAX"
  | "BAD_OPTION"
  | "BAD_ARGUMENT";

/** Where in the user's source, and what to do next. */
export interface ErrorDetails {
  /** `file.ts:12:14`, when it is known. */
  readonly site?: string | undefined;
  /** What to do next, a sentence or two. */
  readonly advice?: string | undefined;
}

const brand = Symbol.for("fluxion.error");

/**
 * The base of all of Fluxion's errors.
 *
 * @example
 * try {
 *   gradient(Math.random);
 * } catch (error) {
 *   if (error instanceof FluxionError) console.log(error.code); // NOT_SCALAR, NOT_COMPILED, …
 * }
 */
export class FluxionError extends Error {
  readonly code: ErrorCode;
  /** `file.ts:12:14` in the user's source, when it is known. */
  readonly site: string | undefined;

  constructor(code: ErrorCode, sentence: string, { site, advice }: ErrorDetails = {}) {
    const next = advice ? `\n  ${advice}` : "";
    const place = site ? `\n  at ${site}` : "";
    super(`fluxion(${code}): ${sentence}${next}${place}`);
    this.code = code;
    this.site = site;
    Object.defineProperty(this, brand, { value: true });
  }

  override get name(): string {
    return "FluxionError";
  }

  /** Also true of an error of another copy of the runtime (an ES module beside a CommonJS one). */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== "object" || value === null || !(brand in value)) return false;
    const code = codes.get(this);
    return code === undefined || (value as { code?: unknown }).code === code;
  }
}

/** The same error, with the place of a call that it came out of where it has none. */
export function located(error: unknown, site: string): unknown {
  if (error instanceof FluxionError && (error.site ?? "") === "")
    Object.assign(error, { site, message: `${error.message}\n  at ${site}` });
  return error;
}

/** A value that may carry a derivative went where no pullback is known. */
export class NotDifferentiableError extends FluxionError {
  constructor(sentence: string, details?: ErrorDetails) {
    super("NOT_DIFFERENTIABLE", sentence, details);
  }
}

/** `gradient` & co. got a function that the plugin has not seen. */
export class NotCompiledError extends FluxionError {
  constructor(sentence: string, details?: ErrorDetails) {
    super("NOT_COMPILED", sentence, details);
  }
}

/** `gradient`'s function returned something else than a number. */
export class NotScalarError extends FluxionError {
  constructor(sentence: string, details?: ErrorDetails) {
    super("NOT_SCALAR", sentence, details);
  }
}

/** A cotangent's shape does not fit the value. */
export class BadCotangentError extends FluxionError {
  constructor(sentence: string, details?: ErrorDetails) {
    super("BAD_COTANGENT", sentence, details);
  }
}

/** Differentiated more often than the plugin's `order` allows. */
export class OrderExceededError extends FluxionError {
  constructor(sentence: string, details?: ErrorDetails) {
    super("ORDER_EXCEEDED", sentence, details);
  }
}

/** A function of the runtime was misused. */
export class BadArgumentError extends FluxionError {
  constructor(sentence: string, details?: ErrorDetails) {
    super("BAD_ARGUMENT", sentence, details);
  }
}

const codes = new Map<unknown, ErrorCode>([
  [NotDifferentiableError, "NOT_DIFFERENTIABLE"],
  [NotCompiledError, "NOT_COMPILED"],
  [NotScalarError, "NOT_SCALAR"],
  [BadCotangentError, "BAD_COTANGENT"],
  [OrderExceededError, "ORDER_EXCEEDED"],
  [BadArgumentError, "BAD_ARGUMENT"],
]);
