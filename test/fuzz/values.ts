/** Random expressions that give containers, objects and functions: one that is there already, or a new one. */
import { call } from "./calls.ts";
import { condition, expression, index, squashed } from "./expressions.ts";
import type { Writer } from "./expressions.ts";
import type { Scope, Type } from "./scope.ts";
import { statements } from "./statements.ts";
import { number, other } from "./tree.ts";
import type { Tree } from "./tree.ts";

/** The name of a variable of the type, or a part of one. */
export function existing(w: Writer, scope: Scope, type: Type): Tree | undefined {
  const { dice } = w;
  const found = scope.all(type).map(({ name }) => name);
  const inside = (outer: Type, make: (name: string) => string): void => {
    for (const { name } of scope.all(outer)) if (dice.chance(0.5)) found.push(make(name));
  };
  if (type === "arr") inside("matrix", (name) => `${name}[${index(w, scope, 2, true)}]`);
  if (type === "arr") inside("meter", (name) => `${name}.log`);
  if (type === "pair") inside("record", (name) => `${name}.r`);
  if (type === "fn") inside("fns", (name) => `${name}[${index(w, scope, 2, true)}]`);
  if (found.length === 0) return undefined;
  const make = type === "num" ? number : other;
  return make`${dice.pick(found)}`;
}

/** A value of the type: an alias where there is one, at least as often as not. */
export function value(w: Writer, scope: Scope, type: Type, depth: number): Tree {
  const { dice } = w;
  if (type === "num") return expression(w, scope, depth);
  if (type === "int") return other`${`${dice.integer(0, 3)}`}`;
  const there = existing(w, scope, type);
  const another = existing(w, scope, type);
  if (there !== undefined && another !== undefined && dice.chance(0.1)) {
    return other`(${condition(w, scope)} ? ${there} : ${another})`;
  }
  if (there !== undefined && dice.chance(0.6)) return there;
  if (depth > 0 && dice.chance(0.3)) {
    const called = call(w, scope, type, depth);
    if (called !== undefined) return called;
  }
  return made[type](w, scope, depth);
}

type Make = (w: Writer, scope: Scope, depth: number) => Tree;

const read: Make = (w, scope) => expression(w, scope, 0);

/** A copy or another version of one that is there, where one is; else new. */
function version(w: Writer, scope: Scope, type: Type, fresh: () => Tree, forms: ((there: Tree) => Tree)[]): Tree {
  const there = existing(w, scope, type);
  return there === undefined || w.dice.chance(0.35) ? fresh() : w.dice.pick(forms)(there);
}

