/**
 * What may be a container, and is made a number by the engine, loses its derivative on the way: the tape is told. Units → units.
 *
 *   const y = Math.sin(list)          asNumber(list); const y = Math.sin(list)
 *   o[k] = x                          const named = $.key(k); o[named] = x
 *
 * That goes for what certainly is one, and for variables that are given one somewhere, or of which a member is read or written. `+` makes a
 * text of most containers; and an element of a typed array is made a number too. A text may be that of a number: it is told likewise.
 */
import { operandsOf, variable } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit } from "../ir/types.ts";
import { contains } from "../3-analyse/activity.ts";
import { variablesOf } from "../4-adjoin/adjoin.ts";
import { alternativesOf, containersIn, nameOf } from "./held.ts";
import { maker, type Make } from "./indices.ts";
import { mapBlocks } from "./inline.ts";
import { CONTAINERS, kindOf } from "./state.ts";

const ARITHMETIC = new Set(["-", "*", "/", "%", "**"]);
const SIGNS = new Set(["-", "+", "++", "--"]);

type MayHold = (e: Expression) => boolean;

interface Doubts {
  /** May it be told before arithmetic makes a number of it? */
  readonly number: MayHold;
  /** May it be a container? */
  readonly key: MayHold;
}

/** What is used as a key is made one once: another time it may be made another. `taken`: names for which that cannot stand. */
export function withConversions(units: readonly Unit[], taken: ReadonlySet<string>, nextId: () => number): Unit[] {
  const doubtful = containersIn(units);
  const key: MayHold = (e) => {
    if (CONTAINERS.has(kindOf(e))) return true;
    if (e.op === "conditional" || e.op === "logical") return alternativesOf(e).some(key);
    const name = kindOf(e) === "unknown" ? nameOf(e) : null;
    return name !== null && doubtful.has(name);
  };
  const doubts: Doubts = { key, number: (e) => key(e) || (e.op === "variable" && kindOf(e) === "string") };
  return units.map((unit) => {
    if (!contains(unit.body, (s) => isKeyed(s, key) || usedIn(s, doubts).length > 0)) return unit;
    const make = maker(new Set([...taken, ...variablesOf(unit).map((v) => v.name)]), nextId);
    return { ...unit, body: toldIn(unit.body, doubts, make) };
  });
}

const toldIn = (block: Block, doubts: Doubts, make: Make): Block =>
  block.flatMap((written): Block => {
    const converted: Statement[] = [];
    const s = withKeys(written, (key, holder) => {
      if (!doubts.key(key)) return key;
      const target = make("named", "string");
      const callee = { via: "runtime", name: "key" } as const;
      const operands = [key, ...holder];
      converted.push({ kind: "call", loc: written.loc, target, callee, operands, spread: false });
      return variable(target);
    });
    return [
      ...converted,
      ...usedIn(s, doubts).map(({ operand, isAdded }) => asNumber(s, operand, isAdded ? "asOperand" : "asNumber")),
      mapBlocks(s, (b) => toldIn(b, doubts, make)),
    ];
  });

/** Another key for one; and of what it is a member, if that may have none. */
type ChangeKey = (key: Expression, holder: readonly Expression[]) => Expression;

/** A statement with other keys. */
function withKeys(s: Statement, change: ChangeKey): Statement {
  switch (s.kind) {
    case "get":
    case "set":
    case "accumulate": {
      const { member } = s;
      if (member.hidden !== undefined) return s;
      const key = change(member.key, [variable(member.object)]);
      return key === member.key ? s : { ...s, member: { ...member, key } };
    }
    case "object":
      return { ...s, properties: s.properties.map((p) => ({ ...p, key: change(p.key, []) })) };
    case "call": {
      const [object, key] = s.operands;
      const deletes = s.callee.via === "runtime" && s.callee.name === "deleteProperty";
      if (!deletes || !object || !key) return s;
      return { ...s, operands: [object, change(key, [object]), ...s.operands.slice(2)] };
    }
    default:
      return s;
  }
}

/** Is a key made of what may be an object? */
function isKeyed(s: Statement, mayHold: MayHold): boolean {
  let found = false;
  withKeys(s, (key) => {
    found ||= mayHold(key);
    return key;
  });
  return found;
}

interface Used {
  readonly operand: Expression;
  /** By `+`, which may make a text of it. */
  readonly isAdded: boolean;
}

/** What a statement makes a number of. */
function usedIn(s: Statement, doubts: Doubts): Used[] {
  const used: Used[] = [];
  if (s.kind !== "loop") eachExpression(s, (e) => collect(e, doubts, used));
  const isConverted =
    (s.kind === "set" && s.member.object.kind === "typed" && kindOf(s.member.key) !== "string") ||
    (s.kind === "call" && s.callee.via === "runtime" && s.callee.name === "toNumeric");
  const converted = isConverted ? (s.kind === "set" ? [s.value] : s.operands) : [];
  for (const operand of converted) if (doubts.number(operand)) used.push({ operand, isAdded: false });
  return used;
}

const asNumber = ({ loc }: Statement, operand: Expression, name: "asNumber" | "asOperand"): Statement => ({
  kind: "call",
  loc,
  target: null,
  callee: { via: "runtime", name },
  operands: [operand],
  spread: false,
});

function collect(e: Expression, doubts: Doubts, used: Used[]): void {
  const isArithmetic =
    e.op === "math" || (e.op === "binary" && ARITHMETIC.has(e.operator)) || (e.op === "unary" && SIGNS.has(e.operator));
  const operands = operandsOf(e);
  const isAdded = e.op === "binary" && e.operator === "+" && !operands.some((o) => kindOf(o) === "string");
  for (const operand of operands) {
    if ((isArithmetic && doubts.number(operand)) || (isAdded && doubts.key(operand))) used.push({ operand, isAdded });
    collect(operand, doubts, used);
  }
}
