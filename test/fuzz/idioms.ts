/** Random statements of several lines, as people write them: lists, dictionaries, counters, buffers, state machines. */
import { condition, expression, place, squashed } from "./expressions.ts";
import type { Writer } from "./expressions.ts";
import { guarded } from "./guarded.ts";
import type { Scope } from "./scope.ts";
import { statements } from "./statements.ts";
import { number, statement } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { existing, value } from "./values.ts";

/** One of them. Their own variables are not seen by what follows. */
export function idiom(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const deeper = scope.inner({ depth: 0, loop: false, breakable: false, labels: [], tried: false, result: undefined });
  const e = (): Tree => expression(w, deeper, 1);
  const sq = (): Tree => squashed(w, deeper, 1);
  const when = (): Tree => condition(w, deeper);
  const to = place(w, scope, true) ?? number`total`;
  const list = existing(w, scope, "arr") ?? value(w, scope, "arr", 1);
  const typed = existing(w, scope, "typed") ?? value(w, scope, "typed", 1);
  const pair = existing(w, scope, "pair") ?? value(w, scope, "pair", 1);
  const fn = existing(w, scope, "fn") ?? value(w, scope, "fn", 1);
  const [a, b, c, k] = ["a", "b", "c", "k"].map((letter) => scope.fresh(letter)) as [string, string, string, string];
  const bound = (): string => `${dice.integer(2, 4)}`;
  const num = (name: string, make: (inner: Scope) => Tree): Tree => {
    const inner = deeper.inner();
    inner.declare("num", true, name);
    return make(inner);
  };
  const more = (name: string): Tree => num(name, (inner) => statements(w, inner, 1, 2));
  if (w.exceptions && dice.chance(0.3)) return guarded(w, scope);
  // What is not supported yet, as long as it is not: a program with it is not judged.
  const rarely = (make: () => Tree): Tree | undefined => (dice.chance(0.05) ? make() : undefined);
  return dice.first<Tree>([
    // Closures of a loop, called after it.
    () =>
      statement`const ${a} = []; for (let ${k} = 0; ${k} < ${bound()}; ${k}++) { let ${b} = ${e()}; ${a}.push((x) => { ${b} = Math.sin(${b} + x * ${k}); ${to} = ${sq()}; return ${b}; }); } ${to} = ${a}.reduce((y, g) => g(y) + g(0.3), ${e()});`,
    () =>
      statement`const ${a} = []; for (var ${k} = 0; ${k} < 3; ${k}++) ${a}.push((x) => Math.sin(x + ${k} * ${e()})); ${to} = ${a}[0](${e()}) + ${a}[2](0.2);`,
    // An object with methods and accessors.
    () =>
      statement`const ${a} = { n: ${e()}, add(x) { this.n = Math.sin(this.n + x); return this; }, get twice() { return this.n * 2; }, set twice(x) { this.n = x * ${e()}; } }; ${a}.add(${e()}).add(${e()}); ${dice.pick([`${a}.twice = 0.3;`, `${a}.twice += 0.1;`, ""])} ${to} = ${a}.twice;`,
    // A counter that closures share.
    () =>
      statement`const [${a}, ${b}] = (() => { let n = ${e()}; return [() => n, (x) => { n = Math.sin(n * x + 0.4); }]; })(); ${b}(${e()}); ${to} = ${a}() * 0.5; ${b}(${to}); ${to} += ${a}();`,
    // A linked list.
    () =>
      statement`let ${a} = null; for (const v of ${list}.slice(0, 4)) ${a} = { v, next: ${a} }; for (let ${b} = ${a}; ${b} !== null; ${b} = ${b}.next) { ${b}.v = Math.sin(${b}.v * ${e()}); if (${b}.v > 0.7131) break; } ${to} = (function walk(n) { return n ? n.v + 0.5 * walk(n.next) : 0.1; })(${a});`,
    () =>
      statement`let ${a} = { v: ${e()}, next: { v: ${e()}, next: undefined } }; ${a}.next.next = ${dice.pick([a, "{ v: 0.2 }"])}; ${a}.next.next.v *= ${e()}; ${to} = ${a}?.next?.next?.v ?? 0.1;`,
    // A tree.
    () =>
      statement`const ${a} = (n) => n === 0 ? { v: ${e()}, kids: [] } : { v: 0.1 * n, kids: [${a}(n - 1), ${a}(n - 1)] }; const ${b} = (t) => { t.v = Math.sin(t.v + t.kids.reduce((s, kid) => s + ${b}(kid), 0)); return t.v; }; ${to} = ${b}(${a}(2));`,
    // Records in an array.
    () =>
      statement`const ${a} = ${list}.slice(0, 3).map((s, i) => ({ s, t: i * 0.3 + ${e()} })); ${a}.sort((x, y) => x.s - y.s); ${a}[0].s = ${e()}; ${to} = ${a}.filter(({ s }) => s > 0.1371).map(({ s, t }) => s * t).reduce((x, y) => Math.sin(x + y), 0.2);`,
    () =>
      statement`const ${a} = [${pair}, { s: ${e()}, t: 0.3 }]; for (const ${b} of ${a}) { ${b}.s = ${b}.s * 0.5 + 0.1; ${b}.t += Math.sin(${b}.s); } ${to} = ${a}[0].t * ${a}.at(-1).s;`,
    // Dictionaries.
    () =>
      statement`const ${a} = {}; for (const [${k}, x] of ${list}.slice(0, 4).entries()) { const key = \`k\${${k} % 2}\`; ${a}[key] = (${a}[key] ?? 0.1) * x + ${e()}; } for (const key in ${a}) ${to} = Math.sin(${to} + ${a}[key]);`,
    () =>
      statement`const ${a} = new Map(); for (const x of ${list}.slice(0, 4)) { const key = x > 0.1371 ? "up" : "down"; ${a}.set(key, (${a}.get(key) ?? 0) + x * ${e()}); } ${to} = Math.tanh(${a}.get("up") ?? 0.3); for (const [key, x] of ${a}) { if (key === "down") ${to} -= 0.3 * Math.sin(x); }`,
    () =>
      statement`const ${a} = Object.fromEntries(Object.entries(${pair}).map(([key, x]) => [key, x * ${e()}])); ${to} = Math.sin(${a}.s * ${a}.t);`,
    () =>
      statement`const ${a} = new Map(); const ${b} = (n) => n < 2 ? ${e()} : ${a}.get(n) ?? (${a}.set(n, Math.sin(${b}(n - 1) + ${b}(n - 2))), ${a}.get(n)); ${to} = ${b}(5);`,
    () =>
      statement`const ${a} = new Set([${pair}, ${pair}, { s: ${e()}, t: 0.2 }]); for (const ${b} of ${a}) ${b}.s = Math.sin(${b}.s + ${e()}); ${to} = [...${a}].reduce((x, y) => x + y.s, 0);`,
    // Two buffers in turn.
    () =>
      statement`let ${a} = ${list}.slice(0, 3), ${b} = [0.1, 0.2, 0.3]; for (let ${k} = 0; ${k} < ${bound()}; ${k}++) { for (let i = 0; i < 3; i++) ${b}[i] = Math.sin(${a}[i] + ${a}[(i + 1) % 3] * ${e()}); [${a}, ${b}] = [${b}, ${a}]; } ${to} = ${a}[0] * ${b}[1];`,
    () =>
      statement`const ${a} = ${typed}.subarray(1), ${b} = ${typed}; for (let ${k} = 0; ${k} < 2; ${k}++) { ${a}[${k}] = Math.sin(${b}[${k}] + ${e()}); ${b}[2] *= ${sq()}; } ${to} = ${a}[0] + ${a}[1];`,
    () =>
      statement`const ${a} = Array.from({ length: 3 }, () => new Float64Array(3)); for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) ${a}[i][j] = Math.sin((${a}[i - 1]?.[j] ?? ${e()}) + (${a}[i][j - 1] ?? 0.2) * ${e()}); ${to} = ${a}[2][2];`,
    // A queue, and a loop that assigns in its test.
    () =>
      statement`const ${a} = [${e()}, ${e()}]; let ${k} = 0; while (${a}.length > 0 && ${k}++ < 6) { const ${b} = ${a}.shift(); if (${b} > 0.1371) ${a}.push(${b} * 0.5); ${more(b)}${to} += 0.2 * Math.sin(${b}); }`,
    () =>
      statement`let ${a} = ${e()}, ${k} = 0; while ((${a} = Math.sin(${a} + ${e()})) > -0.6137 && ${k}++ < 4) {${more(a)}} ${to} = ${a};`,
    () =>
      statement`let ${a} = ${e()}; for (let ${k} = 0; ; ${k}++) { if (${k} > 3) break; ${a} = Math.sin(${a} * ${e()} + ${k}); if (${when()}) continue; ${to} = ${a}; }`,
    // Names of operations.
    () =>
      statement`let ${a} = ${e()}; for (const op of ["add", "mul", "neg", "sin"]) switch (op) { case "add": ${a} += ${e()}; break; case "mul": ${a} *= 0.7; case "neg": ${a} = -${a}; break; default: ${a} = Math.sin(${a}); } ${to} = ${a};`,
    () =>
      statement`const ${a} = { add: (x, y) => x + y, mul: (x, y) => x * y }; for (const ${k} of ["add", "mul", "none"]) ${to} = Math.sin(${a}[${k}]?.(${to}, ${e()}) ?? 0.2);`,
    // Functions of functions.
    () =>
      statement`const ${a} = (...gs) => (x) => gs.reduceRight((y, g) => g(y), x); ${to} = Math.sin(${a}(${fn}, (x) => x * ${e()}, Math.sin)(${e()}));`,
    () =>
      statement`const ${a} = (x) => (y) => { x = Math.sin(x + y); return x * ${e()}; }; const ${b} = ${a}(${e()}); ${to} = ${b}(0.2) + ${b}(${e()});`,
    () => statement`${to} = ${called(dice.pick(["call", "apply", "bind"]), fn, e())};`,
    () =>
      statement`${to} = (function () { arguments[0] = Math.sin(arguments[0] + 0.1); return arguments[0] * arguments.length; })(${e()}, ${e()}) * 0.3;`,
    () =>
      statement`${to} = ${a}(${e()}, 3); function ${a}(x, n) { return n === 0 ? x : ${b}(x * 0.7 + 0.1, n - 1); } function ${b}(x, n) { return n === 0 ? -x : Math.sin(${a}(x, n - 1)); }`,
    // Classes in the block.
    () =>
      statement`class ${a.toUpperCase()} { static made = 0; extra = 0.4; constructor(n) { this.n = n; ${a.toUpperCase()}.made++; ${to} = Math.sin(${to} + n); } step(x) { this.n = Math.sin(this.n + x * this.extra); return this; } get twice() { return this.n * ${a.toUpperCase()}.made; } } class ${b.toUpperCase()} extends ${a.toUpperCase()} { constructor(n) { super(n * 0.7); this.extra = 0.3; } step(x) { super.step(x + 0.1); return this; } } ${to} = Math.sin(new ${b.toUpperCase()}(${e()}).step(${e()}).step(0.3).twice + new ${a.toUpperCase()}(0.2).n);`,
    () =>
      rarely(
        () =>
          statement`class ${a.toUpperCase()} { #n; static made = 0; constructor(n) { this.#n = n; ${a.toUpperCase()}.made++; } step(x) { this.#n = Math.sin(this.#n + x); return this; } get n() { return this.#n * ${a.toUpperCase()}.made; } } ${to} = Math.sin(new ${a.toUpperCase()}(${e()}).step(${e()}).step(0.3).n);`,
      ),
    // Generators and iterators.
    () =>
      statement`function* ${a}(n) { let x = ${e()}; for (let i = 0; i < n; i++) { yield x; x = Math.sin(x + 0.4); } } for (const ${b} of ${a}(3)) ${to} = Math.sin(${to} * 0.5 + ${b});`,
    () =>
      statement`const ${a} = function* (x) { for (let i = 0; ; i++) { const sent = yield x * 0.8; x = Math.sin(x + (sent ?? 0.1)); ${list}[i % 2] = x; if (${when()}) return x; } }; for (const ${b} of ${a}(${e()})) { ${to} = Math.sin(${to} + ${b}); if (${b} > 0.4137) break; } const ${c} = ${a}(0.3); ${c}.next(); ${to} += 0.3 * (${c}.next(${e()}).value ?? 0.2);`,
    () =>
      statement`function* ${a}(xs) { for (const x of xs) yield Math.sin(x * ${e()}); } function* ${b}(n) { yield* ${a}(${list}.slice(0, 3)); while (n-- > 0) { ${to} = Math.sin(${to} + 0.1); yield ${to}; } return 0.3; } const [${c}, ${k}] = ${b}(1); ${to} = Math.sin(${c} * ${k} + [...${a}(${b}(2))].reduce((x, y) => x + y, 0));`,
    () =>
      statement`const ${a} = { xs: ${list}.slice(0, 3), *[Symbol.iterator]() { for (const x of this.xs) { if (x > 0.8137) return; yield x; } } }; for (const ${b} of ${a}) { ${a}.xs[0] = ${b} * ${e()}; ${to} = Math.sin(${to} * ${b} + 0.2); }`,
    // Rotation.
    () =>
      statement`let [${a}, ${b}, ${c}] = [${e()}, ${e()}, ${e()}]; for (let ${k} = 0; ${k} < ${bound()}; ${k}++) { [${a}, ${b}, ${c}] = [${b}, ${c}, Math.sin(${a} * ${b})]; } ${to} = ${a} - ${b} * ${c};`,
    () =>
      statement`for (let ${k} = 0; ${k} < 2; ${k}++) { [${list}[${k}], ${list}[${k} + 1]] = [${list}[${k} + 1], ${list}[${k}] * ${e()}]; }`,
    () =>
      statement`let ${a} = ${e()}; ${a} **= 2; ${a} ??= 0.1; ${a} &&= Math.sin(${a}); ${to} = (${a} = ${e()}) > 0.1371 ? ${a} : ${a}++ * 0.5;`,
  ]);
}

function called(how: string, fn: Tree, e: Tree): Tree {
  if (how === "call") return number`(${fn}).call(null, ${e})`;
  return how === "apply" ? number`(${fn}).apply(undefined, [${e}])` : number`(${fn}).bind(null, ${e})()`;
}
