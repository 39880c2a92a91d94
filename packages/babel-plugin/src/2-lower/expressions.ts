/** Lowers an expression: pure arithmetic stays a tree, everything else becomes a statement that names its result. */
import type { t } from "../babel.ts";
import { definitionOf, unwrap } from "../1-mark/mark.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Kind, Member, Variable } from "../ir/types.ts";
import { assignTo, lowerAssignment, lowerUpdate } from "./assignments.ts";
import { lowerCall, lowerNew } from "./calls.ts";
import { lowerArray, lowerObject } from "./containers.ts";
import { lowerClosure } from "./closures.ts";
import {
  cellMember,
  collect,
  emit,
  inOrder,
  kindOf,
  localVariable,
  makeVariable,
  temporary,
  toVariable,
  type State,
} from "./state.ts";

export function lowerExpression(state: State, node: t.Expression): Expression {
  switch (node.type) {
    case "NumericLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
      return literal(node.value);
    case "NullLiteral":
      return literal(null);
    case "BigIntLiteral":
      return { op: "constant", node, kind: "unknown" };
    case "RegExpLiteral":
      return variable(toVariable(state, { op: "constant", node, kind: "object" }, "pattern", "object"));
    case "Identifier":
      return lowerIdentifier(state, node);
    case "ThisExpression":
      return variable(state.self);
    case "TemplateLiteral": {
      const parts = inOrder(
        state,
        node.expressions.map((e) => () => lowerExpression(state, e as t.Expression)),
      );
      return { op: "template", quasis: node.quasis, parts };
    }
    case "UnaryExpression":
      return lowerUnary(state, node);
    case "BinaryExpression":
      return lowerBinary(state, node);
    case "LogicalExpression":
      return lowerLogical(state, node);
    case "ConditionalExpression":
      return lowerConditional(state, node);
    case "SequenceExpression": {
      const last = node.expressions.length - 1;
      node.expressions.slice(0, last).forEach((e) => lowerForEffect(state, e));
      return lowerExpression(state, node.expressions[last] as t.Expression);
    }
    case "MemberExpression":
    case "OptionalMemberExpression":
      return lowerMemberRead(state, node);
    case "CallExpression":
    case "OptionalCallExpression":
      return lowerCall(state, node);
    case "NewExpression":
      return lowerNew(state, node);
    case "AssignmentExpression":
      return lowerAssignment(state, node, true);
    case "UpdateExpression":
      return lowerUpdate(state, node, true);
    case "ArrayExpression":
      return lowerArray(state, node);
    case "ObjectExpression":
      return lowerObject(state, node);
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return lowerClosure(state, node);
    case "MetaProperty":
      if (node.meta.name === "new") return unsupported(node, "`new.target`", "Pass what depends on it as an argument.");
      return { op: "constant", node, kind: "unknown" };
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "TypeCastExpression":
      return lowerExpression(state, unwrap(node));
    case "YieldExpression":
    case "AwaitExpression":
      return unsupported(node, "`yield` and `await`", "Differentiate the synchronous part, and await outside of it.");
    case "ClassExpression":
      return unsupported(node, "A class inside a function", "Move the class to the top of the module.");
    case "TaggedTemplateExpression":
      return unsupported(node, "A tagged template", "Call the function with the parts as arguments.");
    default:
      return unsupported(
        node,
        `\`${node.type}\``,
        "Move it into a function of its own, and call that in ignore(() => …).",
      );
  }
}

/** An expression whose value nobody looks at. */
export function lowerForEffect(state: State, node: t.Expression): void {
  const inner = unwrap(node);
  if (inner.type === "AssignmentExpression") lowerAssignment(state, inner, false);
  else if (inner.type === "UpdateExpression") lowerUpdate(state, inner, false);
  else lowerExpression(state, inner);
}

const KNOWN_GLOBALS = new Set([
  "Math",
  "Number",
  "Array",
  "Object",
  "String",
  "Boolean",
  "Symbol",
  "BigInt",
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "Date",
  "RegExp",
  "JSON",
  "Reflect",
  "Promise",
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "EvalError",
  "URIError",
  "Float64Array",
  "Float32Array",
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "BigInt64Array",
  "BigUint64Array",
  "ArrayBuffer",
  "DataView",
  "parseFloat",
  "parseInt",
  "isNaN",
  "isFinite",
  "console",
  "globalThis",
  "structuredClone",
  "performance",
  "Function",
  "Iterator",
  "Atomics",
  "SharedArrayBuffer",
  "WeakRef",
  "Intl",
  "Proxy",
]);

