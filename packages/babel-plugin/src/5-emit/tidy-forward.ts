/**
 * Puts expressions back where they were written: `const t = a[i]; s += t` becomes `s += a[i]`.
 *
 * Lowering named every read and call, in order of evaluation. A name that is used once, in the next statement, before
 * anything else there can have an effect, gives its place back to its expression: the order stays what it was.
 */
import { isFunction } from "../1-mark/mark.ts";
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { eachChild, eachVariablePart, someChild, targetsOf } from "../ir/walk.ts";

import { countNames, declaredBy, dropEmpty, eachList, noteUse, type Uses } from "./tidy.ts";

/** Gives where each name is left. `assigned`: the variables of the module that functions assign. */
export function tidyForward(
  root: t.FunctionDeclaration,
  isTemporary: (name: string) => boolean,
  assigned: ReadonlySet<string>,
): Uses {
  const types = new Set<t.Statement["type"]>();
  eachList(root, (list) => {
    dropEmpty(list);
    for (const s of list) types.add(s.type);
  });
  if (types.has("LabeledStatement")) dropLabels(root);
  if (types.has("LabeledStatement") || types.has("BlockStatement")) flatten(root);
  const { uses, functions } = survey(root);
  const shared = assignedInside(functions, assigned);
  eachList(root, (list) => {
    list.forEach((s, i) => {
      const declared = declaredBy(s);
      if (
        declared?.init &&
        uses.get(declared.name)?.length === 1 &&
        isTemporaryCall(declared.init, isTemporary(declared.name))
      )
        list[i] = Object.assign(js.statement(declared.init), { loc: s.loc });
    });
    for (let i = list.length - 2; i >= 0; i--) {
      const declared = declaredBy(list[i]);
      const next = list[i + 1];
      if (!declared?.init || !next || !isTemporary(declared.name) || uses.get(declared.name)?.length !== 2) continue;
      const place = firstEvaluated(next, { name: declared.name, passing: hasEffect(declared.init) ? shared : null });
      if (!place) continue;
      place(declared.init);
      list.splice(i, 1);
    }
    mergeFor(list);
    mergeRecords(list);
  });
  return uses;
}

interface Survey {
  readonly uses: Uses;
  readonly functions: t.Function[];
}

function survey(root: t.FunctionDeclaration): Survey {
  const found: Survey = { uses: new Map(), functions: [] };
  eachVariablePart(root, look, found);
  return found;
}

function look(node: t.Node, found: Survey): void {
  if (node.type === "Identifier") noteUse(found.uses, node);
  else {
    if (isFunction(node)) found.functions.push(node);
    eachVariablePart(node, look, found);
  }
}

/**
 * `tape.push(a); tape.record(o); tape.push(b)` is `tape.record(o); tape.push2(a, b)`: numbers and references are kept apart,
 * so their order among each other does not matter. At most four go together.
 */
function mergeRecords(list: t.Statement[]): void {
  for (let end = list.length; end > 0; end--) {
    let first = end;
    while (first > 0 && recorded(list[first - 1])) first--;
    if (end - first < 2) continue;
    const run = list.slice(first, end).flatMap((s) => recorded(s) ?? []);
    const loc = list[first]?.loc ?? null;
    const merged = [...grouped("record", run), ...grouped("push", run)].map((s) => Object.assign(s, { loc }));
    list.splice(first, end - first, ...merged);
    end = first + 1;
  }
}

interface Recorded {
  readonly tape: t.Identifier;
  readonly method: string;
  readonly value: t.Expression;
}

function grouped(method: "push" | "record", run: readonly Recorded[]): t.Statement[] {
  const own = run.filter((r) => r.method === method);
  const groups: t.Statement[] = [];
  for (let i = 0; i < own.length; i += 4) {
    const group = own.slice(i, i + 4);
    const name = group.length === 1 ? method : `${method}${String(group.length)}`;
    const [first] = group;
    if (first)
      groups.push(
        js.statement(
          js.call(
            js.member(first.tape, name),
            group.map((r) => r.value),
          ),
        ),
      );
  }
  return groups;
}

