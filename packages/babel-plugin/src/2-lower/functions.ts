/** Lowers one marked function to a unit: parameters, environment, fields of a constructor, body. */
import type { Binding, NodePath, t } from "../babel.ts";
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";
import { unsupported } from "../diagnostics.ts";
import { someChild } from "../ir/js.ts";
import { isFunction } from "../1-mark/mark.ts";
import type { Plan } from "../1-mark/plan.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Capture, Environment, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { instanceOf, superWith } from "./calls.ts";
import { lowerExpression } from "./expressions.ts";
import { fence, hasMappedArguments } from "./fence.ts";
import { lowerMember } from "./members.ts";
import { keyOf, lowerPattern } from "./patterns.ts";
import {
  cellMember,
  collect,
  emit,
  freshName,
  localVariable,
  makeVariable,
  temporary,
  type File,
  type State,
} from "./state.ts";
import { cellOfParameter, declareCell, lowerList, makeRegion, within } from "./statements.ts";

export function lowerFunction(file: File, plan: Plan): Unit {
  const { node } = plan;
  fence(plan, file.resolution);
  const form = formOf(plan);
  const bare = {
    file,
    plan,
    environment: null,
    self: undefined as unknown as Variable,
    variables: new Map<Binding, Variable>(),
    usedNames: new Set<string>(),
    regions: [],
    labels: new Map(),
    form,
    making: [],
    out: [] as Statement[],
    loc: node.loc,
  };
  const state: State = {
    ...bare,
    ...selfAndEnvironment(bare as unknown as State),
    newTarget:
      form !== "arrow" && form !== "method" && file.resolution.hasMeta && usesNewTarget(node)
        ? makeVariable(bare as unknown as State, {
            name: freshName(bare as unknown as State, "newTarget"),
            origin: "temporary",
            constant: true,
            kind: "unknown",
          })
        : null,
    afterSuper: form === "derived" ? () => fields(state) : null,
  };

  const region = makeRegion(state, "function", null);
  const parameters: Variable[] = [];
  let rest: Variable | null = null;
  const binds = node.generator === true && node.params.some((p) => p.type !== "Identifier");
  const body = collect(state, () =>
    within(state, region, () => {
      bindEnvironment(state);
      if (state.newTarget) {
        const callee = { via: "runtime", name: "newTarget" } as const;
        emit(state, { kind: "call", loc: node.loc, target: state.newTarget, callee, operands: [], spread: false });
      }
      const patterns: (() => void)[] = [];
      // Without the type of `this`.
      const written = node.params.filter((p) => !(p.type === "Identifier" && p.name === "this"));
      if (usesArguments(node, file.resolution)) {
        rest = state.given = argumentsOf(state);
        declareCellsOfParameters(state, () => true);
        for (const [i, p] of written.entries()) fromArguments(state, rest, p, i);
      } else
        for (const p of written) {
          if (p.type === "RestElement") {
            rest = restFor(state, p.argument, patterns);
            rest.kind = "array";
            rest.made = true;
          } else parameters.push(parameterFor(state, p, patterns));
        }
      for (const bind of patterns) bind();
      if (binds)
        emit(state, {
          kind: "yield",
          loc: node.loc,
          target: temporary(state, "bound"),
          value: UNDEFINED,
          how: "yields",
        });
      if (plan.path.node === node) declareVars(state, Object.values<Binding>(plan.path.scope.bindings));
      if (form === "constructor") fields(state);
      if (plan.isImplicit && form === "derived") {
        rest = makeVariable(state, {
          name: freshName(state, "args"),
          origin: "parameter",
          constant: true,
          kind: "array",
          made: true,
        });
        superWith(state, [variable(rest)], true);
      }
      if (node.body.type === "BlockStatement") {
        lowerList(state, node, node.body.body);
        if (form === "derived")
          emit(state, { kind: "exit", loc: node.loc, how: "return", region, value: instanceOf(state) });
      } else {
        state.loc = node.body.loc;
        emit(state, {
          kind: "exit",
          loc: node.body.loc,
          how: "return",
          region,
          value: lowerExpression(state, node.body),
        });
      }
    }),
  );
  return {
    usesNewTarget: state.newTarget !== null,
    sweeps: node.async ? (node.generator ? "asyncGenerator" : "async") : node.generator ? "generator" : "plain",
    binds,
    stamps: (form === "constructor" || form === "derived") && plan.owner !== null && file.plans.stamped.has(plan.owner),
    isStrict: !file.isStrict && (plan.path.get("body") as NodePath).isInStrictMode(),
    name: plan.name,
    loc: node.loc,
    form,
    parameters,
    rest,
    self: state.self,
    environment: state.environment,
    region,
    body,
  };
}

