/**
 * The two sweeps of a list of statements: the reverse is the list of the mirrors, last first.
 *
 * `at` is the number of the exit through which control left, 0 for the normal end. What comes after an exit in the
 * program comes before it in the mirror, and is skipped: `if (at === 0) { … }`.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Block, Location, Statement, Variable } from "../ir/types.ts";
import { targetOf, type Saved } from "../3-analyse/record.ts";
import { adjoinStatement } from "./statements.ts";
import { withPoint } from "./exceptions.ts";
import { memberJs } from "./values.ts";
import { countNames } from "../5-emit/tidy.ts";
import type { Names } from "./names.ts";
import {
  computeAgain,
  isOwn,
  locate,
  restore,
  restoredNames,
  save,
  tape,
  type Both,
  type Sweep,
  type SweepInPlace,
} from "./sweep.ts";

export const AT = (): t.Identifier => js.id("#at");
const isNormal = (): t.Expression => js.binary("===", AT(), js.num(0));

/** `at === 1 || at === 3` */
export const isOneOf = (codes: readonly number[]): t.Expression =>
  codes.map((code): t.Expression => js.binary("===", AT(), js.num(code))).reduce((a, b) => js.logical("||", a, b));

/**
 * `end` makes what the forward sweep still has to do when control comes to the end of the block; a return that stands
 * last does it before it returns.
 */
export function adjoinBlock(
  sweep: Sweep,
  block: Block,
  own: readonly Variable[] = [],
  end: () => t.Statement[] = () => [],
): Both {
  sweep.frames.push({ kind: "block", block });
  const parts: Part[] = [];
  const saved = sweep.recording.ends.get(block) ?? [];
  const finish = (): t.Statement[] => [...save(sweep, saved, { by: "end", of: block }), ...end()];
  const forward: t.Statement[] = [];
  const isInPlace = sweep.inPlace?.scopes.has(block) === true;
  let isOpen = true;
  for (const [i, s] of block.entries()) {
    const isLast = i === block.length - 1;
    const both = withPoint(sweep, s, adjoinStatement(sweep, s, isLast ? finish : null, block));
    parts.push({ both, loc: s.loc });
    if (sweep.inPlace) forward.push(...declaredEarly(sweep.inPlace, sweep.names, s));
    forward.push(...locate(both.forward, s.loc));
    if (sweep.inPlace) forward.push(...shadowsNow(sweep, block, [targetOf(s)], s));
    if (s.kind === "exit" || s.kind === "throw" || (isLast && endsInside(sweep, s))) isOpen = false;
  }
  if (isOpen) forward.push(...finish());
  sweep.frames.pop();
  const begun = isInPlace ? begunEarly(sweep, block, own, forward) : [];
  if (isInPlace)
    forward.unshift(
      ...shadowsNow(sweep, block, own),
      ...begun.map((name) => js.declare("let", js.id(name), js.num(0))),
    );

  const codes = parts.flatMap((p) => p.both.codes);
  const reverse = [
    ...declarations(sweep, block, own, isInPlace, new Set(begun)),
    ...restoreAll(
      sweep,
      block,
      saved,
      codes.some((c) => c >= sweep.firstPoint),
    ),
    ...mirror(parts),
  ];
  return { forward, reverse: isEmpty(reverse) ? [] : reverse, codes };
}

/** A statement's sweeps, and where it stands. */
interface Part {
  readonly both: Both;
  readonly loc: Location;
}

const isEmpty = (statements: readonly t.Statement[]): boolean =>
  statements.every((s) => s.type === "VariableDeclaration" && s.kind === "let");

/** Whether the statement does itself, in its branches, what is to be done at the end of the list. */
export function endsInside(sweep: Sweep, s: Statement): boolean {
  if (s.kind === "exit") return sweep.tails.has(s);
  if (s.kind === "if")
    return [s.consequent, s.alternate].some((b) =>
      b.some((inner, i) => i === b.length - 1 && endsInside(sweep, inner)),
    );
  if (s.kind === "block") return s.body.some((inner, i) => i === s.body.length - 1 && endsInside(sweep, inner));
  return false;
}

function mirror(parts: readonly Part[]): t.Statement[] {
  const result: t.Statement[] = [];
  let segment: t.Statement[] = [];
  const flush = (hasEarlierExit: boolean): void => {
    if (segment.length > 0) result.push(...(hasEarlierExit ? [js.ifs(isNormal(), segment)] : segment));
    segment = [];
  };
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i];
    if (!part) continue;
    const { codes, reverse } = part.both;
    locate(reverse, part.loc);
    if (codes.length === 0) {
      segment.push(...reverse);
      continue;
    }
    const earlier = parts.some((p, at) => at < i && p.both.codes.length > 0);
    flush(true);
    if (reverse.length > 0)
      result.push(...(earlier ? [js.ifs(js.logical("||", isNormal(), isOneOf(codes)), reverse)] : reverse));
  }
  flush(false);
  return result;
}

/** The variables that a block declares. */
const declaredIn = (block: Block, own: readonly Variable[]): Variable[] => [
  ...own,
  ...block.flatMap((s) => (s.kind === "assign" && s.declare === null ? [] : (targetOf(s) ?? []))),
];

/** The cotangents of sums that are known before the sweep comes to a statement. */
const declaredEarly = ({ early }: SweepInPlace, names: Names, s: Statement): t.Statement[] =>
  [...early].flatMap(([v, { share, before }]) =>
    before === s ? [js.declare("const", js.id(names.cotangent(v)), share)] : [],
  );

