/** Bundle adjustment, as in ADBench: how far points, seen by cameras, are from where they were found in the pictures. */
import { numbers } from "./numbers.js";

const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

/** A point turned about an axis, by as much as the axis is long (Rodrigues 1840). */
export function rotate(axis, point) {
  const square = dot(axis, axis);
  if (square === 0) {
    const moved = cross(axis, point);
    return [point[0] + moved[0], point[1] + moved[1], point[2] + moved[2]];
  }
  const angle = Math.sqrt(square);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const unit = [axis[0] / angle, axis[1] / angle, axis[2] / angle];
  const moved = cross(unit, point);
  const along = dot(unit, point) * (1 - cos);
  return [
    point[0] * cos + moved[0] * sin + unit[0] * along,
    point[1] * cos + moved[1] * sin + unit[1] * along,
    point[2] * cos + moved[2] * sin + unit[2] * along,
  ];
}

/** Where a camera sees a point. */
export function project(camera, point) {
  const [x, y, z] = rotate(camera.rotation, minus(point, camera.centre));
  const u = x / z;
  const v = y / z;
  const square = u * u + v * v;
  const bend = 1 + camera.radial[0] * square + camera.radial[1] * square * square;
  return [camera.focal * bend * u + camera.principal[0], camera.focal * bend * v + camera.principal[1]];
}

export function bundleError(cameras, points, weights, features) {
  let sum = 0;
  for (let i = 0; i < features.length; i++) {
    const { camera, point, u, v } = features[i];
    const seen = project(cameras[camera], points[point]);
    const w = weights[i];
    sum += (w * (seen[0] - u)) ** 2 + (w * (seen[1] - v)) ** 2 + (1 - w * w) ** 2;
  }
  return sum;
}
function bundleByHand(cameras, points, weights, features) {
  const dcameras = cameras.map(() => ({
    rotation: [0, 0, 0],
    centre: [0, 0, 0],
    focal: 0,
    principal: [0, 0],
    radial: [0, 0],
  }));
  const dpoints = points.map(() => [0, 0, 0]);
  const dweights = new Array(weights.length).fill(0);
  for (let i = 0; i < features.length; i++) {
    const { camera: c, point: p, u: foundU, v: foundV } = features[i];
    const { rotation: r, centre, focal, principal, radial } = cameras[c];
    const dcamera = dcameras[c];
    const p0 = points[p][0] - centre[0];
    const p1 = points[p][1] - centre[1];
    const p2 = points[p][2] - centre[2];
    const angle = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
    const inverse = 1 / angle;
    const u0 = r[0] * inverse;
    const u1 = r[1] * inverse;
    const u2 = r[2] * inverse;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const m0 = u1 * p2 - u2 * p1;
    const m1 = u2 * p0 - u0 * p2;
    const m2 = u0 * p1 - u1 * p0;
    const d = u0 * p0 + u1 * p1 + u2 * p2;
    const along = d * (1 - cos);
    const x = p0 * cos + m0 * sin + u0 * along;
    const y = p1 * cos + m1 * sin + u1 * along;
    const z = p2 * cos + m2 * sin + u2 * along;
    const u = x / z;
    const v = y / z;
    const square = u * u + v * v;
    const bend = 1 + square * (radial[0] + radial[1] * square);
    const missU = focal * bend * u + principal[0] - foundU;
    const missV = focal * bend * v + principal[1] - foundV;
    const w = weights[i];

    dweights[i] = 2 * w * (missU * missU + missV * missV) - 4 * w * (1 - w * w);
    const du = 2 * w * w * missU;
    const dv = 2 * w * w * missV;
    dcamera.principal[0] += du;
    dcamera.principal[1] += dv;
    const both = du * u + dv * v;
    dcamera.focal += bend * both;
    const dbend = focal * both;
    dcamera.radial[0] += dbend * square;
    dcamera.radial[1] += dbend * square * square;
    const dsquare = dbend * (radial[0] + 2 * radial[1] * square);
    const gu = du * focal * bend + 2 * dsquare * u;
    const gv = dv * focal * bend + 2 * dsquare * v;
    const gx = gu / z;
    const gy = gv / z;
    const gz = -(gu * u + gv * v) / z;
    const gUnit = gx * u0 + gy * u1 + gz * u2;
    const dd = gUnit * (1 - cos);
    const g0 = gx * cos + sin * (gy * u2 - gz * u1) + dd * u0;
    const g1 = gy * cos + sin * (gz * u0 - gx * u2) + dd * u1;
    const g2 = gz * cos + sin * (gx * u1 - gy * u0) + dd * u2;
    dpoints[p][0] += g0;
    dpoints[p][1] += g1;
    dpoints[p][2] += g2;
    dcamera.centre[0] -= g0;
    dcamera.centre[1] -= g1;
    dcamera.centre[2] -= g2;
    const h0 = sin * (p1 * gz - p2 * gy) + dd * p0 + along * gx;
    const h1 = sin * (p2 * gx - p0 * gz) + dd * p1 + along * gy;
    const h2 = sin * (p0 * gy - p1 * gx) + dd * p2 + along * gz;
    const dangle = cos * (gx * m0 + gy * m1 + gz * m2) - sin * (gx * p0 + gy * p1 + gz * p2) + sin * d * gUnit;
    const outward = h0 * u0 + h1 * u1 + h2 * u2;
    dcamera.rotation[0] += dangle * u0 + (h0 - outward * u0) * inverse;
    dcamera.rotation[1] += dangle * u1 + (h1 - outward * u1) * inverse;
    dcamera.rotation[2] += dangle * u2 + (h2 - outward * u2) * inverse;
  }
  return [dcameras, dpoints, dweights];
}

const CAMERAS = 2;
const POINTS = 20;
const cameras = Array.from({ length: CAMERAS }, (_, i) => {
  const at = numbers(20 + i, 11);
  return {
    rotation: at.slice(0, 3).map((x) => 0.2 * x),
    centre: [0.3 * at[3], 0.3 * at[4], -5 + 0.3 * at[5]],
    focal: 1.2 + 0.1 * at[6],
    principal: [0.01 * at[7], 0.01 * at[8]],
    radial: [0.02 * at[9], 0.01 * at[10]],
  };
});
const points = Array.from({ length: POINTS }, (_, i) => numbers(30 + i, 3));
const misses = numbers(60, 2 * CAMERAS * POINTS);
const features = Array.from({ length: CAMERAS * POINTS }, (_, i) => {
  const [camera, point] = [i % CAMERAS, Math.floor(i / CAMERAS)];
  const [u, v] = project(cameras[camera], points[point]);
  return { camera, point, u: u + 0.05 * misses[2 * i], v: v + 0.05 * misses[2 * i + 1] };
});

export const workloads = [
  {
    id: "m",
    name: "ADBench bundle adjustment",
    f: bundleError,
    args: [cameras, points, numbers(61, features.length).map((x) => 1 + 0.2 * x), features],
    wrt: [0, 1, 2],
    handGradient: bundleByHand,
  },
];
