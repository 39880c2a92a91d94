/**
 * Parameter properties of TypeScript in marked classes, written out as TypeScript's own plugin would do it later.
 * Classes → whether there were any; the program is changed in place.
 *
 *   constructor(private x = 1) { … }     constructor(x = 1) { this.x = x; … }     after `super(…)`, where a class is derived
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";

export function writeOutProperties(classes: ReadonlySet<t.Class>): boolean {
  let isChanged = false;
  for (const owner of classes) if (writeOut(owner)) isChanged = true;
  return isChanged;
}

function writeOut(owner: t.Class): boolean {
  const constructor = owner.body.body.find(
    (m): m is t.ClassMethod => m.type === "ClassMethod" && m.kind === "constructor",
  );
  if (!constructor) return false;
  const { params, body } = constructor;
  const properties = params.filter((p) => p.type === "TSParameterProperty");
  const first = owner.superClass ? body.body.findIndex(isSuperCall) + 1 : 0;
  // Elsewhere in the constructor it is refused, as any other that is left.
  const isPlain = properties.every((p) => !p.decorators || p.decorators.length === 0);
  if (properties.length === 0 || !isPlain || (owner.superClass && first === 0)) return false;
  const assignments = properties.map(({ parameter, loc }) => {
    const { name } = (parameter.type === "AssignmentPattern" ? parameter.left : parameter) as t.Identifier;
    const statement = js.statement(js.assign("=", js.member({ type: "ThisExpression" }, name), js.id(name)));
    return Object.assign(statement, { loc });
  });
  body.body.splice(first, 0, ...assignments);
  constructor.params = params.map((p) => (p.type === "TSParameterProperty" ? p.parameter : p));
  return true;
}

const isSuperCall = (s: t.Statement): boolean =>
  s.type === "ExpressionStatement" && s.expression.type === "CallExpression" && s.expression.callee.type === "Super";