/** What a statement records, if it records one name or literal and does nothing else. */
function recorded(s: t.Statement | undefined): Recorded | null {
  if (s?.type !== "ExpressionStatement" || s.expression.type !== "CallExpression") return null;
  const { callee, arguments: values } = s.expression;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier" || callee.object.name !== "#tape")
    return null;
  const [value] = values;
  const method = callee.property.type === "Identifier" ? callee.property.name : "";
  const isName = value?.type === "Identifier" || value?.type === "NumericLiteral" || value?.type === "ThisExpression";
  return isName && values.length === 1 && (method === "push" || method === "record")
    ? { tape: callee.object, method, value }
    : null;
}

/** A call or a conversion whose result nobody reads, under a name that the program has not written. */
function isTemporaryCall(e: t.Expression, isTemporary: boolean): boolean {
  if (e.type === "ConditionalExpression")
    return isTemporary && isTemporaryCall(e.consequent, true) && isTemporaryCall(e.alternate, true);
  if (e.type === "BinaryExpression" || e.type === "UnaryExpression" || e.type === "TemplateLiteral") return isTemporary;
  if (e.type !== "CallExpression") return false;
  const isTouch =
    e.callee.type === "MemberExpression" &&
    e.callee.property.type === "Identifier" &&
    e.callee.property.name === "touch";
  return isTouch || isTemporary;
}

/** Labels that no jump names. */
function dropLabels(root: t.FunctionDeclaration): void {
  const used = new Set<string>();
  const visit = (node: t.Node): void => {
    if ((node.type === "BreakStatement" || node.type === "ContinueStatement") && node.label) used.add(node.label.name);
    eachChild(node, visit);
  };
  visit(root);
  eachList(root, (list) => {
    list.forEach((s, i) => {
      if (s.type === "LabeledStatement" && !used.has(s.label.name)) list[i] = s.body;
    });
  });
}

/** A block around a loop only, or around declarations whose names are used nowhere else, is opened. */
function flatten(root: t.FunctionDeclaration): void {
  const declared = new Map<string, number>();
  const declare = (id: t.Node | null | undefined): void => {
    if (id?.type === "Identifier") declared.set(id.name, (declared.get(id.name) ?? 0) + 1);
  };
  const visit = (node: t.Node): void => {
    if (node.type === "VariableDeclarator" || node.type === "FunctionDeclaration") declare(node.id);
    else if (node.type !== "ExpressionStatement" && node.type !== "ReturnStatement") eachChild(node, visit);
  };
  for (const param of root.params) declare(param.type === "RestElement" ? param.argument : param);
  visit(root.body);
  eachList(root, (list) => {
    for (let i = list.length - 1; i >= 0; i--) {
      const s = list[i];
      if (s?.type !== "BlockStatement") continue;
      const names = s.body.flatMap((b) =>
        b.type === "VariableDeclaration"
          ? b.declarations.map((d) => (d.id.type === "Identifier" ? d.id.name : ""))
          : b.type === "FunctionDeclaration"
            ? [""]
            : [],
      );
      if (names.every((name) => declared.get(name) === 1)) list.splice(i, 1, ...s.body);
    }
  });
}

/** `let i = 0; for (; …; …)` where nothing after the loop asks for i. */
function mergeFor(list: t.Statement[]): void {
  for (let i = list.length - 2; i >= 0; i--) {
    const declared = declaredBy(list[i]);
    const next = list[i + 1];
    const loop = next?.type === "LabeledStatement" ? next.body : next;
    if (!declared?.init || declared.declaration.kind !== "let" || loop?.type !== "ForStatement" || loop.init) continue;
    const counts = new Map<string, number>();
    for (const s of list.slice(i + 2)) countNames(s, counts);
    const used = loop.test ? countNames(loop.test).has(declared.name) : false;
    if (counts.has(declared.name) || !used) continue;
    loop.init = declared.declaration;
    list.splice(i, 1);
  }
}

type Place = (by: t.Expression) => void;

/** A name that is to give its place to its expression, and the variables that this may assign. */
interface Wanted {
  readonly name: string;
  readonly passing: ReadonlySet<string> | null;
}

/** The variables that functions assign inside of a function: by their own names, or by those of cells over them. */
function assignedInside(functions: readonly t.Function[], assigned: ReadonlySet<string>): ReadonlySet<string> {
  if (functions.length === 0) return assigned;
  const found = new Set(assigned);
  const inside = (node: t.Node): void => {
    if (node.type === "AssignmentExpression" || node.type === "UpdateExpression")
      for (const { name } of targetsOf(node.type === "UpdateExpression" ? node.argument : node.left)) found.add(name);
    eachChild(node, inside);
  };
  functions.forEach(inside);
  return found;
}

