/** Lowers an expression: pure arithmetic stays a tree, everything else becomes a statement that names its result. */
import { isOrZero, OR_ZERO } from "../order/or-zero.ts";
import type { t } from "../babel.ts";
import { unwrap } from "../1-mark/mark.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Member } from "../ir/types.ts";
import { lowerAssignment, lowerUpdate } from "./assignments.ts";
import { fenceMapped } from "./arguments-object.ts";
import { lowerCall, lowerImportExpression } from "./calls.ts";
import { lowerNew } from "./constructions.ts";
import { lowerThis } from "./this-and-super.ts";
import { lowerArray, lowerObject } from "./containers.ts";
import { lowerClass } from "./classes.ts";
import { lowerClosure } from "./closures.ts";
import { collect, emit, inOrder, isStrict, isString, kindOf, temporary, toVariable, type State } from "./state.ts";
import { mayRefuse } from "../3-analyse/tracked.ts";
import { lowerAwait, lowerYield } from "./generators.ts";
import { lowerIdentifier } from "./identifiers.ts";
import { lowerMember, lowerMemberRead, lowerOptional, lowerPrivateTest } from "./members.ts";
import { binaryOf, textOf } from "./operators.ts";

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
      return lowerThis(state, node);
    case "TemplateLiteral": {
      const parts = inOrder(
        state,
        node.expressions.map((e) => () => lowerExpression(state, e as t.Expression)),
      );
      return textOf(state, parts, (told) => ({ op: "template", quasis: node.quasis, parts: told }));
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
    case "ImportExpression":
      return lowerImportExpression(state, node);
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
      if (node.meta.name === "new") return state.newTarget ? variable(state.newTarget) : UNDEFINED;
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
      return lowerYield(state, node);
    case "AwaitExpression":
      return lowerAwait(state, node, lowerExpression(state, node.argument));
    case "ClassExpression":
      return lowerClass(state, node);
    case "TaggedTemplateExpression":
      return templates.has(node) ? { op: "constant", node, kind: "unknown" } : lowerTagged(state, node);
    default:
      return unsupported(
        node,
        `\`${node.type}\``,
        "Move it into a function of its own, and call that in ignore(() => …).",
      );
  }
}

const templates = new WeakSet<t.Node>();

/** A tagged template is a call with the parts of its text, one array for each place, and the values. */
function lowerTagged(state: State, node: t.TaggedTemplateExpression): Expression {
  const strings = js.tagged(js.arrow([js.id("strings")], js.id("strings")), node.quasi.quasis);
  templates.add(strings);
  const call = js.call(node.tag, [strings, ...(node.quasi.expressions as t.Expression[])]);
  return lowerCall(state, Object.assign(call, { loc: node.loc }));
}

/** An expression whose value nobody looks at. */
export function lowerForEffect(state: State, node: t.Expression): void {
  const inner = unwrap(node);
  if (inner.type === "AssignmentExpression") lowerAssignment(state, inner, false);
  else if (inner.type === "UpdateExpression") lowerUpdate(state, inner, false);
  else {
    const value = lowerExpression(state, inner);
    if (mayConvert(value)) toVariable(state, value, "unused");
  }
}

/** Whether the engine may have to ask an object for its primitive value, which may be code, or throws. */
function mayConvert(e: Expression): boolean {
  const isOpen = (o: Expression): boolean => kindOf(o) === "unknown" || kindOf(o) === "object";
  switch (e.op) {
    case "binary":
      if (e.operator === "===" || e.operator === "!==") return mayConvert(e.left) || mayConvert(e.right);
      return isOpen(e.left) || isOpen(e.right) || e.operator === "in" || e.operator === "instanceof";
    case "unary":
      return e.operator === "!" || e.operator === "typeof" || e.operator === "void"
        ? mayConvert(e.operand)
        : isOpen(e.operand);
    case "template":
      return e.parts.some(isOpen);
    case "conditional":
      return mayConvert(e.test) || mayConvert(e.consequent) || mayConvert(e.alternate);
    case "logical":
      return mayConvert(e.left) || mayConvert(e.right);
    default:
      return false;
  }
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
  if (readsText(node, operand)) return numberOf(state, operand, node);
  return { op: "unary", operator: node.operator, operand };
}

/** `Number(text)` */
function numberOf(state: State, text: Expression, { loc }: t.Node): Expression {
  const target = temporary(state, "read", "number");
  const read: Expression = { op: "constant", node: state.file.resolution.globalOf("Number"), kind: "function" };
  const callee = { via: "value", callee: read, self: null } as const;
  emit(state, { kind: "call", loc, target, callee, operands: [text], spread: false });
  return variable(target);
}

function lowerDelete(state: State, node: t.UnaryExpression): Expression {
  const target = unwrap(node.argument);
  if (target.type === "OptionalMemberExpression") return lowerOptional(state, target, deleteMember, literal(true));
  if (target.type === "Identifier") {
    // The variables of functions and of scripts stay.
    if (state.file.resolution.bindingOf(target) || target.name === "arguments") return literal(false);
    return unsupported(node, `\`delete\` of the global \`${target.name}\``, "Assign undefined instead.");
  }
  if (target.type !== "MemberExpression") {
    toVariable(state, lowerExpression(state, target));
    return literal(true);
  }
  if (target.object.type === "Super")
    return unsupported(node, "`delete` of `super.field`", "It always throws: leave it out.");
  fenceMapped(state, target.object);
  return deleteMember(state, lowerMember(state, target), node);
}

function deleteMember(state: State, { object, key }: Member, { loc }: t.Node): Expression {
  const result = temporary(state, "deleted", "boolean");
  const callee = { via: "runtime", name: "deleteProperty" } as const;
  const operands = [variable(object), key, ...(isStrict(state) ? [] : [literal(true)])];
  emit(state, { kind: "call", loc, target: result, callee, operands, spread: false });
  return variable(result);
}

function lowerBinary(state: State, node: t.BinaryExpression): Expression {
  if (node.left.type === "PrivateName") return lowerPrivateTest(state, node.left, node.right);
  const { left: first, right: second } = node;
  const [left, right] = inOrder(state, [() => lowerExpression(state, first), () => lowerExpression(state, second)]) as [
    Expression,
    Expression,
  ];
  const e = binaryOf(state, node.operator, left, right);
  // A place of its own, where an exception may come.
  return mayRefuse(e) ? variable(toVariable(state, e, kindOf(e) === "boolean" ? "is" : "quotient")) : e;
}

/** `+text`, of a text that is made in place. */
const readsText = ({ operator, argument }: t.UnaryExpression, operand: Expression): boolean =>
  operator === "+" &&
  ((isString(kindOf(operand)) && operand.op !== "literal") ||
    (argument.type === "CallExpression" &&
      ((argument.callee.type === "Identifier" && argument.callee.name === "String") ||
        (argument.callee.type === "MemberExpression" && isNamed(argument.callee.property, "toString")))));

const isNamed = (node: t.Node, name: string): boolean => node.type === "Identifier" && node.name === name;

function lowerLogical(state: State, node: t.LogicalExpression): Expression {
  const left = lowerExpression(state, node.left);
  if (isOrZero(node)) return { op: "unary", operator: OR_ZERO, operand: left };
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
