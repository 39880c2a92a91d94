/**
 * Attaches the pairs of the members of a class. Class → class, changed in place.
 *
 *   class P { step() {} }    class P { step() {} static { $.members(this, [["method", false, "step", P_step_pair]]); } }
 */
import type { t } from "../babel.ts";
import { isFunction } from "../1-mark/mark.ts";
import { implicitConstructor, type Plan, type Plans } from "../1-mark/plan.ts";
import { privateKey } from "../2-lower/privates.ts";
import * as js from "../ir/js.ts";
import { eachChild, someChild, targetsOf, visitNames } from "../ir/walk.ts";
import { attach, pairOf, runtime, thunkOf } from "./attach.ts";
import type { Keys } from "./keys.ts";

export function attachMembers(owner: t.Class, plans: readonly Plan[], { privates }: Plans, keys: Keys): void {
  const constructor = plans.find((p) => p.node.type === "ClassMethod" && p.node.kind === "constructor");
  const rows = plans.flatMap((p) => {
    const { node } = p;
    if (node.type !== "ClassMethod" || node.kind === "constructor") return [];
    const key = node.key.type === "Identifier" && !node.computed ? js.str(node.key.name) : keys.of(node);
    return [js.array([js.str(node.kind), js.bool(node.static), key, pairOf(p), ...thunkOf(p)])];
  });
  const hidden = privates.get(owner) ?? new Map<string, string>();
  const own = (name: string, kind: string): Plan | undefined =>
    plans.find(({ node }) => node.type === "ClassPrivateMethod" && node.kind === kind && node.key.id.name === name);
  const methods = new Map<string, (read: t.MemberExpression) => t.Expression>();
  for (const [name, seen] of hidden) {
    const method = own(name, "method");
    if (!method) continue;
    const isBound = method.captures.length > 0;
    methods.set(name, (read) =>
      isBound ? js.call(js.member(js.id(seen), "get"), [read.object]) : attach(method, read),
    );
  }
  if (methods.size > 0) attachWhereRead(owner.body, methods);
  const self = (): t.Expression => ({ type: "ThisExpression" });
  const statements = [
    ...[...hidden].map(([name, seen]) =>
      js.statement(
        js.assign(
          "=",
          js.id(seen),
          privateField(owner, name, privateKey(owner, name, seen), (kind) => own(name, kind)),
        ),
      ),
    ),
    ...(constructor ? [js.statement(attach(constructor, self()))] : []),
    ...(rows.length > 0 ? [js.statement(runtime("members", self(), js.array(rows)))] : []),
  ];
  // Before the static members, which may put other functions in the places of these.
  const list = owner.body.body;
  const first = list.findIndex(isStaticCode);
  list.splice(first < 0 ? list.length : first, 0, { type: "StaticBlock", body: statements });
}

const isStaticCode = (m: t.Node): boolean =>
  m.type === "StaticBlock" ||
  ((m.type === "ClassProperty" || m.type === "ClassPrivateProperty" || m.type === "ClassAccessorProperty") && m.static);

/** Where the value of a member expression is read, and is not what is called. */
const READS: Readonly<Record<string, string>> = {
  ArrayExpression: "elements",
  ArrowFunctionExpression: "body",
  AssignmentExpression: "right",
  CallExpression: "arguments",
  ClassPrivateProperty: "value",
  ClassProperty: "value",
  MemberExpression: "object",
  NewExpression: "arguments",
  ReturnStatement: "argument",
  VariableDeclarator: "init",
};

/** `xs.map(this.#m)` becomes `xs.map($.pair(this.#m, m_pair))`: only by an instance is the method found. */
function attachWhereRead(root: t.Node, methods: ReadonlyMap<string, (read: t.MemberExpression) => t.Expression>): void {
  const attached = (e: unknown): unknown => {
    const read = e as t.Node | null;
    if (read?.type !== "MemberExpression" || read.property.type !== "PrivateName") return e;
    return methods.get(read.property.id.name)?.(read) ?? e;
  };
  const visit = (node: t.Node): void => {
    if (node.type === "ClassBody" && node !== root && node.body.some((m) => isPrivate(m) && methods.has(m.key.id.name)))
      return;
    eachChild(node, visit);
    const key = READS[node.type];
    const place = node as unknown as Record<string, unknown>;
    if (key === undefined) return;
    const value = place[key];
    place[key] = Array.isArray(value) ? value.map(attached) : attached(value);
  };
  visit(root);
}

const isPrivate = (m: t.Node): m is t.ClassPrivateProperty | t.ClassPrivateMethod =>
  m.type === "ClassPrivateProperty" || m.type === "ClassPrivateMethod";

/** `(o) => #n in o` */
const hasPrivate = (name: string): t.Expression =>
  js.arrow(
    [js.id("o")],
    js.binary("in", { type: "PrivateName", id: js.id(name) } as unknown as t.Expression, js.id("o")),
  );

