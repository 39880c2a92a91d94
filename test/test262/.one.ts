import { readFileSync } from "node:fs";
import { transformSync } from "@babel/core";
import fluxion from "@fluxion/babel-plugin";
const f = process.argv[2]!;
const src = readFileSync(f, "utf8");
const strict = /flags:.*onlyStrict/.test(src);
console.log(src.replace(/\/\*---[\s\S]*?---\*\//, ""));
console.log(
  "=======\n" +
    transformSync(
      (strict ? '"use strict";\n' : "") + src.replace(/\/\*---[\s\S]*?---\*\//, "").replace(/^\/\/.*\n/gm, ""),
      {
        filename: "/x/program.js",
        sourceType: "script",
        babelrc: false,
        configFile: false,
        plugins: [[fluxion, { include: ["program"], forwardOnly: true, runtime: { global: "Fluxion" } }]],
      },
    )!.code,
);
