/** What an ordinary call can do and a gradient cannot: an error with a code, never a wrong number. */
import type { Program } from "../support/program.ts";

export const refused: readonly Program[] = [
  {
    name: "an active number goes into an unmarked function",
    source: `const unseen = new Function("x", "return x * x");
function f(x) { "differentiable"; return unseen(x) + x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an active array goes into an unmarked function",
    source: `const unseen = new Function("xs", "return xs[0] * 2");
function f(xs) { "differentiable"; xs[0] *= 2; return unseen(xs); }`,
    args: "[1.5]",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an active array reaches an unmarked function inside an object",
    source: `const unseen = new Function("o", "return o.list[0] * 2");
function f(x) { "differentiable"; const list = [x]; return unseen({ list }); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a JSON round trip",
    source: `function f(o) { "differentiable"; const copy = JSON.parse(JSON.stringify({ v: o.v * 2 })); return copy.v * o.v; }`,
    args: "{ v: 1.5 }",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bytes read back through another element type",
    source: `function f(x) { "differentiable"; const floats = new Float64Array([x]); const bytes = new Float32Array(floats.buffer); return bytes[1] * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a DataView",
    source: `function f(x) { "differentiable"; const view = new DataView(new ArrayBuffer(8)); view.setFloat64(0, x); return view.getFloat64(0) * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "gradient of something that is no number",
    source: `function f(x) { "differentiable"; return String(x); }`,
    args: "1.5",
    refused: "NOT_SCALAR",
  },
  {
    name: "gradient of an array",
    source: `function f(x) { "differentiable"; return [x, x * x]; }`,
    args: "1.5",
    refused: "NOT_SCALAR",
  },
];
