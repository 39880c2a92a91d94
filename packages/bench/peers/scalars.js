/** Libraries that differentiate programs over single numbers. */
import { createRequire } from "node:module";
import { numbersOf, workloads } from "./data.js";
import { programs } from "./scalar-programs.js";
import { versionOf } from "./versions.js";

const require = createRequire(import.meta.url);

/** By each workload's id: what makes the gradient of its program. */
const eachProgram = (O, make) =>
  Object.fromEntries(Object.entries(programs(O)).map(([id, program]) => [id, () => make(program, numbersOf(id))]));

/** `@penrose/core`: a graph, compiled once to WebAssembly; what is not active is compiled into it. */
export async function penrose() {
  const { variable, genGradient } = await import("@penrose/core/dist/engine/Autodiff");
  const F = await import("@penrose/core/dist/engine/AutodiffFunctions");
  const O = {
    ...F,
    log: F.ln,
    less: (a, b, yes, no) => F.ifCond(F.lt(a, b), yes(), no()),
  };
  const builds = eachProgram(O, async (program, numbers) => {
    const inputs = numbers.map((x) => variable(x));
    const compiled = await genGradient(inputs, [program(inputs)], []);
    const masks = { inputMask: inputs.map(() => true), objMask: [true], constrMask: [] };
    const at = Float64Array.from(numbers);
    return () => {
      const gradient = new Float64Array(at.length);
      compiled(masks, at, 0, gradient);
      return gradient;
    };
  });
  return { name: "Penrose", version: versionOf("@penrose/core"), builds };
}

/** adnn: a tape of closures; tensors where there are any. */
export async function adnn() {
  const ad = require("adnn/ad");
  // Its tensors look for it there.
  globalThis.ad = ad;
  const Tensor = require("adnn/tensor");
  const S = ad.scalar;
  const builds = eachProgram(
    { ...S, less: (a, b, yes, no) => (S.lt(a, b) ? yes() : no()) },
    (program, numbers) => () => {
      const inputs = numbers.map((x) => ad.lift(x));
      program(inputs).backprop();
      return inputs.map((x) => ad.derivative(x));
    },
  );
  const tensor = (list, dims = [list.length]) => new Tensor(dims).fromFlatArray(list);
  const { add, sub, mul, neg, exp, tanh, dot, sumreduce, range, get } = ad.tensor;
  builds.c = () => () => {
    const list = workloads.get("c").args[0];
    const x = ad.lift(tensor(list));
    S.add(
      S.log(
        sumreduce(
          exp(
            sub(
              x,
              list.reduce((a, b) => Math.max(a, b)),
            ),
          ),
        ),
      ),
      0,
    ).backprop();
    return ad.derivative(x).toFlatArray();
  };
  builds.e = () => {
    const [{ W, b, V }, inputs, targets] = workloads.get("e").args;
    const columns = Array.from(targets, (_, n) => tensor(inputs.subarray(32 * n, 32 * n + 32), [32, 1]));
    return () => {
      const weights = [tensor(W, [16, 32]), tensor(b, [16, 1]), tensor(V, [1, 16])].map((t) => ad.lift(t));
      let loss = 0;
      columns.forEach((x, n) => {
        const y = get(dot(weights[2], tanh(add(dot(weights[0], x), weights[1]))), 0);
        const miss = S.sub(y, targets[n]);
        loss = S.add(loss, S.mul(miss, miss));
      });
      S.div(loss, targets.length).backprop();
      return weights.map((w) => ad.derivative(w).data);
    };
  };
  builds.f = () => () => {
    const list = workloads.get("f").args[0];
    const x = ad.lift(tensor(list));
    const [u, v] = [range(x, 0, list.length - 1), range(x, 1, list.length)];
    const [a, b] = [add(neg(u), 1), sub(v, mul(u, u))];
    sumreduce(add(mul(a, a), mul(mul(b, b), 100))).backprop();
    return ad.derivative(x).toFlatArray();
  };
  return { name: "adnn", version: versionOf("adnn"), builds };
}

/** ad.js, in reverse, first order. */
export async function adjs() {
  const ad = require("ad.js")({ mode: "r", noHigher: true });
  const O = {
    ...ad,
    ...ad.maths,
    neg: (x) => ad.sub(0, x),
    atan2: ad.maths.atan2 ?? ad.maths.atan,
    tanh: (x) => ad.sub(1, ad.div(2, ad.add(ad.maths.exp(ad.mul(2, x)), 1))),
    less: (a, b, yes, no) => (ad.lt(a, b) ? yes() : no()),
  };
  const builds = eachProgram(O, (program, numbers) => {
    const gradient = ad.gradientR(program);
    return () => gradient(numbers);
  });
  return { name: "ad.js", version: versionOf("ad.js"), builds };
}

/** simplegrad: a graph, from which JavaScript is generated. */
export async function simplegrad() {
  const { Variable, ValueStorage } = await import("simplegrad");
  let storage;
  let constants;
  const lift = (x) => {
    if (x instanceof Variable) return x;
    const made = new Variable(storage);
    constants.push([made, x]);
    return made;
  };
  const two = (name) => (a, b) => lift(a)[name](lift(b));
  const one = (name) => (a) => lift(a)[name]();
  const missing = (what) => () => {
    throw new Error(`not expressible (no ${what})`);
  };
  const [add, sub, mul, div, exp] = [two("add"), two("sub"), two("mul"), two("div"), one("exp")];
  const O = {
    add,
    sub,
    mul,
    div,
    exp,
    neg: (x) => mul(x, -1),
    sin: one("sin"),
    cos: one("cos"),
    log: one("log"),
    sqrt: (x) => lift(x).pow(0.5),
    pow: (x, k) => lift(x).pow(k),
    tanh: (x) => sub(1, div(2, add(exp(mul(x, 2)), 1))),
    atan2: missing("atan2"),
    less: missing("branches"),
  };
  const builds = eachProgram(O, (program, numbers) => {
    storage = new ValueStorage();
    constants = [];
    const inputs = numbers.map(() => new Variable(storage));
    const result = program(inputs);
    result.compile();
    for (const [made, x] of constants) made.setValue(x);
    return () => {
      for (let i = 0; i < inputs.length; i++) inputs[i].setValue(numbers[i]);
      result.forward();
      result.setGradient(1);
      result.backward();
      return Float64Array.from(inputs, (x) => x.getGradient());
    };
  });
  return { name: "simplegrad", version: versionOf("simplegrad"), builds };
}
