/**
 * Generators: the mirror of a generator is a generator. What is given forward comes back as a cotangent, and the other way.
 *
 *   forward   const sent = yield value          next(v) runs to the next yield
 *   reverse   dvalue += yield dsent             each call of next is taken back, last first
 *
 * A generator that is never run to its end notes where it stands; when it is closed, its `finally` saves what the mirror
 * needs to start there.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Statement } from "../ir/types.ts";
import { addTo, flow } from "./flow.ts";
import { forwardJs, touchNow } from "./statements.ts";
import { both, type Both, type Sweep } from "./sweep.ts";

export function adjoinYield(sweep: Sweep, s: Statement & { readonly kind: "yield" }): Both {
  const { target, value } = s;
  const forward = [
    js.declare("const", js.id(target.name), js.yields(forwardJs(sweep, value))),
    ...touchNow(sweep, target),
  ];
  const given = js.yields(sweep.activity.isActive(target) ? js.id(sweep.names.cotangent(target)) : js.num(0));
  if (!sweep.activity.flows(value)) return both(forward, [js.statement(given)]);
  const share = sweep.names.fresh("d");
  return both(forward, [js.declare("const", js.id(share), given), ...flow(sweep, value, js.id(share), addTo(sweep))]);
}

/** `try { … } finally { if (tape.closing) { … } }`: what is left behind by a generator that is closed where it stands. */
export const closedBody = (body: t.Statement[], edge: t.Statement[]): t.Statement => ({
  type: "TryStatement",
  block: js.block(body),
  handler: null,
  finalizer: js.block([js.ifs(js.member(js.id("#tape"), "closing"), edge)]),
});
