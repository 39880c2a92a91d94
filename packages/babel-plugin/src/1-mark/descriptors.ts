/**
 * Functions that become getters and setters by way of a variable, a helper or a table: the engine calls them as it calls those that
 * stand in `Object.defineProperty` itself. Program → functions, with the names under which they are read, as far as these are known.
 *
 *   defineProperty(o, "area", descriptor)                                       descriptor = { get: function () {…} }
 *   getter(Box.prototype, "area", function () {…})                              getter(o, key, f) {… { get: f } …}
 *   _createClass(Box, [{ key: "area", get: function () {…} }])
 *   Box.prototype.__defineGetter__("area", areaOf)
 *   _defineAccessor("get", {}, "area", function () {…})                        d = { enumerable: true }; d[kind] = f
 */
import type { NodePath, t } from "../babel.ts";
import { someChild } from "../ir/walk.ts";

/** An accessor whose name is computed, and is most likely a text: any read may be one of it. */
export const ANY = "*";

/** A function, and texts that are given beside it: its name as a getter is most likely one of them. */
type Found = readonly [fn: t.Function, beside: readonly string[]];

interface Search {
  readonly found: Map<t.Node, Set<string>>;
  /** Calls of functions of the file are looked up once. */
  readonly calls: Map<t.Node, readonly NodePath<t.CallExpression>[]>;
}

type Kind = "get" | "set";

export function functionsInDescriptors(program: NodePath<t.Program>): ReadonlyMap<t.Node, ReadonlySet<string>> {
  const found = known.get(program.node) ?? search(program);
  known.set(program.node, found);
  return found;
}

const known = new WeakMap<t.Program, ReadonlyMap<t.Node, ReadonlySet<string>>>();

/** Without a field called `get` or `set`, and without a function behind a text, there is nothing to find. */
const MAY_DESCRIBE =
  /[{,]\s*["']?[gs]et["']?\s*[:(,}]|\.[gs]et\s*=|\[\s*["'][gs]et["']\s*\]\s*=|\bconfigurable\s*:|__define[GS]etter__|["']\s*,\s*(?:function\b|\(\s*\)\s*=>)/;

function search(program: NodePath<t.Program>): ReadonlyMap<t.Node, ReadonlySet<string>> {
  const all: Search = { found: new Map(), calls: new Map() };
  const source = program.getSource();
  if (source !== "" && !MAY_DESCRIBE.test(source)) return all.found;
  program.traverse({
    ObjectMethod(path) {
      const kind = path.node.kind === "method" ? kindOf(path.node) : null;
      if (kind !== null) note(all, kind, [[path.node, []]], namesOf(path.parentPath as NodePath<t.ObjectExpression>));
    },
    ObjectProperty(path) {
      const kind = kindOf(path.node);
      if (kind === null || !path.parentPath.isObjectExpression()) return;
      note(all, kind, functionsOf(all, path.get("value")), namesOf(path.parentPath));
    },
    AssignmentExpression(path) {
      const { left } = path.node;
      if (left.type !== "MemberExpression") return;
      const key = left.computed && left.property.type === "Identifier" ? null : textOf(left.property);
      const kind = key === null ? "set" : KINDS.get(key);
      if (kind === undefined || !isDescriptor(path, left.object, key === null)) return;
      const functions = functionsOf(all, path.get("right"));
      const known = functions.map(([fn, beside]): Found => [fn, beside.filter((text) => !KINDS.has(text))]);
      note(all, kind, key === null ? known : functions, usesOf(path, left.object));
    },
    CallExpression(path) {
      const { callee } = path.node;
      const [, how] = /^__define(Getter|Setter)__$/.exec(memberOf(callee) ?? "") ?? [];
      const [name, value] = path.get("arguments") as readonly NodePath[];
      if (how !== undefined && name && value)
        note(all, how === "Getter" ? "get" : "set", functionsOf(all, value), textsOf([name.node]));
      else noteGiven(all, path);
    },
  });
  return all.found;
}

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["get", "get"],
  ["set", "set"],
]);

