/** Random expressions that give a number, and tests. */
import { call } from "./calls.ts";
import type { Dice } from "./dice.ts";
import { existing, value } from "./values.ts";
import type { Scope, Signature } from "./scope.ts";
import { number, print, test } from "./tree.ts";
import type { Tree } from "./tree.ts";

/** What writes a program: the dice, and the functions of the module that exist so far. */
export interface Writer {
  readonly dice: Dice;
  readonly functions: Signature[];
  /** Whether functions may throw. */
  readonly exceptions: boolean;
}

/** A small count, as an index below 3. A `steady` one is the same when it is evaluated again. */
export function index(w: Writer, scope: Scope, below: 2 | 3 = 3, steady = false): string {
  const { dice } = w;
  const counts = scope.all("int");
  if (counts.length === 0 || dice.chance(0.5)) return `${dice.integer(0, below - 1)}`;
  const { name, mutable } = dice.pick(counts);
  return dice.pick([
    `${name} % ${below}`,
    `(${name} + 1) % ${below}`,
    mutable && !steady ? `${name}++ % ${below}` : `(${name} * 2) % ${below}`,
  ]);
}

/** A place that holds a number, to be read or written; undefined where there is none. */
export function place(w: Writer, scope: Scope, written: boolean): Tree | undefined {
  const { dice } = w;
  const named = (type: Parameters<Scope["all"]>[0]): string | undefined => {
    const found = scope.all(type);
    return found.length === 0 ? undefined : dice.pick(found).name;
  };
  const of = (type: Parameters<Scope["all"]>[0], make: (name: string) => string) => (): Tree | undefined => {
    const name = named(type);
    return name === undefined ? undefined : number`${make(name)}`;
  };
  const scalar = (): Tree | undefined => {
    const found = scope.all("num").filter((variable) => variable.mutable || !written);
    return found.length === 0 ? undefined : number`${dice.pick(found).name}`;
  };
  const element = (name: string): string => `${name}[${index(w, scope)}]`;
  const forms = [
    scalar,
    scalar,
    scalar,
    scalar,
    of("arr", element),
    of("arr", element),
    of("typed", element),
    of("matrix", (name) => `${name}[${index(w, scope, 2)}][${index(w, scope)}]`),
    of("record", (name) => `${name}.${dice.pick(["p", "q", "r.s", "r.t", 'r["s"]'])}`),
    of("record", (name) => `${name}[${print(condition(w, scope))} ? "p" : "q"]`),
    of("pair", (name) => `${name}.${dice.pick(["s", "t"])}`),
    of("meter", (name) => `${name}.${dice.pick(["v", "w", "total", "level"])}`),
    () => number`store.v`,
    () => number`total`,
  ];
  for (let tries = 0; tries < 8; tries++) {
    const made = dice.pick(forms)();
    if (made !== undefined) return made;
  }
  return undefined;
}

/** A test that is not at the border of its two sides. */
export function condition(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const bound = (): string => `${(dice.integer(-90, 90) / 100).toFixed(2)}${dice.integer(11, 99)}`;
  const read = (): string => {
    const found = place(w, scope, false);
    return found === undefined ? "total" : print(found);
  };
  const counts = scope.all("int");
  return dice.first([
    () => test`${read()} > ${bound()}`,
    () => test`${read()} < ${read()} + 0.0${bound().replace("-", "")[3]!}37`,
    () => test`!(${read()} >= ${bound()})`,
    () => test`(${read()} > ${bound()} && ${read()} < ${bound()})`,
    () => test`(${read()} > ${bound()} || ${read()} < ${bound()})`,
    () => (counts.length > 0 ? test`${dice.pick(counts).name} % ${`${dice.integer(2, 3)}`} === 1` : undefined),
    () => (counts.length > 0 ? test`${dice.pick(counts).name} > ${`${dice.integer(0, 2)}`}` : undefined),
  ]);
}

