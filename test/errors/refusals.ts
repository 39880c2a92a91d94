/** What the plugin refuses in a marked function: one example for each message. */

export interface Refusal {
  /** As the message begins: "… in a differentiable function is not supported." */
  readonly what: string;
  readonly example: string;
  /** Its ending decides the syntax; a `.cjs` file is a sloppy script. */
  readonly filename?: string;
}

const marked = (body: string): string => `function f(x) { "differentiable"; ${body} }`;

export const refusals: readonly Refusal[] = [
  { what: "A class whose name is assigned", example: marked("class Local {} Local = null; return x;") },
  {
    what: "A class that captures two variables of one name",
    example: marked(
      "const Class = x; class A extends B { m() { return Class * super.m(); } n() { return super.n(); } } return x;",
    ),
  },
  {
    what: "A decorator",
    example: `class A { @twice m(x) { "differentiable"; return x * this.k; } }`,
    filename: "program.ts",
  },
  {
    what: "What a namespace declares",
    example: `namespace N { export function f(x: number) { "differentiable"; return x * x; } }`,
    filename: "program.ts",
  },
  {
    what: "This private member",
    example: marked("const g = (C = class { #k = x; get() { return this.#k; } }) => new C().get(); return g();"),
  },
  {
    what: "A private accessor without a pair",
    example: `class A { get #k() { return eval("1"); } m() { "differentiable"; return this.#k; } }`,
  },
  {
    what: "A private method of what is computed, in a function inside of a method",
    example: `class A { #k(x) { return x; } m(as, x) { "differentiable"; return as.map((a) => a.b.#k(x)); } }`,
  },
  {
    what: "An optional private member",
    example: `class A { #k; m(os) { "differentiable"; return os.map((o) => o?.#k); } }`,
  },
  {
    what: "An assignment to `super.field` in an arrow function",
    example: `class A extends B { m(xs) { "differentiable"; return xs.map((x) => (super.k = x)); } }`,
  },
  {
    what: "`delete` of `super.field`",
    example: `class A extends B { m(x) { "differentiable"; try { delete super.k; } catch { return x; } } }`,
  },
  {
    what: "`super` outside of a class",
    example: `const o = { __proto__: base, m(x, k) { "differentiable"; return super[k](x); } };`,
  },
  {
    what: "A class that a loop of the module makes",
    example: `for (const k of [1, 2]) make(class extends B { m(x) { "differentiable"; return super.m(x) * k; } });`,
  },
  {
    what: "`super(…)` in an arrow function",
    example: `class A extends B { constructor(x) { "differentiable"; const make = () => super(x); make(); } }`,
  },
  {
    what: "A parameter property",
    example: `class A extends B { constructor(readonly x: number) { "differentiable"; } }`,
    filename: "program.ts",
  },
  {
    what: "A function that has the name of something else that is used beside it",
    example: `function help(x) { return x; } ${marked("{ function help() { return 2; } x *= help(); } return help(x);")}`,
  },
  {
    what: "A function declaration that is assigned",
    example: marked("function g() { return x; } const a = g(); g = () => x * x; return a * g();"),
  },
  {
    what: "A function of one `case` that another uses",
    example: marked("switch (x) { case 1: return g(x); default: function g(y) { return y; } }"),
  },
  {
    what: "A `var` that has the name of a `catch`'s variable",
    example: marked("try { throw x; } catch (e) { var e = e * 2; x += e; } return x;"),
    filename: "sloppy.cjs",
  },
  {
    what: "A `var` that has the name of a parameter, beside a default with a function",
    example: `function f(x, get = () => x) { "differentiable"; var x = x * 2; return get() + x; }`,
    filename: "sloppy.cjs",
  },
  {
    what: "A function in the head of a loop that captures its variable",
    example: marked("let s = 0; for (let i = 0, g = () => i; i < 3; i++) s += g() * x; return s;"),
  },
  {
    what: "`arguments` beside a parameter that functions inside mention",
    example: marked("const g = () => (x += 1); g(); return arguments[0];"),
    filename: "sloppy.cjs",
  },
  { what: "`eval`", example: marked('return eval("x");') },
  {
    what: "`eval` in a function around it",
    filename: "a.cjs",
    example: `function outer() { eval("var y = 1"); return function f(x) { "differentiable"; return x * y; }; }`,
  },
  { what: "A variable called `arguments`", filename: "a.cjs", example: marked("var arguments; return arguments[0];") },
  {
    what: "A function called `yield` that others mention",
    filename: "a.cjs",
    example: marked("function yield() { return x; } return [1].map(() => yield())[0];"),
  },
  { what: "A change of `arguments`", filename: "a.cjs", example: marked("[arguments[0]] = [3]; return x;") },
  { what: "A change of `arguments`", filename: "a.cjs", example: marked("arguments = [x]; return x;") },
  { what: "`arguments.callee`", example: marked("return arguments.callee;") },
  { what: "`with`", filename: "a.cjs", example: marked("with (x) { return y; }") },
  { what: "`delete` of the global `y`", filename: "a.cjs", example: marked("return delete y;") },
  { what: "This key", example: marked("const { 1n: y } = x; return y;") },
  { what: "`TSEnumDeclaration`", filename: "a.ts", example: marked("enum E { A } return x;") },
  { what: "`JSXElement`", filename: "a.jsx", example: marked("return <p>{x}</p>;") },
  {
    what: "A variable that several cases of a `switch` share",
    example: marked("switch (x) { case 1: let y = 1; case 2: y = 2; } return x;"),
  },
  {
    what: "A function that has the name of a variable beside it",
    filename: "a.cjs",
    example: marked("var g = x; function g() {} return g;"),
  },
  {
    what: "A `continue` of a loop with two labels",
    example: marked("a: b: for (let i = 0; i < 3; i++) { for (;;) continue a; } return x;"),
  },
  {
    what: "A pattern in the head of a `for` whose variables functions capture",
    example: marked("for (let [i] = [0]; i < 2; i++) { i += 0; use(() => i++); } return x;"),
  },
];

/** Messages that no program brings out today: another one comes first, or Babel does not parse it. */
export const unheard: readonly string[] = [
  // These cost the dual alone.
  "`arguments` as an object",
  "`arguments` beside a parameter that is assigned",
  "A function expression that mentions its own name",
  "A variable that cannot be resolved",
  "An assignment to `…`",
  "`…`",
];
