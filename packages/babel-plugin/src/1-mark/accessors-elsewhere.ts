/**
 * The names of getters and setters in the files that a file imports, and in those that these import: a class that comes from
 * there may have them. Text and path of a file → names.
 *
 *   import { Vec } from "./vec.js";     vec.ts has `get norm() {…}`     →  norm
 *
 * A name too many costs speed; one that is missed is refused by name when it is met. Of packages, only files that the option
 * `include` marks are looked at, and never the runtime: its accessors are not the program's. Where there is no file system, as in
 * a browser, nothing is found.
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
  /** The files that it imports, by the patterns of what is marked: where they are is looked up once. */
  readonly files: Map<string, readonly string[]>;
}

type Patterns = readonly (string | RegExp)[];

/** `runtime`: what imports of the runtime name. */
export function accessorsElsewhere(
  code: string,
  path: string,
  include: Patterns,
  runtime: string | null,
): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set([path]);
  const patterns = [runtime, ...include].join("\n");
  const isOwn = (specifier: string): boolean => runtime !== null && `${specifier}/`.startsWith(`${runtime}/`);
  const follow = (from: string, { imports, files }: Facts): void => {
    const places = (): string[] =>
      imports.flatMap((specifier) => (isOwn(specifier) ? [] : (locate(specifier, from, include) ?? [])));
    const found = files.get(patterns) ?? places();
    files.set(patterns, found);
    for (const file of found) {
      if (seen.has(file)) continue;
      seen.add(file);
      const facts = factsOf(file);
      for (const name of facts.accessors) names.add(name);
      follow(file, facts);
    }
  };
  if (paths?.isAbsolute(path) === true) follow(path, read(code));
  return names;
}

const NAME = `(?:"([^"\\n]+)"|'([^'\\n]+)')`;
const DESCRIPTOR = String.raw`\{[^{}]*?\b[gs]et\b\s*[:(,}]`;
const ACCESSORS = [
  // get area() {…}
  String.raw`\b[gs]et\s+(?:([A-Za-z_$][\w$]*)|${NAME})\s*\(`,
  // Object.defineProperty(Box.prototype, "area", { get: … }), and not the exports of a module
  String.raw`\(\s*(?!exports\b)[\w$.]+\s*,\s*${NAME}\s*,\s*${DESCRIPTOR}`,
  String.raw`\bdefineProperty\(\s*(?!exports\b)[\w$.]+\s*,\s*${NAME}\s*,\s*[\w$.]+\s*\)`,
  // getter(Box.prototype, "area", function () {…}), __defineGetter__("area", …)
  String.raw`\b[\w$]+\(\s*[\w$.]+\s*,\s*${NAME}\s*,\s*function\s*[\w$]*\s*\(\s*\)`,
  String.raw`__define[GS]etter__\(\s*${NAME}`,
  // _createClass(Box, [{ key: "area", get: … }])
  String.raw`\bkey\s*:\s*${NAME}\s*,\s*[gs]et\s*[:(]`,
  // Object.defineProperties(Box.prototype, { area: { get: … } })
  String.raw`(?:\b([A-Za-z_$][\w$]*)|${NAME})\s*:\s*(?:\{\s*(?:enumerable|configurable)\b[^{}]*?,\s*|\{\s*)[gs]et\s*[:(]`,
].map((pattern) => new RegExp(pattern, "g"));
const IMPORT = /\b(?:from|import|require)\s*\(?\s*(?:"([^"\n]+)"|'([^'\n]+)')/g;

function read(text: string): Facts {
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, ...parts]) => parts.join(""));
  return { accessors: ACCESSORS.flatMap(found), imports: found(IMPORT), files: new Map() };
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
