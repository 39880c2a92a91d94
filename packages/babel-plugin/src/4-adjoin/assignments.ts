/** Primal and adjoint of what gives a variable its value. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
import { addTo, flow, mayBeBig, onlyIf } from "./flow.ts";
import { both, isOwn, restore, save, type Both, type Sweep } from "./sweep.ts";
import { addend } from "./turns.ts";
import { literalOf } from "./written.ts";
import { touchNow, forwardJs } from "./statements.ts";
import { toJs } from "./values.ts";

type Assign = Statement & { readonly kind: "assign" };

/**
 *   forward   const y = a * b
 *   reverse   da += dy * b, db += dy * a
 */
export function adjoinDeclaration(sweep: Sweep, s: Assign): Both {
  const { target, value } = s;
  const made =
    value.op === "constant" && value.values ? literalOf(sweep, value.node, value.values) : forwardJs(sweep, value);
  const isUndefined = value.op === "literal" && value.value === undefined && s.declare === "let";
  const forward = [
    js.declare(
      target.constant || s.declare === "const" ? "const" : "let",
      js.id(target.name),
      isUndefined ? null : made,
    ),
    ...(isUndefined ? [] : touchNow(sweep, target)),
    ...shadowBeside(sweep, s),
  ];
  if (!sweep.activity.isActive(target)) return both(forward);
  const c = js.id(sweep.names.cotangent(target));
  const reverse = flow(sweep, value, c, addTo(sweep), target);
  return both(forward, sweep.dead.mayBeDead(s) ? onlyIf(js.clone(c), reverse) : reverse);
}

/**
 * An assignment forgets what the variable held: its old value is restored, and its cotangent becomes the old value's.
 *
 *   forward   r *= x          (r saved before, if the mirror reads it)
 *   reverse   dx += dr * r, dr *= x
 */
export function adjoinAssignment(sweep: Sweep, s: Assign): Both {
  const { target, value } = s;
  const need = sweep.recording.before.get(s);
  const saved = need ? [{ variable: target, need }] : [];
  const lost = { by: "statement", statement: s } as const;
  const forward = [
    ...save(sweep, saved, lost),
    js.statement(assignment(target, value)),
    ...touchNow(sweep, target),
    ...shadowBeside(sweep, s),
  ];
  const reverse = restore(sweep, saved);
  if (!sweep.activity.isActive(target)) return both(forward, reverse);
  const cotangent = sweep.names.cotangent(target);
  const added = sweep.inPlace?.early.has(target) === true ? addend(s) : null;
  if (added && value.op === "binary") {
    const share = value.operator === "+" ? js.id(cotangent) : js.unary("-", js.id(cotangent));
    return both(forward, [...reverse, ...flow(sweep, added, share, addTo(sweep))]);
  }
  const isDead = sweep.dead.mayBeDead(s);
  if (!isStraight(value, target)) {
    const before = sweep.names.fresh(`${cotangent}_before`);
    const shares = flow(sweep, value, js.id(before), addTo(sweep));
    return both(forward, [
      ...reverse,
      js.declare("const", js.id(before), js.id(cotangent)),
      js.statement(js.assign("=", js.id(cotangent), js.num(0))),
      ...(isDead ? onlyIf(js.id(before), shares) : shares),
    ]);
  }
  const own: t.Expression[] = [];
  const others = flow(sweep, value, js.id(cotangent), (v, share) => {
    if (v !== target) return addTo(sweep)(v, share);
    own.push(share);
    return [];
  });
  const renewal = renew(cotangent, own);
  if (isDead) return both(forward, [...reverse, ...onlyIf(js.id(cotangent), [...others, ...renewal])]);
  const isGuarded = own.length > 0 && renewal.length > 0 && holdsBig(sweep, value);
  const renewed = isGuarded ? onlyIf(js.id(cotangent), renewal) : renewal;
  return both(forward, [...reverse, ...others, ...renewed]);
}

/** A variable that stands for one object of the function's own after another has their shadows beside it. */
function shadowBeside(sweep: Sweep, { target, declare, value }: Assign): t.Statement[] {
  const { inPlace, names } = sweep;
  if (!inPlace || !isOwn(sweep, target) || !(inPlace.shadowed.has(target) || inPlace.linked.has(target))) return [];
  const shadowOf = (e: Expression): t.Expression =>
    e.op === "conditional"
      ? js.conditional(forwardJs(sweep, e.test), shadowOf(e.consequent), shadowOf(e.alternate))
      : js.id(e.op === "variable" ? names.shadow(e.variable) : "undefined");
  const shadow = js.id(names.shadow(target));
  if (declare === null) return [js.statement(js.assign("=", shadow, shadowOf(value)))];
  return [js.declare(target.constant ? "const" : "let", shadow, value.op === "literal" ? null : shadowOf(value))];
}

/** Whether a factor of the own share may be a BigInt; the cotangent of such a variable is 0. */
const holdsBig = (sweep: Sweep, e: Expression): boolean =>
  mayBeBig(sweep, e) ||
  (e.op === "binary" && (holdsBig(sweep, e.left) || holdsBig(sweep, e.right))) ||
  (e.op === "unary" && holdsBig(sweep, e.operand));

/** `dr = dr * x` is written `dr *= x`; `dr = dr` not at all. */
function renew(cotangent: string, own: readonly t.Expression[]): t.Statement[] {
  const [first] = own;
  if (!first) return [js.statement(js.assign("=", js.id(cotangent), js.num(0)))];
  const sum = own.reduce((a, b) => js.binary("+", a, b));
  if (sum.type === "Identifier" && sum.name === cotangent) return [];
  if (
    sum.type === "BinaryExpression" &&
    sum.left.type === "Identifier" &&
    sum.left.name === cotangent &&
    (sum.operator === "*" || sum.operator === "/")
  ) {
    return [js.statement(js.assign(`${sum.operator}=`, js.id(cotangent), sum.right))];
  }
  return [js.statement(js.assign("=", js.id(cotangent), sum))];
}

/** Whether the variable's own share is one expression, under no condition and no name. */
function isStraight(e: Expression, target: Variable): boolean {
  if (e.op === "conditional" || e.op === "logical" || e.op === "math") return false;
  if (e.op === "binary")
    return [e.left, e.right].every(
      (o) =>
        isStraight(o, target) &&
        (o.op === "variable" || !mentionsTarget(o, target) || e.operator === "+" || e.operator === "-"),
    );
  return e.op === "unary" ? isStraight(e.operand, target) : true;
}

function mentionsTarget(e: Expression, target: Variable): boolean {
  if (e.op === "variable") return e.variable === target;
  if (e.op === "binary") return mentionsTarget(e.left, target) || mentionsTarget(e.right, target);
  return e.op === "unary" ? mentionsTarget(e.operand, target) : false;
}

/** `v = v op e` is written as the program would: `v op= e`, `v++`. */
export function assignment(target: Variable, value: Expression): t.Expression {
  const code = (e: Expression): t.Expression => toJs(e, (v) => v.name);
  const name = js.id(target.name);
  if (
    value.op === "unary" &&
    (value.operator === "++" || value.operator === "--") &&
    value.operand.op === "variable" &&
    value.operand.variable === target
  ) {
    return js.update(value.operator, name);
  }
  if (
    value.op === "binary" &&
    value.left.op === "variable" &&
    value.left.variable === target &&
    /^([-+*/%&|^]|<<|>>>?)$/.test(value.operator)
  ) {
    return js.assign(`${value.operator}=`, name, code(value.right));
  }
  return js.assign("=", name, code(value));
}
