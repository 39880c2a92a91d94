/**
 * Runs programs in contexts of their own: as they are, and with every function marked, where each ordinary call runs the
 * forward sweep and, when asked for, the pullback after it; or as one function, whose dual runs.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { transformSync, type NodePath, type PluginObj, type TransformOptions, types } from "@babel/core";
import fluxion from "@fluxion/babel-plugin";
import { rolldown } from "rolldown";
import { differentiate } from "../../packages/runtime/tsdown.config.ts";
import { readProgram, type Program } from "./program.ts";

export interface Task {
  readonly path: string;
  readonly isStrict: boolean;
}

export interface Report extends Task {
  /** `skipped`: the engine or Babel fails on the program as it is. `refused`: what a message named. */
  readonly outcome: "passed" | "failed" | "skipped" | "refused";
  readonly detail: string;
}

const [root = "", mode = "forward"] = process.argv.slice(2);
const SECONDS = 10;

const bundle = await rolldown({
  input: join(import.meta.dirname, "realm.ts"),
  platform: "neutral",
  plugins: [differentiate],
});
const { output } = await bundle.generate({ format: "iife", name: "Fluxion" });
const runtime = new vm.Script(`"use strict";\n${output[0].code}`, { filename: "runtime.js" });
const harness = new Map<string, vm.Script>();

/** A file of the harness. With pullbacks it is marked too, so that the programs' calls of it can be reversed. */
function include(name: string, isPlain: boolean): vm.Script {
  const key = `${name} ${String(isPlain)}`;
  const known = harness.get(key);
  if (known) return known;
  const source = readFileSync(join(root, "harness", name), "utf8");
  const code =
    isPlain || mode !== "pullback"
      ? source
      : (transformSync(source, settings(`/test262/program-${name}`, false))?.code ?? "");
  const script = new vm.Script(code, { filename: name });
  harness.set(key, script);
  return script;
}

/** Gives each function another text, and nothing else. */
const retold = (): PluginObj => {
  let count = 0;
  return {
    visitor: {
      Function(path: NodePath<types.Function>) {
        const { node } = path;
        if (node.body.type !== "BlockStatement") node.body = types.blockStatement([types.returnStatement(node.body)]);
        node.body.directives.push(types.directive(types.directiveLiteral(`text ${String(count++)}`)));
      },
    },
  };
};

const kind = mode === "dual" ? { order: 2 } : { forwardOnly: true };

const settings = (filename: string, isPlain: boolean): TransformOptions => ({
  filename,
  sourceType: "script",
  babelrc: false,
  configFile: false,
  compact: false,
  plugins: isPlain ? [] : [[fluxion, { include: ["program"], ...kind, runtime: { global: "Fluxion" } }]],
});

/** What went wrong, or null. */
async function run(code: string, { includes, flags, negative }: Program, isPlain: boolean): Promise<string | null> {
  const said: string[] = [];
  const context = vm.createContext({ print: (line: unknown) => said.push(String(line)) });
  vm.runInContext("var $262 = { global: globalThis, gc() {}, evalScript: (s) => (0, eval)(s) };", context);
  if (!isPlain) {
    runtime.runInContext(context);
    vm.runInContext(`Fluxion.choose(${JSON.stringify(mode)})`, context);
  }
  if (!flags.has("raw")) {
    for (const name of ["assert.js", "sta.js", ...(flags.has("async") ? ["doneprintHandle.js"] : []), ...includes])
      include(name, isPlain).runInContext(context);
  }
  try {
    new vm.Script(code, { filename: "program.js" }).runInContext(context, { timeout: SECONDS * 1000 });
  } catch (error) {
    if (negative) return nameOf(error) === negative.type ? null : `expected ${negative.type}, got ${describe(error)}`;
    return describe(error);
  }
  if (negative) return `expected ${negative.type}, and nothing was thrown`;
  if (flags.has("async")) {
    const end = Date.now() + SECONDS * 1000;
    while (said.length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 1));
    const line = said.find((s) => s.startsWith("Test262:"));
    if (line !== "Test262:AsyncTestComplete") return line ?? "$DONE was not called";
  }
  const silent: unknown = isPlain ? null : vm.runInContext("Fluxion.problem", context);
  return typeof silent === "string" ? silent : null;
}

const nameOf = (error: unknown): string =>
  String((error as { constructor?: { name?: string } } | null | undefined)?.constructor?.name);

const describe = (error: unknown): string => {
  try {
    const e = error as { name?: unknown; message?: unknown } | null;
    return typeof e === "object" && e !== null ? `${nameOf(e)}: ${String(e.message)}` : String(error);
  } catch {
    return "an error that cannot be shown";
  }
};

/** Where the dual runs, the program is a function. */
const textOf = ({ source }: Program): string =>
  mode === "dual" ? `function $test() { "differentiable";\n${source}\n}` : source;

function compile(program: Program, isStrict: boolean, isPlain: boolean): { code: string } | { error: unknown } {
  try {
    const result = transformSync(
      (isStrict ? '"use strict";\n' : "") + textOf(program),
      settings("/test262/program.js", isPlain),
    );
    return {
      code: `${result?.code ?? ""}${mode !== "dual" ? "" : isPlain ? "\n$test();" : "\nFluxion.runDual($test);"}`,
    };
  } catch (error) {
    return { error };
  }
}

async function judge({ path, isStrict }: Task): Promise<Omit<Report, keyof Task>> {
  const program = readProgram(root, path);
  const plain = compile(program, isStrict, true);
  if ("error" in plain) return { outcome: "skipped", detail: "Babel" };
  const expected = await run(plain.code, program, true);
  if (expected !== null) return { outcome: "skipped", detail: `as it is: ${expected}` };
  process.send?.("sound");
  const compiled = compile(program, isStrict, false);
  if ("error" in compiled) {
    const { message } = compiled.error as Error;
    return { outcome: message.includes("fluxion(") ? "refused" : "failed", detail: `compile: ${message}` };
  }
  const found = await run(compiled.code, program, false);
  if (found === null) {
    const refusal = /\$(?:_\w+)?\.refuse\(\w+, "([^"]*)"/.exec(compiled.code)?.[1];
    return refusal === undefined ? { outcome: "passed", detail: "" } : { outcome: "refused", detail: refusal };
  }
  if (/fluxion\(|(?:OrderExceeded|NotDifferentiable)Error/.test(found)) return { outcome: "refused", detail: found };
  const { plugins, ...rest } = settings("/test262/program.js", true);
  const other = transformSync((isStrict ? '"use strict";\n' : "") + textOf(program), {
    ...rest,
    plugins: [...(plugins ?? []), retold],
  })?.code;
  const isText = (await run(other ?? "", program, true)) !== null;
  return isText
    ? { outcome: "skipped", detail: "asks for the text of functions" }
    : { outcome: "failed", detail: found };
}

process.on("unhandledRejection", () => undefined);
process.on("message", (task: Task) => {
  void judge(task).then(
    (result) => process.send?.({ ...task, ...result } satisfies Report),
    (error: unknown) => process.send?.({ ...task, outcome: "failed", detail: String(error) } satisfies Report),
  );
});
process.send?.("ready");
