/**
 * Value, slope and curvature by one number, side by side, of a function that calls others: where everything stands in place, the
 * slope has a gradient instead (slope.ts). Unit → functions.
 *
 *   y = a * b      dy = da * b + db * a      ddy = dda * b + db * da + (ddb * a + da * db)
 *
 * The tangent's statements are followed along the same direction once more (univariate Taylor arithmetic: Griewank & Walther,
 * Evaluating Derivatives, 2008, ch. 13). Nothing is recorded, so recursion costs a few times what the function costs.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Joint } from "../3-analyse/joint.ts";
import type { JointFunction } from "../4-adjoin/joint.ts";
import type { TakesTangents } from "../4-adjoin/tangent.ts";
import { literal } from "../ir/expressions.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { freeNamesOf, namesOf } from "../2-lower/inline.ts";
import { maker, type Make } from "../2-lower/indices.ts";
import { alongFunction, code } from "./along.ts";
import { along, NoSlope, within, type Context } from "./slope-statements.ts";
import { tangentOf, type Tangents } from "./slope-tangents.ts";

type Call = Statement & { readonly kind: "call" };

/**
 * `f_curve(tape, …args, …slopes, …curvatures)` gives the value, and leaves slope and curvature on the tape. It throws where it is
 * not as foreseen.
 */
export function curveOf(joint: Joint, takes: TakesTangents, nextId: () => number): JointFunction {
  const { unit, activity } = joint;
  const exit = unit.body.at(-1);
  if (exit?.kind !== "exit" || !exit.value) throw new NoSlope();
  const names = new Set([...namesOf(unit), ...freeNamesOf(unit), "do"]);
  const out: Statement[] = [];
  const added = new Set<Variable>();
  const make: Make = (base, kind, constant) => {
    const v = maker(names, nextId)(base, kind, constant);
    added.add(v);
    return v;
  };
  const slopes = besides(make);
  const curvatures = besides(make);
  const first: Tangents = { tangent: (v) => (activity.isActive(v) ? slopes(v) : null), make, out };
  const second: Tangents = {
    tangent: (v) => first.tangent(v) ?? (added.has(v) ? curvatures(v) : null),
    make,
    out,
  };
  const contextOf = (lane: Tangents): Context => ({
    isActive: (v) => lane.tangent(v) !== null,
    mayBeStill: () => false,
    lanes: [lane],
    make,
    out,
  });
  const once = contextOf(first);
  const twice = contextOf(second);
  const slopeOf = (e: Expression): { readonly slope: Variable; readonly before: Block } => {
    const { value, before } = within(once, () => tangentOf(first, e, null));
    if (value?.op === "variable") return { slope: value.variable, before: [] };
    const slope = make("slope", "number");
    const own: Statement = {
      kind: "assign",
      loc: exit.loc,
      target: slope,
      declare: "const",
      value: value ?? literal(0),
    };
    return { slope, before: along(twice, [...before, own]) };
  };
  const curvatureOf = (slope: Variable): Variable => second.tangent(slope) ?? slope;

  const called = ({ callee, operands, target, loc }: Call): Block => {
    const name = callee.via === "pair" ? callee.unit : "";
    const { count, takes: at } = takes(name) ?? fail();
    const given = at.map((i) => slopeOf(operands[i] ?? literal(undefined)));
    const call = js.call(js.id(`${name}_curve`), [
      js.id("#tape"),
      ...Array.from({ length: count }, (_, i) => code(operands[i] ?? literal(undefined))),
      ...given.map(({ slope }) => js.id(slope.name)),
      ...given.map(({ slope }) => js.id(curvatureOf(slope).name)),
    ]);
    const before = given.flatMap((g) => g.before);
    if (!target) return [...before, { kind: "verbatim", loc, statement: js.statement(call) }];
    const declare = (v: Variable, node: t.Expression): Statement => ({
      kind: "assign",
      loc,
      target: v,
      declare: "const",
      value: { op: "constant", node, kind: "number" },
    });
    const slope = first.tangent(target);
    return [
      ...before,
      declare(target, call),
      ...(slope ? [declare(slope, onTape("tangent")), declare(curvatureOf(slope), onTape("curvature"))] : []),
    ];
  };
  const curved = (block: Block): Block =>
    block.flatMap((s): Block => {
      switch (s.kind) {
        case "if":
          return [{ ...s, consequent: curved(s.consequent), alternate: curved(s.alternate) }];
        case "loop":
          if (s.head.some((h) => "target" in h && h.target && activity.isActive(h.target))) fail();
          return [{ ...s, body: curved(s.body), update: curved(s.update) }];
        case "block":
          return [{ ...s, body: curved(s.body) }];
        case "call":
          return called(s);
        case "verbatim":
          return [{ ...s, statement: thrown(s.statement) }];
        default: {
          const isItself = (x: Statement): boolean =>
            x === s || ("target" in x && "target" in s && x.target === s.target);
          return along(once, [s]).flatMap((x) => (isItself(x) ? [x] : along(twice, [x])));
        }
      }
    });

  const body = curved(unit.body.slice(0, -1));
  const { slope, before } = slopeOf(exit.value);
  const leave = (field: string, v: Variable): Statement => ({
    kind: "verbatim",
    loc: exit.loc,
    statement: js.statement(js.assign("=", onTape(field), js.id(v.name))),
  });
  const xs = unit.parameters.flatMap((p) => first.tangent(p) ?? []);
  const whole: Unit = {
    ...unit,
    name: `${unit.name}_curve`,
    parameters: [...unit.parameters, ...xs, ...xs.map(curvatureOf)],
    body: [...body, ...before, leave("tangent", slope), leave("curvature", curvatureOf(slope)), exit],
  };
  return alongFunction(whole);
}

