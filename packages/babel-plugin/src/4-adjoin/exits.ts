/** Exits: `return`, `break` and `continue` from the middle. The number of the exit is recorded, so that the mirror enters there. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Statement } from "../ir/types.ts";
import { AT } from "./blocks.ts";
import { addTo, flow, flowIfUsed } from "./flow.ts";
import { both, keep, save, tape, type Both, type Sweep } from "./sweep.ts";
import { forwardJs } from "./statements.ts";

/** Reads the number of the way out, unless an exit that goes further has been taken. */
export function popCode(
  hasExits: boolean,
  isPushed: boolean,
  own: readonly number[],
  outer: readonly number[],
): t.Statement[] {
  if (!hasExits) return [];
  const value = isPushed ? tape("pop") : js.num(own[0] ?? 0);
  const read = js.statement(js.assign("=", AT(), value));
  return outer.length > 0 ? [js.ifs(js.binary("===", AT(), js.num(0)), [read])] : [read];
}

export const labelName = (id: number): string => `exit_${String(id)}`;
export const labelled = (_sweep: Sweep, id: number, body: t.Statement): t.LabeledStatement => ({
  type: "LabeledStatement",
  label: js.id(labelName(id)),
  body,
});

/** An exit saves what the ends of the blocks that it leaves would have saved, and its number. */
export function adjoinExit(
  sweep: Sweep,
  s: Statement & { readonly kind: "exit" },
  finish: (() => t.Statement[]) | null,
): Both {
  const leave =
    s.how === "return"
      ? js.returns(
          s.value && !(s.value.op === "literal" && s.value.value === undefined) ? forwardJs(sweep, s.value) : null,
        )
      : jump(sweep, s);
  const { inPlace } = sweep;
  const c = inPlace ? js.num(1) : js.id(sweep.names.result);
  const flowing = inPlace ? flow : flowIfUsed;
  const value = s.value && sweep.activity.flows(s.value) ? flowing(sweep, s.value, c, addTo(sweep)) : [];
  if (inPlace) {
    const given = s.value ? forwardJs(sweep, s.value) : js.id("undefined");
    return both([js.declare("const", js.id(inPlace.result), given)], value);
  }
  if (sweep.tails.has(s)) return both([...(finish ? finish() : []), leave], value);
  const code = sweep.codes.get(s) ?? 0;
  const out: t.Statement[] = [];
  const endsAtLoop = s.how === "break" && s.region.kind === "loop";
  for (const frame of [...sweep.frames].reverse()) {
    if (frame.kind === "block") {
      const saved = sweep.recording.exits.get(s)?.get(frame.block) ?? [];
      out.push(...save(sweep, saved, { by: "end", of: frame.block }));
    } else if (frame.kind === "loop" && !(endsAtLoop && frame.region === s.region)) out.push(...frame.record());
    if (frame.kind !== "block" && frame.region === s.region) break;
  }
  const way = sweep.ways.get(s.region);
  const isOnlyWay =
    (sweep.exitsTo.get(s.region)?.length ?? 0) === 1 &&
    !sweep.endsNormally.has(s.region) &&
    !(s.region === sweep.unit.region && sweep.points.size > 0);
  if (endsAtLoop && way !== undefined) out.push(js.statement(js.assign("=", js.id(way), js.num(code))));
  else if (!endsAtLoop && !isOnlyWay) out.push(keep(sweep, "push", js.num(code), { kind: "exit", exit: s }));
  return both([...out, leave], [js.statement(js.assign("=", AT(), js.num(0))), ...value], [code]);
}

function jump(sweep: Sweep, s: Statement & { readonly kind: "exit" }): t.Statement {
  const type = s.how === "continue" && sweep.loopBodies.has(s.region) ? "ContinueStatement" : "BreakStatement";
  const inner = sweep.frames.findLast(
    (f) =>
      f.kind === "region" &&
      (f.region.kind !== "block" || type === "BreakStatement") &&
      (type === "BreakStatement" ? f.region.kind === "loop" : f.region.kind === "body"),
  );
  const isInnermost = inner?.kind === "region" && inner.region === s.region;
  const id = sweep.loopBodies.get(s.region)?.id ?? s.region.id;
  return { type, label: isInnermost && s.region.kind !== "block" ? null : js.id(labelName(id)) };
}
