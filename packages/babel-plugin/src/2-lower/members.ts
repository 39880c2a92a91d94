/** Lowers members: `o.k`, `a[i]`, and optional chains of them. */
import type { t } from "../babel.ts";
import { unwrap } from "../1-mark/mark.ts";
import { ANY } from "../1-mark/descriptors.ts";
import { UNKNOWN } from "../1-mark/unseen-calls.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Kind, Member, Variable } from "../ir/types.ts";
import { lowerCall } from "./calls.ts";
import { lowerSuperMember } from "./this-and-super.ts";
import { hiddenOf, readPrivateAccessor } from "./privates.ts";
import { collect, emit, inOrder, kindOf, makeVariable, temporary, toVariable, type State } from "./state.ts";
import { globalName } from "./identifiers.ts";
import { lowerExpression } from "./expressions.ts";

type MemberNode = t.MemberExpression | t.OptionalMemberExpression;

/** Object and key of a member, each evaluated once. */
export function lowerMember(state: State, node: MemberNode): Member {
  const { object, property } = node;
  if (node.type === "MemberExpression" && object.type === "Super") return lowerSuperMember(state, node);
  if (property.type === "PrivateName") return privateField(state, object, property);
  const base = lowerExpression(state, object);
  let owner = baseVariable(state, base, object);
  let key: Expression = property.type === "Identifier" && !node.computed ? literal(property.name) : UNDEFINED;
  if (node.computed) {
    const before = state.out.length;
    key = lowerExpression(state, property);
    const [kept] = protect(state, [variable(owner)], before);
    if (kept?.op === "variable") owner = kept.variable;
  }
  return { object: owner, key, spelled: null, accessor: isAccessor(state, key) };
}

/** Is a key one under which the file declares an accessor? */
export function isAccessor({ file: { accessors } }: State, key: Expression): boolean {
  if (key.op === "literal") return (accessors.has(String(key.value)) && key.value !== UNKNOWN) || accessors.has(ANY);
  return accessors.has(UNKNOWN) && kindOf(key) !== "number";
}

/** `o.#k`, seen through a pair of functions that are made where the name is known. */
function privateField(state: State, object: t.Expression, name: t.PrivateName): Member {
  return privateOf(state, baseVariable(state, lowerExpression(state, object), object), name);
}

function privateOf(state: State, object: Variable, name: t.PrivateName): Member {
  const { hidden, key } = hiddenOf(state, name);
  return { object, key: literal(key), spelled: null, accessor: false, hidden };
}

/** `#k in o` */
export function lowerPrivateTest(state: State, name: t.PrivateName, object: t.Expression): Expression {
  const { hidden } = hiddenOf(state, name);
  const operand = lowerExpression(state, object);
  const target = temporary(state, "has", "boolean");
  const test: Expression = { op: "constant", node: js.member(js.id(hidden), "has"), kind: "function" };
  const callee = { via: "value", callee: test, self: null } as const;
  emit(state, { kind: "call", loc: name.loc, target, callee, operands: [operand], spread: false });
  return variable(target);
}

/** Copies what statements emitted since `before` assign. */
export function protect(state: State, values: readonly Expression[], before: number): Expression[] {
  const later = state.out.splice(before);
  const kept = inOrder(state, [...values.map((v) => () => v), () => (state.out.push(...later), UNDEFINED)]);
  return kept.slice(0, -1);
}

/** A name for the object of a member; a constant of the module keeps its own. */
function baseVariable(state: State, base: Expression, node: t.Expression): Variable {
  if (base.op === "variable") return base.variable;
  if (base.op === "constant" && base.node.type === "Identifier" && node.type === "Identifier") {
    const binding = state.file.resolution.bindingOf(node);
    if (binding) {
      const known = state.file.moduleVariables.get(binding);
      if (known) return known;
      const made = makeVariable(state, { name: base.node.name, origin: "module", constant: true, kind: base.kind });
      state.file.moduleVariables.set(binding, made);
      return made;
    }
  }
  return toVariable(state, base, "object");
}

const INERT_LENGTH = new Set<Kind>(["array", "typed", "string", "text"]);

