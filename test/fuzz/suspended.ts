/**
 * The same program with functions that stop on the way and go on: `async` ones, generators, and both. At random expressions
 * they await the value, or yield it and are sent it back, so that nothing else changes.
 *
 *   function f(x) { return g(x) * x; }
 *   async function f(x) { return (await g_later(x)) * (await x); }
 *   function* f_later(x) { return (yield* g_later(x)) * (yield x); }     function f(...args) { return run(f_later(...args)); }
 */
import { parseSync, template, transformFromAstSync, types as t } from "@babel/core";
import { Dice } from "./dice.ts";

export const suspensions = ["async", "generator", "async generator"] as const;
export type Suspension = (typeof suspensions)[number];

/** How the program of a seed stops on the way, if it does. */
export function suspensionOf(seed: number): readonly [Suspension, number] | undefined {
  const how = suspensions[(Math.floor(seed / 2) % 4) - 1];
  return how && [how, seed];
}

const preludes: Record<Suspension, string> = {
  async: "",
  generator: `function* echo(x) { return yield x; }
function run(steps) { let step = steps.next(); while (!step.done) step = steps.next(step.value); return step.value; }`,
  "async generator": `async function* echo(x) { return yield x; }
async function run(steps) { let step = await steps.next(); while (!step.done) step = await steps.next(step.value); return step.value; }`,
};

/** An exception of the expression comes out where it is awaited: one that nobody hears ends the process. */
const awaits = [
  "await E",
  "await E",
  "await Promise.resolve(E)",
  "await (async () => E)()",
  "await (async () => Promise.resolve(E))()",
  "await new Promise((resolve) => { resolve(E); })",
  "await new Promise((resolve, reject) => { queueMicrotask(() => { try { resolve(E); } catch (error) { reject(error); } }); })",
  "await new Promise((resolve) => { setImmediate(resolve, E); })",
  "await Promise.resolve(E).then((value) => value)",
  "await Promise.resolve().then(async () => E)",
  "await Promise.resolve(E).finally(() => {})",
  "(await Promise.all([0.5, E]))[1]",
  "(await Promise.allSettled([E]))[0].value",
  "await Promise.race([E, new Promise(() => {})])",
];
const yields = ["yield E", "yield E", "yield* echo(E)"];

const forms: Record<Suspension, readonly string[]> = {
  async: awaits,
  generator: yields,
  "async generator": [...awaits.slice(0, 8), ...yields, ...yields, "yield Promise.resolve(E)"],
};

/** The places of an expression that may stop there: it is evaluated once, and gives a value. */
const places: Readonly<Record<string, readonly string[]>> = {
  ArrayExpression: ["elements"],
  AssignmentExpression: ["right"],
  BinaryExpression: ["left", "right"],
  CallExpression: ["arguments"],
  ConditionalExpression: ["test", "consequent", "alternate"],
  ExpressionStatement: ["expression"],
  ForOfStatement: ["right"],
  ForStatement: ["test"],
  IfStatement: ["test"],
  LogicalExpression: ["left", "right"],
  MemberExpression: ["object"],
  NewExpression: ["arguments"],
  ObjectProperty: ["value"],
  ReturnStatement: ["argument"],
  SpreadElement: ["argument"],
  SwitchStatement: ["discriminant"],
  ThrowStatement: ["argument"],
  UnaryExpression: ["argument"],
  VariableDeclarator: ["init"],
  WhileStatement: ["test"],
};

const isClosed = (node: t.Node): boolean =>
  t.isFunction(node) ||
  t.isClass(node) ||
  t.isPattern(node) ||
  t.isOptionalMemberExpression(node) ||
  t.isOptionalCallExpression(node) ||
  (t.isUnaryExpression(node) && ["delete", "typeof"].includes(node.operator));

/** The text of the program, in which `f` and some of the functions that it calls stop on the way. */
export function suspended(source: string, how: Suspension, seed: number): string {
  const dice = new Dice(seed);
  for (let i = 0; i < 5; i++) dice.integer(0, 1);
  const options = { configFile: false, babelrc: false, sourceType: "module" } as const;
  const file = parseSync(source, options)!;
  const { body } = file.program;
  const isGenerator = how !== "async";
  const later = new Map<string, t.FunctionDeclaration>();
  for (const statement of body) {
    const made = asDeclaration(statement);
    if (made?.id && (made.id.name === "f" || dice.chance(0.6))) later.set(made.id.name, made);
  }
  const nameOf = (name: string): string => (name === "f" && !isGenerator ? "f" : `${name}_later`);

  const stop = (e: t.Expression): t.Expression => {
    const text = dice.pick(forms[how]);
    const held = t.cloneNode(e);
    // In a function of its own it cannot stop.
    const fitting = /=>.*E/.test(text) && stops(e) ? forms[how][0]! : text;
    return template.expression(fitting, { placeholderPattern: /^E$/, allowAwaitOutsideFunction: true, plugins: [] })({
      E: held,
    });
  };
  const call = (node: t.CallExpression): t.Expression | undefined => {
    if (!t.isIdentifier(node.callee) || !later.has(node.callee.name)) return undefined;
    const made = t.callExpression(t.identifier(nameOf(node.callee.name)), node.arguments);
    if (how === "async") return t.awaitExpression(made);
    return t.yieldExpression(made, true);
  };
  const visit = (node: t.Node): void => {
    if (isClosed(node)) return;
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const holder = node as unknown as Record<string, t.Node | (t.Node | null)[] | null>;
      const child = holder[key];
      const isPlace = places[node.type]?.includes(key) === true;
      if (Array.isArray(child)) holder[key] = child.map((inner) => inner && replaced(inner, isPlace));
      else if (child) holder[key] = replaced(child, isPlace);
    }
    if (how !== "generator" && t.isForOfStatement(node) && dice.chance(0.3)) node.await = true;
  };
  const replaced = (node: t.Node, isPlace: boolean): t.Node => {
    visit(node);
    const made = t.isCallExpression(node) ? call(node) : undefined;
    if (made !== undefined) return made;
    if (!isPlace || !t.isExpression(node) || t.isFunction(node) || t.isClass(node) || t.isSuper(node)) return node;
    return dice.chance(0.1) ? stop(node) : node;
  };

  for (const [name, node] of later) {
    for (const statement of node.body.body) visit(statement);
    node.id = t.identifier(nameOf(name));
    node.async = how !== "generator";
    node.generator = isGenerator;
  }
  const kept = body.filter((statement) => !(t.isFunctionDeclaration(statement) && statement.id?.name === "f"));
  const entry = template.statement.ast`function f(...args) { "differentiable"; return run(f_later(...args)); }`;
  file.program.body = [...kept, ...later.values(), ...(isGenerator ? [entry] : [])];
  return `${preludes[how]}\n${transformFromAstSync(file, source, options)!.code ?? ""}`;
}

/** A function of the module, as a declaration of its own. */
function asDeclaration(statement: t.Statement): t.FunctionDeclaration | undefined {
  if (t.isFunctionDeclaration(statement)) return t.cloneNode(statement);
  if (!t.isVariableDeclaration(statement)) return undefined;
  const [{ id, init } = {}] = statement.declarations;
  if (!t.isIdentifier(id) || !t.isArrowFunctionExpression(init) || !t.isBlockStatement(init.body)) return undefined;
  return t.cloneNode(t.functionDeclaration(id, init.params, init.body));
}

function stops(node: t.Node): boolean {
  let found = false;
  t.traverseFast(node, (inner) => {
    found ||= t.isAwaitExpression(inner) || t.isYieldExpression(inner);
  });
  return found;
}
