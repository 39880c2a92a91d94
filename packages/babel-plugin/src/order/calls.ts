/** Duals of calls: a function of this file by the name of its dual, every other one by way of the run time. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Expression, Statement } from "../ir/types.ts";
import { sumOf } from "../4-adjoin/flow.ts";
import { NotDual, type Dual, type Signature } from "./dual.ts";
import { unpacked } from "./memory.ts";
import { tangentOf } from "./tangents.ts";

type Call = Statement & { readonly kind: "call" };

const ZERO = (): t.Expression => js.num(0);

export function dualCall(dual: Dual, s: Call): t.Statement[] {
  const { callee, target } = s;
  if (callee.via === "runtime") return ofRuntime(dual, s, callee.name);
  const called = callJs(dual, s);
  if (!target) return [js.statement(called)];
  const both = dual.fresh("both");
  return [js.declare("const", js.id(both), called), ...unpacked(dual, both, target)];
}

const tangentJs = (dual: Dual, e: Expression | null): t.Expression => (e && tangentOf(dual, e)) ?? ZERO();

function callJs(dual: Dual, s: Call): t.Expression {
  const { callee } = s;
  const site = siteOf(dual, s);
  // A list that is spread is the list of the arguments, and its shadow that of their tangents.
  const [list] = s.operands;
  const [args, tangents] =
    s.spread && list
      ? [dual.value(list), tangentJs(dual, list)]
      : [
          js.array(s.operands.map(dual.value)),
          // What certainly stands still has no tangent at all; one that is 0 may be so by chance.
          js.array(s.operands.map((e) => tangentOf(dual, e) ?? js.id("undefined"))),
        ];
  switch (callee.via) {
    case "pair": {
      const signature = dual.signatureOf(callee.unit);
      const reason = dual.reasonOf(callee.unit);
      if (!signature)
        return dual.call("noDual", site, js.str(callee.unit), ...(reason === null ? [] : [js.str(reason)]));
      return directly(dual, s, signature, callee.self, callee.closure);
    }
    case "value": {
      const self = callee.self;
      return dual.call(
        "callDual",
        site,
        dual.value(callee.callee),
        tangentJs(dual, callee.callee),
        self ? dual.value(self) : js.id("undefined"),
        tangentJs(dual, self),
        args,
        tangents,
      );
    }
    case "method":
      return dual.call(
        "invokeDual",
        site,
        dual.value(callee.object),
        tangentJs(dual, callee.object),
        dual.value(callee.key),
        args,
        tangents,
      );
    case "new":
      return dual.call("newDual", site, dual.value(callee.callee), dual.value(callee.callee), args, tangents);
    case "super":
      return dual.call("newDual", site, dual.value(callee.parent), dual.value(callee.newTarget), args, tangents);
    default:
      throw new NotDual("this call", s.loc);
  }
}

const siteOf = (dual: Dual, { loc }: Call): t.Expression =>
  js.str(loc ? `${dual.filename}:${String(loc.start.line)}:${String(loc.start.column + 1)}` : dual.filename);

function directly(
  dual: Dual,
  s: Call,
  signature: Signature,
  self: Expression | null,
  closure: Expression | null,
): t.Expression {
  const { name, count, rest } = signature;
  const given = s.operands.slice(0, count).flatMap((e) => [dual.value(e), tangentJs(dual, e)]);
  while (given.length < 2 * count) given.push(js.id("undefined"), ZERO());
  const more = s.operands.slice(count);
  const args = [
    ...(signature.self ? [tangentJs(dual, self)] : []),
    ...(signature.environment && closure
      ? [dual.call("environmentOf", dual.value(closure)), tangentJs(dual, closure)]
      : []),
    ...given,
    ...(rest ? [js.array(more.map(dual.value)), js.array(more.map((e) => tangentJs(dual, e)))] : []),
  ];
  if (!signature.self) return js.call(js.id(name), args);
  return js.call(js.member(js.id(name), "call"), [self ? dual.value(self) : js.id("undefined"), ...args]);
}

/** The functions of the run time that give nothing that moves. */
const STILL = new Set([
  "key",
  "keysIn",
  "requireObject",
  "assignConstant",
  "beforeSuper",
  "requireFirst",
  "uninitialised",
  "ownField",
  "give",
  "isDenseList",
]);

