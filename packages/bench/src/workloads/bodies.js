/** Bodies that attract each other, in typed arrays: how far the last ends from where it should. */
import { numbers } from "./numbers.js";

const SOFT = 0.01;

export function missOfBodies(velocities, positions, masses, goal, steps, dt) {
  const count = masses.length;
  const v = new Float64Array(velocities);
  const p = new Float64Array(positions);
  for (let s = 0; s < steps; s++) {
    for (let i = 0; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        const dx = p[3 * i] - p[3 * j];
        const dy = p[3 * i + 1] - p[3 * j + 1];
        const dz = p[3 * i + 2] - p[3 * j + 2];
        const square = dx * dx + dy * dy + dz * dz + SOFT;
        const pull = dt / (square * Math.sqrt(square));
        v[3 * i] -= dx * masses[j] * pull;
        v[3 * i + 1] -= dy * masses[j] * pull;
        v[3 * i + 2] -= dz * masses[j] * pull;
        v[3 * j] += dx * masses[i] * pull;
        v[3 * j + 1] += dy * masses[i] * pull;
        v[3 * j + 2] += dz * masses[i] * pull;
      }
    }
    for (let i = 0; i < 3 * count; i++) p[i] += dt * v[i];
  }
  const last = 3 * (count - 1);
  return (p[last] - goal[0]) ** 2 + (p[last + 1] - goal[1]) ** 2 + (p[last + 2] - goal[2]) ** 2;
}
function bodiesByHand(velocities, positions, masses, goal, steps, dt) {
  const count = masses.length;
  const size = 3 * count;
  const v = Float64Array.from(velocities);
  const path = new Float64Array(size * (steps + 1));
  path.set(positions);
  for (let s = 0; s < steps; s++) {
    const at = s * size;
    for (let i = 0; i < size; i += 3) {
      for (let j = i + 3; j < size; j += 3) {
        const dx = path[at + i] - path[at + j];
        const dy = path[at + i + 1] - path[at + j + 1];
        const dz = path[at + i + 2] - path[at + j + 2];
        const square = dx * dx + dy * dy + dz * dz + SOFT;
        const pull = dt / (square * Math.sqrt(square));
        const a = masses[j / 3] * pull;
        const b = masses[i / 3] * pull;
        v[i] -= dx * a;
        v[i + 1] -= dy * a;
        v[i + 2] -= dz * a;
        v[j] += dx * b;
        v[j + 1] += dy * b;
        v[j + 2] += dz * b;
      }
    }
    for (let i = 0; i < size; i++) path[at + size + i] = path[at + i] + dt * v[i];
  }
  const dv = new Float64Array(size);
  const dp = new Float64Array(size);
  for (let k = 0; k < 3; k++) dp[size - 3 + k] = 2 * (path[(steps + 1) * size - 3 + k] - goal[k]);
  for (let s = steps - 1; s >= 0; s--) {
    const at = s * size;
    for (let i = 0; i < size; i++) dv[i] += dt * dp[i];
    for (let i = 0; i < size; i += 3) {
      for (let j = i + 3; j < size; j += 3) {
        const dx = path[at + i] - path[at + j];
        const dy = path[at + i + 1] - path[at + j + 1];
        const dz = path[at + i + 2] - path[at + j + 2];
        const square = dx * dx + dy * dy + dz * dz + SOFT;
        const pull = dt / (square * Math.sqrt(square));
        const mi = masses[i / 3];
        const mj = masses[j / 3];
        const gx = mi * dv[j] - mj * dv[i];
        const gy = mi * dv[j + 1] - mj * dv[i + 1];
        const gz = mi * dv[j + 2] - mj * dv[i + 2];
        const turn = (-3 * pull * (gx * dx + gy * dy + gz * dz)) / square;
        const hx = pull * gx + turn * dx;
        const hy = pull * gy + turn * dy;
        const hz = pull * gz + turn * dz;
        dp[i] += hx;
        dp[i + 1] += hy;
        dp[i + 2] += hz;
        dp[j] -= hx;
        dp[j + 1] -= hy;
        dp[j + 2] -= hz;
      }
    }
  }
  return [dv, dp];
}

const BODIES = 5;
const typed = (seed) => Float64Array.from(numbers(seed, 3 * BODIES));

export const workloads = [
  {
    id: "o",
    name: "bodies",
    f: missOfBodies,
    args: [typed(90), typed(91), Float64Array.of(1, 0.5, 0.2, 0.7, 0.3), [1, 0, -1], 100, 0.01],
    wrt: [0, 1],
    handGradient: bodiesByHand,
  },
];