export function lowerMemberRead(state: State, node: MemberNode): Expression {
  const global = node.object.type !== "Super" ? globalName(state, node.object) : null;
  if (global && !node.computed && node.property.type === "Identifier") {
    return {
      op: "constant",
      node: js.member(js.id(global), node.property.name),
      kind: global === "Math" ? "number" : "unknown",
    };
  }
  if (node.type === "OptionalMemberExpression") return lowerOptional(state, node);
  if (isConstEnum(state, node.object)) return { op: "constant", node: js.clone(node), kind: "unknown" };
  const { object, property } = node;
  const got =
    property.type === "PrivateName"
      ? readPrivateAccessor(state, node, property, () => lowerExpression(state, object))
      : null;
  return got ?? readMember(state, lowerMember(state, node), node);
}

/** TypeScript may put the numbers in the place of its members, where these are written as members of it. */
function isConstEnum({ file: { resolution } }: State, node: t.Node): boolean {
  if (node.type !== "Identifier" || !resolution.constEnums.has(node.name)) return false;
  const binding = resolution.bindingOf(node); // none, unless another plugin has looked before
  return binding === undefined || binding.path.node.type === "TSEnumDeclaration";
}

export function readMember(state: State, member: Member, node: t.Node): Expression {
  const name =
    member.key.op === "literal" && typeof member.key.value === "string"
      ? (member.key.value.split(" ")[0] ?? "")
      : "element";
  const inert = name === "length" && INERT_LENGTH.has(member.object.kind);
  const target = temporary(state, /^[A-Za-z_$][\w$]*$/.test(name) ? name : "element", inert ? "number" : "unknown");
  emit(state, { kind: "get", loc: node.loc, target, member });
  return variable(target);
}

/**
 * `a?.b`, `a?.b.c`, `a?.()`: the whole chain is undefined where one link is nullish. `last`: what becomes of the last member;
 * `missing`, where there is none; `owner` gets the object of the last member.
 */
export function lowerOptional(
  state: State,
  node: t.OptionalMemberExpression | t.OptionalCallExpression,
  last = readMember,
  missing: Expression = UNDEFINED,
  owner: Variable | null = null,
): Expression {
  const target = temporary(state, "value", "unknown", false);
  emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value: missing });
  const chain = (link: t.Expression, use: (value: Expression, self: Expression | null) => void): void => {
    const inner = unwrap(link);
    if (inner.type === "OptionalMemberExpression") {
      chain(inner.object, (object) => {
        guarded(inner.optional, object, () => {
          const owner = toVariable(state, object, "object");
          const property = inner.property as t.Node;
          if (property.type === "PrivateName") {
            const got =
              readPrivateAccessor(state, inner, property, () => variable(owner)) ??
              readMember(state, privateOf(state, owner, property), inner);
            use(got, variable(owner));
            return;
          }
          const key = inner.computed
            ? lowerExpression(state, inner.property)
            : literal((inner.property as t.Identifier).name);
          const member: Member = {
            object: owner,
            key,
            spelled: null,
            accessor: isAccessor(state, key),
          };
          use((inner === node ? last : readMember)(state, member, inner), variable(owner));
        });
      });
    } else if (inner.type === "OptionalCallExpression") {
      chain(inner.callee, (callee, self) => {
        guarded(inner.optional, callee, () => use(lowerCall(state, inner, { callee, self }), null));
      });
    } else if (inner.type === "MemberExpression") {
      const member = lowerMember(state, inner);
      use(readMember(state, member, inner), variable(member.object));
    } else use(lowerExpression(state, inner), null);
  };
  const guarded = (optional: boolean, value: Expression, then: () => void): void => {
    if (!optional) {
      then();
      return;
    }
    const tested = variable(toVariable(state, value, "link"));
    const test: Expression = { op: "binary", operator: "!=", left: tested, right: literal(null) };
    emit(state, { kind: "if", loc: node.loc, test, consequent: collect(state, then), alternate: [] });
  };
  chain(node, (value, self) => {
    emit(state, { kind: "assign", loc: node.loc, target, declare: null, value });
    if (owner && self) emit(state, { kind: "assign", loc: node.loc, target: owner, declare: null, value: self });
  });
  return variable(target);
}
