/** Reason → one line. */
import { needsOf } from "../3-analyse/needs.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { targetOf, type Saved } from "../3-analyse/record.ts";
import type { Lost, Reason } from "../4-adjoin/reasons.ts";
import type { Sweep } from "../4-adjoin/sweep.ts";
import { mentions } from "../ir/expressions.ts";
import { blocksOf } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Variable } from "../ir/types.ts";
import { placeOf, quoted } from "./source.ts";

/** `name`: what the generated code calls that which is recorded. */
export function textOf(reason: Reason, name: string, code: string): string {
  const at = (s: Statement): string => quoted(code, s.loc);
  switch (reason.kind) {
    case "saved":
      return `${name}: ${wantedText(reason.sweep, reason.saved, code)}; ${lostText(reason.sweep, reason.lost, code)}`;
    case "turns":
      return `${name}: how often the loop ${at(reason.loop)} turned; the mirror turns as often`;
    case "items":
      return `${name}: what the loop ${at(reason.loop)} went through; its items' cotangents go back there`;
    case "side":
      return `${name}: the side of ${at(reason.branch)} that ran; the mirror takes the same`;
    case "exit":
      return reason.exit
        ? `${name}: control left by ${at(reason.exit)}; the mirror begins there`
        : `${name}: the way out that was taken; 0 is the normal end. Without an exit from the middle it would not be recorded`;
    case "exception":
      return `${name}: whether, and where, an exception came; without a \`try\` in the file it would not be recorded`;
    case "callee":
      return `at run time: ${calleeText(reason.call, code)}`;
    case "accessor":
      return `at run time: ${at(reason.access)} may run a getter or setter, since the file has one of that name; a name of its own for the field makes it a plain access`;
    case "container":
      return `at run time: what \`${reason.object.name}\` is in ${at(reason.access)} is not known, and integers round, and a length is not a field; known is what the function makes itself`;
  }
}

/** Who reads it. */
function wantedText(sweep: Sweep, { variable, need }: Saved, code: string): string {
  const readers: Statement[] = [];
  eachStatement(sweep.unit.body, (s) => {
    const wanted = needsOf(s, sweep.activity).get(variable);
    if (wanted && ((wanted.number && need.number) || (wanted.value && need.value) || (wanted.shadow && need.shadow)))
      readers.push(s);
  });
  const branch = readers.find((s) => s.kind === "if" && s.named === variable);
  if (branch) return `the side of ${quoted(code, branch.loc)} that ran; the mirror takes the same`;
  const places = [...new Set(readers.map((s) => quoted(code, s.loc)))];
  if (places.length === 0) return againText(sweep, variable);
  const shown = places.slice(0, 2).join(" and ") + (places.length > 2 ? ` and ${String(places.length - 2)} more` : "");
  const what = need.shadow
    ? need.value || need.number
      ? "itself, and where its cotangents are, wanted by"
      : "the object whose cotangents are wanted by"
    : "read by";
  return `${what} the adjoint of ${shown}${madeBy(sweep, variable)}`;
}

/** Nobody reads it, but something is computed again from it. */
function againText(sweep: Sweep, variable: Variable): string {
  const saved = [...sweep.recording.ends.values()].flat();
  const isFrom = (e: Expression): boolean => mentions(e, (v) => v === variable);
  const names = saved.flatMap(({ variable: v, again }) =>
    again && (isOp(again) ? isFrom(again) : again.member.object === variable || isFrom(again.member.key))
      ? [`\`${v.name}\``]
      : [],
  );
  return names.length > 0 ? `the mirror has ${names.join(", ")} again from it` : "read by the mirror";
}

const isOp = (again: NonNullable<Saved["again"]>): again is Expression => "op" in again;

/** What comes from memory, or out of a call, cannot be computed again. */
function madeBy(sweep: Sweep, variable: Variable): string {
  let made: Statement | undefined;
  eachStatement(sweep.unit.body, (s) => {
    if (s.kind !== "assign" && targetOf(s) === variable) made = s;
  });
  return made?.kind === "get" ? ", and the memory that it comes from may have changed by then" : "";
}

function lostText(sweep: Sweep, lost: Lost, code: string): string {
  if (lost.by === "exception") return "an exception may leave from here";
  if (lost.by === "statement") return `overwritten by ${quoted(code, lost.statement.loc)}`;
  const owner = ownerOf(sweep.unit.body, lost.of);
  if (!owner) return "gone when the function ends";
  if (owner.kind === "loop" || owner.kind === "each")
    return `each turn of the loop at ${placeOf(owner.loc)} has its own`;
  return `gone when the block at ${placeOf(owner.loc)} ends`;
}

/** The statement that a block belongs to; null for a function's body. */
function ownerOf(body: Block, block: Block): Statement | null {
  let owner: Statement | null = null;
  eachStatement(body, (s) => {
    if (blocksOf(s).includes(block)) owner = s;
  });
  return owner;
}

function calleeText({ callee, loc }: Statement & { readonly kind: "call" }, code: string): string {
  const call = quoted(code, loc);
  switch (callee.via) {
    case "new":
      return callee.native === null
        ? `the class in ${call} is looked up; classes of this file are known by the time of the call, and cost a look-up`
        : `the rule of \`${callee.native}\`, in ${call}`;
    case "method":
      return `the method in ${call} is looked up, since what the object is is not known; for a list that is an argument of the function, or made in it, the rule is known`;
    case "super":
      return `the parent class in ${call} is looked up`;
    case "value":
      if (callee.likely != null)
        return `the method in ${call} is probably \`${callee.likely}\`: one test, then a call by name`;
      return callee.self
        ? `the method in ${call} is looked up, where it is not certainly one of this file`
        : `the function in ${call} is a value; one of this file that is called by its own name needs no look-up`;
    default:
      return call;
  }
}
