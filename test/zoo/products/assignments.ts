/** Everything that can be assigned × every way to assign × every place to do so. */
import type { Program } from "../../support/program.ts";
import { some, type Text } from "./some.ts";

/** What is assigned, after the statements that make it. It is `x` in the beginning. */
const targets: Readonly<Record<string, readonly [setup: string, target: string]>> = {
  local: [`let t = x;`, `t`],
  captured: [`let t = x; const touch = () => { t *= 1; };`, `t`],
  capturedInner: [`let t = x; const peek = () => t;`, `t`],
  param: [``, `p`],
  mod: [`m = x;`, `m`],
  field: [`const o = { v: x };`, `o.v`],
  deep: [`const o = { a: { v: [x, 2] } };`, `o.a.v[0]`],
  elem: [`const a = [2, x];`, `a[1]`],
  elemVar: [`const a = [2, x]; let i = 1;`, `a[i]`],
  typed: [`const a = new Float64Array([1, x]);`, `a[1]`],
  computed: [`const o = { k0: x }; let i = 0;`, "o[`k${i}`]"],
  sideKey: [`const a = [x, x, x, x, x, x, x, x]; let i = 0;`, `a[(i++, i % 8)]`],
  thisf: [`const o = new C(x);`, `o.v`],
  accessor: [`const o = new C(x);`, `o.acc`],
  priv: [`const o = new C(x);`, `o.p`],
  statik: [`C.s = x;`, `C.s`],
  modField: [`box.v = x;`, `box.v`],
  sym: [`const o = { [sym]: x };`, `o[sym]`],
  aliased: [`const o = { v: x }; const al = [o]; `, `al[0].v`],
};

/** What runs at the end of those with a closure. */
const atEnd: Readonly<Record<string, string>> = { captured: "touch();", capturedInner: "s += peek();" };

const assignments: Readonly<Record<string, Text>> = {
  set: (t) => `${t} = s * x`,
  add: (t) => `${t} += x`,
  sub: (t) => `${t} -= s`,
  mul: (t) => `${t} *= x`,
  div: (t) => `${t} /= (1 + x)`,
  pow: (t) => `${t} **= 2`,
  mod: (t) => `${t} %= 0.31`,
  inc: (t) => `${t}++`,
  preinc: (t) => `++${t}`,
  dec: (t) => `${t}--`,
  predec: (t) => `--${t}`,
  and: (t) => `${t} &&= x * s`,
  or: (t) => `${t} ||= x`,
  nn: (t) => `${t} ??= x`,
  chain: (t) => `${t} = s = ${t} * x`,
  selfmul: (t) => `${t} *= ${t} + x`,
  darr: (t) => `[${t}] = [s * x]`,
  dswap: (t) => `[${t}, s] = [s, ${t}]`,
  dobj: (t) => `({ q: ${t} = x } = { q: s })`,
  drest: (t) => `[, ${t}] = [1, x * s]`,
  nest: (t) => `${t} = (${t} *= 2) + ${t}`,
  shift: (t) => `${t} = (s += ${t}, s * ${t})`,
};