/** An expression that gives a number of moderate size. */
export function expression(w: Writer, scope: Scope, depth = 2): Tree {
  const { dice } = w;
  if (depth <= 0) {
    const read = dice.chance(0.8) ? place(w, scope, false) : undefined;
    return read ?? number`${dice.literal()}`;
  }
  const e = (): Tree => expression(w, scope, depth - 1);
  const read = (): Tree => expression(w, scope, 0);
  const target = (make: (to: Tree) => Tree) => (): Tree | undefined => {
    const to = place(w, scope, true);
    return to === undefined ? undefined : make(to);
  };
  return dice.first<Tree>([
    () => number`(${e()} + ${e()})`,
    () => number`(${e()} - ${e()})`,
    () => number`${e()} * ${e()}`,
    () => number`${e()} * ${read()}`,
    () => number`${e()} / (2 + Math.cos(${e()}))`,
    () => number`-(${e()})`,
    () => number`(${e()}) ** ${dice.pick(["2", "3", "1"])}`,
    () => number`Math.${dice.pick(["sin", "cos", "tanh", "atan", "abs", "sin", "tanh"])}(${e()})`,
    () => number`Math.${dice.pick(["max", "min", "atan2", "hypot"])}(${e()}, ${e()} + 0.0123)`,
    () => number`Math.${dice.pick(["sqrt", "log", "cbrt", "log1p"])}(1.1 + Math.sin(${e()}))`,
    () => number`Math.exp(-Math.abs(${e()}))`,
    () => number`(${condition(w, scope)} ? ${e()} : ${e()})`,
    () => number`(${condition(w, scope)} && ${e()})`,
    () => number`(${read()} ${dice.pick(["||", "??", "&&"])} ${e()})`,
    () => number`(${read()}, ${e()})`,
    target((to) => number`(${to} = ${squashed(w, scope, depth - 1)})`),
    target((to) => number`(${to} ${dice.pick(["+=", "-=", "*="])} ${squashed(w, scope, depth - 1)})`),
    target((to) => number`${to} + (${to} = ${squashed(w, scope, depth - 1)})`),
    target((to) => number`Math.sin(${to}${dice.pick(["++", "--"])})`),
    () => call(w, scope, "num", depth),
    () => call(w, scope, "num", depth),
    () => dug(w, scope, e),
    () => dug(w, scope, e),
  ]);
}

/** Numbers dug out of containers. */
function dug(w: Writer, scope: Scope, e: () => Tree): Tree | undefined {
  const { dice } = w;
  const xs = (): Tree => existing(w, scope, dice.pick(["arr", "typed"])) ?? value(w, scope, "arr", 1);
  const list = (): Tree => existing(w, scope, "arr") ?? value(w, scope, "arr", 1);
  const inside = (make: (item: Tree) => Tree): Tree => {
    const inner = scope.inner();
    const name = inner.declare("num");
    return number`(${name}) => ${make(expression(w, inner, 1))}`;
  };
  const key = dice.pick(["a", "b", "c"]);
  const maybe = existing(w, scope, "maybe");
  const map = existing(w, scope, "map");
  const meter = existing(w, scope, "meter");
  const fn = existing(w, scope, "fn");
  const fns = existing(w, scope, "fns");
  const record = existing(w, scope, "record");
  const pair = existing(w, scope, "pair");
  return dice.first([
    () =>
      number`${xs()}.reduce((acc, item, i) => acc * ${dice.pick(["0.5", "item", "i * 0.3"])} + ${dice.pick(["item", "item * item", "Math.sin(item + acc)"])}, ${e()})`,
    () => number`${list()}.reduceRight((acc, item) => acc * item + 0.3)`,
    () => number`${xs()}.map(${inside((item) => item)})[${index(w, scope)}]`,
    () => number`(${list()}.find((item) => item > 0.1357) ?? ${e()})`,
    () => number`(${list()}.filter((item) => item > 0.1357)[0] ?? ${e()})`,
    () => number`${list()}.at(-1)`,
    () => number`((l) => l[l.length - 1])(${list()})`,
    () => number`[...${list()}, ${e()}].length * ${e()}`,
    () => number`Math.max(...${list()})`,
    () => map && number`(${map}.get("${key}") ?? ${e()})`,
    () => map && number`(${map}.has("${key}") ? ${map}.get("${key}") : ${e()})`,
    () => map && number`[...${map}.values()].reduce((acc, item) => acc * 0.7 + item, ${e()})`,
    () => maybe && number`(${maybe}?.${dice.pick(["s", "t"])} ?? ${e()})`,
    () => meter && number`${meter}.${dice.pick(["grow", "mix"])}(${e()})`,
    () => meter && number`${meter}?.level`,
    () => meter && number`Meter.blend(${meter}, ${e()})`,
    () => fn && number`${fn}(${e()})`,
    () => fn && number`${fn}(${e()})`,
    () => fns && number`${fns}[${index(w, scope, 2)}](${e()})`,
    () => fns && number`${fns}.reduce((acc, g) => g(acc), ${e()})`,
    () => record && number`Object.keys(${record}.r).reduce((acc, k) => acc + ${record}.r[k], ${e()})`,
    () => pair && number`Object.values(${pair}).reduce((acc, item) => acc * item + 0.2, ${e()})`,
    () => number`((${scope.inner().fresh("z")}) => ${e()})(${e()})`,
    () => number`(${value(w, scope, "fn", 1)})(${e()})`,
    () =>
      scope.all("int").length > 0 ? number`\`${"${"}${dice.pick(scope.all("int")).name}}\`.length * ${e()}` : undefined,
  ]);
}

/** An expression between -1 and 1 or nearly so: what is assigned again and again must not grow. */
export function squashed(w: Writer, scope: Scope, depth = 2): Tree {
  const { dice } = w;
  return dice.first([
    () => number`Math.sin(${expression(w, scope, depth)})`,
    () => number`Math.tanh(${expression(w, scope, depth)})`,
    () => number`0.8 * Math.cos(${expression(w, scope, depth)})`,
    () => (dice.chance(0.5) ? expression(w, scope, 0) : undefined),
  ]);
}
