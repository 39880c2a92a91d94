/** Whose memory the objects are that a function's constants hold. Unit → owners. */
import type { Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "./activity.ts";
import { targetOf } from "./record.ts";

/** Whose memory an object is; a direction's is nobody else's, and carries no derivative. */
export type Owner = "argument" | "captured" | "direction" | "made" | "other";

/** What was there before, and is not written. */
export const FOUND: ReadonlySet<Owner> = new Set(["argument", "captured", "direction"]);

/** What the function got is its arguments' or was captured; what it reads there belongs to the same. */
export function ownersIn(unit: Unit, direction: ReadonlySet<Variable>): ReadonlyMap<Variable, Owner> {
  const owners = new Map<Variable, Owner>();
  for (const p of unit.parameters) {
    if (direction.has(p)) owners.set(p, "direction");
    else if (p.constant) owners.set(p, "argument");
  }
  if (unit.environment) owners.set(unit.environment.variable, "captured");
  eachStatement(unit.body, (s) => {
    const target = targetOf(s);
    if (!target?.constant) return;
    const owner = ownerOfValue(s, owners);
    if (owner) owners.set(target, owner);
  });
  return owners;
}

function ownerOfValue(s: Statement, owners: ReadonlyMap<Variable, Owner>): Owner | undefined {
  switch (s.kind) {
    case "get": {
      if (s.member.object.origin === "module") return "captured";
      const owner = owners.get(s.member.object);
      return owner === "made" ? undefined : owner;
    }
    case "assign":
      return ownerOfExpression(s.value, owners);
    case "array":
    case "object":
      return "made";
    case "call":
      return s.target?.made === true ? "made" : undefined;
    default:
      return undefined;
  }
}

function ownerOfExpression(e: Expression, owners: ReadonlyMap<Variable, Owner>): Owner | undefined {
  if (e.op === "variable") return owners.get(e.variable);
  if (e.op === "constant") return "captured";
  if (e.op !== "conditional") return undefined;
  const owner = ownerOfExpression(e.consequent, owners);
  return owner === ownerOfExpression(e.alternate, owners) ? owner : undefined;
}
