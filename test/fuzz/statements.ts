/** Random statements: declarations, assignments, changes of containers; jumps and compound ones are in flow.ts. */
import { call } from "./calls.ts";
import { expression, index, place, squashed } from "./expressions.ts";
import type { Writer } from "./expressions.ts";
import { compound, jump } from "./flow.ts";
import { idiom } from "./idioms.ts";
import { types } from "./scope.ts";
import type { Scope, Type } from "./scope.ts";
import { block, statement } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { closure, existing, value } from "./values.ts";

/** A block of low … high statements; what they declare is seen by the later ones. */
export function statements(w: Writer, scope: Scope, low = 1, high = 4): Tree {
  return block(w.dice.list(low, high, () => one(w, scope)));
}

function one(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  if (scope.around.depth > 0 && dice.chance(0.42)) return compound(w, scope);
  if (scope.around.depth > 0 && dice.chance(0.2)) return idiom(w, scope);
  return dice.first([
    () => assignment(w, scope),
    () => assignment(w, scope),
    () => assignment(w, scope),
    () => declaration(w, scope),
    () => declaration(w, scope),
    () => taken(w, scope),
    () => swap(w, scope),
    () => change(w, scope),
    () => change(w, scope),
    () => rebind(w, scope),
    () => (dice.chance(0.5) ? jump(w, scope) : undefined),
    () => called(w, scope),
  ]);
}

function assignment(w: Writer, scope: Scope): Tree | undefined {
  const to = place(w, scope, true);
  if (to === undefined) return undefined;
  return w.dice.first([
    () => statement`${to} = ${squashed(w, scope)};`,
    () => statement`${to} = ${squashed(w, scope)};`,
    () => statement`${to} ${w.dice.pick(["+=", "-=", "*="])} ${squashed(w, scope)};`,
    () => statement`${to} += 0.3 * ${squashed(w, scope)};`,
    () => statement`${to} ${w.dice.pick(["??=", "||=", "&&="])} ${squashed(w, scope)};`,
    () => statement`${to} /= 1.5 + Math.sin(${expression(w, scope, 1)}) * 0.4;`,
  ]);
}

/** A new variable, of any type. */
export function declaration(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const type: Type = dice.chance(0.35) ? "num" : dice.pick(types);
  const mutable = dice.chance(0.5);
  const made = value(w, scope, type, 1);
  return statement`${mutable ? "let" : "const"} ${scope.declare(type, mutable)} = ${made};`;
}

/** A destructuring declaration, or a function in the block. */
function taken(w: Writer, scope: Scope): Tree | undefined {
  const { dice } = w;
  const record = existing(w, scope, "record");
  const list = existing(w, scope, dice.pick(["arr", "typed"]));
  const pair = existing(w, scope, "pair");
  const word = dice.pick(["let", "const"]);
  const mutable = word === "let";
  const num = (): string => scope.declare("num", mutable);
  return dice.first([
    () =>
      record && statement`${word} { p: ${num()}, r: { s: ${num()}, u: ${num()} = ${dice.literal()} } } = ${record};`,
    () => record && statement`${word} { q: ${num()}, r: ${scope.declare("pair", mutable)} } = ${record};`,
    () => pair && statement`${word} { s: ${num()}, ...${scope.fresh("others")} } = ${pair};`,
    () => pair && statement`${word} { ["t"]: ${num()} = 0.5 } = ${pair};`,
    () => list && statement`${word} [${num()}, , ${num()} = ${dice.literal()}] = ${list};`,
    () => list && statement`${word} [...${scope.declare("arr", mutable)}] = ${list};`,
    () => list && statement`${word} [${num()}, [${num()}, ${num()}]] = [${expression(w, scope, 1)}, ${list}];`,
    () => {
      const name = scope.fresh("g");
      const made = closure(w, scope);
      scope.declare("fn", false, name);
      return statement`const ${name} = ${made};`;
    },
    () => undefined,
  ]);
}

