/** Functions of a number that take derivatives inside. */
export const head = `import { adjoint, derivative, gradient, hessian, hook, hvp, ignore, jacobian, jvp, Params, pullback, stopGradient, withGradient } from "@fluxion/runtime";
const memory = { w: 1 };
let total = 1;
const square = adjoint((x) => x * x, (x) => [x * x, (dy) => [2 * x * dy]],
  ([x], [dx]) => { "differentiable"; return [x * x, 2 * x * dx]; });
const plain = adjoint((x) => x * x, (x) => [x * x, (dy) => [2 * x * dy]]);
`;

/** A body of f(x), and the derivative at 0.7 where differences cannot tell it. */
export const right: Readonly<Record<string, string | readonly [body: string, slope: number]>> = {
  "by an argument": `return gradient((y) => y ** 3, x)[0];`,
  "by a captured variable": `return gradient((y) => x * y * y, 2)[0];`,
  "by both": `return gradient((y) => Math.sin(x * y) * y, x)[0] * x;`,
  "by memory": `memory.w = x * x; return gradient((y) => memory.w * y * y, 2)[0];`,
  "by a variable of the module": `total = x * x; return gradient((y) => total * y * y, 2)[0];`,
  "by a captured variable that is assigned": `let k = x; k *= x; return gradient((y) => k * y ** 2, 1.5)[0];`,
  "of arrays": `const [g] = gradient((v) => v[0] ** 2 * v[1], [x, 2 * x]); return g[0] * g[1];`,
  "of typed arrays in a loop": `const w = new Float64Array([x, 1, x]); const [g] = gradient((v) => { let s = 0; for (let i = 0; i < 3; i++) s += v[i] ** 3 * x; return s; }, w); return g[0] + g[1] * g[2];`,
  "of objects": `const [g] = gradient((p) => p.a * p.l[0] * p.l[1] * x, { a: x, l: [x, 2] }); return g.a + g.l[0] * g.l[1];`,
  "with the value": `const r = withGradient((y) => y * y * x, x); return r.value * r.gradient[0];`,
  "with a value of several parts": `const r = withGradient((y) => [y * y * x, y * 3], x); return r.value[0] * r.value[1] + r.gradient[0];`,
  "with Params": `const p = [x, 3]; const g = gradient(() => p[0] ** 2 * p[1], new Params([p])); return g.get(p)[0] + g.get(p)[1];`,
  "a derivative made inside": `return derivative((y) => x * y ** 3)(x);`,
  "a gradient penalty": `const loss = (w) => (w[0] * x - 1) ** 2 + w[1] ** 2 * w[0]; const [g] = gradient(loss, [x, 0.3]); return loss([x, 1]) + 0.1 * (g[0] ** 2 + g[1] ** 2);`,
  "unrolled descent": `let w = 1.5; for (let i = 0; i < 4; i++) { const [g] = gradient((v) => (v * v - 2) ** 2, w); w -= 0.05 * x * g; } return (w * w - 2) ** 2;`,
  "in a callback": `return [1, 2, 3].map((k) => gradient((y) => y ** 3 * k, x)[0]).reduce((a, b) => a + b * x, 0);`,
  "through a helper that is recursive": `const pow = (y, n) => n === 0 ? 1 : y * pow(y, n - 1); return gradient((y) => pow(y, 4), x)[0];`,
  "through a method and an exception": `class P { constructor(v) { this.v = v; } sq() { if (this.v > 100) throw new Error("big"); return this.v * this.v; } }
    return gradient((y) => { try { return new P(y * x).sq() * y; } catch { return 0; } }, x)[0];`,
  "of a function with a rest parameter": `const [a, b] = gradient((...ys) => ys[0] ** 3 * ys[1], x, 2 * x); return a * b;`,
  "of a function that asks for its arguments": `const g = function () { return arguments[0] ** 3 * arguments[1]; }; const [a, b] = gradient(g, x, 2 * x); return a * b;`,
  "of a function with a default that moves": `return gradient((y, k = y * y) => y ** 2 * k, x)[0];`,
  "of a pattern": `const [g] = gradient(({ a, b: [c] }) => a ** 2 * c ** 3, { a: x, b: [x] }); return g.a * g.b[0];`,
  "with more arguments than parameters": `const [a, b] = gradient((y) => y ** 3, x, x); return a + b;`,
  "no confusion of perturbations": `return x * derivative((y) => x + y)(1);`,
  "no confusion where both are used": `return x * derivative((y) => x * y * y)(x);`,
  "a rule of tangents": `return gradient((y) => square(y) * y * x, x)[0];`,
  "a tangent": `return jvp((y) => y ** 3 * x, [x], [1])[1];`,
  "a tangent with its value, along what moves": `const [v, t] = jvp((p) => [p[0] * p[1], p[1] ** 2], [[x, 2]], [[x * x, 1]]); return v[0] * t[0] + t[1];`,
  "a tangent of objects, with a default and memory": `memory.w = x; return jvp((o, k = 3) => o.a * o.l[0] * k * memory.w, [{ a: x, l: new Float64Array([x]) }], [{ a: x }])[1];`,
  "a tangent of a function that changes what it is given": `const p = [x, 1]; const d = [1, x]; const [, t] = jvp((q) => { q[0] *= q[1]; return q[0] ** 2; }, [p], [d]); return t * p[0] * d[1];`,
  "a tangent of a typed array that is a list": `return jvp((v) => v[0] ** 3 * v.subarray(1)[0], [new Float64Array([x, 2])], [[x, 1]])[1];`,
  "a slope by tangents in a loop": `let w = 1.5; for (let i = 0; i < 3; i++) { const [v, t] = jvp((y) => y * y - x, [w], [1]); w -= v / t; } return w;`,
  "a Jacobian": `const J = jacobian((v) => [v[0] ** 2 * v[1], Math.sin(v[1])], [x, 2 * x])[0]; return J[0][0] * J[1][1] + J[0][1];`,
  "a Jacobian by several arguments": `const J = jacobian((v, k, o) => [v[0] * k * x, v[1] * k * k, o.a * o.l[0]], [x, 3], x, { a: x, l: new Float64Array([2, x]) }); return J[0][0][0] * J[1][1] + J[2][2][0] * J[2][2][1];`,
  "a Jacobian of a number": `return jacobian((y, name) => y ** 3 * x, x, "a")[0][0];`,
  "a Jacobian with a rest parameter": `return jacobian((...ys) => [ys[0] * ys[1], ys[1] ** 3], x, 2 * x)[1][1];`,
  "a pullback, at its value": `const [v, back] = pullback((p) => [p[0] * p[1] * p[0], Math.sin(p[1])], [x, 2]); const [d] = back([x, v[1]]); return d[0] * v[0] + d[1];`,
  "a pullback that is asked twice": `const [v, back] = pullback((p) => p[0] ** 3 * p[1] ** 2, [x, 2]); return back()[0][0] + back(v * x)[0][1];`,
  "a pullback of objects": `const [v, back] = pullback((o) => ({ s: o.a * o.l[0] * x, t: [o.l[1] ** 2] }), { a: x, l: new Float64Array([x, 3]) }); const [d] = back({ s: v.t[0] * x, t: [x] }); return d.a * d.l[1] + d.l[0];`,
  "a pullback of Params": `const w = [x, 2]; const [, back] = pullback(() => w[0] ** 3 * w[1] * x, new Params([w])); return back(x).get(w)[0];`,
  "descent in place": `const w = [1.5, 2]; const t = new Float64Array([0.5]); for (let i = 0; i < 3; i++) { const [g, h] = gradient((v, u) => (v[0] * v[1] - x) ** 2 + v[0] ** 2 * u[0], w, t); for (let j = 0; j < 2; j++) w[j] -= 0.05 * x * g[j]; t[0] -= 0.1 * h[0]; } return w[0] * w[1] * t[0];`,
  "descent of an object in place": `const p = { a: 1.5, l: [x] }; for (let i = 0; i < 3; i++) { const [g] = gradient((q) => (q.a * q.l[0] - 2) ** 2, p); p.a -= 0.05 * g.a; p.l[0] -= 0.05 * x * g.l[0]; } return p.a * p.l[0];`,
  "of a generator": `return gradient((y) => { let s = 0; for (const v of (function* () { yield y * y; yield y * x; })()) s = s * y + v; return s; }, x)[0];`,
  "of a function made there, with a property that it changes": `return gradient((y) => { const g = Object.assign((v) => { g.calls++; return v * y * x; }, { calls: 0 }); return g(y) * g(x) * g.calls; }, x)[0];`,
  "of a list that is reversed in place": `return gradient((y) => { let list = null; for (let i = 1; i < 4; i++) list = { v: y * i, next: list }; let back = null; while (list !== null) { const { next } = list; list.next = back; back = list; list = next; } let s = 0, k = x; for (let n = back; n !== null; n = n.next) s += n.v * n.v * k++; return s * y; }, x)[0];`,
  "of what a text holds, written": `return gradient((y) => { const o = JSON.parse('{"a":1,"b":[1,2]}'); o.a = y; o.b[1] = y * x; const p = "1,2".split(","); p[0] = y; return o.a * o.b[1] * p[0]; }, x)[0];`,
  "of a view of a buffer of its own, and an error": `return gradient((y) => { const v = new Float64Array(new ArrayBuffer(16), 8); v[0] = y * x; const e = new Error("e"); e.v = y; return v[0] * y * e.v; }, x)[0];`,
  "what is ignored": [`return gradient((y) => y * y * ignore(() => x * 3), x)[0];`, 2 * 2.1],
  "what is stopped": [`return gradient((y) => y * y * stopGradient(x * y), x)[0];`, 2 * 0.49],
};
