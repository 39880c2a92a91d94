/**
 * What the engine would evaluate by itself while it makes a class that stands in a function, and what the sweep does instead:
 * computed names come before the class, static fields and blocks after it.
 *
 *   class A { [name(x)]() {} static k = x * 2; static { … } }
 *
 *   const key = $.key(name(x)); class A { [key]() {} }     $.ownField(A, "k"); A.k = x * 2;     …
 */
import type { Binding, NodePath, t } from "../babel.ts";
import { UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Member, Variable } from "../ir/types.ts";
import { isFixedKey } from "../1-mark/keys.ts";
import { lowerExpression } from "./expressions.ts";
import { declareVars } from "./functions.ts";
import { lowerMember } from "./members.ts";
import { keyOf } from "./patterns.ts";
import { copiedWithoutPrivates } from "./privates.ts";
import { collect, emit, freshName, makeVariable, type State } from "./state.ts";
import { lowerList } from "./statements.ts";

type Keys = ReadonlyMap<t.Node, Variable>;

/** The computed names of a class, each evaluated once, in order. */
export function keysOf(state: State, node: t.Class): Keys {
  const keys = new Map<t.Node, Variable>();
  for (const m of node.body.body) {
    if (!("computed" in m) || !m.computed || isFixedKey(m.key, state.file.resolution)) continue;
    const value = lowerExpression(state, m.key as t.Expression);
    const target = makeVariable(state, {
      name: freshName(state, "key"),
      origin: "temporary",
      constant: true,
      kind: "string",
      isShared: true,
    });
    const callee = { via: "runtime", name: "key" } as const;
    emit(state, { kind: "call", loc: m.loc, target, callee, operands: [value], spread: false });
    // A name for all the file: the key is noted under one of the file's own.
    state.file.resolution.names.add(target.name);
    keys.set(m, target);
  }
  return keys;
}

const isStatic = (m: t.Node): m is t.StaticBlock | t.ClassProperty | t.ClassPrivateProperty =>
  m.type === "StaticBlock" ||
  ((m.type === "ClassProperty" || m.type === "ClassPrivateProperty") && m.static && !("declare" in m && m.declare));

/** Is there something to evaluate? Else the engine sets the static fields. */
export const runsStatic = (node: t.Class): boolean =>
  node.body.body.some(
    (m) => isStatic(m) && (m.type === "StaticBlock" || (m.value && !m.value.type.endsWith("Literal"))),
  );

/** The class without what the sweep evaluates. The copy is made when pairs have been attached to its members. */
export function writtenAgain(state: State, head: t.ClassExpression, keys: Keys, isLater: boolean): t.ClassExpression {
  const own = new Set<t.Node>(head.body.body.filter(isStatic));
  const body = (): t.ClassBody => ({
    ...head.body,
    body: head.body.body.flatMap((m) => {
      if (isLater && own.has(m)) return m.type === "ClassPrivateProperty" ? [{ ...m, value: null }] : [];
      const key = keys.get(m);
      return [key && "key" in m ? ({ ...m, key: againAs(m.key, key) } as typeof m) : m];
    }),
  });
  const copy = { ...head };
  const fill = (): t.ClassExpression => Object.assign(copy, copiedWithoutPrivates(state, { ...head, body: body() }));
  state.file.later.push(fill);
  return fill();
}

/** The key is noted where the class is written: `[key = $.key(…)]`. */
const againAs = (key: t.Node, value: Variable): t.Expression =>
  key.type === "AssignmentExpression" ? js.assign("=", key.left as t.Identifier, js.id(value.name)) : js.id(value.name);

/** Static fields and blocks, in order; in them `this` is the class. */
export function setStatics(state: State, node: t.Class, target: Variable, keys: Keys): void {
  const inner: State = {
    ...state,
    self: target,
    plan: { ...state.plan, owner: null },
    form: "method",
    newTarget: null,
    making: [{ node, name: target.name }, ...state.making],
  };
  for (const [i, m] of node.body.body.entries()) {
    if (!isStatic(m)) continue;
    inner.loc = m.loc;
    if (m.type === "StaticBlock") {
      runBlock(inner, m, i);
      continue;
    }
    const value = m.value ? lowerExpression(inner, m.value) : UNDEFINED;
    const member = m.type === "ClassPrivateProperty" ? privateOf(inner, m) : ownField(inner, m, keys.get(m));
    emit(inner, { kind: "set", loc: m.loc, member, value, declares: null });
  }
}

function runBlock(state: State, block: t.StaticBlock, i: number): void {
  const own = state.file.resolution
    .classPath(state.making[0]?.node as t.Node)
    ?.get("body")
    .get("body")[i] as NodePath;
  const body = collect(state, () => {
    declareVars(state, Object.values<Binding>(own.scope.bindings));
    lowerList(state, block, block.body);
  });
  emit(state, { kind: "block", loc: block.loc, region: null, body });
}

const privateOf = (state: State, { key }: t.ClassPrivateProperty): Member =>
  lowerMember(state, {
    type: "MemberExpression",
    object: { type: "ThisExpression" },
    property: key,
    computed: false,
  });

/** The class gets the field, whatever it inherits; then it is written. */
function ownField(state: State, m: t.ClassProperty, known: Variable | undefined): Member {
  const key = known ? variable(known) : m.computed ? lowerExpression(state, m.key) : keyOf(m.key);
  const callee = { via: "runtime", name: "ownField" } as const;
  emit(state, { kind: "call", loc: m.loc, target: null, callee, operands: [variable(state.self), key], spread: false });
  return { object: state.self, key, spelled: null, accessor: false };
}
