/** What the plugin says when it refuses something: stable codes, and texts that say what to write instead. */
import type * as t from "@babel/types";

export type Code = "UNSUPPORTED_SYNTAX" | "BAD_OPTION" | "NOT_DIFFERENTIABLE";

/** Thrown by any pass; the plugin turns it into Babel's error with a code frame. */
export class Diagnostic extends Error {
  readonly code: Code;
  readonly node: t.Node | null;

  constructor(code: Code, message: string, node: t.Node | null = null) {
    super(`fluxion(${code}): ${message}`);
    this.name = "FluxionError";
    this.code = code;
    this.node = node;
  }

  /** The first sentence, and its line in the source. */
  get reason(): string {
    const [sentence = ""] = this.message.replace(/^fluxion\(\w+\): /, "").split(/\.?(?:\n|$)/);
    const line = this.node?.loc?.start.line;
    return line === undefined ? sentence : `${sentence} (line ${String(line)})`;
  }
}

/** A construct that is refused, and what to write instead. */
export function unsupported(node: t.Node, what: string, instead: string): never {
  throw new Diagnostic(
    "UNSUPPORTED_SYNTAX",
    `${what} in a differentiable function is not supported.\n  ${instead}`,
    node,
  );
}
