/**
 * Which variables carry a derivative: those that depend on the inputs (varied), and on which an output depends as a
 * number (useful). All units → facts. Both are computed without regard to order, so they err on the side of more.
 */
import type { Block, Expression, Kind, Statement, Unit, Variable } from "../ir/types.ts";
import { LINEAR, SIGNS } from "../rules/arithmetic.ts";
import { math } from "../rules/math.ts";
import { OR_ZERO } from "../order/or-zero.ts";
import { blocksOf } from "../ir/rewrite.ts";
import { CONTAINERS, kindOf } from "../2-lower/state.ts";

export interface Activity {
  readonly isActive: (v: Variable) => boolean;
  /** Whether a cotangent flows into some variable of the expression. */
  readonly flows: (e: Expression) => boolean;
  /** Whether a parameter of a unit takes a cotangent. */
  readonly takes: (unit: string, parameter: number) => boolean;
  readonly isVaried: (e: Expression) => boolean;
}

const CANNOT = new Set<Kind>(["boolean", "string", "nothing", "array", "typed", "object", "function"]);
const PASSING = new Set([...SIGNS, OR_ZERO]);

/** Whether an operand through which a derivative passes is such. */
export function somePassing(e: Expression, isSuch: (operand: Expression) => boolean): boolean {
  switch (e.op) {
    case "variable":
    case "literal":
    case "constant":
    case "likely":
      return false;
    case "template":
      return e.parts.some((part) => kindOf(part) === "text" && isSuch(part));
    case "unary":
      return PASSING.has(e.operator) && isSuch(e.operand);
    case "binary":
      return LINEAR.has(e.operator) && !isBigInt(e) && (isSuch(e.left) || isSuch(e.right));
    case "conditional":
      return isSuch(e.consequent) || isSuch(e.alternate);
    case "logical":
      return isSuch(e.left) || isSuch(e.right);
    case "math":
      return !CONSTANT.has(e.name) && !isBigInt(e) && e.operands.some(isSuch);
  }
}

/** What has been found of sums: a long one is asked at each of its levels. */
const bigSums = new WeakMap<Expression, boolean>();

/** With a literal that says so. */
function isBigInt(e: Expression): boolean {
  switch (e.op) {
    case "constant":
      return e.node.type === "BigIntLiteral";
    case "binary": {
      if (e.left.op !== "binary") return isBigInt(e.left) || isBigInt(e.right);
      const known = bigSums.get(e) ?? (isBigInt(e.left) || isBigInt(e.right));
      bigSums.set(e, known);
      return known;
    }
    case "unary":
      return isBigInt(e.operand);
    case "math":
      return e.operands.some(isBigInt);
    default:
      return false;
  }
}

/** The functions of `Math` that leave no derivative. */
const CONSTANT: ReadonlySet<string> = new Set(
  Object.entries<(typeof math)[keyof typeof math]>(math).flatMap(([name, rule]) =>
    !("partials" in rule) || rule.partials.every((p) => p === "0") ? [name] : [],
  ),
);

