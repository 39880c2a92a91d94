/**
 * Attaches the pairs where the program makes its functions. Program → program, changed in place.
 *
 *   function f() {}          $.pair(f, f_pair)                            at the top of its block
 *   xs.map((x) => x * w)     xs.map($.closure((x) => x * w, f_pair, () => ({ w })))
 *   class P { step() {} }    $.members(P, [["method", false, "step", P_step_pair]])   after the class
 */
import type { Resolution } from "../1-mark/resolve.ts";
import type { Binding, NodePath, t } from "../babel.ts";
import { type Plan, type Plans } from "../1-mark/plan.ts";
import { besideClass, homeOf } from "../1-mark/private-names.ts";
import type { Diagnostic } from "../diagnostics.ts";
import * as js from "../ir/js.ts";
import { isCalledUnseen } from "../1-mark/unseen-calls.ts";
import { inferredName } from "../2-lower/closures.ts";
import { isPrototypeKey } from "../2-lower/containers.ts";
import { isStableKey } from "../1-mark/keys.ts";
import { attach, capture, cellName, pairOf, runtime, unseen } from "./attach.ts";
import { attachMembers } from "./instrument-classes.ts";
import { Keys } from "./keys.ts";

export function instrument(plans: Plans, resolution: Resolution): { readonly top: t.Statement[] } {
  const top: t.Statement[] = [];
  const keys = new Keys(resolution);
  for (const { path, isImplicit } of plans.byNode.values())
    if (!isImplicit && isCalledUnseen(path as NodePath<t.Function>))
      bodyOf(path.node).unshift(unseen(path as NodePath<t.Function>));
  const classes = new Map<t.Class, Plan[]>();
  for (const plan of [...plans.byNode.values()].reverse()) {
    if (plan.owner) classes.set(plan.owner, [plan, ...(classes.get(plan.owner) ?? [])]);
    else if (plan.node.type === "FunctionDeclaration" && plan.node.id) attachDeclaration(plan, top);
    else if (plan.node.type === "FunctionDeclaration")
      wrapLiteral(
        {
          ...plan,
          node: Object.assign(plan.node as t.Node, { type: "FunctionExpression" }) as t.FunctionExpression,
        },
        keys,
      );
    else wrapLiteral(plan, keys);
  }
  for (const [owner, members] of classes) attachMembers(owner, members, plans, keys);
  for (const binding of plans.cells) declareCell(binding);
  for (const owner of plans.classes) declareBeside(resolution.classPath(owner), besideClass(owner, plans));
  for (const [field, name] of plans.fieldKeys) noteKey(field as t.ClassProperty, name);
  for (const call of resolution.calls) noteBound(call);
  return { top: [...keys.declarations, ...top] };
}

function attachDeclaration(plan: Plan, top: t.Statement[]): void {
  const { node } = plan;
  if (node.type !== "FunctionDeclaration" || !node.id) return;
  const statement = js.statement(attach(plan, js.id(node.id.name)));
  const { parent } = plan.path;
  const block = parent.type === "SwitchCase" ? { type: parent.type, body: parent.consequent } : blockOf(plan.path);
  if (block.type === "Program") top.push(statement);
  else block.body.unshift(statement);
}

/** `f.bind(o)` becomes `$.binding(f)(o)`: what it gives can then be differentiated, if `f` can. */
function noteBound(call: t.CallExpression): void {
  const { callee } = call;
  if (callee.type !== "MemberExpression" || callee.computed || callee.object.type === "Super") return;
  if (callee.property.type !== "Identifier" || callee.property.name !== "bind") return;
  call.callee = runtime("binding", callee.object);
}

/** A function that was left as it is, and why. */
export interface Refusal {
  readonly path: NodePath;
  readonly cause: Diagnostic;
}

/**
 * Tells the run time why a function or class of the module has no pair: at the top, or where it has been made; also of a module that
 * is one call of a function, as UMD writes it. Others are named by the build when they are marked.
 */