const kindOf = (property: t.ObjectProperty | t.ObjectMethod): Kind | null =>
  property.computed ? null : (KINDS.get(textOf(property.key) ?? "") ?? null);

/** The engine gives a getter nothing, and a setter one value. */
const fits = ({ params }: t.Function, kind: Kind): boolean => params.length <= (kind === "get" ? 0 : 1);

function note(all: Search, kind: Kind, functions: readonly Found[], names: readonly string[]): void {
  for (const [fn, beside] of functions) {
    if (!fits(fn, kind)) continue;
    const texts = all.found.get(fn) ?? new Set();
    for (const name of [...names, ...beside]) texts.add(name);
    all.found.set(fn, texts);
  }
}

/** `getter(Box.prototype, "area", function () {…})`, of a helper that is not of this file. */
function noteGiven(all: Search, path: NodePath<t.CallExpression>): void {
  const { callee, arguments: args } = path.node;
  const texts = textsOf(args);
  if (texts.length === 0) return;
  for (const arg of args) {
    if (arg.type !== "FunctionExpression" && arg.type !== "ArrowFunctionExpression") continue;
    if (!fits(arg, "get") || !usesThis(arg.body)) continue;
    const binding = callee.type === "Identifier" ? path.scope.getBinding(callee.name) : undefined;
    const isOwn = binding?.path.isFunctionDeclaration() === true || binding?.kind === "param";
    if (!isOwn) note(all, "get", [[arg, texts]], []);
  }
}

const usesThis = (node: t.Node): boolean =>
  node.type === "ThisExpression" ||
  (node.type !== "FunctionExpression" && node.type !== "FunctionDeclaration" && someChild(node, usesThis));

/** The functions that an expression may give. Those that are not found are refused when they are met: see unmarked.ts in the runtime. */
function functionsOf(all: Search, path: NodePath, depth = 0): readonly Found[] {
  const { node } = path;
  const of = (key: string): readonly Found[] => functionsOf(all, path.get(key) as NodePath, depth + 1);
  if (path.isFunction()) return [[path.node, []]];
  if (depth > MAX_DEPTH) return [];
  switch (node.type) {
    case "Identifier":
      return functionsNamed(all, path as NodePath<t.Identifier>, depth);
    case "ConditionalExpression":
      return [...of("consequent"), ...of("alternate")];
    case "LogicalExpression":
      return [...of("left"), ...of("right")];
    case "AssignmentExpression":
      return of("right");
    case "CallExpression":
      return resultsOf(all, path as NodePath<t.CallExpression>, depth);
    default:
      return [];
  }
}

const MAX_DEPTH = 6;

function functionsNamed(all: Search, path: NodePath<t.Identifier>, depth: number): readonly Found[] {
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return [];
  if (binding.path.isFunctionDeclaration()) return [[binding.path.node, []]];
  if (binding.kind === "param") return functionsGiven(all, binding.path, binding.identifier, depth);
  if (!binding.path.isVariableDeclarator() || binding.path.node.id !== binding.identifier) return [];
  const values = binding.path.node.init ? [binding.path.get("init") as NodePath] : [];
  for (const assigned of binding.constantViolations)
    if (assigned.isAssignmentExpression() && assigned.node.left.type === "Identifier")
      values.push(assigned.get("right"));
  return values.flatMap((value) => functionsOf(all, value, depth + 1));
}

/** What a parameter is given where the function is called, and the texts that are given beside it. */
function functionsGiven(all: Search, path: NodePath, name: t.Node, depth: number): readonly Found[] {
  const owner = path.isFunction() ? path : path.findParent((p) => p.isFunction());
  if (!owner?.isFunction()) return [];
  const index = owner.node.params.findIndex((p) => p === name || (p.type === "AssignmentPattern" && p.left === name));
  if (index < 0) return [];
  return callsOf(all, owner).flatMap((call) => {
    const value = (call.get("arguments") as readonly NodePath[])[index];
    const texts = textsOf(call.node.arguments);
    return value ? functionsOf(all, value, depth + 1).map(([fn, beside]): Found => [fn, [...beside, ...texts]]) : [];
  });
}