const made: Record<Type, Make> = {
  num: expression,
  int: (w) => other`${`${w.dice.integer(0, 3)}`}`,

  arr: (w, scope, depth) => {
    const e = (): Tree => expression(w, scope, depth);
    const fresh = (): Tree => other`[${e()}, ${e()}, ${e()}]`;
    return version(w, scope, "arr", fresh, [
      (xs) => other`${xs}.slice()`,
      (xs) => other`[...${xs}]`,
      (xs) => other`[${e()}, ...${xs}.slice(0, 2)]`,
      (xs) => other`${xs}.map(${callback(w, scope)})`,
      (xs) => other`${xs}.concat([${e()}])`,
      (xs) => other`Array.from(${xs}, ${callback(w, scope)})`,
      (xs) => other`Array.from({ length: 3 }, (_, i) => ${xs}[i] * ${e()})`,
      (xs) => other`${xs}.toSorted((x, y) => ${w.dice.pick(["x - y", "y - x"])})`,
      (xs) => other`${xs}.toReversed()`,
      (xs) => other`${xs}.with(1, ${e()})`,
      (xs) => other`${xs}.flatMap((x) => [x, ${e()} * x])`,
      (xs) => other`[${e()}, ...${xs}.filter((x) => x > 0.1357), ${e()}, ${e()}]`,
      (xs) => other`Array(3).fill(${e()}, 0, 3).map((x, i) => x * ${xs}[i])`,
      (xs) => other`${xs}.toSpliced(1, 1, ${e()}, ${e()})`,
    ]);
  },

  typed: (w, scope, depth) => {
    const e = (): Tree => expression(w, scope, depth);
    const fresh = (): Tree => other`new Float64Array([${e()}, ${e()}, ${e()}])`;
    return version(w, scope, "typed", fresh, [
      (ts) => other`${ts}.slice()`,
      (ts) => other`${ts}.subarray(0, 3)`,
      (ts) => other`${ts}.map(${callback(w, scope)})`,
      (ts) => other`Float64Array.from(${ts})`,
      (ts) => other`new Float64Array(${ts})`,
      (ts) => other`new Float64Array(3).fill(${e()}).map((x, i) => x + ${ts}[i])`,
    ]);
  },

  matrix: (w, scope, depth) => {
    const row = (): Tree => value(w, scope, "arr", depth);
    return version(w, scope, "matrix", () => other`[${row()}, ${row()}]`, [
      (mat) => other`${mat}.map((row) => row.map(${callback(w, scope)}))`,
      (mat) => other`[${mat}[1], ${mat}[0]]`,
      (mat) => other`${mat}.slice()`,
    ]);
  },

  record: (w, scope, depth) => {
    const e = (): Tree => expression(w, scope, depth);
    const fresh = (): Tree => other`{ p: ${e()}, q: ${e()}, r: ${value(w, scope, "pair", depth)} }`;
    return version(w, scope, "record", fresh, [
      (o) => other`{ ...${o}, p: ${e()} }`,
      (o) => other`{ ...${o}, r: { ...${o}.r, s: ${e()} } }`,
      (o) => other`Object.assign({}, ${o}, { q: ${e()} })`,
      (o) => other`{ p: ${o}.q, ["q"]: ${e()}, r: ${o}.r }`,
    ]);
  },

  pair: (w, scope, depth) => {
    const e = (): Tree => expression(w, scope, depth);
    return version(w, scope, "pair", () => other`{ s: ${e()}, t: ${e()} }`, [
      (pair) => other`{ ...${pair} }`,
      (pair) => other`{ t: ${pair}.s, s: ${e()} }`,
    ]);
  },

  maybe: (w, scope, depth) => other`(${condition(w, scope)} ? ${value(w, scope, "pair", depth)} : undefined)`,

  map: (w, scope, depth) => {
    const e = (): Tree => expression(w, scope, depth);
    const fresh = (): Tree => other`new Map([["a", ${e()}], ["b", ${e()}], ["c", ${e()}]])`;
    return version(w, scope, "map", fresh, [
      (map) => other`new Map(${map})`,
      (map) => other`new Map([...${map}].map(([key, x]) => [key, x * ${e()}]))`,
      (map) => other`${map}.set("${w.dice.pick(["a", "b"])}", ${e()})`,
    ]);
  },

  meter: (w, scope, depth) =>
    other`new ${w.dice.pick(["Meter", "Gauge"])}(${expression(w, scope, depth)}, ${read(w, scope, 0)})`,

  fn: (w, scope) => closure(w, scope),

  fns: (w, scope) => other`[${value(w, scope, "fn", 1)}, ${closure(w, scope)}]`,
};

/** A function for map and the like. */
function callback(w: Writer, scope: Scope): Tree {
  const known = existing(w, scope, "fn");
  if (known !== undefined && w.dice.chance(0.3)) return known;
  const inner = scope.body("num", { depth: 0 });
  const x = inner.declare("num", w.dice.chance(0.3));
  if (w.dice.chance(0.3)) {
    const i = inner.declare("int");
    return other`(${x}, ${i}) => ${expression(w, inner, 2)}`;
  }
  return other`(${x}) => ${expression(w, inner, 2)}`;
}

/** A function of one number, which may assign what it captures. */
export function closure(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const inner = scope.body("num", { depth: dice.chance(0.5) ? Math.max(0, scope.around.depth - 1) : 0 });
  const changed = dice.chance(0.5);
  const x = inner.declare("num", changed);
  if (dice.chance(0.5)) return other`(${x}) => ${squashed(w, inner)}`;
  const param = !changed && dice.chance(0.3) ? other`${x} = ${dice.literal()}` : other`${x}`;
  const body = statements(w, inner, 1, 3);
  const head = dice.chance(0.3) ? other`function (${param})` : other`(${param}) =>`;
  return other`${head} {${{ ...body, parts: [...body.parts, other`return ${squashed(w, inner)};`] }}}`;
}
