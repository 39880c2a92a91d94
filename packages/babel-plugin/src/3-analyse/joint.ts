/**
 * What the function that gives a value and its gradient at once may rely on. Unit → facts, or what is in the way.
 *
 * It goes back right after it has gone forth, so memory that it found and does not write is as it was: the mirror reads it
 * again. It begins only with what it knows how to treat, and asks first (`guards`); where the answer is no, it gives up, and
 * the pair does the work.
 */
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { mapBlocks } from "../2-lower/inline.ts";
import { inheritsNone, isOfClass } from "../2-lower/instances.ts";
import { kindOf } from "../2-lower/state.ts";
import { eachVariable } from "../ir/expressions.ts";
import { analyseActivity, eachStatement, first, type Activity } from "./activity.ts";
import { inferNumbers, withGuards, withoutBuffers, withoutRepeatedGuards } from "./guards.ts";
import type { Obstacle } from "./obstacles.ts";
import { addNeed, needsOf, type Need } from "./needs.ts";
import { FOUND, ownersIn, type Owner } from "./owners.ts";
import { linked, type Shapes } from "./shapes.ts";
import { structureThrowing } from "./structure.ts";

const MAYBE_ARGUMENT: ReadonlySet<Owner> = new Set(["argument", "other"]);

export interface Joint {
  readonly unit: Unit;
  readonly tails: ReadonlySet<Statement>;
  readonly activity: Activity;
  readonly ownerOf: (v: Variable) => Owner;
  /** Its elements may be read again. */
  readonly isList: (v: Variable) => boolean;
  /** The objects of its own making; null if not all of them are known. */
  readonly shapes: Shapes | null;
  /** Why there is no way back; forth, tangents go beside their objects, and are found wherever these are. */
  readonly noWayBack: Obstacle | null;
}

/** `iterated`: what is taken apart as a list; `direction`: parameters that carry no derivative. */
export function analyseJoint(
  given: Unit,
  iterated: ReadonlySet<Variable>,
  general: Activity,
  shapes: Shapes | null,
  direction: ReadonlySet<Variable> = new Set(),
): Joint | readonly Obstacle[] {
  const first = analyseWith(given, iterated, general, shapes, direction, false);
  const isInTheWay = Array.isArray(first) && (first as readonly Obstacle[]).some(({ kind }) => kind === "anyKey");
  return isInTheWay ? analyseWith(given, iterated, general, shapes, direction, true) : first;
}

