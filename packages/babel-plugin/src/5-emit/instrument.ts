/**
 * Attaches the pairs where the program makes its functions. Program → program, changed in place.
 *
 *   function f() {}          $.pair(f, f_pair)                            at the top of its block
 *   xs.map((x) => x * w)     xs.map($.closure((x) => x * w, f_pair, () => ({ w })))
 *   class P { step() {} }    $.members(P, [["method", false, "step", P_step_pair]])   after the class
 */
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";
import type { Binding, NodePath, t } from "../babel.ts";
import type { Plan, PlannedCapture, Plans } from "../1-mark/plan.ts";
import type { Diagnostic } from "../diagnostics.ts";
import * as js from "../ir/js.ts";
import { isCalledUnseen } from "../1-mark/unseen-calls.ts";
import { inferredName } from "../2-lower/closures.ts";
import { isStableKey } from "../2-lower/fence.ts";
import { cellObject } from "../4-adjoin/memory.ts";

const runtime = (name: string, ...args: t.Expression[]): t.CallExpression =>
  js.call(js.member(js.id("#$"), name), args);
const pairOf = (plan: Plan): t.Identifier => js.id(`${plan.name}_pair`);

export function instrument(plans: Plans, { calls }: Resolution): { readonly top: t.Statement[] } {
  const top: t.Statement[] = [];
  for (const { path, isImplicit } of plans.byNode.values())
    if (!isImplicit && isCalledUnseen(path as NodePath<t.Function>))
      bodyOf(path.node).unshift(js.statement(runtime("accessor")));
  const classes = new Map<t.Class, Plan[]>();
  for (const plan of [...plans.byNode.values()].reverse()) {
    if (plan.owner) classes.set(plan.owner, [plan, ...(classes.get(plan.owner) ?? [])]);
    else if (plan.node.type === "FunctionDeclaration" && plan.node.id) attachDeclaration(plan, top);
    else if (plan.node.type === "FunctionDeclaration")
      wrapLiteral({
        ...plan,
        node: Object.assign(plan.node as t.Node, { type: "FunctionExpression" }) as t.FunctionExpression,
      });
    else wrapLiteral(plan);
  }
  for (const [owner, members] of classes) attachMembers(owner, members, plans);
  for (const binding of plans.cells) declareCell(binding);
  for (const call of calls) noteBound(call);
  return { top };
}

/** The creation of a pair, with the environment where the function captured something. */
function attach(plan: Plan, fn: t.Expression): t.Expression {
  if (plan.captures.length === 0) return runtime("pair", fn, pairOf(plan));
  const ownName =
    plan.node.type === "FunctionExpression" &&
    plan.node.id &&
    plan.captures.some((c) => c.binding?.identifier === (plan.node as t.FunctionExpression).id)
      ? [js.id(plan.node.id.name)]
      : [];
  return runtime("closure", fn, pairOf(plan), js.arrow(ownName, js.object(plan.captures.map(capture))));
}

function capture(c: PlannedCapture): t.ObjectProperty | t.ObjectMethod {
  if (!c.binding) return js.property(js.id(c.name), { type: "ThisExpression" });
  const name = c.binding.identifier.name;
  if (c.by === "late") return js.accessor("get", js.id(c.name), [], [js.returns(js.id(name))]);
  if (c.by === "value") return js.property(js.id(c.name), js.id(name));
  const cell = cellObject(name, isReassigned(c.binding));
  return js.property(js.id(c.name), js.assign("??=", js.id(cellName(name)), cell));
}

export const cellName = (name: string): string => `${name}_cell`;

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

