/** Lowers the creation of a function: what it captures goes into an environment object, made where the function is made. */
import type { NodePath, t } from "../babel.ts";
import type { Plan } from "../1-mark/plan.ts";
import type { PlannedCapture } from "../1-mark/captures.ts";
import { Diagnostic } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Property, Variable } from "../ir/types.ts";
import { withoutPrivates } from "./privates.ts";
import { emit, freshName, localVariable, makeVariable, temporary, toVariable, type State } from "./state.ts";

export function lowerClosure(state: State, node: t.FunctionExpression | t.ArrowFunctionExpression): Expression {
  const plan = planOf(state, node);
  const name = inferredName(plan.path);
  const target = temporary(state, name === null ? "fn" : `${name.replace("#", "")}_fn`, "function");
  create(state, node, plan, target, name === null ? node : js.named(name, node));
  return variable(target);
}

/** `{ plus(o) { … } }`: the method is made inside a literal, so that it keeps its name and its kind. */
export function lowerMethodLiteral(state: State, node: t.ObjectMethod, key: Expression): Expression {
  const name = keyJs(state, key);
  const target = temporary(
    state,
    node.key.type === "Identifier" && !node.computed ? node.key.name : "method",
    "function",
  );
  create(state, node, planOf(state, node), target, memberOf(js.object([withKey(node, name)]), name));
  return variable(target);
}

/** A key that has been evaluated, as it is written again. */
const keyJs = (state: State, key: Expression): t.Expression =>
  key.op === "literal" && (typeof key.value === "string" || typeof key.value === "number")
    ? js.str(String(key.value))
    : js.id(toVariable(state, key, "key").name);

const memberOf = (object: t.Expression, name: t.Expression): t.Expression =>
  name.type === "StringLiteral" && isName(name.value) ? js.member(object, name.value) : js.index(object, name);

const isName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

function withKey(node: t.ObjectMethod, name: t.Expression): t.ObjectMethod {
  if (name.type !== "StringLiteral") return { ...node, key: name, computed: true };
  return isName(name.value) ? { ...node, key: js.id(name.value), computed: false } : { ...node, key: name };
}

/** `{ get area() { … } }`: the accessor's function is taken out of a literal, and put in by the run time. */
export function lowerAccessor(state: State, node: t.ObjectMethod, object: Variable, key: Expression): void {
  if (node.kind === "method") return;
  const name = keyJs(state, key);
  const target = temporary(
    state,
    `${node.kind}_${name.type === "StringLiteral" ? name.value.replace(/\W/g, "") : "member"}`,
    "function",
  );
  const descriptor = js.call(js.member(state.file.resolution.globalOf("Object"), "getOwnPropertyDescriptor"), [
    js.object([withKey(node, name)]),
    name,
  ]);
  create(state, node, planOf(state, node), target, js.member(descriptor, node.kind));
  emit(state, {
    kind: "call",
    loc: node.loc,
    target: null,
    callee: { via: "runtime", name: "defineAccessor" },
    operands: [variable(object), key, literal(node.kind), variable(target)],
    spread: false,
  });
}

/** A function declaration, which exists from the beginning of its block. */
export function lowerFunctionDeclaration(state: State, node: t.FunctionDeclaration): void {
  const binding = node.id ? state.file.resolution.bindingOf(node.id) : undefined;
  if (!binding) return;
  const target = localVariable(state, binding);
  target.kind = "function";
  create(state, node, planOf(state, node), target, null);
}

/** The name that a function literal gets from its place, or null where it gets none or has its own. */
export function inferredName(path: NodePath): string | null {
  const { node, parent } = path;
  if (node.type === "FunctionExpression" && node.id) return null;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  if (parent.type === "AssignmentExpression" && parent.right === node && parent.left.type === "Identifier")
    return parent.left.extra?.["parenthesized"] === true ? null : parent.left.name;
  if (parent.type === "AssignmentPattern" && parent.left.type === "Identifier") return parent.left.name;
  if (
    (parent.type === "ObjectProperty" || parent.type === "ClassProperty") &&
    !parent.computed &&
    parent.key.type === "Identifier"
  )
    return parent.key.name;
  if (parent.type === "ClassPrivateProperty") return `#${parent.key.id.name}`;
  if (parent.type === "ExportDefaultDeclaration") return "default";
  return null;
}

function planOf(state: State, node: t.Function): Plan {
  const plan = state.file.plans.byNode.get(node);
  // Left as it is, for what it contains; then so is what contains it.
  if (!plan) throw new Diagnostic("UNSUPPORTED_SYNTAX", "a function inside cannot be differentiated.", node);
  return plan;
}

function create(state: State, node: t.Function, plan: Plan, target: Variable, written: t.Expression | null): void {
  const isOwn = ({ binding }: PlannedCapture): boolean => binding?.path.node === node && binding.kind === "local";
  const environment = plan.captures.length === 0 ? null : environmentOf(state, plan.captures, isOwn, target);
  emit(state, {
    kind: "closure",
    loc: node.loc,
    target,
    unit: plan.name,
    environment,
    declaration: written === null ? withoutPrivates(state, node as t.FunctionDeclaration) : null,
    written: written && withoutPrivates(state, written),
    values: valuesOf(state, plan.captures),
  });
}

/** The variables of this function that a literal in it mentions, and that hold what was captured as they are. */
export function valuesOf(state: State, captures: readonly PlannedCapture[]): readonly Variable[] {
  const { environment, variables } = state;
  const values = captures.flatMap(({ binding, what, by }) => {
    if (what === "arguments") return state.given ?? [];
    if (what === "newTarget") return state.newTarget ?? [];
    return (binding && by === "value" && variables.get(binding)) || [];
  });
  return [...new Set(values)].filter((v) => !environment?.captures.some((c) => c.variable === v));
}

/** An object with what is captured; `isOwn`: it is a name of what captures. */
export function environmentOf(
  state: State,
  captures: readonly PlannedCapture[],
  isOwn: (capture: PlannedCapture) => boolean,
  target: Variable,
): Variable {
  const environment = makeVariable(state, {
    name: freshName(state, `${target.name}_env`),
    origin: "temporary",
    constant: true,
    kind: "object",
    made: true,
  });
  const properties = captures.map((capture): Property => {
    const value: Expression = isOwn(capture)
      ? { op: "constant", node: js.id(target.name), kind: "function" }
      : capturedValue(state, capture);
    return { kind: capture.by === "late" ? "get" : "field", key: literal(capture.name), computed: false, value };
  });
  emit(state, { kind: "object", loc: state.loc, target: environment, properties });
  return environment;
}

/** What stands in the environment: the value, the cell, or for a function declared later the name that a getter reads. */
function capturedValue(state: State, capture: PlannedCapture): Expression {
  if (capture.what === "hidden") return { op: "constant", node: js.id(capture.name), kind: "function" };
  if (capture.what === "arguments" && state.given) return variable(state.given);
  if (capture.what === "newTarget") return state.newTarget ? variable(state.newTarget) : UNDEFINED;
  const captured = capture.binding ? state.variables.get(capture.binding) : state.self;
  const own = state.environment?.captures.find((c) => c.variable === captured);
  if (own?.by === "late" && state.environment) {
    return { op: "constant", node: js.member(js.id(state.environment.variable.name), own.name), kind: "function" };
  }
  const name = capture.binding?.identifier.name ?? state.self.name;
  if (capture.by === "late" && !own) return { op: "constant", node: js.id(name), kind: "function" };
  return variable(capture.binding ? localVariable(state, capture.binding) : state.self);
}