/** The name of a global that nobody redefines, or null. */
export function globalName(state: State, node: t.Node): string | null {
  if (node.type !== "Identifier" || state.file.resolution.bindingOf(node)) return null;
  return KNOWN_GLOBALS.has(node.name) ? node.name : null;
}

function lowerIdentifier(state: State, node: t.Identifier): Expression {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) {
    if (node.name === "undefined") return UNDEFINED;
    if (node.name === "NaN" || node.name === "Infinity") return literal(node.name === "NaN" ? NaN : Infinity);
    if (node.name === "arguments") return unsupported(node, "`arguments`", "Use a rest parameter: `...args`.");
    const constant: Expression = { op: "constant", node: js.id(node.name), kind: "unknown" };
    return globalName(state, node) ? constant : variable(toVariable(state, constant, node.name));
  }
  const cell = cellOf(state, node);
  if (cell) {
    const target = temporary(state, node.name);
    emit(state, { kind: "get", loc: node.loc, target, member: cell });
    return variable(target);
  }
  if (isModuleLevel(state, node)) {
    const constant: Expression = {
      op: "constant",
      node: js.id(moduleName(state, node)),
      kind: moduleKind(state, node),
    };
    return binding.constantViolations.length === 0 ? constant : variable(toVariable(state, constant, node.name));
  }
  if (
    state.variables.has(binding) ||
    binding.scope.getFunctionParent()?.path.node === state.plan.node ||
    isWithin(state, node)
  ) {
    return variable(localVariable(state, binding));
  }
  return unsupported(
    node,
    "A function expression that mentions its own name",
    "Declare it with `function`, or as a constant.",
  );
}

const isWithin = (state: State, node: t.Identifier): boolean => {
  const scope = state.file.resolution.bindingOf(node)?.scope;
  for (let s = scope; s; s = s.parent) {
    if (s.path.node === state.plan.node) return !(s === scope && s.getOwnBinding(node.name)?.kind === "local");
  }
  return false;
};

/** The member through which a variable is seen that closures share, or that lives in the module and is assigned. */
export function cellOf(state: State, node: t.Identifier): Member | null {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return null;
  const capture = state.environment?.captures.find((c) => c.variable === state.variables.get(binding));
  if (capture?.by === "late" && state.environment) {
    return { object: state.environment.variable, key: literal(capture.name), spelled: null, accessor: false };
  }
  if (capture?.by === "cell") return cellMember(capture.variable, null);
  if (state.file.plans.cells.has(binding)) {
    const cell = state.variables.get(binding);
    return cell ? cellMember(cell, binding.identifier.name) : null;
  }
  const moduleCell = state.file.moduleCells.get(binding);
  return moduleCell ? cellMember(moduleCell, binding.identifier.name) : null;
}

export function isModuleLevel(state: State, node: t.Identifier): boolean {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return false;
  const { path } = binding.scope;
  return path.isProgram() || (path.isClass() && binding.scope.parent.path.isProgram());
}

/** The name of a class expression is known inside of it only; outside it has the name of its constant. */
function moduleName(state: State, node: t.Identifier): string {
  const owner = state.file.resolution.bindingOf(node)?.scope.path;
  if (!owner?.isClassExpression()) return node.name;
  const { parent } = owner;
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  return unsupported(
    node,
    "A class expression that mentions its own name",
    "Declare it with `class`, or as a constant.",
  );
}

function moduleKind(state: State, node: t.Identifier): Kind {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return "unknown";
  if (definitionOf(node, state.file.resolution)) return "function";
  const init = binding.path.isVariableDeclarator() ? binding.path.node.init : null;
  return binding.constantViolations.length === 0 && init ? literalKind(init) : "unknown";
}

function literalKind(init: t.Expression): Kind {
  if (init.type === "NumericLiteral") return "number";
  if (init.type === "StringLiteral" || init.type === "TemplateLiteral") return "string";
  if (init.type === "UnaryExpression" && init.operator === "-") return literalKind(init.argument);
  if (init.type === "BinaryExpression" && init.operator !== "+" && init.left.type !== "PrivateName") {
    return literalKind(init.left) === "number" || literalKind(init.right) === "number" ? "number" : "unknown";
  }
  if (init.type === "MemberExpression" && init.object.type === "Identifier" && init.object.name === "Math")
    return "number";
  if (init.type === "ObjectExpression") return "object";
  if (init.type === "ArrayExpression") return "array";
  return "unknown";
}