/** Tells the run time why a function of the module has no pair; others are named by the build when they are marked. */
export function refusal(path: NodePath, { reason }: Diagnostic): t.Statement[] {
  const { node } = path;
  if (node.type !== "FunctionDeclaration" || !node.id || blockOf(path).type !== "Program") return [];
  return [js.statement(runtime("refuse", js.id(node.id.name), js.str(reason)))];
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
function wrapLiteral(plan: Plan): void {
  const { path, node } = plan;
  const holder = path.parent as unknown as Record<string, unknown>;
  if (node.type === "ObjectMethod") {
    // The key is written once more: it must be the same again.
    if (node.computed && !isStableKey(node.key)) return;
    const key = js.clone<t.Expression>(node.key);
    const written =
      node.computed || node.key.type !== "Identifier"
        ? js.index(js.object([node]), key)
        : js.member(js.object([node]), node.key.name);
    const list = (path.parent as t.ObjectExpression).properties;
    if (node.kind !== "method") {
      wrapAccessor(plan, node);
      return;
    }
    list[list.indexOf(node)] = js.property(js.clone<t.Expression>(node.key), attach(plan, written), node.computed);
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
function wrapAccessor(plan: Plan, node: t.ObjectMethod): void {
  const thunk = plan.captures.length === 0 ? js.nil() : js.arrow([], js.object(plan.captures.map(capture)));
  const key =
    node.key.type === "Identifier" && !node.computed ? js.str(node.key.name) : js.clone<t.Expression>(node.key);
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

function attachMembers(owner: t.Class, plans: readonly Plan[], { privates }: Plans): void {
  const constructor = plans.find((p) => p.node.type === "ClassMethod" && p.node.kind === "constructor");
  const rows = plans.flatMap((p) => {
    const { node } = p;
    if (node.type !== "ClassMethod" || node.kind === "constructor") return [];
    const key =
      node.key.type === "Identifier" && !node.computed ? js.str(node.key.name) : js.clone<t.Expression>(node.key);
    return [js.array([js.str(node.kind), js.bool(node.static), key, pairOf(p), ...thunkOf(p)])];
  });
  const self = (): t.Expression => ({ type: "ThisExpression" });
  const statements = [
    ...[...(privates.get(owner) ?? [])].map(([name, hidden]) =>
      js.statement(js.assign("=", js.id(hidden), privateField(owner, name))),
    ),
    ...(constructor ? [js.statement(attach(constructor, self()))] : []),
    ...(rows.length > 0 ? [js.statement(runtime("members", self(), js.array(rows)))] : []),
  ];
  owner.body.body.push({ type: "StaticBlock", body: statements });
}

/** `(o) => #n in o` */
const hasPrivate = (name: string): t.Expression =>
  js.arrow(
    [js.id("o")],
    js.binary("in", { type: "PrivateName", id: js.id(name) } as unknown as t.Expression, js.id("o")),
  );

/** `$.privateField(this, "#n", "field", (o) => o.#n, (o, v) => { o.#n = v; }, (o) => #n in o)` */
function privateField(owner: t.Class, name: string): t.Expression {
  const place = (): t.Expression => ({
    type: "MemberExpression",
    object: js.id("o"),
    property: { type: "PrivateName", id: js.id(name) },
    computed: false,
  });
  const members = owner.body.body.filter(
    (m) => (m.type === "ClassPrivateProperty" || m.type === "ClassPrivateMethod") && m.key.id.name === name,
  );
  const isMethod = members.some((m) => m.type === "ClassPrivateMethod" && m.kind === "method");
  const isField = members.some((m) => m.type === "ClassPrivateProperty" && !m.static);
  const set = js.arrow([js.id("o"), js.id("v")], js.assign("=", place(), js.id("v")));
  const self = { type: "ThisExpression" } as t.ThisExpression;
  const get = js.arrow([js.id("o")], place());
  return runtime(
    "privateField",
    self,
    js.str(`#${name}`),
    js.bool(isField),
    get,
    isMethod ? js.nil() : set,
    hasPrivate(name),
  );
}

/** What gives a member of a class in a function what it has captured. */
const thunkOf = ({ captures }: Plan): t.Expression[] =>
  captures.length === 0 ? [] : [js.arrow([], js.object(captures.map(capture)))];

/** The cell of a variable in ordinary calls: made when a closure is differentiated for the first time. */
function declareCell(binding: Binding): void {
  bodyOf(binding.scope.block).unshift(js.declare("let", js.id(cellName(binding.identifier.name)), null));
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

/**
 * `new` with nothing but the private members: the fields stay undefined, and the constructor does not run. For the sweep makes
 * an object by it, and then sets the fields itself.
 *
 *   #n = f(); constructor(x) { … }      #n = $.stamping() ? undefined : f(); constructor(x) { if ($.stamping()) return; … }
 */
export function stamp(classes: ReadonlySet<t.Class>): void {
  const isStamping = (): t.Expression => runtime("stamping");
  for (const owner of classes) {
    for (const m of owner.body.body) {
      if ((m.type === "ClassProperty" || m.type === "ClassPrivateProperty") && !m.static && m.value)
        m.value = js.conditional(isStamping(), js.id("undefined"), m.value);
      if (m.type !== "ClassMethod" || m.kind !== "constructor") continue;
      const above = owner.superClass ? [js.statement(js.call({ type: "Super" }, [js.spread(runtime("stamped"))]))] : [];
      m.body.body.unshift(js.ifs(isStamping(), [...above, js.returns(null)]));
    }
  }
}