function ofRuntime(dual: Dual, s: Call, name: string): t.Statement[] {
  const { target } = s;
  const values = s.operands.map(dual.value);
  const [first] = s.operands;
  if ((name === "asNumber" || name === "asOperand") && first)
    return [
      js.statement(
        dual.call(
          name === "asNumber" ? "requireNumber" : "requireOperand",
          dual.value(first),
          tangentOf(dual, first) ?? ZERO(),
        ),
      ),
    ];
  if (name === "texted" && target && first) {
    const told = s.operands.slice(1).flatMap((part): t.Expression[] => {
      const tangent = tangentOf(dual, part);
      return tangent ? [dual.call("textedDual", dual.value(part), tangent)] : [];
    });
    const text = js.declare("const", js.id(dual.name(target)), dual.value(first));
    if (!dual.moves(target)) return [text, ...told.map((call) => js.statement(call))];
    return [
      text,
      js.declare("const", js.id(dual.tangentName(target)), told.length === 0 ? ZERO() : told.reduce(sumOf)),
    ];
  }
  if (name === "assignGlobal") {
    const [global, value] = s.operands as [Expression, Expression];
    const tangent = tangentOf(dual, value);
    const still = tangent && js.statement(dual.call("requireStillGlobal", siteOf(dual, s), dual.value(value), tangent));
    return [
      js.statement(js.assign("=", js.id((dual.value(global) as t.StringLiteral).value), dual.value(value))),
      ...(still ? [still] : []),
    ];
  }
  if (name === "keysIn" && target && first) dual.keyed.set(target, first);
  if (STILL.has(name)) {
    const called = dual.call(name, ...values);
    if (!target) return [js.statement(called)];
    const tangent = js.declare("const", js.id(dual.tangentName(target)), ZERO());
    return [js.declare("const", js.id(dual.name(target)), called), ...(dual.moves(target) ? [tangent] : [])];
  }
  if (name === "classMade")
    return [js.statement(dual.call("classMadeDual", ...values, ...s.operands.slice(1).map((e) => tangentJs(dual, e))))];
  if (name === "defineAccessor") {
    const fn = s.operands[3];
    return [js.statement(dual.call(name, ...values, fn ? tangentJs(dual, fn) : ZERO()))];
  }
  if (name === "toNumeric" && target && first) {
    const isNumber = js.binary("===", js.unary("typeof", dual.value(first)), js.str("number"));
    const kind = target.constant ? "const" : "let";
    return [
      js.declare(
        kind,
        js.id(dual.name(target)),
        js.conditional(isNumber, dual.value(first), dual.call("toNumeric", dual.value(first))),
      ),
      ...(dual.moves(target)
        ? [
            js.declare(
              kind,
              js.id(dual.tangentName(target)),
              js.conditional(js.clone(isNumber), tangentJs(dual, first), ZERO()),
            ),
          ]
        : []),
    ];
  }
  if (name === "literalPrototype") {
    const both = s.operands.flatMap((e) => [dual.value(e), tangentJs(dual, e)]);
    return [js.statement(dual.call("literalPrototypeDual", ...both))];
  }
  if (name === "deleteProperty" || name === "elements" || name === "returned") {
    const [, second, ...more] = s.operands;
    const called = dual.call(
      `${name}Dual`,
      ...(first ? [dual.value(first), tangentJs(dual, first)] : []),
      ...(second ? [dual.value(second), ...(name === "returned" ? [tangentJs(dual, second)] : [])] : []),
      ...more.map(dual.value),
    );
    if (!target) return [js.statement(called)];
    const both = dual.fresh("both");
    return [js.declare("const", js.id(both), called), ...unpacked(dual, both, target)];
  }
  throw new NotDual("this syntax", s.loc);
}
