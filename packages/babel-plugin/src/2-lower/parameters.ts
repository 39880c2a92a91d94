/** Parameters: as variables, as patterns, and as `arguments`, from which the written ones are taken then. */
import type { Binding, t } from "../babel.ts";
import { clash } from "../1-mark/clashes.ts";
import { isArguments, someOwn } from "../1-mark/captures.ts";
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, variable } from "../ir/expressions.ts";
import type { Variable } from "../ir/types.ts";
import { hasMappedArguments, mentionsElements } from "./arguments-object.ts";
import { lowerPattern } from "./patterns.ts";
import { emit, freshName, isTaken, localVariable, makeVariable, temporary, type State } from "./state.ts";
import { cellOfParameter, declareCell } from "./statements.ts";

/** Whether a function mentions its `arguments`; then they are its one parameter, and the written ones are taken from them. */
export function usesArguments(root: t.Node, resolution: Resolution): boolean {
  return resolution.names.has("arguments") && someOwn(root, (node, parent) => isArguments(node, parent, resolution));
}

export function argumentsOf(state: State): Variable {
  const { node, path } = state.plan;
  const isMapped = hasMappedArguments(state.plan) && mentionsElements(state);
  const params = new Set<t.Node>(node.params);
  for (const binding of Object.values<Binding>(path.scope.bindings)) {
    if (
      state.file.isForDuals &&
      isMapped &&
      binding.kind === "param" &&
      params.has(binding.identifier) &&
      isReassigned(binding)
    )
      unsupported(node, "`arguments` beside a parameter that is assigned", 'Use a rest parameter, or "use strict".');
  }
  return makeVariable(state, {
    name: freshName(state, "args"),
    origin: "parameter",
    constant: true,
    kind: "array",
    made: true,
  });
}

/** A written parameter, as a variable that the arguments give its value. */
export function fromArguments(state: State, given: Variable, p: t.Node, i: number): void {
  const binding = p.type === "Identifier" ? state.file.resolution.bindingOf(p) : undefined;
  if (binding && (state.linked.has(binding) || isHidden(state, p as t.Identifier))) return;
  const value = temporary(state, p.type === "Identifier" ? p.name : "given");
  if (p.type === "RestElement") {
    const callee = { via: "method", object: variable(given), key: literal("slice") } as const;
    emit(state, { kind: "call", loc: p.loc, target: value, callee, operands: [literal(i)], spread: false });
    lowerPattern(state, p.argument, variable(value), "let");
    return;
  }
  const member = { object: given, key: literal(i), spelled: null, accessor: false };
  emit(state, { kind: "get", loc: p.loc, target: value, member });
  lowerPattern(state, p, variable(value), "let");
}

export function parameterFor(state: State, pattern: t.Node, patterns: (() => void)[]): Variable {
  if (pattern.type === "Identifier") {
    const binding = state.file.resolution.bindingOf(pattern);
    if (isHidden(state, pattern))
      return makeVariable(state, { name: freshName(state, pattern.name), origin: "parameter", constant: true });
    if (binding && !state.file.plans.cells.has(binding)) return localVariable(state, binding);
    if (binding && isTaken(state, pattern.name)) return clash(binding);
    state.usedNames.add(pattern.name);
    const parameter = makeVariable(state, { name: pattern.name, origin: "parameter", constant: true });
    patterns.push(() => cellOfParameter(state, pattern, parameter));
    return parameter;
  }
  const parameter = makeVariable(state, { name: freshName(state, "given"), origin: "parameter", constant: true });
  patterns.push(() => {
    declareCellsOfParameters(state, (binding) => binding.path.node !== binding.identifier);
    lowerPattern(state, pattern, variable(parameter), "let");
  });
  return parameter;
}

/** A parameter before another of its name, which nothing can read. */
const isHidden = ({ plan: { node } }: State, p: t.Identifier): boolean =>
  node.params.slice(node.params.indexOf(p) + 1).some((q) => q.type === "Identifier" && q.name === p.name);

/** A rest parameter that is assigned is a variable of its own. */
export function restFor(state: State, pattern: t.Node, patterns: (() => void)[]): Variable {
  const binding = pattern.type === "Identifier" ? state.file.resolution.bindingOf(pattern) : undefined;
  if (!binding || !isReassigned(binding)) return parameterFor(state, pattern, patterns);
  const rest = makeVariable(state, { name: freshName(state, "rest"), origin: "parameter", constant: true });
  patterns.push(() => {
    declareCellsOfParameters(state, (own) => own === binding);
    lowerPattern(state, pattern, variable(rest), "let");
  });
  return rest;
}

/** Parameters that closures assign, and that the sweep declares itself, are seen through cells from the beginning. */
export function declareCellsOfParameters(state: State, isOwn: (binding: Binding) => boolean): void {
  for (const binding of state.file.cellsByBlock.get(state.plan.node) ?? []) {
    if (binding.kind === "param" && !state.variables.has(binding) && isOwn(binding)) declareCell(state, binding);
  }
}
