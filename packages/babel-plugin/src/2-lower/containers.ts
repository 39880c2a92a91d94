/** Lowers array and object literals, and spread arguments. */
import type { t } from "../babel.ts";
import { unwrap } from "../1-mark/mark.ts";
import { UNDEFINED, variable } from "../ir/expressions.ts";
import type { Expression, Property } from "../ir/types.ts";
import { lowerAccessor, lowerMethodLiteral } from "./closures.ts";
import { lowerExpression } from "./expressions.ts";
import { keyOf, runtimeFunction } from "./patterns.ts";
import { emit, inOrder, temporary, type State } from "./state.ts";

export function lowerArray(state: State, node: t.ArrayExpression): Expression {
  if (node.elements.some((e) => e?.type === "SpreadElement")) return spreadInto(state, node.elements);
  const values = inOrder(
    state,
    node.elements.map((e) => () => (e ? lowerExpression(state, e as t.Expression) : UNDEFINED)),
  );
  const target = temporary(state, "list", "array");
  target.made = true;
  emit(state, { kind: "array", loc: node.loc, target, elements: values.map((v, i) => (node.elements[i] ? v : null)) });
  return variable(target);
}

/** Collects elements and spread iterables in one new array, in order. */
export function spreadInto(state: State, elements: readonly (t.Expression | t.SpreadElement | null)[]): Expression {
  const target = temporary(state, "list", "array");
  target.made = true;
  emit(state, { kind: "array", loc: state.loc, target, elements: [] });
  for (const element of elements) {
    const isSpread = element?.type === "SpreadElement";
    const value = !element ? UNDEFINED : lowerExpression(state, isSpread ? element.argument : element);
    emit(state, {
      kind: "call",
      loc: element?.loc,
      target: null,
      spread: false,
      callee: { via: "value", callee: runtimeFunction(isSpread ? "arrayAppend" : "arrayPush"), self: null },
      operands: [variable(target), value],
    });
  }
  return variable(target);
}

export function lowerObject(state: State, node: t.ObjectExpression): Expression {
  const target = temporary(state, "object", "object");
  target.made = true;
  const flat = node.properties.findIndex(
    (p) => p.type === "SpreadElement" || (p.type === "ObjectMethod" && p.kind !== "method") || isPrototype(p),
  );
  const head = flat < 0 ? node.properties : node.properties.slice(0, flat);
  const keys: Expression[] = [];
  const values = inOrder(
    state,
    head.flatMap((p, i) => [
      () => (keys[i] = lowerKey(state, p as t.ObjectProperty | t.ObjectMethod)),
      () => lowerValue(state, p as t.ObjectProperty | t.ObjectMethod, keys[i] ?? UNDEFINED),
    ]),
  );
  const properties: Property[] = head.map((p, i) => ({
    kind: "field",
    key: values[2 * i] ?? UNDEFINED,
    computed: (p as t.ObjectProperty).computed,
    value: values[2 * i + 1] ?? UNDEFINED,
  }));
  emit(state, { kind: "object", loc: node.loc, target, properties });
  const copy = (p: t.Node, source: Expression): void =>
    emit(state, {
      kind: "call",
      loc: p.loc,
      target: null,
      callee: { via: "value", callee: runtimeFunction("copyProps"), self: null },
      operands: [variable(target), source],
      spread: false,
    });
  const before = [...head];
  for (const p of node.properties.slice(head.length)) {
    if (p.type === "SpreadElement") {
      copy(p, lowerExpression(state, p.argument));
      continue;
    }
    const isOver = before.some((other) => mayHide(other, p));
    before.push(p);
    if (isPrototype(p)) {
      emit(state, {
        kind: "call",
        loc: p.loc,
        target: null,
        callee: { via: "runtime", name: "literalPrototype" },
        operands: [variable(target), lowerValue(state, p, UNDEFINED)],
        spread: false,
      });
      continue;
    }
    const key = lowerKey(state, p);
    if (p.type === "ObjectMethod" && p.kind !== "method") {
      lowerAccessor(state, p, target, key);
      continue;
    }
    const value = lowerValue(state, p, key);
    if (isOver) {
      const field = temporary(state, "field", "object");
      field.made = true;
      const properties: Property[] = [{ kind: "field", key, computed: true, value }];
      emit(state, { kind: "object", loc: p.loc, target: field, properties });
      copy(p, variable(field));
      continue;
    }
    emit(state, {
      kind: "set",
      loc: p.loc,
      member: { object: target, key, spelled: null, accessor: false },
      value,
      declares: null,
    });
  }
  return variable(target);
}

/** Whether an assignment would meet an accessor in the place of a new field: one that is written before it, or an inherited one. */
function mayHide(before: t.ObjectExpression["properties"][number], p: t.ObjectProperty | t.ObjectMethod): boolean {
  if (before.type === "SpreadElement") return false;
  if (isPrototype(before)) return true;
  return (
    before.type === "ObjectMethod" &&
    before.kind !== "method" &&
    (before.computed || p.computed || isSameKey(before, p))
  );
}

function isSameKey(a: t.ObjectProperty | t.ObjectMethod, b: t.ObjectProperty | t.ObjectMethod): boolean {
  const [first, second] = [keyOf(a.key), keyOf(b.key)];
  return first.op === "literal" && second.op === "literal" && String(first.value) === String(second.value);
}

/** `__proto__: value` gives the new object its prototype. */
const isPrototype = (p: t.ObjectProperty | t.ObjectMethod): boolean =>
  p.type === "ObjectProperty" && !p.shorthand && isPrototypeKey(p);

/** Is it written as `__proto__`, or `"__proto__"`? */
export const isPrototypeKey = ({ key, computed }: t.ObjectProperty | t.ObjectMethod): boolean =>
  !computed && (key.type === "StringLiteral" ? key.value : key.type === "Identifier" && key.name) === "__proto__";

const lowerKey = (state: State, p: t.ObjectProperty | t.ObjectMethod): Expression =>
  p.computed ? lowerExpression(state, p.key as t.Expression) : keyOf(p.key);

const lowerValue = (state: State, p: t.ObjectProperty | t.ObjectMethod, key: Expression): Expression =>
  p.type === "ObjectMethod"
    ? lowerMethodLiteral(state, p, key)
    : lowerExpression(state, unwrap(p.value as t.Expression));
