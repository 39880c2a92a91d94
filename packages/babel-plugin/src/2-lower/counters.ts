/** Which `for` loops count their turns themselves, and which share their variables with closures. */
import type { t } from "../babel.ts";
import type { Variable } from "../ir/types.ts";
import { bodyAround } from "../1-mark/resolve.ts";
import { localVariable, type State } from "./state.ts";

export interface Counter {
  readonly variable: Variable;
  readonly start: number;
}

export function counterOf(state: State, node: t.ForStatement): Counter | null {
  const { init, update } = node;
  if (init?.type !== "VariableDeclaration" || init.kind === "const" || init.declarations.length < 1 || !update)
    return null;
  const declared = init.declarations.find((d) => {
    if (d.id.type !== "Identifier" || d.init?.type !== "NumericLiteral" || !Number.isSafeInteger(d.init.value))
      return false;
    return stepsByOne(update, d.id.name);
  });
  if (declared?.id.type !== "Identifier") return null;
  const binding = state.file.resolution.bindingOf(declared.id);
  if (!binding || binding.kind === "var" || !binding.constantViolations.every((v) => v.node === update)) return null;
  const counter = localVariable(state, binding);
  counter.kind = "number";
  return { variable: counter, start: declared.init?.type === "NumericLiteral" ? declared.init.value : 0 };
}

const stepsByOne = (update: t.Expression, name: string): boolean =>
  (update.type === "UpdateExpression" &&
    update.operator === "++" &&
    update.argument.type === "Identifier" &&
    update.argument.name === name) ||
  (update.type === "AssignmentExpression" &&
    update.operator === "+=" &&
    update.left.type === "Identifier" &&
    update.left.name === name &&
    update.right.type === "NumericLiteral" &&
    update.right.value === 1);

export function sharedHead(state: State, node: t.ForStatement): Variable[] {
  if (node.init?.type !== "VariableDeclaration" || node.init.kind === "var") return [];
  return node.init.declarations.flatMap((d) => {
    const binding = d.id.type === "Identifier" ? state.file.resolution.bindingOf(d.id) : undefined;
    const isCaptured = binding?.referencePaths.some((p) => bodyAround(p) !== state.plan.node) ?? false;
    return binding && isCaptured ? [localVariable(state, binding)] : [];
  });
}
