/**
 * A picture of a scene of signed distances: balls that flow into each other and a floor, seen by rays that step as far as
 * nothing can be hit (Hart 1996; the smooth minimum is Quílez's, 2013). How far the depths are from those that are wanted.
 */
import { numbers } from "./numbers.js";

const BLEND = 0.3;

/** How far a place is from the nearest surface. */
function distance(balls, x, y, z) {
  let near = y + 1;
  for (const ball of balls) {
    const dx = x - ball.x;
    const dy = y - ball.y;
    const dz = z - ball.z;
    const far = Math.sqrt(dx * dx + dy * dy + dz * dz) - ball.radius;
    const mix = Math.max(BLEND - Math.abs(near - far), 0) / BLEND;
    near = Math.min(near, far) - (mix * mix * BLEND) / 4;
  }
  return near;
}

export function depthError(balls, rays, steps) {
  let error = 0;
  for (const ray of rays) {
    let t = 0;
    for (let s = 0; s < steps; s++) t += distance(balls, t * ray.x, t * ray.y, t * ray.z - 4);
    error += (t - ray.depth) ** 2;
  }
  return error / rays.length;
}
function depthByHand(balls, rays, steps) {
  const count = balls.length;
  const dballs = balls.map(() => ({ x: 0, y: 0, z: 0, radius: 0 }));
  const at = new Float64Array(steps + 1);
  const nears = new Float64Array(count);
  const lengths = new Float64Array(count);
  for (const ray of rays) {
    let t = 0;
    for (let s = 0; s < steps; s++) {
      at[s] = t;
      const x = t * ray.x;
      const y = t * ray.y;
      const z = t * ray.z - 4;
      let near = y + 1;
      for (let b = 0; b < count; b++) {
        const ball = balls[b];
        const dx = x - ball.x;
        const dy = y - ball.y;
        const dz = z - ball.z;
        const far = Math.sqrt(dx * dx + dy * dy + dz * dz) - ball.radius;
        const gap = BLEND - Math.abs(near - far);
        near = Math.min(near, far) - (gap > 0 ? (gap * gap) / (4 * BLEND) : 0);
      }
      t += near;
    }
    let dt = (2 * (t - ray.depth)) / rays.length;
    for (let s = steps - 1; s >= 0; s--) {
      const x = at[s] * ray.x;
      const y = at[s] * ray.y;
      const z = at[s] * ray.z - 4;
      let near = y + 1;
      for (let b = 0; b < count; b++) {
        const ball = balls[b];
        nears[b] = near;
        const dx = x - ball.x;
        const dy = y - ball.y;
        const dz = z - ball.z;
        lengths[b] = Math.sqrt(dx * dx + dy * dy + dz * dz);
        const far = lengths[b] - ball.radius;
        const gap = BLEND - Math.abs(near - far);
        near = Math.min(near, far) - (gap > 0 ? (gap * gap) / (4 * BLEND) : 0);
      }
      let dnear = dt;
      let gx = 0;
      let gy = 0;
      let gz = 0;
      for (let b = count - 1; b >= 0; b--) {
        const ball = balls[b];
        const dball = dballs[b];
        const far = lengths[b] - ball.radius;
        const gap = BLEND - Math.abs(nears[b] - far);
        const slope = gap > 0 ? gap / (2 * BLEND) : 0;
        const ofNear = nears[b] < far ? 1 - slope : slope;
        const dfar = dnear * (1 - ofNear);
        dnear *= ofNear;
        const unit = dfar / lengths[b];
        const hx = unit * (x - ball.x);
        const hy = unit * (y - ball.y);
        const hz = unit * (z - ball.z);
        dball.x -= hx;
        dball.y -= hy;
        dball.z -= hz;
        dball.radius -= dfar;
        gx += hx;
        gy += hy;
        gz += hz;
      }
      gy += dnear;
      dt += gx * ray.x + gy * ray.y + gz * ray.z;
    }
  }
  return [dballs];
}

const SIDE = 10;
const depths = numbers(120, SIDE * SIDE);
const rays = depths.map((noise, i) => {
  const x = (i % SIDE) / SIDE - 0.45;
  const y = Math.floor(i / SIDE) / SIDE - 0.45;
  const length = Math.hypot(x, y, 1);
  return { x: x / length, y: y / length, z: 1 / length, depth: 3.5 + 0.2 * noise };
});
const balls = [
  { x: -0.5, y: -0.2, z: 0.2, radius: 0.7 },
  { x: 0.6, y: 0.1, z: 0, radius: 0.6 },
  { x: 0, y: 0.7, z: 0.4, radius: 0.4 },
];

export const workloads = [
  {
    id: "p",
    name: "signed distances",
    f: depthError,
    args: [balls, rays, 12],
    wrt: [0],
    handGradient: depthByHand,
  },
];
