/** What a class of the file calls its accessor × everything else that has a member of that name, or might. */
import type { Program } from "../../support/program.ts";
import { some, type Text } from "./some.ts";

const names = ["length", "size", "value", "done", "x", "map", "push", "get", "name", "buffer", "next", "keys", "then"];

/** Statements of f(x), by the name. */
const uses: Readonly<Record<string, Text>> = {
  "a list is read": () =>
    `const a = [x, x * x]; let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * a.length; return s;`,
  "a list of what may be a number": (n) =>
    `const a = [x, x * x]; return a[1] * (typeof a.${n} === "number" ? a.${n} : 1);`,
  "a list is cut": () =>
    `const a = [x, x * x, 1]; a.length = 2; a.length--; a.length += 1; a[1] = x; return a.length * a[0] * a[1];`,
  "a pattern": () => `const a = [x, x * x]; const { length, 0: p, ...r } = a; return length * p * r[1];`,
  "what may be missing": () =>
    `const a = [x, x * x]; const b = null; return (a?.length ?? 0) * a?.[0] * (b?.length ?? x);`,
  "a typed array": () =>
    `const t = new Float64Array([x, x * 2]); let s = 0; for (let i = 0; i < t.length; i++) s += t[i] ** 2 * t.length; return s + t.byteLength * t.BYTES_PER_ELEMENT;`,
  "a Map": () =>
    `const m = new Map([["a", x]]); m.set("b", x * x); let s = 0; for (const [k, v] of m) s += v * m.size; return s * m.get("a") * [...m.keys()].length;`,
  "a Set": () => `const m = new Set(["a", "b"]); m.add("c"); return m.size * x * x;`,
  "a text": () => `const t = "hello"; return t.length * x * x;`,
  "a function": () => `const q = (a, b) => a * b * x; return q(x, x) * q.length + q.name.length;`,
  "its arguments": () => `const q = function () { return arguments.length * arguments[0]; }; return q(x * x, 1);`,
  "methods of a list": () =>
    `const a = [x]; a.push(x * x); return a.map((v) => v * x).reduce((p, q) => p + q, 0) * [...a.keys()].length;`,
  "a field": (n) => `const o = { "${n}": x * x, y: x }; o["${n}"] *= o.y; o.y = o["${n}"]; return o.y * x;`,
  "a field by a key": (n) =>
    `const o = { "${n}": x, z: x * x }; let s = 0; for (const k of Object.keys(o)) s += o[k] * o[k]; const k = "${n}"; o[k] = s; return o[k] * s;`,
  "the accessor": (n) => `const v = new V(x); const p = v["${n}"]; v["${n}"] = x * p; return v["${n}"] * v.h;`,
  "an object in an object": (n) =>
    `const o = { l: [x, x * x], t: { "${n}": x } }; return o.l.length * o.l[1] * o.t["${n}"];`,
  "a field that is swapped": (n) =>
    `const o = { "${n}": x, q: x * x }; [o["${n}"], o.q] = [o.q, o["${n}"] * x]; return o["${n}"] * o.q ** 2;`,
  "a field that is counted": (n) =>
    `const o = { "${n}": x }; o["${n}"]++; const k = o["${n}"]--; return k * o["${n}"];`,
  "a field that is set by need": (n) =>
    `const o = { "${n}": 0 }; o["${n}"] ||= x; o["${n}"] &&= o["${n}"] * x; o.zz ??= x; return o["${n}"] * o.zz;`,
};

export const accessorsOfNames = (every: number): readonly Program[] =>
  some(
    names.flatMap((n) =>
      Object.entries(uses).map(([use, body]) => ({
        name: `an accessor ${n}; ${use}`,
        source: `class V { constructor(h) { this.h = h; } get ${n}() { return this.h * this.h; } set ${n}(w) { this.h = w * 2; } }
function f(x) { "differentiable"; ${body(n)} }`,
        args: "0.7",
      })),
    ),
    every,
  );
