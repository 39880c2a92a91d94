/** What keeps a function from giving value and gradient at once: for each kind a program, and what the explanation says. */
export const obstacles: readonly (readonly [program: string, said: RegExp])[] = [
  [`function* f(x) { "differentiable"; yield x; }`, /is a generator, or async/],
  [`class A { m(x) { "differentiable"; return x * x; } }`, /is a method/],
  [`function f(x) { "differentiable"; return new.target ? x : 2 * x; }`, /asks for new\.target/],
  [`function f(...xs) { "differentiable"; return xs[0]; }`, /takes a rest parameter/],
  [
    `class A { get a() { return 1; } } function f(p) { "differentiable"; return p.a * p.a; }`,
    /getter or setter of the file: `p\.a` \(1:\d+\)/,
  ],
  [`class A { #x = 1; static f(a) { "differentiable"; return a.#x; } }`, /uses a private field/],
  [
    `function f(x) { "differentiable"; let n = 0; function add() { n += x; } add(); return n; }`,
    /a variable that closures assign: `n`/,
  ],
  [`function f(o) { "differentiable"; o.x *= 2; return o.x; }`, /writes to something .*`o\.x \*= 2` \(1:35\)/],
  [`function f(xs) { "differentiable"; return g(...xs); } function g(a, b) { return a * b; }`, /spreads arguments/],
  [`function f(x) { "differentiable"; const g = (y) => x * y; return [g, g(x)][1]; }`, /makes a closure, a method/],
  [
    `function f(o) { "differentiable"; return g(o, 3) + 1; } function g(o, n) { o.x = 2; return n > 0 ? g(o, n - 1) : o.x; }`,
    /calls a function that is in the way itself: `g`[\s\S]*==== g \(1:\d+\)[\s\S]*writes to something .*`o\.x = 2`/,
  ],
  [`function f(g, x) { "differentiable"; return g(x); }`, /known at run time only: `g\(x\)` \(1:45\)/],
  [
    `class P { constructor(x) { return { x }; } } function f(x) { "differentiable"; return new P(x).x; }`,
    /an instance of a class/,
  ],
  [
    `function f(o) { "differentiable"; let s = 0; for (const k in o) s += o[k]; return s; }`,
    /only the two sweeps can do/,
  ],
  [`function f(x) { "differentiable"; try { return x; } catch { return 0; } }`, /catches exceptions/],
  [
    `function f(x) { "differentiable"; let s = x; for (const c of "ab") if (c === "a") s *= x; return s; }`,
    /may be no list: `for \(const c of "ab"\)/,
  ],
  [
    `function f(xs) { "differentiable"; for (const x of xs) if (x > 1) return x; return 0; }`,
    /leaves from the middle, or returns nothing: `return x`/,
  ],
  [
    `function f(a, b) { "differentiable"; let o = a; if (b.n > 1) o = b; return o.x * o.x; }`,
    /one object after another: `o\.x`/,
  ],
  [`function f(o, k) { "differentiable"; return o[k] * 2; }`, /a key that may be any text: `o\[k\]`/],
];
