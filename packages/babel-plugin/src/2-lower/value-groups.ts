/**
 * Variables that hold small arrays or objects of which only parts are read: nobody writes these, compares them or keeps them, so a copy
 * of the parts is as good as a second name. Unit → groups of such variables, which may hold the same one; see
 * carried.ts.
 */
import { eachVariable } from "../ir/expressions.ts";
import { blocksOf, eachOwnUse } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { givenLater, isBlank, isElements, isTouched, keyRead, partsOf, type Key, type Parts } from "./parts.ts";
import { usedEarly } from "./repeats.ts";

/** Variables that may hold the same value, and what is known of it. */
class Group {
  private same: Group | null = null;
  readonly members: Variable[] = [];
  readonly literals: Parts[] = [];
  /** The classes of the literals; null of what has none. */
  readonly classes = new Set<string | null>();
  readonly read = new Set<Key>();
  /** Parts that are set where others come from a spread. */
  readonly set = new Set<Key>();
  /** The methods that are looked up only to see whether they are the ones of this file. */
  readonly asked = new Set<Key>();
  /** Something else is done with it than to read its parts. */
  isKept = false;

  get root(): Group {
    return this.same ? (this.same = this.same.root) : this;
  }

  unify(other: Group): void {
    const [a, b] = [this.root, other.root];
    if (a === b) return;
    b.same = a;
    a.members.push(...b.members);
    a.literals.push(...b.literals);
    for (const name of b.classes) a.classes.add(name);
    for (const key of b.read) a.read.add(key);
    for (const key of b.set) a.set.add(key);
    for (const key of b.asked) a.asked.add(key);
    a.isKept ||= b.isKept;
  }

  /** The keys of its values; null where these have to be made. Constants are taken apart without copies. */
  get keys(): readonly Key[] | null {
    const [first] = this.literals;
    if (this.isKept || !first || this.classes.size > 1 || this.members.every((v) => v.constant)) return null;
    const keys = [...first.keys()];
    const areAlike = this.literals.every((parts) => parts.size === keys.length && keys.every((key) => parts.has(key)));
    const isInstance = !this.classes.has(null);
    const hasLength = typeof keys[0] === "number";
    const areThere =
      [...this.read, ...this.set].every((key) => first.has(key) || (hasLength && key === "length")) &&
      (isInstance || this.asked.size === 0);
    return areAlike && areThere && [...this.asked].every((key) => !first.has(key)) ? keys : null;
  }
}

/** What a statement gives to its target as it is: a variable, or the one of some that a test chooses. */
export function copiedBy(s: Statement): Expression | null {
  const value = s.kind === "assign" ? s.value : isElements(s) && s.target?.constant ? s.operands[0] : undefined;
  return value && sourcesOf(value).length > 0 ? value : null;
}

/** The variables of which it is one; none where it may be something else. */
function sourcesOf(e: Expression): readonly Variable[] {
  if (e.op === "variable") return [e.variable];
  if (e.op !== "conditional") return [];
  const [a, b] = [sourcesOf(e.consequent), sourcesOf(e.alternate)];
  return a.length > 0 && b.length > 0 ? [...a, ...b] : [];
}

/** `{ ...source, key: value, … }`, which is lowered to several statements. */
interface Spread {
  readonly target: Variable;
  readonly source: Variable;
  /** What is set after the spread. */
  readonly keys: ReadonlySet<Key>;
}

/** The spreads of a block, by each of their statements: nothing else is done with the new object before they have run. */
export function spreadsIn(block: Block, found = new Map<Statement, Spread>()): ReadonlyMap<Statement, Spread> {
  for (const [i, s] of block.entries()) {
    for (const inner of blocksOf(s)) spreadsIn(inner, found);
    if (s.kind !== "object" || s.properties.length > 0) continue;
    const { target } = s;
    const [copy, ...others] = block.slice(i + 1).filter((x) => isTouched(x, target));
    const source = copy && sourceOf(copy, target);
    if (!copy || !source) continue;
    const count = others.findIndex((x) => x.kind !== "set" || x.member.object !== target || x.member.accessor);
    const sets = count < 0 ? others : others.slice(0, count);
    const keys = sets.flatMap((x) => (x.kind === "set" && x.member.key.op === "literal" ? [x.member.key.value] : []));
    const known = new Set(keys.filter((key) => typeof key === "string" && key !== "__proto__").map(String));
    if (known.size < sets.length) continue;
    for (const x of [s, copy, ...sets]) found.set(x, { target, source, keys: known });
  }
  return found;
}

