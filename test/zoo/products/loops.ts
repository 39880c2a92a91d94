/** Every loop × every way out of it × what stands around that × what changes in the turns. */
import type { Program } from "../../support/program.ts";
import { some, type Text } from "./some.ts";

/** Loops over `i`. */
const loops: Readonly<Record<string, Text>> = {
  for_: (b) => `for (let i = 0; i < 5; i++) { ${b} }`,
  forNoTest: (b) => `for (let i = 0; ; i++) { if (i > 4) break; ${b} }`,
  while_: (b) => `let i = -1; while (++i < 5) { ${b} }`,
  do_: (b) => `let i = -1; do { i++; ${b} } while (i < 4);`,
  forOf: (b) => `for (const i of [0, 1, 2, 3, 4]) { ${b} }`,
  forOfGen: (b) =>
    `for (const i of (function* () { try { for (let q = 0; q < 5; q++) { s += x * 0.01; yield q; } } finally { s *= 1.01; } })()) { ${b} }`,
  forOfMap: (b) => `for (const [i, v] of new Map([[0, x], [1, 2], [2, x * x], [3, 1]])) { s += v; ${b} }`,
  forIn: (b) => `for (const k in { 0: 1, 1: 1, 2: 1, 3: 1 }) { const i = +k; ${b} }`,
  forIter: (b) =>
    `for (const i of { [Symbol.iterator]() { let q = 0; return { next: () => ({ value: q, done: q++ > 4 }), return() { s *= 1.5; return {}; } }; } }) { ${b} }`,
  nested: (b) => `for (let j = 0; j < 2; j++) for (let i = 0; i < 4; i++) { ${b} }`,
  two: (b) => `for (let i = 0, w = x; i < 5; i++, w *= x) { s += w * 0.1; ${b} }`,
  forAssign: (b) => `let i; for (i of [0, 1, 2, 3]) { ${b} } s += i * x;`,
  forMember: (b) => `const h = {}; for (h.i of [0, 1, 2, 3]) { const i = h.i; ${b} }`,
  whileTrue: (b) => `let i = 0; for (;;) { if (i++ > 4) break; ${b} }`,
  closures: (b) =>
    `const fs = []; for (let i = 0; i < 4; i++) { fs.push(() => i * s); ${b} } for (const g of fs) s += g() * 0.01;`,
};

const exits: Readonly<Record<string, string>> = {
  none: "",
  brk: "if (i === 2) break;",
  cont: "if (i === 2) continue;",
  ret: "if (i === 2) return s * x;",
  thr: "if (i === 2) throw s;",
  lblB: "if (i === 2) break out;",
  lblC: "if (i === 1) continue out;",
  brkEarly: "if (s > 1.9) break;",
  retObj: "if (i === 3) { s *= x; return s; }",
};

const wrappers: Readonly<Record<string, (exit: string, change: string) => string>> = {
  plain: (e, m) => `${m} ${e} s += x * 0.1;`,
  before: (e, m) => `${e} ${m}`,
  iff: (e, m) => `if (i > 0) { ${m} ${e} } else { s *= 1.1; }`,
  sw: (e, m) =>
    `switch (i) { case 1: ${m} ${e.replace(/break;/, "break out;")} case 2: s *= 1.2; ${e.replace(/break;/, "break out;")} break; default: ${m} }`,
  fin: (e, m) => `try { ${m} ${e} } finally { s *= 1.3; }`,
  cat: (e, m) =>
    `try { ${m} if (i === 3) throw { v: s }; ${e} } catch (err) { if (typeof err === "number") throw err; s += err.v * x; }`,
  catfin: (e, m) => `try { try { ${m} ${e} } catch (err) { s += 1; throw err; } } finally { s += x * 0.3; ${m} }`,
  finExit: (e, m) => `try { s += x * 0.1; if (i === 1) throw 1; } catch { ${m} } finally { ${e} }`,
  blockLet: (e, m) => `{ let u = s * x; const g = () => u += x; g(); s = u * 0.5; ${m} ${e} }`,
  cond: (e, m) => `i % 2 ? (s += x) : (s *= x); ${m} ${e}`,
  deep: (e, m) =>
    `a: { if (i === 0) break a; ${m} { b: for (let q = 0; q < 2; q++) { if (q === 1) continue b; s += x * q; } } ${e} }`,
};

const changes: Readonly<Record<string, readonly [setup: string, change: string]>> = {
  local: ["", "s = s * x + i * 0.1;"],
  arr: ["const a = [x, 1, 2]; ", "a[i % 3] *= x; s += a[i % 3] * 0.5;"],
  obj: ["const o = { v: x }; ", "o.v += s * 0.1; s = s * 0.9 + o.v;"],
  clos: ["let c = x; const bump = () => { c = c * x + 0.1; return c; }; ", "s += bump() * 0.3;"],
  push: ["const a = []; ", "a.push(s * x); s += a[a.length - 1] * 0.2;"],
  typed: ["const a = new Float64Array(4); ", "a[i % 4] += s; s = s * 0.7 + a[(i + 1) % 4] * x;"],
  swap: ["let p = x, q = 1; ", "[p, q] = [q, p * x]; s += p * 0.2;"],
  map: ["const m = new Map(); ", "m.set(i % 2, (m.get(i % 2) ?? 1) * x); s += m.get(i % 2);"],
};

export function exitsOfLoops(every: number): Program[] {
  const all = Object.entries(loops).flatMap(([kind, loop]) =>
    Object.entries(exits).flatMap(([out, exit]) =>
      Object.entries(wrappers).flatMap(([around, wrap]) =>
        Object.entries(changes).flatMap(([what, [setup, change]]): Program[] => {
          const name = `${kind}, ${out}, ${around}, ${what}`;
          if (kind === "forIter" && out === "thr") return []; // what it has changed when it is left cannot be followed
          // Not smooth there.
          if (name === "forOfGen, brkEarly, catfin, arr" || name.endsWith("brkEarly, plain, clos")) return [];
          return [
            {
              name,
              source: `function f(x) { "differentiable"; let s = x * 1.3; ${setup} try { ${labelled(loop(wrap(exit, change)))} } catch (err) { if (typeof err !== "number") throw err; s = s * 2 + err; } return s + x; }`,
              args: "0.7",
            },
          ];
        }),
      ),
    ),
  );
  return some(all, every);
}

/** The outermost loop gets the label that an exit names. */
const labelled = (loop: string): string =>
  /\bout;/.test(loop) ? loop.replace(/(^|; )(for |while |do )/, "$1out: $2") : loop;
