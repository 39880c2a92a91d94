/**
 * The names of getters and setters in the files that a file imports, and in those that these import: a class that comes from
 * there may have them. Text and path of a file → names.
 *
 *   import { Vec } from "./vec.js";     vec.ts has `get norm() {…}`     →  norm
 *
 * A name too many costs speed; one that is missed is refused by name when it is met. Of packages, only files that the option
 * `include` marks are looked at. Where there is no file system, as in a browser, nothing is found.
 */
import { matches } from "./mark.ts";

const { process } = globalThis as {
  process?: { getBuiltinModule?(name: string): unknown };
};
const fs = process?.getBuiltinModule?.("node:fs") as typeof import("node:fs") | undefined;
const modules = process?.getBuiltinModule?.("node:module") as typeof import("node:module") | undefined;
const paths = process?.getBuiltinModule?.("node:path") as typeof import("node:path") | undefined;

/** What a file says of itself. */
interface Facts {
  readonly accessors: readonly string[];
  readonly imports: readonly string[];
}

type Patterns = readonly (string | RegExp)[];

export function accessorsElsewhere(code: string, path: string, include: Patterns): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set([path]);
  const follow = (from: string, { imports }: Facts): void => {
    for (const specifier of imports) {
      const file = locate(specifier, from, include);
      if (file === null || seen.has(file)) continue;
      seen.add(file);
      const facts = factsOf(file);
      for (const name of facts.accessors) names.add(name);
      follow(file, facts);
    }
  };
  if (paths?.isAbsolute(path) === true) follow(path, read(code));
  return names;
}

const ACCESSOR = /\b[gs]et\s+(?:([A-Za-z_$][\w$]*)|"([^"\n]+)"|'([^'\n]+)')\s*\(/g;
const IMPORT = /\b(?:from|import|require)\s*\(?\s*(?:"([^"\n]+)"|'([^'\n]+)')/g;

function read(text: string): Facts {
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, ...parts]) => parts.join(""));
  return { accessors: found(ACCESSOR), imports: found(IMPORT) };
}

/** What is known of files, and when it was looked at last: while many are compiled they are not asked for again and again. */
const known = new Map<string, { readonly facts: Facts; readonly at: number }>();
const FRESH_FOR_MS = 1000;

function factsOf(file: string): Facts {
  const last = known.get(file);
  if (last && Date.now() - last.at < FRESH_FOR_MS) return last.facts;
  const facts = read(fs?.readFileSync(file, "utf8") ?? "");
  known.set(file, { facts, at: Date.now() });
  return facts;
}

const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** The file that an import names, or null: one beside the file, or of a package, if it is marked as a whole. */
function locate(specifier: string, from: string, include: Patterns): string | null {
  if (!paths || !fs) return null;
  if (!/^\.\.?(\/|$)/.test(specifier)) {
    const file = include.length === 0 ? null : resolved(specifier, from);
    return file !== null && include.some((pattern) => matches(pattern, file)) ? file : null;
  }
  const beside = paths.resolve(from, "..", specifier);
  // TypeScript names the file that it will write.
  const written = beside.replace(/\.([mc]?)jsx?$/, "");
  const bases = [...new Set([beside, written, paths.join(beside, "index")])];
  return bases.flatMap((base) => ENDINGS.map((ending) => base + ending)).find(isFile) ?? null;
}

const isFile = (path: string): boolean => fs?.statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function resolved(specifier: string, from: string): string | null {
  try {
    const file = modules?.createRequire(from).resolve(specifier) ?? null;
    return file !== null && paths?.isAbsolute(file) === true ? file : null;
  } catch {
    return null;
  }
}