/** `known`: what callees take that are not among the units; `isInert`: numbers, and objects of which no number, carry a derivative. */
export function analyseActivity(
  units: readonly Unit[],
  known: Activity["takes"] | null = null,
  isInert: (v: Variable) => boolean = () => false,
): Activity {
  const varied = new Set<Variable>();
  const useful = new Set<Variable>();
  const byName = new Map(units.map((u) => [u.name, u]));
  const isVaried = (e: Expression): boolean =>
    e.op === "variable" ? varied.has(e.variable) : somePassing(e, isVaried);
  const isActive = (v: Variable): boolean => varied.has(v) && useful.has(v) && !CANNOT.has(v.kind);
  const flows = (e: Expression): boolean => (e.op === "variable" ? isActive(e.variable) : somePassing(e, flows));
  const takes = (unit: string, parameter: number): boolean => {
    const target = byName.get(unit);
    if (!target && known) return known(unit, parameter);
    const p = target?.parameters[parameter];
    return p ? useful.has(p) : target?.rest !== null;
  };

  for (const unit of units)
    for (const p of [...unit.parameters, ...(unit.rest ? [unit.rest] : []), unit.self]) if (!isInert(p)) varied.add(p);
  const statements: Statement[] = [];
  for (const unit of units) eachStatement(unit.body, (s) => statements.push(s));
  repeat(varied, () => {
    for (const s of statements) if (s.kind !== "get" || !isInert(s.member.object)) spread(s, varied, isVaried);
  });
  /** Goes through all of them: none is the last. */
  const want = (e: Expression): false => {
    if (e.op === "variable") useful.add(e.variable);
    else somePassing(e, want);
    return false;
  };
  // Backwards, since what a statement demands was computed before it.
  statements.reverse();
  repeat(useful, () => {
    for (const s of statements) demand(s, useful, takes, want);
  });
  return { isActive, flows, takes, isVaried };
}

function repeat(set: ReadonlySet<unknown>, step: () => void): void {
  for (let before = -1; before !== set.size;) {
    before = set.size;
    step();
  }
}

function spread(s: Statement, varied: Set<Variable>, isVaried: (e: Expression) => boolean): void {
  switch (s.kind) {
    case "assign":
      if (isVaried(s.value)) varied.add(s.target);
      return;
    case "get":
      if (s.target.kind === "unknown" || s.target.isTested) varied.add(s.target);
      return;
    case "call":
      if (
        s.target &&
        (s.callee.via !== "runtime" ||
          s.callee.name === "elements" ||
          (s.callee.name === "toNumeric" && s.operands.some(isVaried)) ||
          (s.callee.name === "texted" && tellsOf(s, isVaried)))
      )
        varied.add(s.target);
      return;
    case "each":
    case "yield":
      varied.add(s.target);
      return;
    case "try":
      if (s.parameter) varied.add(s.parameter);
      return;
    default:
  }
}

/** Is a text made of what may carry a derivative? */
export const tellsOf = ({ operands }: Statement & { readonly kind: "call" }, isVaried: Activity["isVaried"]): boolean =>
  operands.slice(1).some((e) => CONTAINERS.has(kindOf(e)) || isVaried(e));

function demand(s: Statement, useful: Set<Variable>, takes: Activity["takes"], want: (e: Expression) => unknown): void {
  switch (s.kind) {
    case "assign":
      if (useful.has(s.target)) want(s.value);
      return;
    case "set":
    case "accumulate":
    case "yield":
      want(s.value);
      return;
    case "call":
      if (s.callee.via === "runtime" && s.callee.name === "toNumeric") {
        if (s.target && useful.has(s.target)) s.operands.forEach(want);
      } else if (s.callee.via !== "runtime") {
        s.operands.forEach((e, i) => {
          if (s.callee.via !== "pair" || takes(s.callee.unit, i)) want(e);
        });
      }
      return;
    case "array":
      for (const e of s.elements) if (e) want(e);
      return;
    case "object":
      for (const p of s.properties) want(p.value);
      return;
    case "exit":
      if (s.value) want(s.value);
      return;
    case "throw":
      want(s.value);
      return;
    default:
  }
}

/** Whether a statement of a block, or of one inside, is such. */
export const contains = (block: Block, test: (s: Statement) => boolean): boolean => first(block, test) !== null;

/** The first statement of a block, or of one inside, that is such. */
export function first(block: Block, test: (s: Statement) => boolean): Statement | null {
  for (const s of block) {
    if (test(s)) return s;
    for (const b of blocksOf(s)) {
      const inner = first(b, test);
      if (inner) return inner;
    }
  }
  return null;
}

export function eachStatement(block: Block, visit: (s: Statement) => void): void {
  for (const s of block) {
    visit(s);
    for (const b of blocksOf(s)) eachStatement(b, visit);
  }
}