function lowerUnary(state: State, node: t.UnaryExpression): Expression {
  if (node.operator === "delete") return lowerDelete(state, node);
  if (
    node.operator === "typeof" &&
    node.argument.type === "Identifier" &&
    !state.file.resolution.bindingOf(node.argument)
  ) {
    return { op: "constant", node: js.clone(node), kind: "string" };
  }
  const operand = lowerExpression(state, node.argument);
  if (node.operator === "-" && operand.op === "literal" && typeof operand.value === "number")
    return literal(-operand.value);
  return { op: "unary", operator: node.operator, operand };
}

function lowerDelete(state: State, node: t.UnaryExpression): Expression {
  const target = unwrap(node.argument);
  if (target.type !== "MemberExpression")
    return unsupported(node, "`delete` of something else than a member", "Assign undefined instead.");
  const member = lowerMember(state, target);
  const result = temporary(state, "deleted", "boolean");
  emit(state, {
    kind: "call",
    loc: node.loc,
    target: result,
    callee: { via: "runtime", name: "deleteProperty" },
    operands: [variable(member.object), member.key],
    spread: false,
  });
  return variable(result);
}

function lowerBinary(state: State, node: t.BinaryExpression): Expression {
  if (node.left.type === "PrivateName")
    return unsupported(node, "A test for a private field", "Use a method of the class.");
  const { left: first, right: second } = node;
  const [left, right] = inOrder(state, [() => lowerExpression(state, first), () => lowerExpression(state, second)]) as [
    Expression,
    Expression,
  ];
  return binaryOf(state, node.operator, left, right);
}

/** `**` is recorded like a function of Math; the other operators are cheap and stay in the tree. */
export function binaryOf(state: State, operator: string, left: Expression, right: Expression): Expression {
  const e: Expression = { op: "binary", operator, left, right };
  return operator === "**"
    ? variable(toVariable(state, { op: "math", name: "**", operands: [left, right] }, "power", kindOf(e)))
    : e;
}

function lowerLogical(state: State, node: t.LogicalExpression): Expression {
  const left = lowerExpression(state, node.left);
  let right: Expression = UNDEFINED;
  const statements = collect(state, () => {
    right = lowerExpression(state, node.right);
  });
  const operator = node.operator;
  if (statements.length === 0) return { op: "logical", operator, left, right };
  const target = temporary(state, "value", "unknown", false);
  emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value: left });
  const take = [...statements, { kind: "assign", loc: node.loc, target, declare: null, value: right } as const];
  const test = variable(target);
  const nullish: Expression = { op: "binary", operator: "==", left: test, right: literal(null) };
  if (operator === "||") emit(state, { kind: "if", loc: node.loc, test, consequent: [], alternate: take });
  else
    emit(state, {
      kind: "if",
      loc: node.loc,
      test: operator === "&&" ? test : nullish,
      consequent: take,
      alternate: [],
    });
  return variable(target);
}

function lowerConditional(state: State, node: t.ConditionalExpression): Expression {
  const test = lowerExpression(state, node.test);
  let consequent: Expression = UNDEFINED;
  let alternate: Expression = UNDEFINED;
  const first = collect(state, () => {
    consequent = lowerExpression(state, node.consequent);
  });
  const second = collect(state, () => {
    alternate = lowerExpression(state, node.alternate);
  });
  if (first.length === 0 && second.length === 0) return { op: "conditional", test, consequent, alternate };
  const target = temporary(
    state,
    "value",
    kindOf(consequent) === kindOf(alternate) ? kindOf(consequent) : "unknown",
    false,
  );
  emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value: UNDEFINED });
  emit(state, {
    kind: "if",
    loc: node.loc,
    test,
    consequent: [...first, { kind: "assign", loc: node.loc, target, declare: null, value: consequent }],
    alternate: [...second, { kind: "assign", loc: node.loc, target, declare: null, value: alternate }],
  });
  return variable(target);
}

type MemberNode = t.MemberExpression | t.OptionalMemberExpression;

