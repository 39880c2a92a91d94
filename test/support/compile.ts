/** Source text through Babel with the plugin: text → text. */
import { babel, bare, plugin } from "./packages.ts";
import type { Babel } from "./packages.ts";

export interface CompileOptions {
  /** As it appears in messages; its ending decides the syntax that is parsed (.js, .ts, .tsx, .jsx, .cjs). */
  readonly filename?: string;
  /** The plugin's options. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly babel?: Babel;
  readonly sourceType?: "module" | "script" | "unambiguous";
}

export interface Compiled {
  readonly code: string;
  readonly map: { readonly sources: readonly string[]; readonly mappings: string };
}

/** Compiles, and gives the source map too. */
export async function compileWithMap(source: string, settings: CompileOptions = {}): Promise<Compiled> {
  const { code, map } = await transform(source, settings, { sourceMaps: true });
  return { code, map: map as unknown as Compiled["map"] };
}

/** Compiles, and gives the syntax tree that is printed. */
export async function compileToTree(source: string, settings: CompileOptions = {}): Promise<object> {
  const { ast } = await transform(source, settings, { ast: true });
  if (!ast) throw new Error("Babel gave no tree");
  return ast;
}

async function transform(
  source: string,
  settings: CompileOptions,
  wanted: { readonly ast?: true; readonly sourceMaps?: true },
) {
  const { filename = "program.js", babel: version = 7 } = settings;
  // What second derivatives need has tests of its own, in orders/.
  const options = { order: 1, ...settings.options };
  const { transformAsync } = await babel(version);
  const result = await transformAsync(source, {
    ...bare,
    ...wanted,
    filename,
    sourceType: settings.sourceType ?? (filename.endsWith(".cjs") ? "script" : "module"),
    parserOpts: { plugins: syntax(filename) },
    plugins: [[await plugin(), options]],
  });
  if (result?.code == null) throw new Error(`Babel gave no code for ${filename}`);
  return { ...result, code: result.code };
}

/**
 * Compiles a program with the plugin.
 *
 * @example
 * await compile(`function f(x) { "differentiable"; return x * x; }`);
 */
export async function compile(source: string, settings: CompileOptions = {}): Promise<string> {
  return (await transform(source, settings, {})).code;
}

function syntax(filename: string): ("typescript" | "decorators" | "jsx" | "flow")[] {
  if (filename.endsWith(".tsx")) return ["typescript", "jsx"];
  if (/\.[mc]?ts$/.test(filename)) return ["typescript", "decorators"];
  return filename.endsWith(".jsx") ? ["jsx"] : [];
}
