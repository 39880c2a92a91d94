/** Lowers calls: functions of Math by their rules, functions of this file by their pairs, all others at run time. */
import type { t } from "../babel.ts";
import { branded, privateCallee } from "./privates.ts";
import { definitionOf, isFunction, unwrap } from "../1-mark/mark.ts";
import type { Plan } from "../1-mark/plan.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Callee, Expression, Kind, Member, Statement } from "../ir/types.ts";
import { math } from "../rules/math.ts";
import { lowerExpression } from "./expressions.ts";
import { nameSum } from "./operators.ts";
import { lowerMember, lowerOptional, readMember } from "./members.ts";
import { globalName, isModuleLevel } from "./identifiers.ts";
import { spreadInto } from "./containers.ts";
import { collect, emit, inOrder, temporary, toVariable, type State } from "./state.ts";
import { superWith } from "./this-and-super.ts";

type CallNode = t.CallExpression | t.OptionalCallExpression;
type Arguments = CallNode["arguments"];

/** A callee that an optional chain has evaluated already. */
interface Link {
  readonly callee: Expression;
  readonly self: Expression | null;
}

export function lowerCall(state: State, node: CallNode, link: Link | null = null): Expression {
  if (node.type === "OptionalCallExpression" && !link) return lowerOptional(state, node);
  if (link) return emitCall(state, node, { via: "value", ...link }, node.arguments);
  const callee =
    node.callee.type === "Super" || node.callee.type === "Import" ? node.callee : unwrap(node.callee as t.Expression);
  if (callee.type === "Super") return lowerSuperCall(state, node);
  if (callee.type === "Import") return lowerImport(state, node, node.arguments, (given) => js.call(callee, given));
  if (callee.type === "OptionalMemberExpression") return lowerCallOfChain(state, node, callee);
  if (callee.type === "MemberExpression") return lowerMethodCall(state, node, callee);
  if (callee.type === "Identifier") {
    if (callee.name === "eval" && !state.file.resolution.bindingOf(callee))
      return unsupported(node, "`eval`", "Write the code where it runs.");
    if (globalName(state, callee) === "Array") {
      const made: Callee = { via: "new", callee: lowerExpression(state, callee), native: "Array", unit: null };
      return emitCall(state, node, made, node.arguments, "array", true);
    }
    const known = node.arguments.some((a) => a.type === "SpreadElement") ? null : knownUnit(state, callee);
    if (known) {
      const closure = known.captures.length === 0 ? null : lowerExpression(state, callee);
      return emitCall(state, node, { via: "pair", unit: known.name, self: null, closure }, node.arguments);
    }
  }
  return emitCall(state, node, { via: "value", callee: lowerExpression(state, callee), self: null }, node.arguments);
}

/** `(o?.m)(…)`: what is in parentheses is a chain of its own, and still a member of `o`. */
function lowerCallOfChain(state: State, node: CallNode, chain: t.OptionalMemberExpression): Expression {
  const owner = temporary(state, "owner", "unknown", false);
  emit(state, { kind: "assign", loc: node.loc, target: owner, declare: "let", value: UNDEFINED });
  const callee = lowerOptional(state, chain, readMember, UNDEFINED, owner);
  return emitCall(state, node, { via: "value", callee, self: variable(owner) }, node.arguments);
}

/** `import(source)` is a call of a function that carries nothing: it is written again with what it has been given. */
function lowerImport(
  state: State,
  node: t.CallExpression | t.ImportExpression | t.OptionalCallExpression,
  args: Arguments,
  again: (given: readonly t.Expression[]) => t.Expression,
): Expression {
  const given = args.map((_, i) => js.id(i === 0 ? "source" : "options"));
  const load: Expression = { op: "constant", node: js.arrow(given, again(given)), kind: "function" };
  return emitCall(
    state,
    { ...node, type: "CallExpression" } as CallNode,
    { via: "value", callee: load, self: null },
    args,
  );
}

/** The same as Babel 8 reads it. */
export const lowerImportExpression = (state: State, node: t.ImportExpression): Expression =>
  lowerImport(state, node, node.options ? [node.source, node.options] : [node.source], ([source, options]) => ({
    ...node,
    source: source ?? node.source,
    options: options ?? null,
  }));

/** The plan of a function of this file, if the name never stands for anything else, so that its sweeps can be called by name. */
function knownUnit(state: State, callee: t.Identifier): Plan | null {
  const definition = definitionOf(callee, state.file.resolution);
  if (
    !definition ||
    !isFunction(definition) ||
    definition.async ||
    definition.generator ||
    state.file.overridden.has(definition)
  )
    return null;
  const plan = state.file.plans.byNode.get(definition);
  if (
    !plan ||
    (plan.captures.length === 0 &&
      !isModuleLevel(state, callee) &&
      definition.type === "FunctionExpression" &&
      definition.id === state.file.resolution.bindingOf(callee)?.identifier)
  )
    return null;
  return plan;
}

/** The one method of the file that has this name, and captures nothing; of `super.m`, the one that the parents have. */
function likelyMethod({ file: { chains } }: State, { key, from, home }: Member): string | null {
  if (key.op !== "literal" || typeof key.value !== "string") return null;
  if (from) return home === undefined ? null : chains.inherited(home, key.value, "method");
  const [unit = null, ...others] = chains.methodsBy(key.value) ?? [];
  return others.length === 0 ? unit : null;
}

