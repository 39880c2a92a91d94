/**
 * The runtime as ES modules and as CommonJS.
 *
 * Files under `src/self-hosted/` are library functions whose pullbacks Fluxion's own plugin writes: they pass through
 * it (from its `dist`, so it is built first), and keep their types, which the bundler strips as in every other file.
 */
import { sep } from "node:path";
import { transformAsync } from "@babel/core";
import { defineConfig } from "tsdown";
import type { Rolldown } from "tsdown";

const selfHosted = `${sep}src${sep}self-hosted${sep}`;

const differentiate: Rolldown.Plugin = {
  name: "differentiate-self-hosted",
  async transform(code, id) {
    if (!id.includes(selfHosted) || !id.endsWith(".ts")) return null;
    const result = await transformAsync(code, {
      filename: id,
      configFile: false,
      babelrc: false,
      sourceMaps: true,
      parserOpts: { plugins: ["typescript"] },
      plugins: [["@fluxion", { runtime: "../internal.ts" }]],
    });
    return typeof result?.code === "string" ? { code: result.code, map: result.map ?? null } : null;
  },
};

export default defineConfig({
  entry: ["src/index.ts", "src/internal.ts"],
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  fixedExtension: false,
  // A file for each file: whoever bundles a program takes those that it uses.
  unbundle: true,
  treeshake: false,
  dts: true,
  sourcemap: true,
  plugins: [differentiate],
});
