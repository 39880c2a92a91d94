/** Lowers one marked function to a unit: parameters, environment, fields of a constructor, body. */
import type { Binding, NodePath, t } from "../babel.ts";
import { outerNames } from "../1-mark/clashes.ts";
import { isUndefined } from "../1-mark/resolve.ts";
import { accessorName } from "../1-mark/unseen-calls.ts";
import { someOwn, type PlannedCapture } from "../1-mark/captures.ts";
import type { Plan } from "../1-mark/plan.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Capture, Environment, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { declareMadeLater, instanceOf, isMadeAtOnce, lowerMadeLater, superWith } from "./this-and-super.ts";
import { lowerExpression } from "./expressions.ts";
import { givenTo } from "./arguments-object.ts";
import { fence } from "./fence.ts";
import { isAccessor, lowerMember } from "./members.ts";
import { keyOf } from "./patterns.ts";
import {
  cellMember,
  collect,
  emit,
  freshName,
  heldName,
  isStrict,
  localVariable,
  makeVariable,
  temporary,
  type File,
  type State,
} from "./state.ts";
import { declareCell, lowerList, makeRegion, within } from "./statements.ts";
import {
  usesArguments,
  argumentsOf,
  fromArguments,
  parameterFor,
  restFor,
  declareCellsOfParameters,
} from "./parameters.ts";

/** The globals that generated code mentions of its own accord: no temporary takes their names. */
const GLOBALS_OF_CODE = ["Math", "Number", "Object", "Symbol", "Reflect", "ArrayBuffer", "globalThis", "undefined"];

