/** Names that mean two things in one function: what shadows is another variable, whatever a sweep makes of the blocks. */
import type { Program } from "../support/program.ts";

const sources: Readonly<Record<string, string>> = {
  "an object in a block": `const cfg = { k: 3 };
function f(x) { "differentiable"; let r = x; { let cfg = { k: x }; r *= cfg.k; } return r * cfg.k; }`,
  "a constant in a block": `const k = 2;
function f(x) { "differentiable"; let s = x; { const k = x * 3; s *= k; } return s + k * x; }`,
  "a class in a block": `class V { g() { return 2; } }
function f(x) { "differentiable"; let s = 0; { class V { g() { return 7 * x; } } s += new V().g(); } return s + new V().g() * x; }`,
  "a global in a block": `function f(x) { "differentiable"; let s = x; { const Math = { sin: (y) => y * 3 }; s *= Math.sin(x); } return s + Math.sin(x); }`,
  "a global in the head of a loop": `function f(x) { "differentiable"; let s = x; for (let Number = 0; Number < 3; Number++) s *= x; return s + Number("3"); }`,
  "a constant in the head of a loop": `const n = 2;
function f(x) { "differentiable"; let s = x; for (let n = 0; n < 3; n++) s *= x; return s * n; }`,
  "a constant in a branch": `const k = 2;
function f(x) { "differentiable"; let s = x; if (x > 0) { const k = x * 3; s *= k; } return s + k * x; }`,
  "a variable of the module that is assigned": `let k = 2;
function f(x) { "differentiable"; { let k = x; k *= 2; x *= k; } k = x; return k * x; }`,
  "a constant, used before the block": `const k = 2;
function f(x) { "differentiable"; const a = x * k; { const k = a * 3; x *= k; } return a * x; }`,
  "a parameter of a constructor beside a field": `const gain = 3; class A { gain = gain; constructor(gain) { this.b = gain * this.gain; } }
function f(x) { "differentiable"; const o = new A(x); return o.b + o.gain; }`,
  "a counter of the module in a field": `let n = 0; class A { id = n++; constructor(n) { this.n = n; } }
function f(x) { "differentiable"; const a=new A(x*2); return a.n*x+a.id*0+n*0; }`,
  "a local of a constructor beside a field": `const q=5; class A { a = q; constructor(p) { const q = p*2; this.z=q } }
function f(x) { "differentiable"; const a=new A(x); return a.z*x*a.a }`,
  "a parameter called Math beside a field": `class A { n = Math.max(1, 2); constructor(Math) { this.m=Math } }
function f(x) { "differentiable"; const a=new A(x); return a.n*a.m }`,
  "a local beside a default": `const k = 2;
function f(x, s = k) { "differentiable"; let k = x * 3; return s * k; }`,
  "a block before a variable that a closure sees": `function f(x) { "differentiable"; {const k = x*3; x+=k;} const k = x*2; const g=()=>k; return g()*x }`,
  "constants of two loops that closures see": `function f(x) { "differentiable"; let s=0; for (const y of [1,2]) { const k=x*y; const g=()=>k; s+=g() } for (const y of [1,2]) { const k=x*y*y; const g=()=>k*k; s+=g() } return s }`,
  "a constant of a block that a closure assigns with": `const k=2;
function f(x) { "differentiable"; let s=x; { const k=x*3; [1].forEach(()=> { s*=k }) } return s+k*x; }`,
  "a constant of a block, and a closure that sees the outer one": `const k=2;
function f(x) { "differentiable"; let s=x; { const k=x*3; s*=k } const g=()=>k*x; return s+g(); }`,
  "a parameter called Math": `function f(Math) { "differentiable"; return Math*Math; }`,
  "a property called Number, beside a text that is read": `const kinds = { Number: 2, Symbol: 3 };
function f(x) { "differentiable"; const s = "3"; const [a, b] = new Set([x, 2]); return { kind: kinds.Number, other: kinds.Symbol, value: +s * a * b }.value; }`,
  "locals called Object and Reflect": `function f(x) { "differentiable"; const Object=x*2, Reflect=x; return Object*Reflect + x**3; }`,
  "a part of Math": `const PI=3;
function f(x) { "differentiable"; const {PI: p, sqrt} = Math; { let PI = x; x*=PI } return x*PI*p + sqrt(x); }`,
  "the variable of a loop like a function": `function dist(a){ return a*3 }
function f(x) { "differentiable"; let t=0; for (const dist of [1,2]) t+=dist*x; return t+dist(x) }`,
  "a block of a closure": `const x2=3;
function f(x) { "differentiable"; const g=(y)=>{ { const x2=y*y; y+=x2 } return y*x2 }; return g(x) }`,
  "a counter like a variable of the module": `let total=0;
function f(x) { "differentiable"; for (let total=1; total<3; total++) x*=total; total=x*x; return total*x }`,
  "a parameter of a callback like a list": `const w=[2,3];
function f(x) { "differentiable"; const r=w.map((w)=>w*x); for (const w of r) x+=w; return x*w[0] }`,
  "a constant of a block that a callback sees": `const k=2;
function f(x) { "differentiable"; let s=x; { const k=x*3; s*=k; const q=[1,2].map((y)=>y*k); s+=q[1] } return s+k*x; }`,
  "a constant of a `finally` that a closure sees": `function f(x, y = 1.2) { "differentiable"; const d = y * 2; const r = Math.sin(d); try { x *= 2; } finally { const d = x; const c = () => d; x *= c(); } return r * x; }`,
  "a constant of a `catch` that a closure sees": `function f(x, y = 1.2) { "differentiable"; const d = y * 2; let r = Math.sin(d); try { throw x; } catch (e) { const d = x * 2; const c = () => d; x *= Math.tanh(c()); } return r * x + d; }`,
  "a constant of a block that a closure sees": `function f(x, y = 1.2) { "differentiable"; const d = y * 2; let r = Math.sin(d); { const d = x * 2; const c = () => d; x *= Math.tanh(c()); } return r * x + d; }`,
  "a variable, and a constant of a `finally`": `function f(x, y = 1.2) { "differentiable"; let d = y * 2; let r = d * d; d = Math.exp(r * 0.1); try { x *= 1.1; } finally { const d = x * 2; const c = () => d; x *= c(); } return r * x; }`,
  "a counter, and a constant of a `try`": `function f(x) { "differentiable"; let s = 0; for (let d = 0; d < 2; d++) { try { const d = x * 5; const g = () => d; s += g(); } catch (e) { s = 0; } s += d; } return s; }`,
  "a default of an arrow, and a variable of its body": `function f(y) { "differentiable"; const c = y; const g = (a = c) => { let c = 1.6; const e = () => c; return a * e(); }; return g(); }`,
  "a default of an arrow in a switch": `function f(y) { "differentiable"; let b = y; const g = (c = b) => { const b = y * 2; switch (1) { default: const h = (d = b) => d; return h() * c; } }; return g(); }`,
};

export const shadowing: readonly Program[] = Object.entries(sources).map(([name, source]) => ({
  name,
  source,
  args: "1.3",
}));
