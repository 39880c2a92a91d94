/** Source text → the module's exports, by way of a file under test/.tmp, where package names resolve as for a user. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { threadId } from "node:worker_threads";
import { compile } from "./compile.ts";
import type { CompileOptions } from "./compile.ts";
import { root } from "./packages.ts";

export type Exports = Readonly<Record<string, unknown>>;

export interface LoadOptions extends CompileOptions {
  /** How the module is written and evaluated. */
  readonly format?: "esm" | "cjs";
  /** `false` evaluates the source as it stands. */
  readonly compiled?: boolean;
}

const folder = join(root, "test", ".tmp", `${process.pid}-${threadId}`);
const require = createRequire(import.meta.url);
let count = 0;

/** Writes a module and tells where; it is gone when the process ends. */
export function writeModule(code: string, extension = ".mjs"): string {
  if (count === 0) {
    mkdirSync(folder, { recursive: true });
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  }
  const path = join(folder, `program-${++count}${extension}`);
  writeFileSync(path, code);
  return path;
}

/** Evaluates a written module anew: each call gives a module instance with a state of its own. */
export async function evaluate(path: string): Promise<Exports> {
  if (path.endsWith(".cjs")) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the way to forget a CommonJS module
    delete require.cache[path];
    return require(path) as Exports;
  }
  return (await import(`${pathToFileURL(path).href}?instance=${++count}`)) as Exports;
}

/**
 * Compiles a program and evaluates it.
 *
 * @example
 * const { f } = await load(`export function f(x) { "differentiable"; return x * x; }`);
 */
export async function load(source: string, settings: LoadOptions = {}): Promise<Exports> {
  const { format = "esm", compiled = true } = settings;
  const typed = /\.[mc]?tsx?$/.test(settings.filename ?? "");
  const filename = settings.filename ?? (format === "cjs" ? "program.cjs" : "program.js");
  const code = compiled
    ? await compile(source, { ...settings, filename, ...(format === "cjs" && { sourceType: "script" }) })
    : source;
  if (format === "cjs") return evaluate(writeModule(code, ".cjs"));
  return evaluate(writeModule(code, typed ? ".mts" : ".mjs"));
}