/** What is asked for more than once. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export function lowerFunction(file: File, plan: Plan): Unit {
  const { node } = plan;
  fence(plan, file.resolution, file.isForDuals);
  const form = formOf(plan);
  const bare = {
    file,
    plan,
    environment: null,
    self: undefined as unknown as Variable,
    variables: new Map<Binding, Variable>(),
    usedNames: new Set(GLOBALS_OF_CODE),
    functionNames: new Set<string>(),
    outerNames: once(() => outerNames(plan, file.resolution)),
    regions: [],
    labels: new Map(),
    form,
    making: [],
    linked: new Map(),
    out: [] as Statement[],
    loc: node.loc,
  };
  const captured = selfAndEnvironment(bare as unknown as State);
  // In a method it is undefined.
  const asksNewTarget = form !== "arrow" && form !== "method" && file.resolution.hasMeta && usesNewTarget(node);
  const state: State = {
    ...bare,
    ...captured,
    newTarget: asksNewTarget ? heldName(bare as unknown as State, "newTarget") : captured.newTarget,
    afterSuper: form === "derived" ? () => fields(state) : null,
  };

  const { self } = state;
  const region = makeRegion(state, "function", null);
  const parameters: Variable[] = [];
  let rest: Variable | null = null;
  const binds = node.generator === true && node.params.some((p) => p.type !== "Identifier");
  const body = collect(state, () =>
    within(state, region, () => {
      bindEnvironment(state);
      if (state.newTarget && asksNewTarget) {
        const callee = { via: "runtime", name: "newTarget" } as const;
        emit(state, { kind: "call", loc: node.loc, target: state.newTarget, callee, operands: [], spread: false });
      }
      if (form === "derived" && !plan.isImplicit && !isMadeAtOnce(node)) declareMadeLater(state, node);
      const patterns: (() => void)[] = [];
      // Without the type of `this`.
      const written = node.params.filter((p) => !(p.type === "Identifier" && p.name === "this"));
      if (usesArguments(node, file.resolution)) {
        rest = argumentsOf(state);
        state.given = givenTo(state, rest);
        declareCellsOfParameters(state, () => true);
        const args = rest;
        patterns.push(...written.map((p, i) => () => fromArguments(state, args, p, i)));
      } else
        for (const p of written) {
          if (p.type === "RestElement") {
            rest = restFor(state, p.argument, patterns);
            rest.kind = "array";
            rest.made = true;
          } else parameters.push(parameterFor(state, p, patterns));
        }
      // The defaults of parameters read them.
      if (form === "constructor") fields(state);
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
      const { body } = node;
      if (body.type === "BlockStatement" && state.ending)
        lowerMadeLater(
          state,
          node,
          collect(state, () => lowerList(state, node, body.body)),
        );
      else if (body.type === "BlockStatement") {
        lowerList(state, node, body.body);
        if (form === "derived")
          emit(state, { kind: "exit", loc: node.loc, how: "return", region, value: instanceOf(state) });
      } else {
        state.loc = body.loc;
        emit(state, { kind: "exit", loc: body.loc, how: "return", region, value: lowerExpression(state, body) });
      }
    }),
  );
  return {
    usesNewTarget: asksNewTarget,
    sweeps: node.async ? (node.generator ? "asyncGenerator" : "async") : node.generator ? "generator" : "plain",
    binds,
    isAccessor: !plan.isImplicit && accessorName(plan.path as NodePath<t.Function>) !== null,
    // A derived constructor that is not written gives its parent what it is given itself.
    stamps:
      (form === "constructor" || (form === "derived" && !plan.isImplicit)) &&
      plan.owner !== null &&
      file.plans.stamped.has(plan.owner),
    isStrict: !file.isStrict && isStrict(state),
    name: plan.name,
    loc: node.loc,
    form,
    parameters,
    rest,
    self,
    environment: state.environment,
    region,
    body,
  };
}

const usesNewTarget = (root: t.Node): boolean => someOwn(root, ({ type }) => type === "MetaProperty");

function formOf(plan: Plan): Unit["form"] {
  const { node } = plan;
  if (node.type === "ArrowFunctionExpression") return "arrow";
  if (node.type === "ClassMethod" && node.kind === "constructor")
    return plan.owner?.superClass ? "derived" : "constructor";
  return node.type === "ClassMethod" || node.type === "ObjectMethod" || node.type === "ClassPrivateMethod"
    ? "method"
    : "function";
}

/** `this` is the forward's own, a derived constructor's result, or what an arrow captured; so are its `arguments` and `new.target`. */
function selfAndEnvironment(state: State): Pick<State, "self" | "environment" | "given" | "newTarget"> {
  const { captures } = state.plan;
  const isCaptured = captures.some((c) => c.what === "this");
  const self = makeVariable(state, {
    name: isCaptured || state.form === "derived" ? freshName(state, "self") : "this",
    origin: isCaptured || state.form === "derived" ? "local" : "this",
    constant: true,
    kind: isCaptured || state.form === "arrow" ? "unknown" : "object",
    made: state.form === "constructor",
  });
  if (captures.length === 0) return { self, environment: null, newTarget: null };
  const others = new Map<PlannedCapture["what"], Variable>();
  const environment: Environment = {
    variable: makeVariable(state, {
      name: freshName(state, "env"),
      origin: "environment",
      constant: true,
      kind: "object",
    }),
    captures: captures.map((c): Capture => {
      const { binding } = c;
      if (c.what === "this") return { name: c.name, written: "this", variable: self, by: c.by };
      if (!binding) {
        const variable = makeVariable(state, {
          name: c.what === "hidden" ? c.name : freshName(state, c.name),
          origin: "local",
          constant: true,
          kind: c.what === "arguments" ? "object" : "function",
        });
        others.set(c.what, variable);
        return { name: c.name, written: c.name, variable, by: "value" };
      }
      const written = binding.identifier.name;
      const name = c.by === "cell" ? freshName(state, `${c.name}_cell`) : written;
      state.usedNames.add(name);
      const captured = makeVariable(state, {
        name,
        origin: "local",
        constant: true,
        kind: c.by === "cell" ? "object" : "unknown",
      });
      state.variables.set(binding, captured);
      return { name: c.name, written, variable: captured, by: c.by };
    }),
  };
  const given = others.get("arguments");
  return { self, environment, ...(given && { given }), newTarget: others.get("newTarget") ?? null };
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

/** `var` exists from the beginning, as undefined. */
export function declareVars(state: State, bindings: readonly Binding[]): void {
  for (const binding of bindings) {
    if (binding.kind !== "var" || isUndefined(binding)) continue;
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
function fields(constructor: State): void {
  const state = { ...constructor, newTarget: null };
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
    if (mayInherit(state, key)) {
      const callee = { via: "runtime", name: "ownField" } as const;
      const operands = [variable(state.self), key];
      emit(state, { kind: "call", loc: member.loc, target: null, callee, operands, spread: false });
    }
    emit(state, {
      kind: "set",
      loc: member.loc,
      member: { object: state.self, key, spelled: null, accessor: false },
      value,
      declares: null,
    });
  }
}

/** May there be something under a field's key that a write would find, a setter say? For a field is not written, it is defined. */
const mayInherit = (state: State, key: Expression): boolean =>
  state.form === "derived" || key.op !== "literal" || key.value === "__proto__" || isAccessor(state, key);

/** The key that was evaluated where the class was made. */
function notedKey(state: State, member: t.ClassProperty): Expression | null {
  const name = state.file.plans.fieldKeys.get(member);
  if (name === undefined) return null;
  const captured = state.environment?.captures.find((c) => c.name === name);
  return captured ? variable(captured.variable) : { op: "constant", node: js.id(name), kind: "string" };
}
