/**
 * Each native function that has a rule or a stand-in, in a small program: its value, effects and gradient.
 */
import { checkProgram } from "../support/check-program.ts";

interface Row {
  readonly body: string;
  /** The arguments: `x` a number, `xs` numbers, unless it says otherwise. */
  readonly parameters?: string;
  readonly args?: string;
  /** Declarations before the function. */
  readonly before?: string;
  readonly tolerance?: number;
}

const sum = "const sum = (ys) => { let s = 0, k = 1; for (const y of ys) s += y * y * k++; return s; };";

const families: Readonly<Record<string, readonly (string | Row)[]>> = {
  "arrays, in place": [
    "xs.push(x, x * x); xs.push(3); return sum(xs) * xs.push();",
    "xs.push(x); const y = xs.pop(); xs.pop(); return sum(xs) * y + ([].pop() === undefined ? 1 : 0);",
    "const y = xs.shift(); xs.push(x); return sum(xs) * y;",
    "xs.unshift(x, 2 * x); return sum(xs) * xs.unshift();",
    "const gone = xs.splice(1, 2, x, x * x, 7); return sum(xs) + 3 * sum(gone);",
    "const gone = xs.splice(-2); return sum(xs) + 3 * sum(gone) + xs.splice(0, 0, x).length + sum(xs);",
    "xs.fill(x, 1, -1); return sum(xs);",
    "xs.fill(x * x); return sum(xs);",
    "xs.push(x); xs.copyWithin(1, 2); return sum(xs);",
    "xs.push(x); xs.copyWithin(2, 0, 2); return sum(xs);",
    "xs.reverse(); xs[0] *= x; return sum(xs);",
    "xs.sort((a, b) => a - b); xs[0] *= x; return sum(xs);",
    "xs.push(10 * x, undefined); xs.sort(); return sum(xs.slice(0, 4));",
    "xs.length = 2; xs.push(x); return sum(xs);",
    "const a = [3 * x, , x]; a.sort((p, q) => q - p); return sum(a.slice(0, 2)) + (2 in a ? 1 : 0);",
  ],
  "arrays, copied": [
    "return sum(xs.slice(1, -1)) * sum(xs.slice());",
    "return sum(xs.concat(x, [x * x, 2], xs, [[x]].flat()));",
    "return sum([[x, [x * x]], 3, [xs]].flat(Infinity)) + sum([[x], [1]].flat());",
    "return sum(xs.toReversed()) * xs.at(-1) + xs.at(0) * x;",
    "return sum(xs.toSorted()) + sum(xs.toSorted((a, b) => b - a)) * x;",
    "return sum(xs.toSpliced(1, 1, x, 2 * x)) + sum(xs.toSpliced(2));",
    "return sum(xs.with(1, x * x)) + sum(xs.with(-1, 2));",
    "return sum([...xs.values()]) + sum(Array.from(xs.entries()).map(([i, y]) => (i + 1) * y * x));",
    "let s = 0; for (const [i, y] of xs.entries()) s += i * y * x; for (const i of xs.keys()) s += i; return s;",
    "const it = xs[Symbol.iterator](); const a = it.next().value; const b = it.next(); return a * b.value * x + (b.done ? 1 : 0);",
    "return sum(Array.of(x, 2, x * x)) + sum(Array(x, xs[0])) + sum(new Array(x, 3)) + new Array(3).length;",
    "return sum(Array.from({ length: 3 }, (_, i) => x * i)) + sum(Array.from(new Set([x, 2 * x]), (v) => v * v)) + sum(Array.from([x]));",
    "return xs.indexOf(xs[1]) + xs.includes(x) + xs.lastIndexOf(9) + xs.join().length * 0 + x;",
  ],
  "arrays, with callbacks": [
    "return sum(xs.map((y, i) => y * x + i)) + sum(xs.map(Math.sin)) + sum(xs.map(Number));",
    "let s = 0; xs.forEach((y, i, all) => { s += y * all[0] * x * i; }); return s;",
    "return sum(xs.filter((y) => y > 0.6)) * x;",
    "return xs.reduce((s, y) => s * x + y) + xs.reduce((s, y) => s + y * y, x) + xs.reduceRight((s, y) => s * x + y) + [x].reduce((a) => a);",
    "return (xs.find((y) => y < 1) ?? 0) * x + (xs.findLast((y) => y > 0) ?? 0) + xs.findIndex((y) => y < 1) + xs.findLastIndex((y) => y > 5);",
    "return sum(xs.flatMap((y) => [y * x, [y]])[0] === undefined ? [] : xs.flatMap((y) => [y * x, y]).concat(xs.flatMap((y) => y * x)));",
    "return (xs.some((y) => y > 1) ? x : 1) * (xs.every((y) => y > 1) ? 2 : x * x);",
    "const holes = [x, , x * x]; let n = 0; holes.forEach(() => { n++; }); return n * sum(holes.map((y) => y * 2).filter(() => true));",
    {
      body: "return xs.map(function (y) { return y * this.k; }, o).reduce((a, b) => a + b);",
      parameters: "xs, o",
      args: "[1.5, 0.5], { k: 0.7 }",
    },
    { body: "return sum(xs.map(scale.bind(null, x)));", before: "const scale = (k, y) => k * y;" },
    "const xs2 = xs; let i = 0; xs2.forEach((y) => { if (i++ < 2) xs2.push(y * x); }); return sum(xs2);",
  ],
  "typed arrays": [
    "xs.set([x, x * x], 1); return sum(xs);",
    "xs.set(xs.subarray(0, 2), 1); return sum(xs) * x;",
    "const v = xs.subarray(1); v[0] *= x; xs[1] += x; return sum(v) * sum(xs);",
    {
      body: "const v = new Float64Array(buffer, 8, 2), xs = new Float64Array(buffer); xs[1] = x; v[0] *= x; return sum(xs) + sum(v);",
      parameters: "x",
      args: "1.25",
      before: "const buffer = new ArrayBuffer(24);",
    },
    "xs.fill(x, 1); xs.copyWithin(0, 1); xs.reverse(); return sum(xs.slice(0, 2)) + sum(xs);",
    "xs.sort(); xs[0] *= x; return sum(xs) + sum(xs.toSorted((a, b) => b - a)) + sum(xs.toReversed()) + sum(xs.with(0, x)) + xs.at(-1);",
    "return sum(xs.map((y) => y * x)) + sum(xs.filter((y) => y > 0.6)) + xs.reduce((a, b) => a * b) + (xs.find((y) => y < 1) ?? 0);",
    "return sum(new Float64Array(xs)) * sum(Float64Array.from(xs, (y) => y * x)) + sum(Float64Array.of(x, 2)) + sum(new Float64Array([x, 3]));",
    {
      body: "xs[1] *= x; return xs[1] * xs[0];",
      args: "new Float32Array([1.5, 0.5]), 0.75",
      parameters: "xs, x",
      tolerance: 1e-3,
    },
    "const ys = new Int32Array(2); ys[0] = 3; return ys[0] * x + sum(xs);",
    "let s = 0; for (const y of xs) s += y * x; for (const [i, y] of xs.entries()) s += i * y; const [a, b] = xs; return s * a * b;",
  ],
  "maps and sets": [
    `const m = new Map([["a", x], ["b", xs[0]]]); m.set("a", m.get("a") * 2); let s = 0; for (const [k, v] of m) s += v * v * k.length; return s * m.size;`,
    `const m = new Map(); xs.forEach((y, i) => m.set(i, y * x)); let s = 0; m.forEach((v, k) => { s += v * v * (k + 1); }); for (const v of m.values()) s += v; return s;`,
    `const m = new Map([["a", x]]); const n = new Map(m); m.delete("a"); m.set("a", 2); m.clear(); return n.get("a") * x + (m.has("a") ? 1 : 0);`,
    `const m = new Map([["a", x], ["a", x * x]]); return sum([...m.values()]) + sum([...m.entries()].map(([, v]) => v));`,
    "const s = new Set(xs); s.add(x); s.add(x); s.delete(xs[1]); return sum(s) + sum([...s].map((v) => v * x)) * s.size;",
    "const a = new Set([x, 2 * x]), b = new Set(xs); let t = 0; a.union(b).forEach((v) => { t += v * v; }); return t + sum(a.difference(b)) + sum(a.symmetricDifference(b)) + sum(a.intersection(a));",
    "const w = new WeakMap(), o = {}; w.set(o, x * x); w.set(o, w.get(o) * 2); return w.get(o) * (w.has(o) ? x : 1);",
    "const groups = Map.groupBy(xs, (y) => (y > 0.6 ? 'big' : 'small')); return sum(groups.get('big')) * x;",
    "const it = new Map([['k', x]]).entries(); const [, v] = it.next().value; return v * v;",
  ],
  objects: [
    "const o = { a: x, b: xs[0] }; return sum(Object.values(o)) + sum(Object.entries(o).map(([k, v]) => v * k.length)) + Object.keys(o).length;",
    "const o = Object.assign({ a: 1 }, { a: x, b: x * x }, null, { c: xs[1] }); return o.a * o.b * o.c;",
    "const o = Object.fromEntries([['a', x], ['b', x * x]]); return o.a * o.b + Object.fromEntries(new Map([['c', x]])).c;",
    "const o = {}; Object.defineProperty(o, 'k', { value: x * x, enumerable: true }); return o.k * x;",
    "const g = Object.groupBy(xs, (y) => (y > 0.6 ? 'big' : 'small')); return sum(g.big) * x;",
    "const o = Object.freeze({ a: x, inner: { b: x } }); const c = structuredClone(o); c.inner.b *= 2; return o.inner.b * c.inner.b * c.a;",
    "const o = { a: x }; Reflect.set(o, 'b', x * x); Reflect.deleteProperty(o, 'a'); return Reflect.get(o, 'b') * Reflect.ownKeys(o).length;",
    "const m = structuredClone(new Map([['a', { v: x }]])); return m.get('a').v ** 2;",
  ],
  functions: [
    {
      body: "return area.call(null, x, 2) + area.apply(null, [x, xs[0]]) + area.bind(null, x)(x);",
      before: "const area = (a, b) => a * b;",
    },
    {
      body: "const o = { k: x, m(y) { return this.k * y; } }; const f = o.m.bind(o); return f(x) + o.m.call({ k: x * x }, 2);",
    },
    {
      body: "return Reflect.apply(area, undefined, [x, x]) + Math.max(...xs, x) + Math.hypot(...xs);",
      before: "const area = (a, b) => a * b;",
    },
    "return Number(x) * Number('2') + parseFloat('1.5') * x + [x].map(parseFloat)[0];",
    {
      body: "const note = new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(x) + units.format(Math.round(x)) + new Intl.PluralRules('en').select(x) + x.toLocaleString('en', { minimumFractionDigits: 3 }); xs.sort((a, b) => order.compare(a, b) || a - b); return x * xs[0] * note.length;",
      before: "const units = new Intl.NumberFormat('en'), order = new Intl.Collator('en');",
    },
    {
      body: "const isPlain = (o) => !Buffer.isBuffer(o) && !types.isMap(o) && !types.isProxy(o); const o = { v: x }; o.copy = isPlain(o) ? { ...o } : null; return o.copy.v * (types.isDate(xs) ? 2 : xs[0]);",
      before: "const { types } = process.getBuiltinModule('node:util');",
    },
    "const f = [Math.exp, Math.tanh, Math.sqrt]; return f.reduce((v, g) => g(v), x) + Math.pow.apply(null, [x, 2]);",
  ],
};

describe("native functions in differentiated code", () => {
  for (const [family, rows] of Object.entries(families)) {
    describe(family, () => {
      for (const row of rows) {
        const {
          body,
          parameters = "x, xs",
          args,
          before = "",
          tolerance,
        } = typeof row === "string" ? ({ body: row } as Row) : row;
        const array = family === "typed arrays" ? "new Float64Array([1.5, 0.5, 0.7])" : "[1.5, 0.5, 0.7]";
        it(body, () =>
          checkProgram({
            name: body,
            source: `${sum}\n${before}\nfunction f(${parameters}) { "differentiable"; ${body} }`,
            args: args ?? `1.25, ${array}`,
            ...(tolerance !== undefined && { tolerance }),
          }),
        );
      }
    });
  }
});
