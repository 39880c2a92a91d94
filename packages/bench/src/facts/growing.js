/** Functions of inputs of any size, for growth.ts: what time an element takes must not depend on how many there are. */
import { numbers } from "../workloads/numbers.js";

export function rosenbrock(x) {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += (1 - x[i]) ** 2 + 100 * (x[i + 1] - x[i] ** 2) ** 2;
  return sum;
}

export function logSumExp(xs) {
  let largest = -Infinity;
  for (const x of xs) if (x > largest) largest = x;
  let sum = 0;
  for (const x of xs) sum += Math.exp(x - largest);
  return largest + Math.log(sum);
}

/** A state that is overwritten at each step: every step is recorded. */
export function pendulum(state, damping, steps) {
  let { angle, speed } = state;
  for (let i = 0; i < steps; i++) {
    speed -= 0.01 * (Math.sin(angle) + damping * speed);
    angle += 0.01 * speed;
  }
  return angle * angle;
}

export const SIZES = [1e2, 1e3, 1e4, 1e5, 1e6];

const list = (size) => Float64Array.from(numbers(1, size));
const of = (name, f, argsFor, wrt) =>
  SIZES.map((size) => ({ id: `${name} ${size}`, name, f, args: argsFor(size), wrt }));

export const workloads = [
  ...of("Rosenbrock", rosenbrock, (size) => [list(size)], [0]),
  ...of("log-sum-exp", logSumExp, (size) => [list(size)], [0]),
  ...of("pendulum", pendulum, (size) => [{ angle: 1, speed: 0 }, 0.1, size], [0, 1]),
];