/** Whether a function mentions its `arguments`; then they are its one parameter, and the written ones are taken from them. */
function usesArguments(root: t.Node, { names }: Resolution): boolean {
  if (root.type === "ArrowFunctionExpression" || !names.has("arguments")) return false;
  return mentionsArguments(root);
}

const mentionsArguments = (root: t.Node): boolean =>
  someChild(
    root,
    (child) =>
      (child.type === "Identifier" && child.name === "arguments" && !isKey(child, root)) ||
      (!isFunction(child) && mentionsArguments(child)),
  );

const isKey = (id: t.Identifier, parent: t.Node): boolean =>
  ((parent.type === "MemberExpression" || parent.type === "OptionalMemberExpression") &&
    parent.property === id &&
    !parent.computed) ||
  (parent.type === "ObjectProperty" && parent.key === id && parent.value !== id && !parent.computed);

function argumentsOf(state: State): Variable {
  const { node, path } = state.plan;
  const isMapped = hasMappedArguments(state.plan);
  const params = new Set<t.Node>(node.params);
  for (const binding of Object.values<Binding>(path.scope.bindings)) {
    if (isMapped && binding.kind === "param" && params.has(binding.identifier) && isReassigned(binding))
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
function fromArguments(state: State, given: Variable, p: t.Node, i: number): void {
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

function usesNewTarget(root: t.Node): boolean {
  return someChild(
    root,
    (child) =>
      child.type === "MetaProperty" ||
      ((!isFunction(child) || child.type === "ArrowFunctionExpression") && usesNewTarget(child)),
  );
}

function formOf(plan: Plan): Unit["form"] {
  const { node } = plan;
  if (node.type === "ArrowFunctionExpression") return "arrow";
  if (node.type === "ClassMethod" && node.kind === "constructor")
    return plan.owner?.superClass ? "derived" : "constructor";
  return node.type === "ClassMethod" || node.type === "ObjectMethod" || node.type === "ClassPrivateMethod"
    ? "method"
    : "function";
}

/** `this` is the forward's own, a derived constructor's result, or what an arrow captured. */
function selfAndEnvironment(state: State): Pick<State, "self" | "environment"> {
  const { captures } = state.plan;
  const isCaptured = captures.some((c) => c.binding === null && c.isClass !== true && c.isHidden !== true);
  const self = makeVariable(state, {
    name: isCaptured || state.form === "derived" ? freshName(state, "self") : "this",
    origin: isCaptured || state.form === "derived" ? "local" : "this",
    constant: true,
    kind: isCaptured || state.form === "arrow" ? "unknown" : "object",
    made: state.form === "constructor",
  });
  if (captures.length === 0) return { self, environment: null };
  const environment: Environment = {
    variable: makeVariable(state, {
      name: freshName(state, "env"),
      origin: "environment",
      constant: true,
      kind: "object",
    }),
    captures: captures.map((c): Capture => {
      if (c.isClass === true || c.isHidden === true) {
        const variable = makeVariable(state, {
          name: c.isHidden === true ? c.name : freshName(state, c.name),
          origin: "local",
          constant: true,
          kind: "function",
        });
        return { name: c.name, variable, by: "value" };
      }
      if (!c.binding) return { name: c.name, variable: self, by: c.by };
      const { binding } = c;
      const name = c.by === "cell" ? freshName(state, `${c.name}_cell`) : binding.identifier.name;
      state.usedNames.add(name);
      const captured = makeVariable(state, {
        name,
        origin: "local",
        constant: true,
        kind: c.by === "cell" ? "object" : "unknown",
      });
      state.variables.set(binding, captured);
      return { name: c.name, variable: captured, by: c.by };
    }),
  };
  return { self, environment };
}

/** Takes values and cells out of the environment; what is declared later is read where it is used. */
function bindEnvironment(state: State): void {
  if (!state.environment) return;
  for (const { name, variable: target, by } of state.environment.captures) {
    if (by === "late") continue;
    emit(state, {
      kind: "get",
      loc: state.loc,
      target,
      member: { object: state.environment.variable, key: literal(name), spelled: null, accessor: false },
    });
  }
}

function parameterFor(state: State, pattern: t.Node, patterns: (() => void)[]): Variable {
  if (pattern.type === "Identifier") {
    const binding = state.file.resolution.bindingOf(pattern);
    if (binding && !state.file.plans.cells.has(binding)) return localVariable(state, binding);
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

/** A rest parameter that is assigned is a variable of its own. */
function restFor(state: State, pattern: t.Node, patterns: (() => void)[]): Variable {
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
function declareCellsOfParameters(state: State, isOwn: (binding: Binding) => boolean): void {
  for (const binding of state.file.cellsByBlock.get(state.plan.node) ?? []) {
    if (binding.kind === "param" && !state.variables.has(binding) && isOwn(binding)) declareCell(state, binding);
  }
}

/** `var` exists from the beginning, as undefined. */
export function declareVars(state: State, bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    if (binding.kind !== "var") continue;
    if (state.file.plans.cells.has(binding)) {
      declareCell(state, binding);
      const cell = cellMember(localVariable(state, binding), binding.identifier.name);
      emit(state, { kind: "set", loc: binding.identifier.loc, member: cell, value: UNDEFINED, declares: "let" });
      continue;
    }
    emit(state, {
      kind: "assign",
      loc: binding.identifier.loc,
      target: localVariable(state, binding),
      declare: "let",
      value: UNDEFINED,
    });
  }
}

/** The fields of a class, set when its constructor begins, or right after `super(…)`. */
function fields(state: State): void {
  for (const member of state.plan.owner?.body.body ?? []) {
    const isField = member.type === "ClassProperty" || member.type === "ClassPrivateProperty";
    if (!isField || member.static || (member.type === "ClassProperty" && member.declare)) continue;
    const value = member.value ? lowerExpression(state, member.value) : UNDEFINED;
    if (member.type === "ClassPrivateProperty") {
      const self = { type: "ThisExpression" } as t.ThisExpression;
      const target = {
        type: "MemberExpression",
        object: self,
        property: member.key,
        computed: false,
      } as t.MemberExpression;
      emit(state, { kind: "set", loc: member.loc, member: lowerMember(state, target), value, declares: null });
      continue;
    }
    const key = notedKey(state, member) ?? (member.computed ? lowerExpression(state, member.key) : keyOf(member.key));
    emit(state, {
      kind: "set",
      loc: member.loc,
      member: { object: state.self, key, spelled: null, accessor: false },
      value,
      declares: null,
    });
  }
}

/** The key that was evaluated where the class was made. */
function notedKey(state: State, member: t.ClassProperty): Expression | null {
  const name = state.file.plans.fieldKeys.get(member);
  if (name === undefined) return null;
  const captured = state.environment?.captures.find((c) => c.name === name);
  return captured ? variable(captured.variable) : { op: "constant", node: js.id(name), kind: "string" };
}