/** It calls something, or assigns. */
const hasEffect = (e: t.Node): boolean =>
  !/Literal$|^(?:Identifier|This|Member|Unary|Binary|Conditional|Logical|Array|Object)/.test(e.type) ||
  someChild(e, hasEffect);

/** Where a name is read in a statement, if nothing before it in order of evaluation has an effect or may be affected. */
function firstEvaluated(s: t.Statement, wanted: Wanted): Place | null {
  switch (s.type) {
    case "ExpressionStatement":
    case "ReturnStatement":
    case "ThrowStatement":
    case "IfStatement":
    case "VariableDeclaration":
    case "SwitchStatement":
    case "ForOfStatement": {
      const root =
        s.type === "IfStatement"
          ? "test"
          : s.type === "ReturnStatement" || s.type === "ThrowStatement"
            ? "argument"
            : s.type === "ForOfStatement"
              ? "right"
              : "expression";
      if (s.type === "VariableDeclaration") {
        const [d] = s.declarations;
        return d?.init ? search(d as unknown as Holder, "init", wanted) : null;
      }
      return search(s as unknown as Holder, root, wanted);
    }
    default:
      return null;
  }
}

type Holder = Record<string, t.Node | (t.Node | null)[] | null | undefined>;
const EFFECT = Symbol("effect");

function search(holder: Holder, key: string, wanted: Wanted): Place | null {
  const found = walk(holder, key, wanted);
  return found === EFFECT ? null : found;
}

/** Walks in order of evaluation; EFFECT when something that must stay before it comes first. */
function walk(holder: Holder, key: string, wanted: Wanted): Place | typeof EFFECT | null {
  const node = holder[key] as t.Node | null | undefined;
  const { name, passing } = wanted;
  if (!node) return null;
  const through = (...keys: string[]): Place | typeof EFFECT | null => {
    for (const k of keys) {
      const child = (node as unknown as Holder)[k];
      if (Array.isArray(child)) {
        for (let i = 0; i < child.length; i++) {
          const found = walk(child as unknown as Holder, String(i), wanted);
          if (found) return found;
        }
      } else {
        const found = walk(node as unknown as Holder, k, wanted);
        if (found) return found;
      }
    }
    return null;
  };
  switch (node.type) {
    case "Identifier":
      if (node.name === name) return (by) => void (holder[key] = by);
      return passing?.has(node.name) ? EFFECT : null;
    case "NumericLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "ThisExpression":
    case "BigIntLiteral":
    case "TemplateElement":
      return null;
    case "UnaryExpression":
    case "SpreadElement":
      return through("argument");
    case "BinaryExpression":
      return through("left", "right");
    case "LogicalExpression":
      return through("left") ?? EFFECT;
    case "ConditionalExpression":
      return through("test") ?? EFFECT;
    case "TemplateLiteral":
      return through("expressions");
    case "MemberExpression":
      return through("object", ...(node.computed ? ["property"] : [])) ?? EFFECT;
    case "CallExpression":
      return (
        through(
          ...(node.callee.type === "MemberExpression" && node.callee.object.type === "Identifier" ? [] : ["callee"]),
          "arguments",
        ) ?? EFFECT
      );
    case "ArrayExpression":
      return through("elements");
    case "ObjectExpression":
      return through("properties");
    case "ObjectProperty":
      return through(...(node.computed ? ["key"] : []), "value");
    case "AssignmentExpression": {
      const { left } = node;
      const isRead = node.operator !== "=";
      if (left.type === "Identifier")
        return isRead && (left.name === name || passing?.has(left.name)) ? EFFECT : (through("right") ?? EFFECT);
      if (left.type !== "MemberExpression") return EFFECT;
      const inTarget =
        walk(left as unknown as Holder, "object", wanted) ??
        (left.computed ? walk(left as unknown as Holder, "property", wanted) : null);
      if (inTarget) return inTarget;
      if (isRead && passing) return EFFECT;
      return through("right") ?? EFFECT;
    }
    default:
      return EFFECT;
  }
}
