import { gradient } from "@fluxion/runtime";

function norm(xs) {
  let sum = 0;
  for (const x of xs) sum += x * x;
  return Math.sqrt(sum);
}

function decay(state, rate, steps) {
  for (let i = 0; i < steps; i++) state.level *= Math.exp(-rate);
  return state.level;
}

function through(g, x) {
  let y = g(x);
  y *= x;
  return y;
}

gradient(norm, [3, 4]);
gradient(decay, { level: 1 }, 0.1, 10);
gradient(through, (x) => x, 1);
