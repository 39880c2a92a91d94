/** Where generated code has its helpers from, and how a file that has been transformed is told by that. */
import type { NodePath, t } from "../babel.ts";
import { isEsModule } from "../1-mark/modules.ts";
import type { CheckedOptions } from "../options.ts";
import * as js from "../ir/js.ts";
import { someChild } from "../ir/walk.ts";

/** The version of the contract between generated code and run time. */
export const FORMAT = 1;

const internalsOf = (runtime: string): string => (/^[./]/.test(runtime) ? runtime : `${runtime}/internal`);

/** What the file imports of the run time comes from where its generated code has its helpers; see known-imports.ts. */
export function importFromInternals({ source }: t.ImportDeclaration): void {
  source.value = internalsOf(source.value);
  delete source.extra;
}

/** `import * as $ from …`, `const $ = require(…)` or a global, as the file itself does it; then `$.format(1)`. */
export function importInternals(program: NodePath<t.Program>, { runtime }: CheckedOptions): t.Statement[] {
  const format = js.statement(js.call(js.member(js.id("#$"), "format"), [js.num(FORMAT)]));
  if (typeof runtime === "object")
    return [js.declare("const", js.id("#$"), js.member(js.id(runtime.global), "internal")), format];
  const source = js.str(internalsOf(runtime));
  if (!isEsModule(program)) return [js.declare("const", js.id("#$"), js.call(js.id("require"), [source])), format];
  const imported = {
    type: "ImportDeclaration",
    specifiers: [{ type: "ImportNamespaceSpecifier", local: js.id("#$") }],
    source,
    attributes: [],
  } as unknown as t.Statement;
  return [imported, format];
}

/** Whether a program has this statement, also where other tools have changed how it gets the helpers, or joined statements. */
export function isTransformed({ body }: t.Program): boolean {
  const said = body.flatMap((s) => {
    if (s.type !== "ExpressionStatement") return [];
    return s.expression.type === "SequenceExpression" ? s.expression.expressions : [s.expression];
  });
  const holder = said.map(ofFormat).find((name) => name !== null);
  return holder !== undefined && body.some((s) => declares(s, holder) && namesInternals(s));
}

/** `$`, of `$.format(1)` */
function ofFormat(e: t.Expression): string | null {
  if (e.type !== "CallExpression" || e.callee.type !== "MemberExpression") return null;
  const { object, property } = e.callee;
  const isFormat = property.type === "Identifier" && property.name === "format";
  const isOfVersion = e.arguments.length === 1 && e.arguments[0]?.type === "NumericLiteral";
  return isFormat && isOfVersion && object.type === "Identifier" ? object.name : null;
}

function declares(s: t.Statement, name: string): boolean {
  if (s.type === "ImportDeclaration") return s.specifiers.some(({ local }) => local.name === name);
  return (
    s.type === "VariableDeclaration" && s.declarations.some(({ id }) => id.type === "Identifier" && id.name === name)
  );
}

function namesInternals(node: t.Node): boolean {
  const text = node.type === "StringLiteral" ? node.value : node.type === "TemplateElement" ? node.value.raw : "";
  if (/\binternal(\.\w+)?$/.test(text)) return true;
  if (node.type === "MemberExpression" && node.property.type === "Identifier" && node.property.name === "internal")
    return true;
  return someChild(node, namesInternals);
}
