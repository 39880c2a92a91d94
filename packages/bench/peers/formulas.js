/** What needs no program of its own: central differences of the function itself, and derivatives of formulas. */
import { createRequire } from "node:module";
import { argsOf, numbersOf, workloads } from "./data.js";
import { versionOf } from "./versions.js";

const require = createRequire(import.meta.url);

/** Puts numbers in the places of the numbers of a value. */
function filled(value, next) {
  if (typeof value === "number") return next();
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return value.map((part) => filled(part, next));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, filled(part, next)]));
}

/** Two calls of the function for each number. */
export async function central() {
  const builds = {};
  for (const [id, { f, args, wrt }] of workloads) {
    builds[id] = () => {
      const numbers = numbersOf(id);
      const valueAt = (list) => {
        let at = 0;
        return f(...args.map((arg, i) => (wrt.includes(i) ? filled(arg, () => list[at++]) : arg)));
      };
      return () =>
        numbers.map((x, i) => {
          const step = 6e-6 * Math.max(1, Math.abs(x));
          const above = valueAt(numbers.with(i, x + step));
          return (above - valueAt(numbers.with(i, x - step))) / (2 * step);
        });
    };
  }
  return { name: "central differences", version: "", precision: "approximate", builds };
}

/** mathjs: the derivative of an expression, compiled; what loops over data does so outside. */
export async function mathjs() {
  const { derivative } = require("mathjs");
  const slopes = (expression, names) => names.map((name) => derivative(expression, name).compile());
  /** The sum over data of the derivatives of one term. */
  const summed = (expression, names, scopes, scale = 1) => {
    const compiled = slopes(expression, names);
    return () => {
      const gradient = names.map(() => 0);
      for (const scope of scopes)
        for (let i = 0; i < names.length; i++) gradient[i] += scale * compiled[i].evaluate(scope);
      return gradient;
    };
  };
  const builds = {
    a: () => summed("sin(cos(x))", ["x"], [{ x: argsOf("a")[0] }]),
    b: () => summed(`x^${argsOf("b")[1]}`, ["x"], [{ x: argsOf("b")[0] }]),
    d() {
      const [weights, bias, rows, labels] = argsOf("d");
      const names = weights.map((_, i) => `w${i}`);
      const z = names.map((name, i) => `${name} * x${i}`).join(" + ");
      const given = Object.fromEntries(weights.map((w, i) => [`w${i}`, w]));
      const scopes = rows.map((row, n) => ({
        ...given,
        ...Object.fromEntries(row.map((x, i) => [`x${i}`, x])),
        bias,
        side: labels[n] > 0 ? -1 : 1,
      }));
      return summed(`log(1 + exp(side * (${z} + bias)))`, [...names, "bias"], scopes, 1 / rows.length);
    },
    f() {
      const [x] = argsOf("f");
      const [da, db] = slopes("(1 - a)^2 + 100 * (b - a^2)^2", ["a", "b"]);
      return () => {
        const gradient = new Float64Array(x.length);
        for (let i = 0; i + 1 < x.length; i++) {
          const scope = { a: x[i], b: x[i + 1] };
          gradient[i] += da.evaluate(scope);
          gradient[i + 1] += db.evaluate(scope);
        }
        return gradient;
      };
    },
    g() {
      const [curve, samples] = argsOf("g");
      const scopes = samples.map((sample) => ({ ...curve, ...sample }));
      return summed("(amplitude * exp(-rate * t) + floor - y)^2", Object.keys(curve), scopes);
    },
  };
  for (const id of workloads.keys()) builds[id] ??= "not expressible";
  return { name: "mathjs", version: versionOf("mathjs"), builds };
}