const contexts: Readonly<Record<string, Text>> = {
  stmt: (e) => `${e};`,
  twice: (e) => `${e}; ${e};`,
  iff: (e) => `if (x > 0) { ${e}; } else { s = 0; }`,
  noif: (e) => `if (x < 0) { ${e}; }`,
  loop: (e) => `for (let n = 0; n < 3; n++) { ${e}; s += x; }`,
  wtest: (e) => `let n = 0; while ((${e}, n++ < 2)) { s *= x; }`,
  upd: (e) => `for (let n = 0; n < 2; n++, ${e}) { s *= x; }`,
  init: (e) => `for (${e}; false; ) {}`,
  dotest: (e) => `let n = 0; do { s += x; } while ((${e}, n++ < 2));`,
  sw: (e) => `switch (2) { case (${e}, 1): s = 7; case 2: ${e}; case 3: s += x; break; default: s = 1; }`,
  trys: (e) => `try { ${e}; throw x; } catch (err) { s += err; }`,
  catches: (e) => `try { throw x; } catch (err) { ${e}; s += err; } finally { s *= x; }`,
  fin: (e) => `try { s *= x; } finally { ${e}; }`,
  throwing: (e) => `try { thrower(${e}, x); } catch (err) { s += err; }`,
  arrow: (e) => `(() => { ${e}; })(); s *= 1;`,
  nested: (e) => `const g = () => ${e}; g(); s += x; g();`,
  gen: (e) => `for (const q of (function* () { yield 1; ${e}; yield x; })()) s += q;`,
  deflt: (e) => `const g = (q = ${e}) => +q; s += g();`,
  tmpl: (e) => "s += `${" + e + "}`.length * 0;",
  comma: (e) => `s += (${e}, x);`,
  cond: (e) => `s += x > 0 ? +(${e}) : 1;`,
  condElse: (e) => `s *= x < 0 ? 2 : (${e}, x);`,
  logic: (e) => `x > 0 && (${e});`,
  logic2: (e) => `s += (x < 0 || (${e}, x));`,
  nullish: (e) => `undefined ?? (${e});`,
  arg: (e) => `s += id((${e}, x), s);`,
  arrlit: (e) => `s += [x, (${e}, 2), s][2];`,
  objlit: (e) => `s += { a: x, b: (${e}, s) }.b;`,
  spread: (e) => `s += Math.max(...[x, (${e}, s)]);`,
  callback: (e) => `[1, 2].forEach(() => { ${e}; });`,
  reduce: (e) => `s += [1, 2].reduce((q, w) => (${e}, q * w + x), 1);`,
  getter: (e) => `s += ({ get g() { ${e}; return x; } }).g;`,
  cls: (e) => `class K { f = (${e}, x); m() { ${e}; return this.f; } } s += new K().m();`,
  unary: (e) => `s += -(${e}, x);`,
  member: (e) => `s += [x, s][(${e}, 1)];`,
  opt: (e) => `s += ({ f: (q) => q * x })?.f((${e}, s));`,
  label: (e) => `l: { ${e}; if (s > -9) break l; s = 0; }`,
  forof: (e) => `for (const q of [x, (${e}, 2)]) s *= q;`,
  ret: (e) => `const g = () => { try { return s * x; } finally { ${e}; } }; s += g();`,
  del: (e) => `const d = { q: x }; delete d[(${e}, "q")]; s += x;`,
  typeofx: (e) => `s += typeof (${e}) === "number" ? x : 1;`,
  newarg: (e) => `s += new C((${e}, s)).v;`,
  sup: (e) => `class S extends C { constructor(q) { super((${e}, q * x)); } } s += new S(s).v;`,
  tagged: (e) => "s += ((_, q) => q)`a${(" + e + ", s)}b`;",
  rec: (e) => `const g = (n) => { ${e}; return n > 0 ? g(n - 1) * x : x; }; s += g(2);`,
  par: (e) => `s += ((a, b) => a * b)(s, (${e}, s));`,
  left: (e) => `s = s + (${e}, s);`,
  left2: (e) => `s += (${e}, s);`,
  keyed: (e) => `const o2 = { [(${e}, "k")]: s }; s += o2.k;`,
};

const assigned = `let m = 1; const box = { v: 1 }; const sym = Symbol("s"); const id = (a, b) => a * b; const thrower = (a, b) => { throw a * b; };
class C { #p; static s = 1; constructor(v) { this.v = v; this.w = v * 2; this.#p = v; } get acc() { return this.w; } set acc(q) { this.w = q * 1.5; } get p() { return this.#p; } set p(q) { this.#p = q; } }
`;

export function assignmentsEverywhere(every: number): Program[] {
  const all = Object.entries(targets).flatMap(([target, [setup, place]]) =>
    Object.entries(assignments).flatMap(([how, assign]) =>
      Object.entries(contexts).map(([where, context]): Program => ({
        name: `${target}, ${how}, ${where}`,
        source: `${assigned}function f(x, p = x) { "differentiable"; let s = x * 1.3; ${setup} ${context(assign(place))} ${atEnd[target] ?? ""} return s + 2 * ${place} * x; }`,
        args: "0.7",
        // What a pattern takes apart is made a number there.
        ...(PATTERNS.has(how) && NUMERIC.has(where) ? { refused: "NOT_DIFFERENTIABLE" } : {}),
      })),
    ),
  );
  return some(all, every);
}

const PATTERNS = new Set(["darr", "dswap", "dobj", "drest"]);
const NUMERIC = new Set(["throwing", "deflt", "cond"]);
