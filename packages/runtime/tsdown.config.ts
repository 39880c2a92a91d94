/**
 * The runtime as ES modules and as CommonJS; and once more as ES modules, for bundlers.
 *
 * Files under `src/self-hosted/` are library functions whose pullbacks Fluxion's own plugin writes: they pass through
 * it (from its `dist`, so it is built first), and keep their types, which the bundler strips as in every other file.
 * Imported with `?twice`, they get duals as well.
 */
import { readFile } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { transformAsync } from "@babel/core";
import { defineConfig } from "tsdown";
import type { Rolldown, UserConfig } from "tsdown";

const selfHosted = `${sep}src${sep}self-hosted${sep}`;

/** Modules that have duals wherever they are imported. */
const ORDERS = /[\\/]inner-[\w-]+\.ts$/;

/** What follows the name of a module that gets duals. */
const TWICE = "?twice";

/** Compiles them. */
export const differentiate: Rolldown.Plugin = {
  name: "differentiate-self-hosted",
  resolveId(source, importer) {
    return source.endsWith(TWICE) && importer !== undefined ? resolve(dirname(importer), source) : null;
  },
  async load(id) {
    if (!id.endsWith(TWICE)) return null;
    return { code: await readFile(id.slice(0, -TWICE.length), "utf8"), moduleType: "ts" };
  },
  async transform(code, id) {
    const isTwice = id.endsWith(TWICE);
    const file = isTwice ? id.slice(0, -TWICE.length) : id;
    if (!file.includes(selfHosted) || !file.endsWith(".ts")) return null;
    const result = await transformAsync(code, {
      filename: file,
      configFile: false,
      babelrc: false,
      sourceMaps: true,
      parserOpts: { plugins: ["typescript"] },
      plugins: [["@fluxion", { runtime: "../internal.ts", order: isTwice || ORDERS.test(file) ? 2 : 1 }]],
    });
    return typeof result?.code === "string" ? { code: result.code, map: result.map ?? null } : null;
  },
};

const common: UserConfig = {
  entry: ["src/index.ts", "src/internal.ts", "src/dual.ts"],
  target: "es2022",
  platform: "neutral",
  fixedExtension: false,
  sourcemap: true,
  // All is exported, and package.json speaks of what is built here.
  treeshake: false,
  plugins: [differentiate],
};

export default defineConfig([
  // For Node: as few files as can be.
  { ...common, format: ["esm", "cjs"], dts: true },
  // For bundlers: a file for each file, of which they take those that a program uses something of.
  { ...common, format: "esm", outDir: "dist/modules", unbundle: true, dts: false },
]);