function callsOf(all: Search, owner: NodePath<t.Function>): readonly NodePath<t.CallExpression>[] {
  const known = all.calls.get(owner.node);
  if (known) return known;
  const calls: NodePath<t.CallExpression>[] = [];
  const { node, parent, parentPath } = owner;
  const id = node.type === "FunctionDeclaration" ? node.id : parent.type === "VariableDeclarator" ? parent.id : null;
  const binding = id?.type === "Identifier" ? parentPath.scope.getBinding(id.name) : undefined;
  for (const reference of binding?.referencePaths ?? [])
    if (reference.key === "callee" && reference.parentPath?.isCallExpression()) calls.push(reference.parentPath);
  all.calls.set(owner.node, calls);
  return calls;
}

/** What a function of the file returns: `lazily(function () {…})`. */
function resultsOf(all: Search, path: NodePath<t.CallExpression>, depth: number): readonly Found[] {
  const found: Found[] = [];
  const add = (value: t.Node | null | undefined): void => {
    if (value?.type === "FunctionExpression" || value?.type === "ArrowFunctionExpression") found.push([value, []]);
  };
  const visit = (node: t.Node): boolean => {
    if (node.type === "ReturnStatement") add(node.argument);
    return !("params" in node) && someChild(node, visit);
  };
  for (const [fn] of functionsOf(all, path.get("callee"), depth + 1)) {
    add(fn.body);
    visit(fn.body);
  }
  return found;
}

/** The names under which a descriptor may be defined. */
function namesOf(path: NodePath<t.ObjectExpression>): string[] {
  const { node, parent, parentPath } = path;
  for (const p of node.properties)
    if (p.type === "ObjectProperty" && !p.computed && textOf(p.key) === "key") return textsOf([p.value]);
  if (parent.type === "CallExpression") return textsOf(parent.arguments);
  if (parent.type === "ObjectProperty" && !parent.computed) return [textOf(parent.key) ?? []].flat();
  if (parent.type === "VariableDeclarator") return usesOf(parentPath, parent.id);
  return [];
}

/** The texts that are given to functions beside a variable; any, where one defines what is computed. */
function usesOf({ scope }: NodePath, id: t.Node): string[] {
  const binding = id.type === "Identifier" ? scope.getBinding(id.name) : undefined;
  return (binding?.referencePaths ?? []).flatMap(({ node, parent }) => {
    if (parent.type === "CallExpression") {
      const [, key, descriptor] = parent.arguments;
      const defines = memberOf(parent.callee) === "defineProperty" && descriptor === node;
      return defines && key?.type !== "StringLiteral" ? [ANY] : textsOf(parent.arguments);
    }
    return parent.type === "ObjectProperty" && !parent.computed ? [textOf(parent.key) ?? []].flat() : [];
  });
}

/** `d.get = …`, of a descriptor that is put together; `d[kind] = …` (`isAny`) tells of one only beside what else it says. */
function isDescriptor({ scope }: NodePath, id: t.Node, isAny: boolean): boolean {
  const binding = id.type === "Identifier" ? scope.getBinding(id.name) : undefined;
  const init = binding?.path.isVariableDeclarator() === true ? binding.path.node.init : null;
  if (init?.type === "CallExpression") return memberOf(init.callee) === "getOwnPropertyDescriptor";
  if (init?.type !== "ObjectExpression" || (isAny && init.properties.length === 0)) return false;
  return init.properties.every((p) => p.type === "ObjectProperty" && !p.computed && FLAGS.has(textOf(p.key) ?? ""));
}

const FLAGS = new Set(["configurable", "enumerable"]);

const textsOf = (nodes: readonly (t.Node | null)[]): string[] =>
  nodes.flatMap((node) => (node?.type === "StringLiteral" ? [node.value] : []));

const memberOf = (node: t.Node): string | null =>
  node.type === "MemberExpression" && !node.computed ? textOf(node.property) : null;

const textOf = (key: t.Node): string | null =>
  key.type === "Identifier" ? key.name : key.type === "StringLiteral" ? key.value : null;
