/**
 * Does the test suite notice that the compiler is broken? Each mutant is built in a copy of the project, and the tests that
 * execute programs are run there; tests that compare texts are left out, for they notice everything.
 *
 *   npm run mutants [-- --only TEXT]
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mutants, type Mutant } from "./mutants.ts";

const { values: options } = parseArgs({ options: { only: { type: "string", default: "" } } });
const root = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "mutants-"));

const SUITES = [
  "errors/arrays-as-numbers",
  "errors/run-time",
  "fuzz/fuzz",
  "manual/*",
  "orders/at-once",
  "orders/curves",
  "orders/hessian",
  "orders/jacobian",
  "orders/texts",
  "rules/*",
  "runtime/*",
  "zoo/zoo",
  "zoo/asynchronous",
  "zoo/forward-only",
  "zoo/joint",
].map((name) => `test/${name}.test.ts`);

/** The project without what is installed, which is linked. */
function copyProject(): void {
  for (const name of readdirSync(root)) {
    if (name === "node_modules" || name === ".git") continue;
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|\.tmp)$/.test(path),
    });
  }
  const installed = join(copy, "node_modules");
  mkdirSync(join(installed, "@fluxion"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "@fluxion") symlinkSync(join(root, "node_modules", name), join(installed, name));
  }
  for (const name of readdirSync(join(root, "node_modules/@fluxion")))
    symlinkSync(join(copy, "packages", name), join(installed, "@fluxion", name));
}

/** The name of the first test that fails, or null. */
function failure(): string | null {
  try {
    run("npm", "run", "build");
    run("npx", "mocha", "--no-config", "--bail", "--timeout", "60000", ...SUITES);
    return null;
  } catch (error) {
    const { stdout = "" } = error as { stdout?: string };
    const first = /^ +1\) [\s\S]*?:\n/m.exec(stdout.slice(stdout.indexOf("1 failing")))?.[0];
    return first?.replace(/\s+/g, " ") ?? "the build";
  }
}

/** What notices a mutant, or null. */
function noticed({ file, text, instead }: Mutant): string | null {
  const path = join(copy, file);
  const source = readFileSync(path, "utf8");
  if (source.split(text).length !== 2) throw new Error(`${file} does not hold this text once: ${text}`);
  writeFileSync(
    path,
    source.replace(text, () => instead),
  );
  try {
    return failure();
  } finally {
    writeFileSync(path, source);
  }
}

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: copy, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });

copyProject();
const before = failure();
if (before !== null) throw new Error(`without a mutant: ${before}`);
let alive = 0;
for (const mutant of mutants.filter((m) => m.what.includes(options.only))) {
  const by = noticed(mutant);
  if (by === null) alive++;
  console.log(`${by === null ? "ALIVE  " : "noticed"} ${mutant.what}${by === null ? "" : `\n          by ${by}`}`);
}
rmSync(copy, { recursive: true });
console.log(`${String(alive)} of ${String(mutants.length)} mutants alive`);
process.exitCode = alive === 0 ? 0 : 1;
