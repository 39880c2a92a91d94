/**
 * The hand tracking of ADBench: how far the points of a scan are from the skin of a hand, whose bones are turned by 26 numbers.
 * It has thousands of outputs, so its Jacobian is a matter of forward mode.
 */
import { numbers } from "../workloads/numbers.js";

const FINGERS = 5;
/** Of each finger; one more is the wrist's, and one the hand's. */
const BONES = 4;

/** Of 3×4 matrices, row by row, to which a last row of 0, 0, 0, 1 belongs. */
function product(a, b) {
  const c = new Float64Array(12);
  for (let i = 0; i < 12; i += 4) {
    for (let j = 0; j < 4; j++) c[i + j] = a[i] * b[j] + a[i + 1] * b[4 + j] + a[i + 2] * b[8 + j];
    c[i + 3] += a[i + 3];
  }
  return c;
}

/** A turn about the axes x, y, z, one after the other. */
function turn(x, y, z) {
  const [sx, cx, sy, cy, sz, cz] = [Math.sin(x), Math.cos(x), Math.sin(y), Math.cos(y), Math.sin(z), Math.cos(z)];
  const m = new Float64Array(12);
  m[0] = cy * cz;
  m[1] = -cx * sz + sx * sy * cz;
  m[2] = sx * sz + cx * sy * cz;
  m[4] = cy * sz;
  m[5] = cx * cz + sx * sy * sz;
  m[6] = -sx * cz + cx * sy * sz;
  m[8] = -sy;
  m[9] = sx * cy;
  m[10] = cx * cy;
  return m;
}

/** A turn by the length of a vector about its direction. */
function turnAbout(x, y, z) {
  const angle = Math.sqrt(x * x + y * y + z * z);
  const m = new Float64Array(12);
  if (angle < 1e-12) {
    m[0] = m[5] = m[10] = 1;
    return m;
  }
  const [u, v, w] = [x / angle, y / angle, z / angle];
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  m[0] = u * u + (1 - u * u) * c;
  m[1] = u * v * (1 - c) - w * s;
  m[2] = u * w * (1 - c) + v * s;
  m[4] = u * v * (1 - c) + w * s;
  m[5] = v * v + (1 - v * v) * c;
  m[6] = v * w * (1 - c) - u * s;
  m[8] = u * w * (1 - c) - v * s;
  m[9] = v * w * (1 - c) + u * s;
  m[10] = w * w + (1 - w * w) * c;
  return m;
}

/** What each bone does to the hand at rest. `pose`: a turn and a place of the whole, and four turns of each finger. */
function transformsOf(pose, bones) {
  const absolute = [];
  const transforms = [];
  for (let i = 0; i < bones.length; i++) {
    const { parent, base, inverse } = bones[i];
    let relative = base;
    const finger = Math.floor((i - 2) / BONES);
    const joint = (i - 2) % BONES;
    const at = 6 + 4 * finger + joint;
    if (i >= 2 && joint === 0) relative = product(base, turn(pose[at], pose[at + 1], 0));
    else if (i >= 2 && joint < 3) relative = product(base, turn(pose[at + 1], 0, 0));
    absolute.push(parent < 0 ? relative : product(absolute[parent], relative));
    transforms.push(product(absolute[i], inverse));
  }
  return transforms;
}

/** The distances, three numbers a point; each point belongs to a vertex of the skin, which several bones pull. */
export function handTracking(pose, bones, skin, points) {
  const transforms = transformsOf(pose, bones);
  const whole = turnAbout(pose[0], pose[1], pose[2]);
  const distances = new Float64Array(3 * points.length);
  for (let i = 0; i < points.length; i++) {
    const { vertex, place } = points[i];
    const { rest, weights } = skin[vertex];
    let x = 0;
    let y = 0;
    let z = 0;
    for (const { bone, weight } of weights) {
      const m = transforms[bone];
      x += weight * (m[0] * rest[0] + m[1] * rest[1] + m[2] * rest[2] + m[3]);
      y += weight * (m[4] * rest[0] + m[5] * rest[1] + m[6] * rest[2] + m[7]);
      z += weight * (m[8] * rest[0] + m[9] * rest[1] + m[10] * rest[2] + m[11]);
    }
    distances[3 * i] = place[0] - (whole[0] * x + whole[1] * y + whole[2] * z + pose[3]);
    distances[3 * i + 1] = place[1] - (whole[4] * x + whole[5] * y + whole[6] * z + pose[4]);
    distances[3 * i + 2] = place[2] - (whole[8] * x + whole[9] * y + whole[10] * z + pose[5]);
  }
  return distances;
}

function handOf(vertices, count) {
  const draw = numbers(1, 1 << 16);
  let at = 0;
  const next = () => draw[at++ % draw.length];
  const moved = (x, y, z) => Float64Array.of(1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z);
  const bones = Array.from({ length: 2 + FINGERS * BONES }, (_, i) => {
    const parent = i < 2 ? i - 1 : (i - 2) % BONES === 0 ? 1 : i - 1;
    return { parent, base: moved(next(), next(), next()), inverse: moved(next(), next(), next()) };
  });
  const skin = Array.from({ length: vertices }, () => ({
    rest: [next(), next(), next()],
    weights: Array.from({ length: 4 }, () => ({
      bone: Math.floor(Math.abs(next()) * bones.length) % bones.length,
      weight: 0.25,
    })),
  }));
  const points = Array.from({ length: count }, () => ({
    vertex: Math.floor(Math.abs(next()) * vertices) % vertices,
    place: [next(), next(), next()],
  }));
  return [Float64Array.from({ length: 26 }, next), bones, skin, points];
}

/** What is asked of it is a Jacobian, so there is no gradient by hand. */
export const workloads = [
  { id: "h", name: "ADBench hand tracking", f: handTracking, args: handOf(500, 1000), wrt: [0] },
];
