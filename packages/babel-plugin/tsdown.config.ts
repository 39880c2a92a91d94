/** The plugin as an ES module and as CommonJS, for Babel's `import` and for its `require`. */
import { defineConfig } from "tsdown";

export default defineConfig({
  entry: ["src/index.ts", "src/explain.ts"],
  format: ["esm", "cjs"],
  target: "node20.19",
  fixedExtension: false,
  dts: true,
  sourcemap: true,
  outputOptions: { strict: true },
});
