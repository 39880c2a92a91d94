/** Libraries that differentiate programs over arrays. */
import { createRequire } from "node:module";
import { arrayPrograms } from "./array-programs.js";
import { versionOf } from "./versions.js";

const require = createRequire(import.meta.url);

/** TensorFlow.js on a backend: a tape of each call, in single precision. */
async function tensorflow(backend, name) {
  const tf = require("@tensorflow/tfjs");
  if (backend === "wasm") require("@tensorflow/tfjs-backend-wasm");
  await tf.setBackend(backend);
  await tf.ready();
  // Comparisons have no gradient there, and `where` asks for one.
  const compare = tf.customGrad((a, b) => ({
    value: tf.less(a, b),
    gradFunc: () => [tf.zerosLike(a), tf.zerosLike(b)],
  }));
  const T = {
    ...tf,
    max: tf.maximum,
    min: tf.minimum,
    matmul: tf.matMul,
    sum: (x, axis) => tf.sum(x, axis),
    logSumExp: (x, axis) => tf.logSumExp(x, axis),
    less: (a, b) => compare(tf.add(a, 0), tf.add(b, 0)),
    slice: (x, axis, from, to) =>
      tf.slice(
        x,
        x.shape.map((_, i) => (i === axis ? from : 0)),
        x.shape.map((n, i) => (i === axis ? to - from : n)),
      ),
    constant: (lists) => tf.keep(tf.tensor(lists)),
    index: (list) => tf.keep(tf.tensor1d(list, "int32")),
  };
  const builds = Object.fromEntries(
    Object.entries(arrayPrograms(T)).map(([id, { inputs, make }]) => [
      id,
      async () => {
        await tf.setBackend(backend);
        const program = make();
        const given = inputs.map(([list, shape]) => tf.keep(tf.tensor(Float32Array.from(list), shape)));
        const gradients = tf.grads(program);
        return () => {
          tf.setBackend(backend);
          return tf.tidy(() => gradients(given).map((g) => g.dataSync()));
        };
      },
    ]),
  );
  return { name, version: versionOf("@tensorflow/tfjs"), precision: "single", builds };
}

export const tensorflowCpu = () => tensorflow("cpu", "TensorFlow.js cpu");
export const tensorflowWasm = () => tensorflow("wasm", "TensorFlow.js wasm");

/** jax-js on WebAssembly, in double precision. An operation uses its operands up: `ref` keeps them. */
async function jax(isCompiled, name) {
  const J = await import("@jax-js/jax");
  const { numpy: np } = J;
  await J.init("wasm");
  J.defaultDevice("wasm");
  const kept = (x) => (typeof x === "number" ? x : x.ref);
  const one = (f) => (x) => f(kept(x));
  const two = (f) => (a, b) => f(kept(a), kept(b));
  const array = (list, shape) => {
    const made = np.array(list, { dtype: np.float64 });
    return shape === undefined ? made : made.reshape(shape);
  };
  const T = {
    add: two(np.add),
    sub: two(np.subtract),
    mul: two(np.multiply),
    div: two(np.divide),
    max: two(np.maximum),
    min: two(np.minimum),
    less: two(np.less),
    atan2: two(np.arctan2),
    pow: two(np.power),
    matmul: two(np.matmul),
    neg: one(np.negative),
    abs: one(np.abs),
    sin: one(np.sin),
    cos: one(np.cos),
    exp: one(np.exp),
    log: one(np.log),
    sqrt: one(np.sqrt),
    square: one(np.square),
    tanh: one(np.tanh),
    transpose: one(np.transpose),
    where: (c, a, b) => np.where(kept(c), kept(a), kept(b)),
    sum: (x, axis) => np.sum(kept(x), axis),
    logSumExp: (x, axis) => J.nn.logsumexp(kept(x), axis),
    reshape: (x, shape) => kept(x).reshape(shape),
    slice: (x, axis, from, to) => kept(x).slice(...Array(axis).fill([]), [from, to]),
    concat: (list, axis) => np.concatenate(list.map(kept), axis),
    gather: (x, index) => np.take(kept(x), kept(index), 0),
    constant: (lists) => array(lists),
    index: (list) => np.array(list, { dtype: np.int32 }),
  };
  const builds = Object.fromEntries(
    Object.entries(arrayPrograms(T)).map(([id, { inputs, make }]) => [
      id,
      () => {
        const given = inputs.map(([list, shape]) => array(Array.from(list), shape));
        const gradients = J.grad(make(), { argnums: given.map((_, i) => i) });
        const compiled = isCompiled ? J.jit(gradients) : gradients;
        return () => compiled(...given.map(kept)).map((g) => g.dataSync());
      },
    ]),
  );
  // Its exponentials and sines are approximations.
  return { name, version: versionOf("@jax-js/jax"), precision: "approximate", builds };
}

export const jaxEager = () => jax(false, "jax-js");
export const jaxCompiled = () => jax(true, "jax-js jit");