/** Whether a statement copies the fields of an object. */
export const isSpread = (s: Statement): boolean =>
  s.kind === "call" && s.target === null && isVariable(s.operands[0]) && sourceOf(s, s.operands[0].variable) !== null;

const isVariable = (e: Expression | undefined): e is Expression & { readonly op: "variable" } => e?.op === "variable";

/** What is copied into a new object. */
function sourceOf(s: Statement, to: Variable): Variable | null {
  if (s.kind !== "call" || s.callee.via !== "value" || s.callee.callee.op !== "constant") return null;
  const { node } = s.callee.callee;
  const [target, source] = s.operands;
  const isCopy = node.type === "Identifier" && node.name === "$.copyProps" && source?.op === "variable";
  return isCopy && target?.op === "variable" && target.variable === to ? source.variable : null;
}

export const isLikely = (s: Statement): boolean => s.kind === "assume" && s.test.op === "likely";

/** Whether a variable is given what a literal has made, at all. */
export function isCarried(body: Block): boolean {
  const made = new Set<Variable>();
  const copied = new Set<Variable>();
  eachStatement(body, (s) => {
    if (s.kind === "array" || s.kind === "object") made.add(s.target);
    else if (s.kind === "assign" && !s.target.constant) for (const v of sourcesOf(s.value)) copied.add(v);
  });
  return [...copied].some((v) => made.has(v));
}

export function groupsIn({ body }: Unit): ReadonlySet<Group> {
  const early = usedEarly(body);
  const later = givenLater(body);
  const groups = new Map<Variable, Group>();
  const groupOf = (v: Variable): Group => {
    const known = groups.get(v);
    if (known) return known.root;
    const group = new Group();
    group.members.push(v);
    group.isKept = v.isShared || early.has(v) || (v.origin !== "temporary" && v.origin !== "local");
    groups.set(v, group);
    return group;
  };
  const keep = (v: Variable): void => {
    groupOf(v).isKept = true;
  };
  const spreads = spreadsIn(body);
  const used = new Set<Variable>();
  eachStatement(body, (s) => {
    if (!isLikely(s))
      eachOwnUse(
        s,
        (v) => used.add(v),
        (v) => used.add(v),
      );
  });
  eachStatement(body, (s) => {
    const copied = copiedBy(s);
    const spread = spreads.get(s);
    if (spread) {
      const group = groupOf(spread.target);
      group.unify(groupOf(spread.source));
      group.root.classes.add(null);
      for (const key of spread.keys) group.root.set.add(key);
      if (s.kind === "set") eachVariable(s.value, keep);
      return;
    }
    const tested = copied ? testsIn(copied) : null;
    eachOwnUse(
      s,
      (v) => {
        if (tested ? tested.has(v) : !isLikely(s)) keep(v);
      },
      (v) => {
        const key = keyRead(s);
        const isRead = key !== null && "member" in s && v === s.member.object && (s.kind === "again" || isConstant(s));
        if (!isRead) keep(v);
        else if (s.kind === "get" && !used.has(s.target)) groupOf(v).asked.add(key);
        else groupOf(v).read.add(key);
      },
    );
    if (s.kind === "loop" && s.iterates) keep(s.iterates);
    if (s.kind === "each") keep(s.iterator);
    if (s.kind === "try" && s.parameter) keep(s.parameter);
    if (!("target" in s) || !s.target || (isBlank(s) && later.has(s.target))) return;
    const made = s.kind === "array" || s.kind === "object" ? partsOf(s) : null;
    if (copied) for (const v of sourcesOf(copied)) groupOf(v).unify(groupOf(s.target));
    else if (made && s.target.constant) {
      groupOf(s.target).literals.push(made);
      groupOf(s.target).classes.add(classOf(s));
    } else keep(s.target);
  });
  return new Set([...groups.values()].map((group) => group.root));
}

/** What the tests of a choice mention. */
function testsIn(e: Expression, found = new Set<Variable>()): ReadonlySet<Variable> {
  if (e.op !== "conditional") return found;
  eachVariable(e.test, (v) => found.add(v));
  for (const branch of [e.consequent, e.alternate]) testsIn(branch, found);
  return found;
}

const isConstant = (s: Statement): boolean => s.kind === "get" && s.target.constant;

function classOf(s: Statement): string | null {
  const callee = s.kind === "object" ? s.instance?.callee : undefined;
  return callee?.op === "constant" && callee.node.type === "Identifier" ? callee.node.name : null;
}