/** `$.privateField(this, "#n", true, (o) => o.#n, (o, v) => o.#n = v, (o) => #n in o)` */
function privateField(
  owner: t.Class,
  name: string,
  key: string,
  plan: (kind: string) => Plan | undefined,
): t.Expression {
  const method = plan("method");
  const place = (object: t.Expression = js.id("o")): t.Expression => ({
    type: "MemberExpression",
    object,
    property: { type: "PrivateName", id: js.id(name) },
    computed: false,
  });
  const members = owner.body.body.filter((m) => isPrivate(m) && m.key.id.name === name);
  const isMethod = members.some((m) => m.type === "ClassPrivateMethod" && m.kind === "method");
  const isField = members.some((m) => m.type === "ClassPrivateProperty");
  const set = js.arrow([js.id("o"), js.id("v")], js.assign("=", place(), js.id("v")));
  const self = { type: "ThisExpression" } as t.ThisExpression;
  const get = js.arrow(
    [js.id("o")],
    !method
      ? place()
      : method.captures.length === 0
        ? attach(method, place())
        : runtime("privateMethod", self, place(), pairOf(method), ...thunkOf(method)),
  );
  const accessors = (["get", "set"] as const).map((kind) => {
    const bound = plan(kind);
    if (!bound || bound.captures.length === 0) return js.nil();
    const inner = place({ type: "ThisExpression" });
    return attach(
      bound,
      kind === "get"
        ? js.fn([], [js.returns(inner)])
        : js.fn([js.id("v")], [js.statement(js.assign("=", inner, js.id("v")))]),
    );
  });
  return runtime(
    "privateField",
    self,
    js.str(key),
    js.bool(isField),
    get,
    isMethod ? js.nil() : set,
    hasPrivate(name),
    ...(accessors.every((f) => f.type === "NullLiteral") ? [] : accessors),
  );
}

/**
 * `new` with nothing but the private members: the fields stay undefined, and the constructor does not run. For the sweep makes
 * an object by it, and then sets the fields itself. As a parent, a class returns what it is given then, and the members of the
 * one that extends it go there.
 *
 *   #n = f();                 #n = $.stamping() ? undefined : f();
 *   constructor(x) { … }      constructor(x) { if ($.stamping()) { super(...$.stamped()); return arguments[0]; } … }
 */
export function stamp(classes: ReadonlySet<t.Class>): void {
  const isStamping = (): t.Expression => runtime("stamping");
  for (const owner of classes) {
    const above = owner.superClass ? [js.statement(js.call({ type: "Super" }, [js.spread(runtime("stamped"))]))] : [];
    const returned = js.returns(js.index(js.id("arguments"), js.num(0)));
    const first = js.ifs(isStamping(), [...above, returned]);
    const isWritten = owner.body.body.some((m) => m.type === "ClassMethod" && m.kind === "constructor");
    // One that is not written passes on what it is given; but one at the root has nobody to pass it to.
    if (!isWritten && !owner.superClass) owner.body.body.unshift(implicitConstructor(owner));
    for (const m of owner.body.body) {
      if ((m.type === "ClassProperty" || m.type === "ClassPrivateProperty") && !m.static && m.value)
        m.value = js.conditional(isStamping(), js.id("undefined"), m.value);
      if (m.type !== "ClassMethod" || m.kind !== "constructor") continue;
      takeApart(m);
      m.body.body.unshift(first);
    }
  }
}

/**
 * Defaults and patterns are evaluated before the body, and so by what makes an object too. So they move into the body.
 *
 *   constructor(x, { y } = f(x)) { … }        constructor(x) { let [x, { y } = f(x)] = arguments; { … } }
 */
function takeApart(constructor: t.ClassMethod): void {
  const { params, body } = constructor;
  const isPlain = (p: t.Node): boolean =>
    p.type === "Identifier" || (p.type === "RestElement" && p.argument.type === "Identifier");
  if (params.every(isPlain) || params.some((p) => p.type === "TSParameterProperty")) return;
  const mentioned = new Set<string>();
  for (const p of params) visitNames(p, ({ name }) => mentioned.add(name));
  // It would be one variable with the parameter then.
  if (hasVar(body, mentioned)) return;
  const used = new Set(mentioned);
  visitNames(body, ({ name }) => used.add(name));
  for (const p of params) {
    const typed = (p.type === "AssignmentPattern" ? p.left : p) as t.Identifier;
    typed.typeAnnotation = typed.optional = null;
  }
  const counted = params.findIndex((p) => p.type === "AssignmentPattern" || p.type === "RestElement");
  const names = params.slice(0, counted < 0 ? params.length : counted);
  const list = { type: "ArrayPattern", elements: params } as t.ArrayPattern;
  constructor.params = names.map((_, i) => js.id(js.freeName(`given_${String(i)}`, (name) => used.has(name))));
  body.body = [js.declare("let", list, js.id("arguments")), js.block(body.body)];
}

/** Whether a `var` declares one of the names. */
function hasVar(root: t.Node, names: ReadonlySet<string>): boolean {
  if (root.type === "VariableDeclaration" && root.kind === "var")
    if (root.declarations.some(({ id }) => targetsOf(id).some(({ name }) => names.has(name)))) return true;
  return someChild(root, (child) => !isFunction(child) && hasVar(child, names));
}
