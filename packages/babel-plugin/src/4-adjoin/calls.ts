/**
 * Calls. A function of this file whose pair is known is called by name; every other callee is looked up at run time.
 *
 *   y = f(a, b)   forward   y = f_forward(tape, a, b)
 *                 reverse   d = f_pullback(tape, dy), da += d[0], db += d[1]
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Statement, Variable } from "../ir/types.ts";
import { addTo, flowIfUsed } from "./flow.ts";
import { because } from "./reasons.ts";
import { both, isOwn, runtime, siteOf, tape, type Both, type Sweep } from "./sweep.ts";
import { forwardJs, touchNow } from "./statements.ts";
import { tellsOf } from "../3-analyse/activity.ts";

type Call = Statement & { readonly kind: "call" };

export function adjoinCall(sweep: Sweep, s: Call): Both {
  if (s.target && isOwn(sweep, s.target)) return both(typedArray(sweep, s, s.target));
  const value = valueOf(sweep, s);
  const { target } = s;
  const forward: t.Statement[] = target
    ? [
        js.declare(target.constant ? "const" : "let", js.id(sweep.names.forward(target)), value),
        ...touchNow(sweep, target),
      ]
    : [js.statement(value)];
  return both(forward, mirrorOfCall(sweep, s));
}

/** A typed array of the function's own, with its shadow beside it. */
function typedArray(sweep: Sweep, { callee, operands }: Call, target: Variable): t.Statement[] {
  const { inPlace, names } = sweep;
  const Class = callee.via === "new" ? forwardJs(sweep, callee.callee) : js.id("Float64Array");
  const declaration = target.constant ? "const" : "let";
  const made = js.create(
    Class,
    operands.map((e) => forwardJs(sweep, e)),
  );
  const array = js.declare(declaration, js.id(target.name), made);
  if (inPlace?.shadowed.has(target) !== true && inPlace?.linked.has(target) !== true) return [array];
  const length = js.member(js.id(target.name), "length");
  return [array, js.declare(declaration, js.id(names.shadow(target)), js.create(js.id("Float64Array"), [length]))];
}

function valueOf(sweep: Sweep, s: Call): t.Expression {
  const { callee, operands } = s;
  const [text] = operands;
  if (isTexted(s) && text && !tellsOf(s, sweep.activity.isVaried)) return forwardJs(sweep, text);
  const value = callJs(sweep, s);
  return callee.via === "pair" || callee.via === "runtime" ? value : because(sweep, value, { kind: "callee", call: s });
}

/** It tells the tape of what becomes text. */
const isTexted = ({ callee }: Call): boolean => callee.via === "runtime" && callee.name === "texted";

/** What a function of the run time is given beside its operands. */
type Given = "tape" | "site" | "varies";

/** The functions of the run time that record nothing, and what they are given. All others are given the tape. */
const UNRECORDED: Readonly<Partial<Record<string, readonly Given[]>>> = {
  key: [],
  keysIn: [],
  toNumeric: [],
  requireObject: [],
  defineAccessor: [],
  assignConstant: [],
  beforeSuper: [],
  requireFirst: [],
  newTarget: ["tape"],
  ownField: [],
  literalPrototype: ["tape"],
  asNumber: ["tape", "site"],
  asOperand: ["tape", "site"],
  classMade: [],
  give: [],
  isDenseList: [],
  uninitialised: [],
  returned: [],
  texted: ["tape"],
  assignGlobal: ["tape", "site", "varies"],
  linkedArguments: [],
  linkedStill: ["tape", "site"],
};
const RECORDED: readonly Given[] = ["tape"];

