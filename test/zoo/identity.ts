/** What is the same under another name: what natives give back, views of one buffer, members by computed keys, constants in classes. */
import type { Program } from "../support/program.ts";

export const identity: readonly Program[] = [
  {
    name: "Object.freeze gives back what it got",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = Object.freeze({ v: x * x }); return o.v * x; }`,
    args: "0.7",
  },
  {
    name: "Object.seal gives back what it got, which is written",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = Object.seal({ v: x * x }); o.v *= x; return o.v * x; }`,
    args: "0.7",
  },
  {
    name: "Object.preventExtensions, of nested objects",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = Object.preventExtensions({ v: [x * x] }); return o.v[0] * x; }`,
    args: "0.7",
  },
  {
    name: "valueOf of an object and of a list",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = { v: x * x }; const l = [x]; return o.valueOf().v * l.valueOf()[0]; }`,
    args: "0.7",
  },
  {
    name: "the cause of an error",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = { v: x * x }; const e = new Error("m", { cause: o }); return e.cause.v * x; }`,
    args: "0.7",
  },
  {
    name: "keys of a Map that are objects",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const k = { v: x * x }; const m = new Map([[k, x]]); return [...m.keys()][0].v * m.get(k); }`,
    args: "0.7",
  },
  {
    name: "a view of an array's buffer",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const a = new Float64Array([x * x]); const b = new Float64Array(a.buffer); return b[0] * x; }`,
    args: "0.7",
  },
  {
    name: "a view of an array's buffer, by a pattern, that is written",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const a = new Float64Array(4); const { buffer } = a; const v = new Float64Array(buffer); a[0] = x * x; v[0] *= x; return v[0] * a[0]; }`,
    args: "0.7",
  },
  {
    name: "a view of an array's buffer, by a computed key",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const a = new Float64Array(4); const v = new Float64Array(a["buf" + "fer"]); a[0] = x * x; return v[0] * x; }`,
    args: "0.7",
  },
  {
    name: "a computed key that is the length of a list",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = [x * x, 2]; const k = keys[0]; const n = o[k]; o[k] = n; return n * x + o[0] * x; }`,
    args: "0.7",
  },
  {
    name: "computed keys, one of them the length of a list",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = [x * x, 2, 3]; let s = 0; for (const k of [keys[0], "0"]) { const v = o[k]; s += typeof v === "number" ? v * x : 1; } return s; }`,
    args: "0.7",
  },
  {
    name: "a computed key that is the length of a typed array",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = new Float64Array([x * x, 2]); const n = o[keys[0]]; return n * x + o[0] * x; }`,
    args: "0.7",
  },
  {
    name: "a computed key that is the size of a Map",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = new Map([[0, x * x]]); const n = o[keys[1]]; return n * x + o.get(0) * x; }`,
    args: "0.7",
  },
  {
    name: "a computed key that is a field called length",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = { length: x * x, size: x }; return o[keys[0]] * o[keys[1]]; }`,
    args: "0.7",
  },
  {
    name: "a named property of a list",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const o = Object.assign([x * x, 2], { extra: x * 5 }); const k = keys[2]; return o[k] * o[0]; }`,
    args: "0.7",
  },
  {
    name: "a field of a class that mentions constants",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const a = [1, x]; let i = 1; class K { f = a[i]; g() { return this.f * x; } } const k = new K(); k.f *= 2; return k.g(); }`,
    args: "0.7",
  },
  {
    name: "a static block that mentions constants",
    source: `const keys = ["length", "size", "extra"];
function f(x) { "differentiable"; const a = [1, x]; let i = 1; class K { static f = 0; static { K.f = a[i] * x; } } return K.f * x; }`,
    args: "0.7",
  },
];