export function refusal({ path, cause }: Refusal): t.Statement[] {
  const { node } = path;
  const tell = (fn: t.Expression): t.Statement => js.statement(runtime("refuse", fn, js.str(cause.reason)));
  if (node.type === "FunctionDeclaration" && node.id && blockOf(path).type === "Program")
    return [tell(js.id(node.id.name))];
  if (node.type === "FunctionDeclaration" && node.id && runsOnce(path.getFunctionParent()))
    blockOf(path).body.unshift(tell(js.id(node.id.name)));
  const list = declarationList(path);
  const { parent } = path;
  if (
    list &&
    parent.type === "VariableDeclarator" &&
    parent.id.type === "Identifier" &&
    blockOf(path).type === "Program"
  )
    list.statements.splice(list.statements.indexOf(list.holder) + 1, 0, tell(js.id(parent.id.name)));
  const owner = path.isClass() ? path : path.parentPath?.parentPath;
  const fn = owner?.isClassDeclaration() && owner.node.id ? memberOf(owner.node.id.name, node) : null;
  const program = owner ? blockOf(owner) : null;
  if (!fn || program?.type !== "Program") return [];
  const place = program.body.findIndex((s) => s === owner?.node || s === owner?.parent);
  if (place >= 0) program.body.splice(place + 1, 0, tell(fn));
  return [];
}

/** `(function () { … })()`, `define(function () { … })` */
const runsOnce = (wrapper: NodePath | null): boolean =>
  wrapper?.parentPath?.isCallExpression() === true && wrapper.getFunctionParent() === null;

/** `P`, `P.m`, `P.prototype.m` */
function memberOf(owner: string, node: t.Node): t.Expression | null {
  if (node.type === "ClassDeclaration") return js.id(owner);
  if (node.type !== "ClassMethod") return null;
  if (node.kind === "constructor") return js.id(owner);
  if (node.kind !== "method" || node.computed || node.key.type !== "Identifier") return null;
  return js.member(node.static ? js.id(owner) : js.member(js.id(owner), "prototype"), node.key.name);
}

/** Tells the run time what the marked functions import as values. */
export const announce = (values: t.Expression[]): t.Statement[] =>
  values.length === 0 ? [] : [js.statement(runtime("imports", js.arrow([], js.array(values))))];

/** The block or program whose list holds the statement of a path. */
function blockOf(path: NodePath): t.BlockStatement | t.Program {
  let p: NodePath | null = path.parentPath;
  while (p && !p.isBlockStatement() && !p.isProgram()) p = p.parentPath;
  return p?.node as t.BlockStatement | t.Program;
}

/** A literal keeps the name that its place gives it: `const f = (x) => x` is attached after its declaration. */
function wrapLiteral(plan: Plan, keys: Keys): void {
  const { path, node } = plan;
  const holder = path.parent as unknown as Record<string, unknown>;
  if (node.type === "ObjectMethod") {
    // The key is written once more: it must be the same again.
    if (node.computed && !isStableKey(node.key)) return;
    const key = keys.of(node);
    if (node.kind !== "method") {
      wrapAccessor(plan, node, key);
      return;
    }
    const first = js.clone<t.Expression>(node.key);
    if (node.computed) node.key = js.clone(key);
    const written =
      node.computed || node.key.type !== "Identifier"
        ? js.index(js.object([node]), key)
        : js.member(js.object([node]), node.key.name);
    const list = (path.parent as t.ObjectExpression).properties;
    const value = attach(plan, written);
    // As a plain property it would be the prototype.
    list[list.indexOf(node)] = isPrototypeKey(node)
      ? js.property(js.str("__proto__"), value, true)
      : js.property(first, value, node.computed);
    return;
  }
  const list = declarationList(path);
  if (list && path.parent.type === "VariableDeclarator" && path.parent.id.type === "Identifier") {
    const { statements, holder: statement } = list;
    statements.splice(statements.indexOf(statement) + 1, 0, js.statement(attach(plan, js.id(path.parent.id.name))));
    return;
  }
  const name = inferredName(path);
  const literal = node as t.Expression;
  const { parent } = path;
  const named =
    name !== null
      ? js.named(name, literal)
      : parent.type === "ObjectProperty" && parent.computed && isStableKey(parent.key)
        ? js.index(
            js.object([js.property(js.clone(parent.key as t.Expression), literal, true)]),
            js.clone(parent.key as t.Expression),
          )
        : literal;
  const value = attach(plan, named);
  replaceIn(holder, literal, value);
}

