/**
 * Lowers a class that stands in a function: it is made as it is written, but for what the engine would evaluate by itself
 * (see class-elements.ts), and its members get one environment, with what all of them have captured.
 */
import type { Binding, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { ClassInFunction, Expression, Variable } from "../ir/types.ts";
import { isReassigned } from "../1-mark/resolve.ts";
import { type PlannedCapture } from "../1-mark/captures.ts";
import type { Plan } from "../1-mark/plan.ts";
import { besideClass } from "../1-mark/private-names.ts";
import { environmentOf, valuesOf, inferredName } from "./closures.ts";
import { lowerExpression } from "./expressions.ts";
import { keysOf, runsStatic, setStatics, writtenAgain } from "./class-elements.ts";
import { privateKey } from "./privates.ts";
import { emit, freshName, localVariable, makeVariable, type State } from "./state.ts";

export function lowerClassDeclaration(state: State, node: t.ClassDeclaration): void {
  const binding = node.id ? state.file.resolution.bindingOf(node.id) : undefined;
  if (!binding || isReassigned(binding))
    return unsupported(node, "A class whose name is assigned", "Give the new value another name.");
  const target = localVariable(state, binding);
  target.kind = "function";
  make(state, node, target);
}

export function lowerClass(state: State, node: t.ClassExpression): Expression {
  const target = named(state, node.id?.name ?? "Class");
  make(state, node, target);
  return variable(target);
}

/** A variable that written code mentions by its name. */
const named = (state: State, base: string): Variable =>
  makeVariable(state, {
    name: freshName(state, base),
    origin: "temporary",
    constant: true,
    kind: "function",
    isShared: true,
  });

function make(state: State, node: t.Class, target: Variable): void {
  const path = state.file.resolution.classPath(node);
  const members = [...state.file.plans.byNode.values()].filter((p) => p.owner === node);
  const { isForDuals } = state.file;
  for (const name of isForDuals ? [] : besideClass(node, state.file.plans))
    emit(state, { kind: "verbatim", loc: node.loc, statement: js.declare("let", js.id(name), null) });
  const parent = node.superClass ? named(state, "Parent") : null;
  if (parent && node.superClass) {
    const value = lowerExpression(state, node.superClass);
    emit(state, { kind: "assign", loc: node.loc, target: parent, declare: "const", value });
  }
  const keys = keysOf(state, node);
  const head = { ...node, type: "ClassExpression", superClass: parent && js.id(parent.name) } as t.ClassExpression;
  const isRun = isForDuals || runsStatic(node);
  const written = writtenAgain(state, head, keys, isRun);
  const name = node.id || !path ? null : inferredName(path);
  const captured = members.flatMap((m) => m.captures);
  // Without a name it has to stay so, though a variable takes it.
  const value = name !== null ? js.named(name, written) : node.id ? written : js.unnamed(written);
  emit(state, {
    kind: "assign",
    loc: node.loc,
    target,
    declare: "const",
    value: {
      op: "constant",
      node: value,
      kind: "function",
      values: valuesOf(state, captured),
      ...(parent && { mayThrow: true }),
      ...(isForDuals && { ofClass: described(state, node, name ?? node.id?.name ?? "", parent, members, keys) }),
    },
  });
  const captures = new Map<string, PlannedCapture>();
  for (const capture of captured) {
    const known = captures.get(capture.name);
    if (known && known.binding !== capture.binding)
      return unsupported(node, "A class that captures two variables of one name", "Rename one of them.");
    captures.set(capture.name, capture);
  }
  const own = node.id ? state.file.resolution.bindingOf(node.id) : undefined;
  if (captures.size > 0) giveEnvironment(state, node, target, captures, own);
  if (own) state.variables.set(own, target);
  if (isRun) setStatics(state, node, target, keys);
}

function described(
  state: State,
  node: t.Class,
  name: string,
  parent: Variable | null,
  members: readonly Plan[],
  keys: ReadonlyMap<t.Node, Variable>,
): ClassInFunction {
  const { privates, fieldKeys } = state.file.plans;
  const keyFor = (m: t.ClassMethod | t.ClassPrivateMethod): Expression => {
    const known = keys.get(m);
    if (known) return variable(known);
    if (m.type === "ClassPrivateMethod") return literal(`#${m.key.id.name}`);
    if (m.key.type === "Identifier" && !m.computed) return literal(m.key.name);
    return { op: "constant", node: m.key, kind: "unknown" };
  };
  return {
    name,
    node,
    parent,
    members: members.map(({ name: unit, node: member }) => {
      const m = member as t.ClassMethod | t.ClassPrivateMethod;
      return { unit, node: m, key: keyFor(m) };
    }),
    privates: [...(privates.get(node) ?? [])].map(([own, hidden]) => ({
      name: own,
      hidden,
      key: privateKey(node, own, hidden),
    })),
    fieldKeys: node.body.body.flatMap((m) => {
      const [own, key] = [fieldKeys.get(m), keys.get(m)];
      return own !== undefined && key ? [{ name: own, key }] : [];
    }),
  };
}

/** One environment for all members. */
function giveEnvironment(
  state: State,
  node: t.Class,
  target: Variable,
  captures: ReadonlyMap<string, PlannedCapture>,
  own: Binding | undefined,
): void {
  const isOwn = ({ binding, what }: PlannedCapture): boolean => what === "class" || (!!own && binding === own);
  const environment = environmentOf(state, [...captures.values()], isOwn, target);
  const callee = { via: "runtime", name: "classMade" } as const;
  emit(state, {
    kind: "call",
    loc: node.loc,
    target: null,
    callee,
    operands: [variable(target), variable(environment)],
    spread: false,
  });
}