/** What stands for the gradient of the slope along a direction: `f_slope_joint(tape, x, dx, …)`. */
export function slopeByCurve({ name, parameters }: Unit, x: Variable): JointFunction {
  const names = new Set([...parameters.map((p) => p.name), "do"]);
  const make = maker(names, () => 0);
  const both = parameters.map((p) => [p.name, make(`d${p.name}`, "number").name] as const);
  const along = js.id(both[parameters.indexOf(x)]?.[1] ?? fail());
  const inputs = both.flatMap(([p, dp]) => [js.id(p), js.id(dp)]);
  const shares = parameters.flatMap((p) =>
    p === x ? [js.binary("*", onTape("curvature"), along), onTape("tangent")] : [js.num(0), js.num(0)],
  );
  const args = [js.id("#tape"), ...both.map(([p]) => js.id(p)), js.num(1), js.num(0)];
  return {
    node: js.functionDeclaration(
      `${name}_slope_joint`,
      [js.id("#tape"), ...inputs],
      [
        js.ifs(js.binary("!==", js.unary("typeof", js.call(js.id(`${name}_curve`), args)), js.str("number")), [
          js.returns(null),
        ]),
        js.returns(js.array(shares)),
      ],
    ),
    names,
    temporaries: new Set(),
    doubtful: new Set(),
  };
}

const onTape = (field: string): t.MemberExpression => js.member(js.id("#tape"), field);

/** One variable beside each. */
function besides(make: Make): (v: Variable) => Variable {
  const known = new Map<Variable, Variable>();
  return (v) => {
    const made = known.get(v) ?? make(`d${v.name}`, "unknown", v.constant);
    known.set(v, made);
    return made;
  };
}

/** Its caller goes on with what it gives: it cannot give up by giving nothing. */
function thrown(statement: t.Statement): t.Statement {
  if (statement.type !== "IfStatement") return statement;
  return js.ifs(statement.test, [{ type: "ThrowStatement", argument: js.member(js.id("#$"), "UNFORESEEN") }]);
}

function fail(): never {
  throw new NoSlope();
}
