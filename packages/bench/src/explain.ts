/**
 * What is generated, and why: `npm run explain -- FILE [FUNCTION …]`.
 *
 * Where the file marks nothing, the functions that it exports are taken as marked.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { transformSync, type PluginItem, type types as t } from "@babel/core";
import explain from "@fluxion/babel-plugin/explain";

const [file, ...names] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: npm run explain -- FILE [FUNCTION …]");
  process.exit(1);
}
const path = resolve(process.env["INIT_CWD"] ?? ".", file);
const source = readFileSync(path, "utf8");
const syntax = /\.[cm]?tsx?$/.test(path) ? ["typescript" as const] : [];
const jsx = /x$|\.[cm]?js$/.test(path) ? ["jsx" as const] : [];

/** Only the functions that are asked for. */
function only({ name }: { readonly name: string }): boolean {
  return names.length === 0 || names.includes(name.replace(/_(?:joint|tangent|forward|pullback)$/, ""));
}

const selected: PluginItem = {
  visitor: {},
  post({ ast: { program } }: { readonly ast: t.File }) {
    program.body = program.body.filter((s) => s.type !== "FunctionDeclaration" || !s.id || only(s.id));
  },
};

/** Gives the exported functions the directive. */
const asIfMarked: PluginItem = {
  visitor: {
    Program: {
      enter(program: { node: t.Program }) {
        for (const s of program.node.body)
          if (s.type === "ExportNamedDeclaration" && s.declaration?.type === "FunctionDeclaration")
            s.declaration.body.directives.push({
              type: "Directive",
              value: { type: "DirectiveLiteral", value: "differentiable" },
            });
      },
    },
  },
};

const run = (...plugins: readonly PluginItem[]): string =>
  transformSync(source, {
    plugins: [...plugins],
    filename: path,
    cwd: dirname(path),
    configFile: false,
    babelrc: false,
    parserOpts: { plugins: [...syntax, ...jsx] },
  })?.code ?? "";

const isMarked = run(explain) !== "";
console.log(run(...(isMarked ? [] : [asIfMarked]), explain, selected));