/** `measures`: what has a length is a list, and indices that are computed from lengths are numbers. */
function analyseWith(
  given: Unit,
  iterated: ReadonlySet<Variable>,
  general: Activity,
  shapes: Shapes | null,
  direction: ReadonlySet<Variable>,
  measures: boolean,
): Joint | readonly Obstacle[] {
  const owners = ownersIn(given, direction);
  const ownerOf = (v: Variable): Owner => (v.origin === "module" ? "captured" : (owners.get(v) ?? "other"));
  const plain = withoutGetters(given.body, (v) => ownerOf(v) === "argument" || shapes?.isOwn(v) === true);
  const written = { ...given, body: linked(plain, shapes) };
  const lists = new Set(iterated);
  const isList = (v: Variable): boolean => lists.has(v);
  const takeLists = (): ReturnType<typeof takeLengths> => {
    for (const v of listsIn(written, ownerOf, measures, shapes)) lists.add(v);
    return takeLengths(written.body, (v) => isList(v) && FOUND.has(ownerOf(v)));
  };
  const known = takeLists();
  if (measures) inferNumbers(known.rest, given.parameters);
  // Of what an index is that is computed from lengths, that is a list, too.
  const { rest: body, lengths } = measures ? takeLists() : known;
  const isInert = (v: Variable): boolean => ownerOf(v) === "captured" || ownerOf(v) === "direction";
  const everywhere = analyseActivity([written], general.takes);
  const activity = analyseActivity([written], general.takes, isInert);

  const needs = new Map<Variable, Need>();
  const captured = new Set<Variable>();
  const modules = new Set<Variable>();
  const methods = new Map([...lists].map((v) => [v, new Set(iterated.has(v) ? ["values"] : [])]));
  const items = new Set<Variable>();
  /** Parts of what may be an argument that get a cotangent: only a number has a place for it. */
  const parts = new Set<Variable>();
  /** What lists are read by. */
  const indices = new Set<Variable>();
  eachStatement(written.body, (s) => {
    for (const [v, need] of needsOf(s, activity)) addNeed(needs, v, need);
    if (s.kind === "loop" && s.iterates) {
      methods.get(s.iterates)?.add(s.method ?? "values");
      const [first] = s.body;
      if (s.method !== undefined && first?.kind === "get") items.add(first.target);
    }
    // What a typed array is made of is its length.
    if (s.kind === "call" && s.target && shapes?.isOwn(s.target))
      for (const e of s.operands) eachVariable(e, (v) => indices.add(v));
    if (s.kind === "set" && s.appends === true)
      methods.set(s.member.object, new Set([...(methods.get(s.member.object) ?? []), "push"]));
    if (s.kind !== "get") return;
    const { object, key } = s.member;
    if (key.op === "variable" && (object.kind === "array" || object.kind === "typed")) indices.add(key.variable);
    // What was not there may be there when it is read again.
    if (shapes?.isFixed(s.member) && kindOf(s.member.key) === "number") items.add(s.target);
    if (MAYBE_ARGUMENT.has(ownerOf(s.member.object)) && activity.isActive(s.target)) parts.add(s.target);
    if (s.member.object.origin === "module") modules.add(s.member.object);
    if (ownerOf(s.member.object) === "captured" && everywhere.isActive(s.target)) captured.add(s.member.object);
  });
  if (leavesEarly(written)) return [{ kind: "leavesEarly", loc: earlyExit(written)?.loc }];
  // A shadow is looked up where its object is found, once; and a key that may be any text may be "length".
  const isMany = (v: Variable): boolean => !v.constant && shapes?.isOwn(v) !== true && needs.get(v)?.shadow === true;
  const loc = first(written.body, (s) => "member" in s && isMany(s.member.object))?.loc ?? null;
  const noWayBack = [...needs.keys()].some(isMany) ? ({ kind: "manyObjects", loc } as const) : null;
  const anyKey = first(written.body, (s) => s.kind === "get" && parts.has(s.target) && !isPlainKey(s.member.key));
  if (anyKey) return [{ kind: "anyKey", loc: anyKey.loc }];
  const numbers = new Set([
    ...parts,
    ...indices,
    ...[...needs].flatMap(([v, need]) => (need.number && !need.value ? [v] : [])),
  ]);
  const inputs = [...modules, ...(written.environment ? [written.environment.variable] : []), ...written.parameters];
  const doubts = { numbers, lists: methods, items, captured, next: lengths };
  const own = captured.size > 0 ? withoutBuffers(body) : body;
  const tested = withGuards({ ...written, body: fieldsOnly(own, shapes) }, inputs, doubts);
  const guarded = direction.size === 0 ? tested : withoutRepeatedGuards(tested);
  return { ...structureThrowing(guarded), activity, ownerOf, isList, shapes, noWayBack };
}

/** Leaves out what only a getter could change: arguments that have one are not given to it, and its own objects have none. */
const withoutGetters = (block: Block, isPlain: (v: Variable) => boolean): Block =>
  block
    .filter((s) => !(s.kind === "again" && isPlain(s.member.object)))
    .map((s) => mapBlocks(s, (b) => withoutGetters(b, isPlain)));

const isPlainKey = (key: Expression): boolean => key.op === "literal" || kindOf(key) === "number";

