/** One program of test262: what its front matter asks for. See INTERPRETING.md there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Program {
  readonly source: string;
  readonly includes: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** The error that it must end with, and when. */
  readonly negative: { readonly phase: string; readonly type: string } | null;
}

export function readProgram(root: string, path: string): Program {
  const source = readFileSync(join(root, path), "utf8");
  const meta = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1] ?? "";
  const phase = /^\s+phase:\s*(\w+)/m.exec(meta)?.[1];
  const type = /^\s+type:\s*(\w+)/m.exec(meta)?.[1];
  return {
    source,
    includes: listed(meta, "includes"),
    flags: new Set(listed(meta, "flags")),
    negative: phase !== undefined && type !== undefined ? { phase, type } : null,
  };
}

/** `key: [a, b]`, or a list of lines `- a`. */
function listed(meta: string, key: string): string[] {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, "m").exec(meta)?.[1];
  if (inline !== undefined) return inline.split(/[,\s]+/).filter((s) => s !== "");
  const lines = new RegExp(`^${key}:[^\\S\\n]*\\n((?:[^\\S\\n]+- .*\\n?)+)`, "m").exec(meta)?.[1] ?? "";
  return [...lines.matchAll(/- (.*)/g)].map(([, name = ""]) => name.trim());
}
