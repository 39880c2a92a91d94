/**
 * Why generated code records something, or asks the run time: facts beside the tree, by the expression, for `explain`.
 *
 * An expression keeps its reason where it is moved, and where several records become one.
 */
import type { t } from "../babel.ts";
import type { Saved } from "../3-analyse/record.ts";
import type { Block, Statement, Variable } from "../ir/types.ts";
import type { Sweep } from "./sweep.ts";

export type Reason =
  /** An adjoint reads it; `lost` is the assignment, or the end of the block, after which it would be gone. */
  | { readonly kind: "saved"; readonly sweep: Sweep; readonly saved: Saved; readonly lost: Lost }
  /** How often a loop turned. */
  | { readonly kind: "turns"; readonly loop: Statement }
  /** What a loop went through, with where its items came from. */
  | { readonly kind: "items"; readonly loop: Statement }
  /** The side of a branch that ran. */
  | { readonly kind: "side"; readonly branch: Statement }
  /** By which exit control came here. */
  | { readonly kind: "exit"; readonly exit: Statement | null }
  /** Whether, and where, an exception came. */
  | { readonly kind: "exception" }
  /** The callee is looked up at run time. */
  | { readonly kind: "callee"; readonly call: Statement & { readonly kind: "call" } }
  /** The key is the name of an accessor. */
  | { readonly kind: "accessor"; readonly access: Statement }
  /** The object may be a container that treats what is written to it in its own way. */
  | { readonly kind: "container"; readonly access: Statement; readonly object: Variable };

export type Lost =
  | { readonly by: "statement"; readonly statement: Statement }
  | { readonly by: "end"; readonly of: Block }
  | { readonly by: "exception" };

/** Kept only for who asks. */
export type Reasons = Map<t.Node, Reason>;

/** Notes the reason of an expression. */
export function because<T extends t.Expression>({ reasons }: Pick<Sweep, "reasons">, node: T, reason: Reason): T {
  reasons?.set(node, reason);
  return node;
}
