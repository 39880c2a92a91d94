/**
 * Generators: the mirror of a generator is a generator. What is given forward comes back as a cotangent, and the other way.
 *
 *   forward   const sent = yield value          next(v) runs to the next yield
 *   reverse   dvalue += yield dsent             each call of next is taken back, last first
 *
 * A generator that is not run to its end is left by an exception where it stands, and its edge saves what the mirror needs
 * to begin there.
 */
import * as js from "../ir/js.ts";
import type { Statement } from "../ir/types.ts";
import { addTo, flowIfUsed } from "./flow.ts";
import { forwardJs, touchNow } from "./statements.ts";
import { both, runtime, type Both, type Sweep } from "./sweep.ts";

/** What a generator does with what it gives, if it does not simply yield it. */
const MARKS: Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>> = {
  generator: { delegates: "handing" },
  asyncGenerator: { awaits: "awaiting", delegates: "delegating" },
};

export function adjoinYield(sweep: Sweep, s: Statement & { readonly kind: "yield" }): Both {
  const { target, value } = s;
  const given = forwardJs(sweep, value);
  const mark = MARKS[sweep.unit.sweeps]?.[s.how];
  const forward = [
    js.declare("const", js.id(target.name), js.yields(mark === undefined ? given : runtime(mark, given))),
    ...touchNow(sweep, target),
  ];
  const taken = js.yields(sweep.activity.isActive(target) ? js.id(sweep.names.cotangent(target)) : js.num(0));
  if (!sweep.activity.flows(value)) return both(forward, [js.statement(taken)]);
  const share = sweep.names.fresh("d");
  return both(forward, [
    js.declare("const", js.id(share), taken),
    ...flowIfUsed(sweep, value, js.id(share), addTo(sweep)),
  ]);
}
