/** The plugin's options: their defaults and their checks. */
import { Diagnostic } from "./diagnostics.ts";

export interface Options {
  /** Files in which every function is marked: substrings of the path, or patterns. */
  readonly include?: readonly (string | RegExp)[];
  /** How many times a function can be differentiated: up to three times, what is asked for beyond is refused when it is. */
  readonly order?: number;
  /** Where generated code imports its run time from, or the name of a global. */
  readonly runtime?: string | { readonly global: string };
  /** Names of getters and setters that classes of other files declare: reads and writes of them run these. */
  readonly accessors?: readonly string[];
  /** For tests: every ordinary call of a marked function runs its forward sweep. */
  readonly forwardOnly?: boolean;
}

export type CheckedOptions = Required<Options>;

const DEFAULTS: CheckedOptions = {
  include: [],
  order: 2,
  runtime: "@fluxion/runtime",
  accessors: [],
  forwardOnly: false,
};

const CHECKS: {
  readonly [K in keyof CheckedOptions]: { readonly expected: string; readonly test: (v: unknown) => boolean };
} = {
  include: {
    expected: "an array of strings and regular expressions",
    test: (v) => Array.isArray(v) && v.every((x) => typeof x === "string" || x instanceof RegExp),
  },
  order: { expected: "a positive integer", test: (v) => Number.isInteger(v) && (v as number) > 0 },
  runtime: {
    expected: 'a module name or { global: "NAME" }',
    test: (v) =>
      typeof v === "string" ||
      (typeof v === "object" && v !== null && typeof (v as { global?: unknown }).global === "string"),
  },
  accessors: {
    expected: "an array of names",
    test: (v) => Array.isArray(v) && v.every((x) => typeof x === "string"),
  },
  forwardOnly: { expected: "true or false", test: (v) => typeof v === "boolean" },
};

export function checkOptions(given: Readonly<Record<string, unknown>>): CheckedOptions {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(CHECKS, name)) {
      throw new Diagnostic("BAD_OPTION", `unknown option \`${name}\`; known are ${Object.keys(CHECKS).join(", ")}.`);
    }
    const check = CHECKS[name as keyof CheckedOptions];
    if (value !== undefined && !check.test(value)) {
      throw new Diagnostic("BAD_OPTION", `option \`${name}\` must be ${check.expected}.`);
    }
  }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...DEFAULTS, ...(set as Options) };
}
