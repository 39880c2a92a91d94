/** Lowers statements, one function for each kind; loops and switches have files of their own. */
import { clash } from "../1-mark/clashes.ts";
import { isReassigned } from "../1-mark/resolve.ts";
import type { Binding, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { UNDEFINED, variable } from "../ir/expressions.ts";
import { instanceOf, returned } from "./this-and-super.ts";
import type { Block, Expression, Region, Variable } from "../ir/types.ts";
import { assignTo } from "./assignments.ts";
import { lowerClassDeclaration } from "./classes.ts";
import { hold, isUsing, withDisposal } from "./disposal.ts";
import { mayBeEarly } from "./early.ts";
import { lowerExpression, lowerForEffect } from "./expressions.ts";
import { lowerFunctionDeclaration } from "./closures.ts";
import { lowerForEach, lowerForIn, lowerLoop } from "./loops.ts";
import { declareName, lowerPattern } from "./patterns.ts";
import {
  cellMember,
  collect,
  emit,
  freshName,
  isTaken,
  kindOf,
  makeVariable,
  temporary,
  toVariable,
  type State,
} from "./state.ts";
import { lowerSwitch } from "./switches.ts";
import { lowerTry } from "./tries.ts";

export function lowerStatement(state: State, node: t.Statement, label: string | null = null): void {
  state.loc = node.loc;
  switch (node.type) {
    case "ExpressionStatement": {
      lowerForEffect(state, node.expression);
      return;
    }
    case "VariableDeclaration": {
      lowerDeclaration(state, node);
      return;
    }
    case "FunctionDeclaration":
    case "EmptyStatement":
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      return;
    case "ReturnStatement": {
      lowerReturn(state, node);
      return;
    }
    case "IfStatement": {
      const test = lowerExpression(state, node.test);
      const consequent = lowerBody(state, node.consequent);
      const alternate = node.alternate ? lowerBody(state, node.alternate) : [];
      emit(state, { kind: "if", loc: node.loc, test, consequent, alternate });
      if (isGuard(state, node)) nameSelf(state);
      return;
    }
    case "BlockStatement":
      emit(state, { kind: "block", loc: node.loc, region: null, body: lowerBody(state, node) });
      return;
    case "LabeledStatement": {
      if (LOOPS.has(node.body.type)) {
        lowerStatement(state, node.body, node.label.name);
        return;
      }
      const region = makeRegion(state, "block", node.label.name);
      const body = within(state, region, () => lowerBody(state, node.body));
      emit(state, { kind: "block", loc: node.loc, region, body });
      return;
    }
    case "ForStatement":
    case "WhileStatement":
    case "DoWhileStatement": {
      lowerLoop(state, node, label);
      return;
    }
    case "ForOfStatement": {
      lowerForEach(state, node, label);
      return;
    }
    case "ForInStatement": {
      lowerForIn(state, node, label);
      return;
    }
    case "BreakStatement":
    case "ContinueStatement": {
      lowerJump(state, node);
      return;
    }
    case "SwitchStatement": {
      lowerSwitch(state, node);
      return;
    }
    case "ThrowStatement":
      emit(state, { kind: "throw", loc: node.loc, value: lowerExpression(state, node.argument) });
      return;
    case "TryStatement": {
      lowerTry(state, node);
      return;
    }
    case "DebuggerStatement":
      emit(state, { kind: "verbatim", loc: node.loc, statement: node });
      return;
    case "ClassDeclaration":
      lowerClassDeclaration(state, node);
      return;
    case "WithStatement":
      return unsupported(node, "`with`", "Name the object.");
    default:
      return unsupported(node, `\`${node.type}\``, "Move it out of the function.");
  }
}

const LOOPS = new Set<t.Statement["type"]>([
  "ForStatement",
  "WhileStatement",
  "DoWhileStatement",
  "ForOfStatement",
  "ForInStatement",
]);

/** The statements of a block, or the one statement that stands for a block. */
export function lowerBody(state: State, node: t.Statement): Block {
  return collect(state, () => {
    if (node.type === "BlockStatement") lowerList(state, node, node.body);
    else lowerStatement(state, node);
  });
}

/** Declares the cells of a block, then its functions, then does its statements. */
export function lowerList(state: State, owner: t.Node, statements: readonly t.Statement[]): void {
  withDisposal(state, owner, statements, () => {
    declareCells(state, owner);
    for (const s of statements) if (s.type === "FunctionDeclaration") lowerFunctionDeclaration(state, s);
    for (const s of statements) lowerStatement(state, s);
  });
}

/** `isIn`: of which of the variables that the owner declares. */
export function declareCells(state: State, owner: t.Node, isIn: (binding: Binding) => boolean = () => true): void {
  for (const binding of state.file.cellsByBlock.get(owner) ?? []) {
    if (binding.kind !== "param" && !state.variables.has(binding) && isIn(binding)) declareCell(state, binding);
  }
}

export function declareCell(state: State, binding: Binding): void {
  const { name, loc } = binding.identifier;
  if (isTaken(state, name)) clash(binding);
  const cell = makeVariable(state, {
    name: freshName(state, `${name}_cell`),
    origin: "cell",
    constant: true,
    kind: "object",
    made: true,
  });
  state.variables.set(binding, cell);
  state.usedNames.add(name);
  const isEarly = state.file.isForDuals && mayBeEarly(binding, state.plan.node);
  emit(state, { kind: "cell", loc, target: cell, spelled: name, writable: isReassigned(binding), isEarly });
}

/** A parameter that closures assign: the variable stays, and is seen through a cell from here on. */
export function cellOfParameter(state: State, node: t.Identifier, parameter: Variable): void {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return;
  const cell = makeVariable(state, {
    name: freshName(state, `${node.name}_cell`),
    origin: "cell",
    constant: true,
    kind: "object",
    made: true,
  });
  state.variables.set(binding, cell);
  emit(state, { kind: "cell", loc: node.loc, target: cell, spelled: node.name, writable: true });
  emit(state, {
    kind: "set",
    loc: node.loc,
    member: cellMember(cell, node.name),
    value: variable(parameter),
    declares: null,
    implicit: true,
  });
}

function lowerDeclaration(state: State, node: t.VariableDeclaration): void {
  const mode = node.kind === "const" ? "const" : "let";
  for (const { id, init } of node.declarations) {
    if (id.type === "Identifier") {
      if (!init && node.kind === "var") continue;
      const value = init ? lowerExpression(state, init) : UNDEFINED;
      if (isUsing(node)) {
        hold(state, id, variable(toVariable(state, value, id.name)), node.kind);
        continue;
      }
      // `function f(x) { var x = …; }` assigns the parameter.
      if (node.kind === "var" && state.file.resolution.bindingOf(id)?.kind === "param") assignTo(state, id, value);
      else declareName(state, id, value, mode);
    } else if (init) lowerPattern(state, id, lowerExpression(state, init), node.kind === "var" ? "assign" : mode);
  }
}

function lowerReturn(state: State, node: t.ReturnStatement): void {
  const region = state.regions[0];
  if (!region) return;
  let value: Expression = node.argument ? lowerExpression(state, node.argument) : UNDEFINED;
  const { ending } = state;
  if (ending) {
    emit(state, { kind: "assign", loc: node.loc, target: ending.value, declare: null, value });
    emit(state, { kind: "exit", loc: node.loc, how: "break", region: ending.region, value: null });
    return;
  }
  if (state.form === "derived" && !node.argument) value = instanceOf(state);
  else if (state.form === "derived" && kindOf(value) !== "function") value = variable(returned(state, node, value));
  emit(state, { kind: "exit", loc: node.loc, how: "return", region, value });
}

function lowerJump(state: State, node: t.BreakStatement | t.ContinueStatement): void {
  const how = node.type === "BreakStatement" ? "break" : "continue";
  const wanted = (r: Region): boolean =>
    node.label
      ? r.label === node.label.name && (how === "break" ? r.kind !== "body" : r.kind === "body")
      : how === "continue"
        ? r.kind === "body"
        : r.kind === "loop" || (r.kind === "block" && r.label === null);
  const region = state.regions.findLast(wanted);
  if (!region) return unsupported(node, "A `continue` of a loop with two labels", "Name its other label.");
  emit(state, { kind: "exit", loc: node.loc, how, region, value: null });
}

export function makeRegion(state: State, kind: Region["kind"], label: string | null): Region {
  return { id: state.file.nextId(), kind, label };
}

/** `for (;;) …`, which an exit to the region leaves. */
export function emitEndless(state: State, { loc }: t.Node, region: Region, body: Block): void {
  emit(state, {
    kind: "loop",
    loc,
    region,
    bodyRegion: makeRegion(state, "body", null),
    head: [],
    test: null,
    body,
    update: [],
    counter: null,
    start: 0,
    perIteration: [],
  });
}

export function within<T>(state: State, region: Region, lower: () => T): T {
  state.regions.push(region);
  const result = lower();
  state.regions.pop();
  return result;
}

/**
 * `if (!(this instanceof F)) return new F(x);` at the top of a function that is not strict. What comes after it knows that `this` is
 * no global object, and has a name of its own for it.
 */
function isGuard({ plan: { node }, form, file }: State, statement: t.IfStatement): boolean {
  const { test, consequent, alternate } = statement;
  const isOfThis = (e: t.Node): boolean =>
    e.type === "BinaryExpression" && e.operator === "instanceof" && e.left.type === "ThisExpression";
  const last = consequent.type === "BlockStatement" ? consequent.body.at(-1) : consequent;
  return (
    form === "function" &&
    !file.isStrict &&
    node.body.type === "BlockStatement" &&
    node.body.body.includes(statement) &&
    test.type === "UnaryExpression" &&
    test.operator === "!" &&
    isOfThis(test.argument) &&
    last?.type === "ReturnStatement" &&
    !alternate
  );
}

function nameSelf(state: State): void {
  const target = temporary(state, "self", "object", false);
  emit(state, { kind: "assign", loc: state.loc, target, declare: "let", value: variable(state.self) });
  state.self = target;
}
