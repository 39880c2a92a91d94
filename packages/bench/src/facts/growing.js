/**
 * Functions of inputs of any size, for growth.ts: what time an element takes must not depend on how many there are. They stand here
 * once more, for what is imported is not compiled; their gradients by hand need not be.
 */
import { workloads as fits } from "../workloads/fits.js";
import { numbers } from "../workloads/numbers.js";
import { workloads as zygote } from "../workloads/zygote.js";

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
function pendulumByHand(state, damping, steps) {
  const angles = new Float64Array(steps);
  const speeds = new Float64Array(steps);
  let { angle, speed } = state;
  for (let i = 0; i < steps; i++) {
    angles[i] = angle;
    speeds[i] = speed;
    speed -= 0.01 * (Math.sin(angle) + damping * speed);
    angle += 0.01 * speed;
  }
  let dangle = 2 * angle;
  let dspeed = 0;
  let ddamping = 0;
  for (let i = steps - 1; i >= 0; i--) {
    dspeed += 0.01 * dangle;
    dangle -= 0.01 * dspeed * Math.cos(angles[i]);
    ddamping -= 0.01 * dspeed * speeds[i];
    dspeed -= 0.01 * dspeed * damping;
  }
  return [{ angle: dangle, speed: dspeed }, ddamping];
}

const SIZES = [1e2, 1e3, 1e4, 1e5, 1e6];

const list = (size) => Float64Array.from(numbers(1, size));
const byHand = (f) => [...fits, ...zygote].find((w) => w.f.name === f.name).handGradient;
/** The size is the workload's id. */
const of = (name, f, handGradient, argsFor, wrt) =>
  SIZES.map((size) => ({ id: String(size), name, f, args: argsFor(size), wrt, handGradient }));

export const workloads = [
  ...of("Rosenbrock", rosenbrock, byHand(rosenbrock), (size) => [list(size)], [0]),
  ...of("log-sum-exp", logSumExp, byHand(logSumExp), (size) => [list(size)], [0]),
  ...of("pendulum", pendulum, pendulumByHand, (size) => [{ angle: 1, speed: 0 }, 0.1, size], [0, 1]),
];