/** Assumes, each once, that what is read of its own instances or written to them is a field; but for methods. */
function fieldsOnly(body: Block, shapes: Shapes | null): Block {
  const methods = new Set<Variable>();
  eachStatement(body, (s) => {
    if (s.kind === "assume" && s.test.op === "likely") eachVariable(s.test, (v) => methods.add(v));
  });
  const assumed = new Map<string, Statement>();
  const assume = (s: Statement & { readonly kind: "assume" }): unknown => assumed.set(JSON.stringify(s.test), s);
  eachStatement(body, (s) => {
    if (s.kind === "assume" && isOfClass(s.test)) assume(s);
    if (!("member" in s) || s.member.key.op !== "literal" || !shapes?.isOwn(s.member.object)) return;
    if (s.kind === "get" && methods.has(s.target)) return;
    const { object, key, ofClass } = s.member;
    for (const Class of shapes.classesOf(object))
      if (ofClass === undefined || Class.name === ofClass) assume(inheritsNone(Class, key, s.loc));
  });
  return [...assumed.values(), ...withoutThese(body)];
}

const withoutThese = (block: Block): Block =>
  block.filter((s) => s.kind !== "assume" || !isOfClass(s.test)).map((s) => mapBlocks(s, withoutThese));

/** Exits are numbered for a mirror that stands apart; here there is only the one at the end. */
const leavesEarly = (unit: Unit): boolean => unit.body.at(-1)?.kind !== "exit" || earlyExit(unit) !== null;
const earlyExit = ({ body }: Unit): Statement | null => first(body, (s) => s.kind === "exit" && s !== body.at(-1));

/** The objects found of which elements are read. That they are arrays is tested once. */
function listsIn(
  unit: Unit,
  ownerOf: (v: Variable) => Owner,
  measures: boolean,
  shapes: Shapes | null,
): ReadonlySet<Variable> {
  const lists = new Set(unit.parameters.filter((p) => shapes?.isList(p) === true));
  const addGiven = (e: Expression): void => {
    if (e.op === "conditional") [e.consequent, e.alternate].forEach(addGiven);
    else if (e.op === "variable" && shapes?.isOwn(e.variable) !== true) lists.add(e.variable);
  };
  eachStatement(unit.body, (s) => {
    if (s.kind === "loop" && s.iterates?.constant) lists.add(s.iterates);
    // What stands where a list of its own may stand is a list, too.
    if (s.kind === "assign" && shapes?.isList(s.target)) addGiven(s.value);
    if (s.kind === "get" && shapes?.isList(s.target) && shapes.isGiven(s.target)) lists.add(s.target);
    if (s.kind !== "get" || !s.member.object.constant) return;
    const owner = ownerOf(s.member.object);
    const { key } = s.member;
    const isIndex = kindOf(key) === "number" && !(key.op === "literal" && typeof key.value === "string");
    const isMeasured = measures && key.op === "literal" && key.value === "length";
    if (s.member.isOfList === true || (FOUND.has(owner) && (isIndex || isMeasured))) lists.add(s.member.object);
  });
  return lists;
}

const isLength = (s: Statement, isList: (v: Variable) => boolean): s is Statement & { readonly kind: "get" } =>
  s.kind === "get" && s.member.key.op === "literal" && s.member.key.value === "length" && isList(s.member.object);

/** The length of a list that was found is a number, and the same wherever it is asked for: it is read first. */
function takeLengths(block: Block, isList: (v: Variable) => boolean): { rest: Block; lengths: Map<Variable, Block> } {
  const lengths = new Map<Variable, Statement[]>();
  eachStatement(block, (s) => {
    if (isLength(s, isList)) s.target.kind = "number";
  });
  const rest = block.filter((s) => {
    if (!isLength(s, isList) || !s.target.constant) return true;
    lengths.set(s.member.object, [...(lengths.get(s.member.object) ?? []), s]);
    return false;
  });
  return { rest, lengths };
}
