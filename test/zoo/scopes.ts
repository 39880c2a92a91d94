/** A variable that closures capture and somebody assigns, in each kind of scope that can declare it. */
import type { Program } from "../support/program.ts";

/** Declares `t`, which is `x`, and uses it there. */
const places: Readonly<Record<string, (use: string) => string>> = {
  "a block": (use) => `{ let t = x; ${use} }`,
  "a branch": (use) => `if (x > 0) { let t = x; ${use} }`,
  "a labelled block": (use) => `a: { let t = x; ${use} if (s > -1) break a; s = 3; }`,
  "a branch, as var": (use) => `if (x > 0) { var t = x; ${use} }`,
  "a pattern": (use) => `const { t: t0 = x } = {}; let [t] = [t0]; ${use}`,
  "a block of `try`": (use) => `try { let t = x; ${use} } finally { s *= x; }`,
  "a block of `finally`": (use) => `try { s *= 2; } finally { let t = x; ${use} }`,
  "a `catch`": (use) => `try { throw x; } catch (e) { let t = e; ${use} }`,
  "a `catch` without a parameter": (use) => `try { throw x; } catch { let t = x; ${use} }`,
  "the parameter of a `catch`": (use) => `try { throw x; } catch (t) { ${use} }`,
  "the pattern of a `catch`": (use) => `try { throw { t: x }; } catch ({ t, r = t }) { ${use} s += r; }`,
  "a `catch`, with its parameter": (use) =>
    `try { throw x; } catch (e) { let t = x; ${use} s *= call(() => (e *= x)); s += e; }`,
  "a `catch` that throws again": (use) =>
    `try { try { throw x; } catch (e) { let t = e; ${use} throw t; } } catch (e2) { let t = e2; ${use} }`,
  "a case": (use) => `switch (1) { case 1: let t = x; ${use} }`,
  "a case between others": (use) =>
    `switch (1) { case 0: let q = 1; s += q; case 1: let t = x; ${use} break; default: let r = 2; s += call(() => r++); }`,
  "the default case": (use) =>
    `switch (9) { case 0: let q = 1; s += call(() => ++q); break; default: let t = x; ${use} }`,
  "a block in a case": (use) => `switch (1) { case 1: { let t = x; ${use} } }`,
  "the head of a loop": (use) => `for (let t = x, i = 0; i < 2; i++) { ${use} }`,
  "the head of a loop, as var": (use) => `for (var i = 0, t = x; i < 2; i++) { ${use} }`,
  "a turn of a loop": (use) => `for (let i = 0; i < 2; i++) { let t = x; ${use} }`,
  "the head of `for … of`": (use) => `for (let t of [x, 2 * x]) { ${use} }`,
  "a turn of `for … of`": (use) => `for (const q of [x, 2 * x]) { let t = q; ${use} }`,
  "a turn of `for … in`": (use) => `for (let k in { 1: 1, 2: 1 }) { let t = k * x; ${use} }`,
  "a turn of `while`": (use) => `let n = 0; while (n++ < 2) { let t = x; ${use} }`,
  "a turn of `do`": (use) => `let n = 0; do { let t = x; ${use} } while (n++ < 2);`,
  "a function in the function": (use) => `s += (() => { let s = x; let t = 2 * x; ${use} return s; })();`,
  "the function, with a class": (use) =>
    `let t = x; class A { v = t++; m() { return t; } } s += new A().v + new A().m(); ${use}`,
  "the function, with a static block": (use) => `let t = x; class A { static { t *= 2; } } ${use}`,
};

const uses: Readonly<Record<string, string>> = {
  "assigned by closures": `s *= call(() => ++t) * x; s += t * x; s *= call(() => t *= x); s += t;`,
  "assigned beside them": `const g = () => t * x; t *= 2; s += g(); t += x; s *= g(); s += call(() => t);`,
  "assigned by one in the test of a loop": `let n = 0; do s += t * x; while (call(() => t++ < 2 && n++ < 3)); s *= t;`,
  "assigned by accessors and methods": `const o = { get w() { return t ** 2; }, set w(q) { t = q * x; } }; s += o.w; o.w = s; s *= o.w + t; class P { m() { return t++; } } s += new P().m() * t;`,
  "assigned by a closure of a closure": `function add(q = t) { t = t * q; return () => t += x; } s += add()(); s *= t; s += add(2)();`,
  "assigned by a generator": `function* gen() { yield t; t *= x; yield t; } for (const q of gen()) s += q * t;`,
};

export const scopes: readonly Program[] = Object.entries(places).flatMap(([place, declare]) =>
  Object.entries(uses).map(([how, use]) => ({
    name: `a variable of ${place}, ${how}`,
    source: `const call = (g) => g(); function f(x) { "differentiable"; let s = x; ${declare(use)} return s; }`,
    args: "0.7",
  })),
);
