/**
 * Which pairs somebody can ask for. A helper that is only ever called, and whose calls have all been inlined, needs none.
 *
 *   const dot = (a, b) => …; export function f(u, v) { "differentiable"; return dot(u, v) }      →  f
 */
import type { Binding, t } from "../babel.ts";
import type { Plan } from "../1-mark/plan.ts";
import { isReassigned } from "../1-mark/resolve.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { operandsOf } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Expression, Unit } from "../ir/types.ts";

export function reachedUnits(
  units: readonly Unit[],
  plans: readonly Plan[],
  explicit: ReadonlySet<t.Function>,
): ReadonlySet<string> {
  // What a function makes may be differentiated, also when an ordinary call has made it.
  const makers = new Set<t.Node | undefined>(plans.map(({ path }) => path.getFunctionParent()?.node));
  const hidden = new Map<string, string>();
  for (const plan of plans) {
    const name = explicit.has(plan.node) || makers.has(plan.node) ? null : hiddenName(plan);
    if (name !== null) hidden.set(name, plan.name);
  }
  const byName = new Map(units.map((u) => [u.name, u]));
  const helpers = new Set(hidden.values());
  const queue = units.filter((u) => !helpers.has(u.name));
  const reached = new Set(queue.map((u) => u.name));
  const reach = (name: string | null | undefined): void => {
    const unit = name === null || name === undefined ? undefined : byName.get(name);
    if (!unit || reached.has(unit.name)) return;
    reached.add(unit.name);
    queue.push(unit);
  };
  const look = (e: Expression): void => {
    if (e.op === "likely") reach(e.unit);
    if (e.op === "constant" && e.node.type === "Identifier") reach(hidden.get(e.node.name));
    operandsOf(e).forEach(look);
  };
  for (let unit = queue.pop(); unit; unit = queue.pop()) {
    eachStatement(unit.body, (s) => {
      if (s.kind === "closure") reach(s.unit);
      if (s.kind === "call" && s.callee.via === "pair") reach(s.callee.unit);
      if (s.kind === "call" && s.callee.via === "value") reach(s.callee.likely);
      eachExpression(s, look);
    });
  }
  return reached;
}

/** The name of a function of the module that is never anything but called, or null. */
function hiddenName(plan: Plan): string | null {
  const binding = bindingOf(plan);
  return binding && isOnlyCalled(binding) ? binding.identifier.name : null;
}

/** Whether others may get a function of the module: by its export or as a value, or because a function gives it back. */
export function isOpen(plan: Plan): boolean {
  const binding = bindingOf(plan);
  return binding ? !isOnlyCalled(binding) : isGiven(plan);
}

function isGiven({ path }: Plan): boolean {
  const { key, parent } = path;
  if (parent.type === "ReturnStatement" || (parent.type === "ArrowFunctionExpression" && key === "body")) return true;
  return path.isFunction() && path.getFunctionParent() === null && key !== "callee";
}

const isOnlyCalled = ({ referencePaths }: Binding): boolean => referencePaths.every((p) => p.key === "callee");

/** The variable of the module that holds a function, and nothing else. */
function bindingOf({ node, path }: Plan): Binding | null {
  const declaration = node.type === "FunctionDeclaration" ? path : path.parentPath;
  const id =
    declaration?.node.type === "FunctionDeclaration" || declaration?.node.type === "VariableDeclarator"
      ? declaration.node.id
      : null;
  if (id?.type !== "Identifier" || !declaration) return null;
  const binding = declaration.scope.getBinding(id.name);
  const isOfModule = binding?.scope.path.isProgram() === true && binding.identifier === id && !isReassigned(binding);
  return isOfModule ? binding : null;
}
