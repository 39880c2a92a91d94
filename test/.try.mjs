import { transformSync } from "@babel/core";
import { readFileSync } from "node:fs";
const { default: plugin } = await import("/work/main/packages/babel-plugin/src/index.ts");
const src = readFileSync(process.argv[2] ?? 0, "utf8");
const r = transformSync(src, {
  plugins: [[plugin, {}]],
  filename: "/tmp/x.ts",
  parserOpts: { plugins: ["typescript"] },
  configFile: false,
  babelrc: false,
});
console.log(r.code);