function swap(w: Writer, scope: Scope): Tree | undefined {
  const [a, b] = [place(w, scope, true), place(w, scope, true)];
  const record = existing(w, scope, "record");
  const xs = existing(w, scope, "arr");
  if (a === undefined || b === undefined) return undefined;
  return w.dice.first([
    () => statement`[${a}, ${b}] = [${b}, ${a}];`,
    () => statement`[${a}, ${b}] = [${b}, ${squashed(w, scope, 1)}];`,
    () => record && statement`({ p: ${a}, q: ${b} = 0.1 } = ${record});`,
    () => record && statement`({ p: ${a}, r: { t: ${b} } } = ${record});`,
    () => xs && statement`[${a} = 0.2, ${b} = 0.3] = ${xs};`,
    () => statement`${a} = ${b} = ${squashed(w, scope, 1)};`,
  ]);
}

/** A container that is changed. */
function change(w: Writer, scope: Scope): Tree | undefined {
  const { dice } = w;
  const e = (): Tree => squashed(w, scope, 1);
  const [xs, ts, mat, o] = [
    existing(w, scope, "arr"),
    existing(w, scope, "typed"),
    existing(w, scope, "matrix"),
    existing(w, scope, "record"),
  ];
  const [d, pr, m, fns] = [
    existing(w, scope, "map"),
    existing(w, scope, "pair"),
    existing(w, scope, "meter"),
    existing(w, scope, "fns"),
  ];
  const key = dice.pick(["a", "b", "c"]);
  return dice.first([
    () => xs && statement`${xs}.push(${e()});`,
    () => xs && statement`${xs}.push(${e()}, ${e()}), ${xs}.shift();`,
    () => xs && statement`${xs}.unshift(${e()}, ${xs}.pop());`,
    () => xs && statement`${xs}.splice(${index(w, scope)}, 1, ${e()});`,
    () => xs && statement`${xs}.reverse();`,
    () => xs && statement`${xs}.sort((x, y) => ${dice.pick(["x - y", "y - x"])});`,
    () => xs && statement`${xs}.fill(${e()}, 1, 2);`,
    () => xs && statement`${xs}.copyWithin(0, 1, 3);`,
    () => xs && statement`${xs}.length = 3;`,
    () => xs && statement`delete ${xs}[1], ${xs}[1] = ${dice.literal()};`,
    () => ts && statement`${ts}.set([${e()}, ${e()}], 1);`,
    () => ts && statement`${ts}.fill(${e()}, 0, 2);`,
    () => ts && statement`${ts}.reverse();`,
    () => ts && statement`${ts}.sort();`,
    () => mat && statement`${mat}[${index(w, scope, 2)}] = ${value(w, scope, "arr", 1)};`,
    () => mat && statement`${mat}.reverse();`,
    () => o && statement`${o}.r = ${value(w, scope, "pair", 1)};`,
    () => o && statement`Object.assign(${o}, { p: ${e()}, q: ${o}.p });`,
    () => pr && statement`delete ${pr}.t, ${pr}.t = ${pr}.t ?? ${dice.literal()};`,
    () => pr && statement`${pr}[\`s\`] *= ${e()};`,
    () => d && statement`${d}.set("${key}", ${e()});`,
    () => d && statement`${d}.set("${key}", (${d}.get("${key}") ?? 0.2) * ${e()});`,
    () => d && statement`${d}.delete("${key}");`,
    () => m && statement`${m}.level = ${e()};`,
    () => m && statement`${m}.grow(${e()});`,
    () => m && statement`${m}.log.push(${e()});`,
    () => fns && statement`${fns}.unshift(${closure(w, scope)});`,
    () => fns && statement`${fns}.push(${value(w, scope, "fn", 1)});`,
    () => statement`store.v = ${e()};`,
    // Called at the end, in the ordinary way.
    () => statement`kept.push(${closure(w, scope)});`,
    () => statement`kept.push(${value(w, scope, "fn", 1)});`,
    () => statement`total = total * 0.7 + ${e()};`,
  ]);
}

/** Another object for a name, or another count. */
function rebind(w: Writer, scope: Scope): Tree | undefined {
  const { dice } = w;
  const type = dice.pick(types);
  const found = scope.all(type).filter((variable) => variable.mutable);
  if (found.length === 0 || type === "num") return undefined;
  const { name } = dice.pick(found);
  if (type === "int") return statement`${name}${dice.pick(["++", " += 2"])};`;
  return statement`${name} = ${value(w, scope, type, 1)};`;
}

function called(w: Writer, scope: Scope): Tree | undefined {
  const made = call(w, scope, w.dice.pick(["num", "num", "arr", "record"]), 1);
  return made && statement`${made};`;
}