function lowerMethodCall(state: State, node: CallNode, callee: t.MemberExpression): Expression {
  const global = callee.object.type === "Super" ? null : globalName(state, callee.object);
  if (global === "Math" && !callee.computed && callee.property.type === "Identifier") {
    const call = lowerMath(state, node, callee.property.name);
    if (call) return call;
  }
  if (callee.property.type === "PrivateName") return lowerPrivateCall(state, node, callee, callee.property);
  if (global) {
    const key = callee.computed
      ? lowerExpression(state, callee.property)
      : literal((callee.property as t.Identifier).name);
    return emitCall(
      state,
      node,
      { via: "method", object: { op: "constant", node: js.id(global), kind: "function" }, key, native: global },
      node.arguments,
    );
  }
  const member = lowerMember(state, callee);
  const likely = likelyMethod(state, member);
  if (likely === null && !member.accessor)
    return emitCall(state, node, { via: "method", object: variable(member.object), key: member.key }, node.arguments);
  const found = readMember(state, member, node);
  return emitCall(state, node, { via: "value", callee: found, self: variable(member.object), likely }, node.arguments);
}

/** `Math.f(…)` where the rule table has f and the call gives it as many operands as the rule knows. */
function lowerMath(state: State, node: CallNode, name: string): Expression | null {
  if (!Object.hasOwn(math, name) || node.arguments.some((a) => a.type === "SpreadElement")) return null;
  const rule = math[name as keyof typeof math];
  if (!("partials" in rule) || rule.partials.length !== node.arguments.length) return null;
  const operands = inOrder(
    state,
    node.arguments.map((a) => () => nameSum(state, lowerExpression(state, a as t.Expression))),
  );
  return variable(toVariable(state, { op: "math", name, operands }, name, "number"));
}

/** `o.#m(…)`: the class is known, and so is the method. Of a field that holds a function, the function is called. */
function lowerPrivateCall(state: State, node: CallNode, callee: t.MemberExpression, name: t.PrivateName): Expression {
  const method = node.arguments.some((a) => a.type === "SpreadElement")
    ? null
    : privateCallee(state, name, "method", () => branded(state, name, lowerExpression(state, callee.object)));
  if (!method) {
    const member = lowerMember(state, callee);
    const self = variable(member.object);
    return emitCall(state, node, { via: "value", callee: readMember(state, member, node), self }, node.arguments);
  }
  return emitCall(state, node, method, node.arguments);
}

function lowerSuperCall(state: State, node: CallNode): Expression {
  if (!state.plan.owner || state.form !== "derived")
    return unsupported(node, "`super(…)` in an arrow function", "Call it in the constructor itself.");
  const { operands, spread } = lowerOperands(state, node.arguments);
  state.loc = node.loc;
  superWith(state, operands, spread);
  return variable(state.self);
}

function lowerOperands(state: State, args: Arguments): { operands: Expression[]; spread: boolean } {
  if (args.some((a) => a.type === "SpreadElement"))
    return { operands: [spreadInto(state, args as (t.Expression | t.SpreadElement)[])], spread: true };
  return {
    operands: inOrder(
      state,
      args.map((a) => () => lowerExpression(state, a as t.Expression)),
    ),
    spread: false,
  };
}

/** Statements that may change what a member holds. */
const isQuiet = (s: Statement): boolean =>
  s.kind === "get" || s.kind === "assign" || s.kind === "array" || s.kind === "object" || s.kind === "closure";

export function emitCall(
  state: State,
  node: CallNode | t.NewExpression,
  written: Callee,
  args: Arguments,
  kind: Kind = "unknown",
  made = false,
): Expression {
  const callee = written.via === "method" ? methodOrValue(state, node, written, args) : written;
  const calleeParts =
    callee.via === "value"
      ? [callee.callee, callee.self ?? UNDEFINED]
      : callee.via === "new"
        ? [callee.callee]
        : callee.via === "method"
          ? [callee.object, callee.key]
          : [];
  let operands: Expression[] = [];
  let spread = false;
  const [first, second] = inOrder(state, [
    () => calleeParts[0] ?? UNDEFINED,
    () => calleeParts[1] ?? UNDEFINED,
    () => {
      ({ operands, spread } = lowerOperands(state, args));
      return UNDEFINED;
    },
  ]);
  const safe: Callee =
    callee.via === "value" && first
      ? { ...callee, callee: first, self: callee.self ? (second ?? null) : null }
      : callee.via === "method" && first && second
        ? { ...callee, object: first, key: second }
        : callee.via === "new" && first
          ? { ...callee, callee: first }
          : callee;
  const target = temporary(state, resultName(callee), kind);
  target.made = made;
  emit(state, { kind: "call", loc: node.loc, target, callee: safe, operands, spread });
  return variable(target);
}

/** The method is read before the arguments are evaluated; where that makes a difference, by a statement of its own. */
function methodOrValue(
  state: State,
  node: t.Node,
  method: Callee & { readonly via: "method" },
  args: Arguments,
): Callee {
  const trial = collect(state, () => lowerOperands(state, args));
  if (trial.every(isQuiet)) return method;
  const object = toVariable(state, method.object, "object");
  const found = readMember(state, { object, key: method.key, spelled: null, accessor: false }, node);
  return { via: "value", callee: found, self: variable(object) };
}

function resultName(callee: Callee): string {
  const base =
    callee.via === "pair"
      ? callee.unit
      : callee.via === "method" && callee.key.op === "literal"
        ? String(callee.key.value)
        : (callee.via === "value" || callee.via === "new") &&
            callee.callee.op === "constant" &&
            callee.callee.node.type === "Identifier"
          ? callee.callee.node.name
          : callee.via === "value" && callee.callee.op === "variable"
            ? callee.callee.variable.name
            : "result";
  const word = base.replace(/[^\w$]/g, "");
  return /^[A-Za-z_]/.test(word)
    ? `${word[0]?.toLowerCase() ?? ""}${word.slice(1)}_result`.replace(/_result_result$/, "_result")
    : "result";
}