/** `$.accessors({ get area() {…} }, [["get", "area", area_pair, null]])` */
function wrapAccessor(plan: Plan, node: t.ObjectMethod, written: t.Expression): void {
  const thunk = plan.captures.length === 0 ? js.nil() : js.arrow([], js.object(plan.captures.map(capture)));
  const key = node.key.type === "Identifier" && !node.computed ? js.str(node.key.name) : written;
  const row = js.array([js.str(node.kind), key, pairOf(plan), thunk]);
  const literal = plan.path.parent as t.ObjectExpression;
  const known = wrapped.get(literal);
  if (known) {
    known.elements.push(row);
    return;
  }
  const rows = js.array([row]);
  wrapped.set(literal, rows);
  const owner = plan.path.parentPath;
  replaceIn(owner?.parent as unknown as Record<string, unknown>, literal, runtime("accessors", literal, rows));
}

const wrapped = new WeakMap<t.ObjectExpression, t.ArrayExpression>();

/** The list of statements that declares a variable, so that something can be put behind the declaration. */
function declarationList(path: NodePath): { statements: t.Statement[]; holder: t.Statement } | null {
  const declaration = path.parentPath?.parentPath;
  if (!declaration?.isVariableDeclaration() || declaration.node.declarations.length !== 1) return null;
  const exported = declaration.parentPath.isExportNamedDeclaration() ? declaration.parentPath : declaration;
  const parent = exported.parent;
  const holder = exported.node as t.Statement;
  return parent.type === "Program" || parent.type === "BlockStatement" ? { statements: parent.body, holder } : null;
}

function replaceIn(holder: Record<string, unknown>, old: t.Node, by: t.Node): void {
  for (const [key, value] of Object.entries(holder)) {
    if (value === old) holder[key] = by;
    else if (Array.isArray(value)) {
      const i = value.indexOf(old);
      if (i >= 0) (value as unknown[])[i] = by;
    }
  }
}

/** The cell of a variable in ordinary calls: made when a closure is differentiated for the first time. */
function declareCell(binding: Binding): void {
  bodyOf(binding.scope.block).unshift(js.declare("let", js.id(cellName(binding.identifier.name)), null));
}

/** `[key = $.key(…)] = value`: the key is evaluated where the class is made, and the constructor uses it. */
function noteKey(field: t.ClassProperty, name: string): void {
  field.key = js.assign("=", js.id(name), runtime("key", field.key));
}

/** What sees the private members of a class in a function stands beside the class; of another, at the top. */
function declareBeside(path: NodePath<t.Class> | undefined, names: readonly string[]): void {
  const home = path?.getFunctionParent() ? homeOf(path) : null;
  if (home) bodyOf(home.node).unshift(...names.map((name) => js.declare("let", js.id(name), null)));
}

/** The list of statements of a scope; a body of one expression or statement becomes a block. */
function bodyOf(scope: t.Node): t.Statement[] {
  if (scope.type === "BlockStatement" || scope.type === "Program" || scope.type === "StaticBlock") return scope.body;
  if (scope.type === "SwitchStatement") return (scope.cases[0] as t.SwitchCase).consequent;
  const holder = scope as unknown as { body: t.Node };
  if (holder.body.type !== "BlockStatement") {
    holder.body = js.block([
      scope.type === "ArrowFunctionExpression" ? js.returns(holder.body as t.Expression) : (holder.body as t.Statement),
    ]);
    if (scope.type === "ArrowFunctionExpression") scope.expression = false;
  }
  return holder.body.body;
}
