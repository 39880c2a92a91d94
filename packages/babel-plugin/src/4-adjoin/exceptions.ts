/** Exceptions: `throw`, and `try` on every path. */
import type { Statement } from "../ir/types.ts";
import { unsupported } from "../diagnostics.ts";
import { forwardJs } from "./statements.ts";
import { both, type Both, type Sweep } from "./sweep.ts";
import type { t } from "../babel.ts";

export function adjoinThrow(sweep: Sweep, s: Statement & { readonly kind: "throw" }): Both {
  return both([{ type: "ThrowStatement", argument: forwardJs(sweep, s.value) } as t.ThrowStatement]);
}

export function adjoinTry(_sweep: Sweep, s: Statement & { readonly kind: "try" }): Both {
  return unsupported({ type: "TryStatement", loc: s.loc } as t.TryStatement, "`try`", "Catch outside of the function.");
}