function callJs(sweep: Sweep, s: Call): t.Expression {
  const { callee } = s;
  const operands = s.operands.map((e) => forwardJs(sweep, e));
  const site = siteOf(sweep, s.loc);
  const tapeId = js.id("#tape");
  const varies = s.operands.some((e) => sweep.activity.isVaried(e)) || s.spread;
  const constant = varies ? "" : "Constant";
  const beside: Readonly<Record<Given, t.Expression>> = { tape: tapeId, site, varies: js.bool(varies) };
  switch (callee.via) {
    case "pair": {
      const environment = callee.closure ? [runtime("environment", forwardJs(sweep, callee.closure))] : [];
      const forward = js.id(`${callee.unit}_forward`);
      if (!callee.self) return js.call(forward, [tapeId, ...environment, ...operands]);
      return js.call(js.member(forward, "call"), [forwardJs(sweep, callee.self), tapeId, ...environment, ...operands]);
    }
    case "runtime":
      if (callee.name === "assignGlobal") operands[0] = writerOf(operands[0] as t.StringLiteral);
      return runtime(callee.name, ...(UNRECORDED[callee.name] ?? RECORDED).map((given) => beside[given]), ...operands);
    case "value": {
      const f = forwardJs(sweep, callee.callee);
      const self = callee.self ? forwardJs(sweep, callee.self) : js.id("undefined");
      if (s.spread) return runtime("callArray", tapeId, site, f, self, ...operands);
      const general = callee.self ? runtime(`callWith${constant}`, tapeId, site, f, self, ...operands) : null;
      if (general && callee.likely) {
        // One test makes the call of the method that it probably is a call by name.
        const isLikely = forwardJs(sweep, { op: "likely", callee: callee.callee, unit: callee.likely });
        const direct = js.call(js.member(js.id(`${callee.likely}_forward`), "call"), [
          js.clone(self),
          js.id("#tape"),
          ...operands.map((o) => js.clone(o)),
        ]);
        return js.conditional(
          isLikely,
          runtime("noted", js.id("#tape"), js.id(`${callee.likely}_pair`), direct),
          general,
        );
      }
      if (general) return general;
      return runtime(`call${constant}`, tapeId, site, f, ...operands);
    }
    case "method": {
      const object = forwardJs(sweep, callee.object);
      const key = forwardJs(sweep, callee.key);
      return runtime(s.spread ? "invokeArray" : `invoke${constant}`, tapeId, site, object, key, ...operands);
    }
    case "new": {
      const f = forwardJs(sweep, callee.callee);
      return runtime(s.spread ? "constructArray" : `construct${constant}`, tapeId, site, f, ...operands);
    }
    case "super": {
      const parent = forwardJs(sweep, callee.parent);
      return runtime(
        s.spread ? "superCallArray" : "superCall",
        tapeId,
        site,
        parent,
        forwardJs(sweep, callee.newTarget),
        ...operands,
      );
    }
  }
}

/** `(value) => { y = value }`: of a global variable of which this file does not know. */
function writerOf({ value: name }: t.StringLiteral): t.Expression {
  const given = js.id(name === "value" ? "given" : "value");
  return js.arrow([given], js.block([js.statement(js.assign("=", js.id(name), given))]));
}

function mirrorOfCall(sweep: Sweep, s: Call): t.Statement[] {
  const { callee, target } = s;
  const isActive = target !== null && sweep.activity.isActive(target);
  const share = isActive ? js.id(sweep.names.cotangent(target)) : js.num(0);
  if (isTexted(s))
    return isActive ? [js.statement(runtime("unread", js.id("#tape"), share, siteOf(sweep, s.loc)))] : [];
  if (callee.via === "runtime" && UNRECORDED[callee.name]) {
    const [operand] = s.operands;
    return callee.name === "toNumeric" && isActive && operand ? flowIfUsed(sweep, operand, share, addTo(sweep)) : [];
  }
  const isPair = callee.via === "pair";
  const likely = callee.via === "value" && callee.self && !s.spread ? (callee.likely ?? null) : null;
  const recalled = likely === null ? null : sweep.names.fresh("callee");
  const head = recalled === null ? [] : [js.declare("const", js.id(recalled), tape("recall"))];
  const pullback = isPair
    ? js.call(js.id(`${callee.unit}_pullback`), [js.id("#tape"), share])
    : likely !== null && recalled !== null
      ? js.conditional(
          js.binary("===", js.id(recalled), js.id(`${likely}_pair`)),
          js.call(js.id(`${likely}_pullback`), [js.id("#tape"), share]),
          js.call(js.member(js.id(recalled), "pullback"), [js.id("#tape"), js.clone(share)]),
        )
      : runtime("back", js.id("#tape"), share);
  const taking =
    s.spread || callee.via === "runtime"
      ? []
      : s.operands.flatMap((e, i) =>
          (!isPair || sweep.activity.takes(callee.unit, i)) && sweep.activity.flows(e) ? [{ e, i }] : [],
        );
  if (taking.length === 0) return [...head, js.statement(pullback)];
  const shares = sweep.names.fresh("d");
  return [
    ...head,
    js.declare("const", js.id(shares), pullback),
    ...taking.flatMap(({ e, i }) => {
      // A pullback of which nobody here knows more may return nothing.
      const part = likely === null ? js.index(js.id(shares), js.num(i)) : js.maybeIndex(js.id(shares), js.num(i));
      return flowIfUsed(sweep, e, isPair ? part : js.logical("??", part, js.num(0)), addTo(sweep));
    }),
  ];
}
