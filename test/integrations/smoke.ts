/**
 * Smoke tests of the packed packages, outside the workspace: compiled by Babel 7 and Babel 8, as an ES module and as
 * CommonJS, run by Node 20 and Node 24. Prints a line for each and, at the end, `N passing` and `N failing`.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { emptyFolder, pack, run } from "./pack.ts";

const program = (importLine: string): string => `${importLine}
function energy(xs: number[], stiffness: number): number {
  "differentiable";
  let sum = 0;
  for (let i = 1; i < xs.length; i++) sum += (xs[i] - xs[i - 1]) ** 2;
  return (stiffness * sum) / 2;
}
console.log(JSON.stringify(gradient(energy, [0, 1, 3], 10)));
`;
const expected = "[[-10,-10,20],2.5]\n";
const sources = {
  esm: {
    file: "main.mts",
    output: "main.mjs",
    code: program('import { gradient } from "@fluxion/runtime";'),
  },
  cjs: {
    file: "main.cts",
    output: "main.cjs",
    code: program('const { gradient } = require("@fluxion/runtime");'),
  },
} as const;

let passing = 0;
let failing = 0;

/** One check: it passes when it does not throw. */
function check(title: string, action: () => void): void {
  try {
    action();
    passing++;
    console.log(`  ✔ ${title}`);
  } catch (error) {
    failing++;
    console.log(`  ✘ ${title}\n${String(error)}`);
  }
}

/** The folder of a Node of the given major version: one that is on the path, else one from the registry. */
function nodeFolder(major: number, scratch: string): string {
  const candidates = [dirname(process.execPath), ...(process.env["PATH"] ?? "").split(delimiter)];
  for (const folder of candidates) {
    try {
      if (run(join(folder, "node"), ["-v"], scratch).startsWith(`v${major}.`)) return folder;
    } catch {
      // No Node here.
    }
  }
  const home = join(scratch, `node-${major}`);
  mkdirSync(home);
  run("npm", ["install", "--prefix", home, `node@${major}`], home);
  return join(home, "node_modules", "node", "bin");
}

/** An empty project with the packed packages and one Babel. */
function project(folder: string, tarballs: readonly string[], babel: 7 | 8, node: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const config = { presets: ["@babel/preset-typescript"], plugins: ["@fluxion"] };
  writeFileSync(join(folder, "babel.config.json"), JSON.stringify(config));
  const packages = ["core", "cli", "preset-typescript"].map((name) => `@babel/${name}@${babel}`);
  run("npm", ["install", "--no-audit", "--no-fund", ...tarballs, ...packages], folder, [node]);
}

const scratch = emptyFolder();
try {
  const nodes = { 20: nodeFolder(20, scratch), 24: nodeFolder(24, scratch) } as const;
  const tarballs = Object.values(pack(scratch)) as string[];
  for (const babel of [7, 8] as const) {
    const folder = join(scratch, `babel-${babel}`);
    check(`Babel ${babel}: the packed packages install`, () => project(folder, tarballs, babel, nodes[24]));
    for (const [style, { file, output, code }] of Object.entries(sources)) {
      writeFileSync(join(folder, file), code);
      // Babel 8 itself needs a Node that is younger than 20; what it has compiled does not.
      for (const compiler of babel === 7 ? ([20, 24] as const) : ([24] as const)) {
        check(`Babel ${babel}, ${style}: compiles on Node ${compiler}`, () => {
          run(join(nodes[compiler], "node"), ["node_modules/.bin/babel", file, "--out-file", output], folder, [
            nodes[compiler],
          ]);
        });
      }
      for (const runner of [20, 24] as const) {
        check(`Babel ${babel}, ${style}: runs on Node ${runner}`, () => {
          const printed = run(join(nodes[runner], "node"), [output], folder);
          if (printed !== expected) throw new Error(`It printed ${printed}`);
        });
      }
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n  ${passing} passing\n  ${failing} failing`);
process.exitCode = failing === 0 ? 0 : 1;
