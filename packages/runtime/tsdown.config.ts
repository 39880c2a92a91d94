/**
 * The runtime as ES modules and as CommonJS; and once more as ES modules, for bundlers.
 *
 * Files under `src/self-hosted/` are library functions whose pullbacks Fluxion's own plugin writes: they pass through
 * it (from its `dist`, so it is built first), and keep their types, which the bundler strips as in every other file.
 * What follows a module's name tells how: see `differentiate`.
 */
import { readFile } from "node:fs/promises";
import { basename, dirname, resolve, sep } from "node:path";
import { transformAsync } from "@babel/core";
import { defineConfig } from "tsdown";
import type { Rolldown, UserConfig } from "tsdown";

const source = `${sep}src${sep}`;
const selfHosted = `${source}self-hosted${sep}`;

/**
 * The library of duals is there three times: for `order: 2`; and for higher orders, where functions have two tangents for each value,
 * for the inner derivative, with duals of its own functions for the outer one, and for that.
 *
 *   twice    it gets duals as well: what duals call in the place of natives
 *   inner    it gets duals once more often than it says
 *   outer    it follows the tangents of the derivative around
 */
type Flag = "twice" | "inner" | "outer";

interface Id {
  readonly file: string;
  readonly flags: ReadonlySet<Flag>;
}

function parse(id: string): Id {
  const [file = id, query] = id.split("?");
  return { file, flags: new Set(query?.split("&") as Flag[] | undefined) };
}

const format = ({ file, flags }: Id): string => (flags.size > 0 ? `${file}?${[...flags].join("&")}` : file);

/** The modules that are there three times. */
const isOfDuals = (file: string): boolean =>
  file.includes(selfHosted) || file.includes(`${source}dual${sep}`) || file.endsWith(`${source}dual.ts`);

/** Those that differ for an inner derivative: they are compiled, or see to it that what is compiled is there. */
const isDeeper = (file: string): boolean =>
  file.includes(selfHosted) || ["dual.ts", "install.ts", "depth.ts"].includes(basename(file));

/** What a module of a kind imports. */
function resolved(imported: string, importer: string): Id {
  const from = parse(importer);
  const { file, flags } = parse(imported);
  const target = resolve(dirname(from.file), file);
  const kept = new Set(flags);
  if (isOfDuals(target)) {
    // The duals of what duals call follow the derivative around.
    const isAround = basename(from.file).startsWith("dual-") && file === "../dual.ts";
    if (from.flags.has("outer") || (from.flags.has("inner") && isAround)) kept.add("outer");
    else if (from.flags.has("inner") && isDeeper(target)) kept.add("inner");
  }
  return { file: target, flags: kept };
}

/** Compiles them. */
export const differentiate: Rolldown.Plugin = {
  name: "differentiate-self-hosted",
  resolveId(imported, importer) {
    if (importer === undefined || !/^\./.test(imported)) return null;
    const id = resolved(imported, importer);
    return id.flags.size > 0 ? format(id) : null;
  },
  async load(id) {
    const { file, flags } = parse(id);
    if (flags.size === 0) return null;
    const code = await readFile(file, "utf8");
    if (flags.has("outer") && basename(file) === "level.ts") return { code: numbered(code, "LEVEL"), moduleType: "ts" };
    if (flags.has("inner") && basename(file) === "depth.ts") return { code: numbered(code, "DEPTH"), moduleType: "ts" };
    return { code, moduleType: "ts" };
  },
  async transform(code, id) {
    const { file, flags } = parse(id);
    // Bundlers warn of directives that they do not know, so it is left out.
    const written = code.replace(/^"differentiable";$/m, "");
    if (!file.includes(selfHosted) || !file.endsWith(".ts") || written === code) return null;
    const order = 1 + (flags.has("twice") ? 1 : 0) + (flags.has("inner") ? 1 : 0);
    const result = await transformAsync(written, {
      filename: file,
      configFile: false,
      babelrc: false,
      sourceMaps: true,
      parserOpts: { plugins: ["typescript"] },
      plugins: [["@fluxion", { include: [selfHosted], runtime: "../internal.ts", order }]],
    });
    if (typeof result?.code !== "string") return null;
    // Messages show places in the user's source, and none of these.
    return { code: result.code.replaceAll(/"src\/self-hosted\/[^"]*"/g, '""'), map: result.map ?? null };
  },
};

/** `export const LEVEL: number = 1;` */
function numbered(code: string, name: string): string {
  const [before, after] = [`${name}: number = 0`, `${name}: number = 1`];
  if (!code.includes(before)) throw new Error(`${name} is not where it was`);
  return code.replace(before, after);
}

const common: UserConfig = {
  entry: ["src/index.ts", "src/internal.ts", "src/dual.ts", "src/dual-inner.ts", "src/dual-outer.ts"],
  target: "es2022",
  platform: "neutral",
  fixedExtension: false,
  sourcemap: true,
  // As CommonJS, too, it is strict code: what cannot be written throws.
  outputOptions: { strict: true },
  // All is exported, and package.json speaks of what is built here.
  treeshake: false,
  plugins: [differentiate],
};

export default defineConfig([
  // For Node: as few files as can be.
  { ...common, format: ["esm", "cjs"], dts: { entry: ["src/index.ts", "src/internal.ts", "src/dual.ts"] } },
  // For bundlers: a file for each file, of which they take those that a program uses something of.
  { ...common, format: "esm", outDir: "dist/modules", unbundle: true, dts: false },
]);