/** The shadows of objects that a block has found or made, if the mirror needs them. A part of an argument has its in its parent's. */
function shadowsNow(sweep: Sweep, block: Block, found: readonly (Variable | null)[], s?: Statement): t.Statement[] {
  const { inPlace, names } = sweep;
  if (!inPlace) return [];
  const isInScope = inPlace.scopes.has(block);
  return found.flatMap((v) => {
    if (!v || !(inPlace.linked.has(v) || (isInScope && inPlace.shadowed.has(v)))) return [];
    // That of one that was made, or passed on, stands beside it.
    if (isOwn(sweep, v) && s && s.kind !== "get") return [];
    const isPart = s?.kind === "get" && (isOwn(sweep, v) || inPlace.ownerOf(s.member.object) === "argument");
    const shadow = isPart
      ? memberJs(js.id(names.shadow(s.member.object)), s.member.key, names.forward)
      : tape("shadow", js.id(names.forward(v)));
    return [js.declare(v.constant ? "const" : "let", js.id(names.shadow(v)), shadow)];
  });
}

/** The cotangents to which turns of loops add already while the sweep goes forward. */
function begunEarly(sweep: Sweep, block: Block, own: readonly Variable[], forward: readonly t.Statement[]): string[] {
  if (sweep.inPlace?.loops.size === 0) return [];
  const counts = new Map<string, number>();
  for (const s of forward)
    if (s.type !== "VariableDeclaration" && s.type !== "ExpressionStatement") countNames(s, counts);
  return declaredIn(block, own)
    .filter((v) => sweep.activity.isActive(v) && sweep.inPlace?.early.has(v) !== true)
    .map((v) => sweep.names.cotangent(v))
    .filter((name) => counts.has(name));
}

/** `let dx = 0` for each cotangent, `let x` for each value that is restored. */
function declarations(
  sweep: Sweep,
  block: Block,
  own: readonly Variable[],
  isInPlace: boolean,
  begun: ReadonlySet<string>,
): t.Statement[] {
  const declared = new Set(declaredIn(block, own));
  const cotangents = [...declared].filter(
    (v) => sweep.activity.isActive(v) && sweep.inPlace?.early.has(v) !== true && !begun.has(sweep.names.cotangent(v)),
  );
  const zeros = cotangents.map((v) => js.declare("let", js.id(sweep.names.cotangent(v)), js.num(0)));
  if (isInPlace) return zeros;
  const overwritten = block.length === 0 ? [] : assignmentsTo(sweep, declared);
  const exits = [...sweep.recording.exits.values()].flatMap((blocks) => blocks.get(block) ?? []);
  const names = restoredNames(sweep, [...(sweep.recording.ends.get(block) ?? []), ...exits, ...overwritten]);
  return [
    ...names.filter((name) => !sweep.hoisted.has(name)).map((name) => js.declare("let", js.id(name), null)),
    ...zeros,
  ];
}

/** What is saved before assignments to these variables. */
function assignmentsTo(sweep: Sweep, variables: ReadonlySet<Variable>): Saved[] {
  if (sweep.recording.before.size === 0) return [];
  return [...sweep.recording.before].flatMap(([s, need]) => {
    const target = targetOf(s);
    return target && variables.has(target) ? [{ variable: target, need }] : [];
  });
}

/** Restores what the block saved where it was left: at its end, or at one of the exits. */
function restoreAll(sweep: Sweep, block: Block, normal: readonly Saved[], mayBeThrown: boolean): t.Statement[] {
  const exits = [...sweep.recording.exits].flatMap(([exit, blocks]) => {
    const saved = blocks.get(block);
    return saved ? [{ code: sweep.codes.get(exit) ?? 0, saved }] : [];
  });
  if (exits.length === 0 && !mayBeThrown) return [...restore(sweep, normal), ...computeAgain(sweep, normal)];
  const ways: { code: number; saved: readonly Saved[] }[] = [
    ...(sweep.recording.ends.has(block) ? [{ code: 0, saved: normal }] : []),
    ...exits,
  ];
  // What an exception left is restored where it arrives.
  if (mayBeThrown) ways.push({ code: -1, saved: [] });
  const order = [...declaredOrder(ways)].reverse();
  const restored = order.flatMap((variable) => {
    const groups = new Map<string, { saved: Saved; codes: number[] }>();
    for (const way of ways) {
      const saved = way.saved.find((s) => s.variable === variable);
      if (!saved || saved.again) continue;
      const key = JSON.stringify(saved.need);
      const group = groups.get(key) ?? { saved, codes: [] };
      group.codes.push(way.code);
      groups.set(key, group);
    }
    return [...groups.values()].flatMap(({ saved, codes }) => {
      const statements = restore(sweep, [saved]);
      return codes.length === ways.length ? statements : [js.ifs(isOneOf(codes), statements)];
    });
  });
  const computed = ways.flatMap(({ code, saved }) => {
    const statements = computeAgain(sweep, saved);
    return statements.length === 0 ? [] : [js.ifs(isOneOf([code]), statements)];
  });
  return [...restored, ...computed];
}

/** The variables that some way saves, in order of declaration. */
function declaredOrder(ways: readonly { readonly saved: readonly Saved[] }[]): Set<Variable> {
  const longest = [...ways].sort((a, b) => b.saved.length - a.saved.length);
  const all = longest.flatMap((w) => w.saved.map((s) => s.variable));
  return new Set(all.sort((a, b) => a.id - b.id));
}