/** Object and key of a member, each evaluated once. */
export function lowerMember(state: State, node: MemberNode): Member {
  const { object, property } = node;
  if (object.type === "Super") return unsupported(node, "`super.field`", "Read it through `this`.");
  if (property.type === "PrivateName") return unsupported(property, "A private field", "Use a public field.");
  const base = lowerExpression(state, object);
  let owner = baseVariable(state, base, object);
  let key: Expression = property.type === "Identifier" && !node.computed ? literal(property.name) : UNDEFINED;
  if (node.computed) {
    const before = state.out.length;
    key = lowerExpression(state, property);
    const [kept] = protect(state, [variable(owner)], before);
    if (kept?.op === "variable") owner = kept.variable;
  }
  const accessor = key.op === "literal" && typeof key.value === "string" && state.file.accessors.has(key.value);
  return { object: owner, key, spelled: null, accessor };
}

/** Copies what statements emitted since `before` assign. */
export function protect(state: State, values: readonly Expression[], before: number): Expression[] {
  const later = state.out.splice(before);
  const kept = inOrder(state, [...values.map((v) => () => v), () => (state.out.push(...later), UNDEFINED)]);
  return kept.slice(0, -1);
}

/** A name for the object of a member; a constant of the module keeps its own. */
function baseVariable(state: State, base: Expression, node: t.Expression): Variable {
  if (base.op === "variable") return base.variable;
  if (base.op === "constant" && base.node.type === "Identifier" && node.type === "Identifier") {
    const binding = state.file.resolution.bindingOf(node);
    if (binding) {
      const known = state.file.moduleVariables.get(binding);
      if (known) return known;
      const made = makeVariable(state, { name: node.name, origin: "module", constant: true, kind: base.kind });
      state.file.moduleVariables.set(binding, made);
      return made;
    }
  }
  return toVariable(state, base, "object");
}

const INERT_LENGTH = new Set<Kind>(["array", "typed", "string"]);

function lowerMemberRead(state: State, node: MemberNode): Expression {
  const global = node.object.type !== "Super" ? globalName(state, node.object) : null;
  if (global && !node.computed && node.property.type === "Identifier") {
    return {
      op: "constant",
      node: js.member(js.id(global), node.property.name),
      kind: global === "Math" ? "number" : "unknown",
    };
  }
  if (node.type === "OptionalMemberExpression") return lowerOptional(state, node);
  return readMember(state, lowerMember(state, node), node);
}

export function readMember(state: State, member: Member, node: t.Node): Expression {
  const name = member.key.op === "literal" && typeof member.key.value === "string" ? member.key.value : "element";
  const inert = name === "length" && INERT_LENGTH.has(member.object.kind);
  const target = temporary(state, /^[A-Za-z_$][\w$]*$/.test(name) ? name : "element", inert ? "number" : "unknown");
  emit(state, { kind: "get", loc: node.loc, target, member });
  return variable(target);
}

/** `a?.b`, `a?.b.c`, `a?.()`: the whole chain is undefined where one link is nullish. */
export function lowerOptional(state: State, node: t.OptionalMemberExpression | t.OptionalCallExpression): Expression {
  const target = temporary(state, "value", "unknown", false);
  emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value: UNDEFINED });
  const chain = (link: t.Expression, use: (value: Expression, self: Expression | null) => void): void => {
    const inner = unwrap(link);
    if (inner.type === "OptionalMemberExpression") {
      chain(inner.object, (object) => {
        guarded(inner.optional, object, () => {
          const owner = toVariable(state, object, "object");
          const key = inner.computed
            ? lowerExpression(state, inner.property)
            : literal((inner.property as t.Identifier).name);
          const member: Member = {
            object: owner,
            key,
            spelled: null,
            accessor: key.op === "literal" && state.file.accessors.has(String(key.value)),
          };
          use(readMember(state, member, inner), variable(owner));
        });
      });
    } else if (inner.type === "OptionalCallExpression") {
      chain(inner.callee, (callee, self) => {
        guarded(inner.optional, callee, () => use(lowerCall(state, inner, { callee, self }), null));
      });
    } else if (inner.type === "MemberExpression" && inner.object.type !== "Super") {
      const member = lowerMember(state, inner);
      use(readMember(state, member, inner), variable(member.object));
    } else use(lowerExpression(state, inner), null);
  };
  const guarded = (optional: boolean, value: Expression, then: () => void): void => {
    if (!optional) {
      then();
      return;
    }
    const tested = variable(toVariable(state, value, "link"));
    const test: Expression = { op: "binary", operator: "!=", left: tested, right: literal(null) };
    emit(state, { kind: "if", loc: node.loc, test, consequent: collect(state, then), alternate: [] });
  };
  chain(node, (value) => {
    emit(state, { kind: "assign", loc: node.loc, target, declare: null, value });
  });
  return variable(target);
}

export { assignTo };
