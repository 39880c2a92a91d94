/**
 * The CIEDE2000 colour difference of two sRGB colours, as a colour scientist writes it: G. Sharma, W. Wu, E. N. Dalal,
 * "The CIEDE2000 color-difference formula", Color Research and Application 30 (2005). Source text of a module.
 */
export const colour = `
export class RGB {
  constructor(r, g, b) { this.r = r; this.g = g; this.b = b; }
}

const linearize = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const degrees = (radians) => (radians * 180) / Math.PI;
const radians = (degrees) => (degrees * Math.PI) / 180;

function toXyz({ r, g, b }) {
  const [R, G, B] = [r, g, b].map(linearize);
  return {
    X: 0.4124564 * R + 0.3575761 * G + 0.1804375 * B,
    Y: 0.2126729 * R + 0.7151522 * G + 0.072175 * B,
    Z: 0.0193339 * R + 0.119192 * G + 0.9503041 * B,
  };
}

function toLab(colour) {
  const { X, Y, Z } = toXyz(colour);
  const f = (t) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const fx = f(X / 0.95047), fy = f(Y), fz = f(Z / 1.08883);
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

function hue(a, b) {
  if (a === 0 && b === 0) return 0;
  const h = degrees(Math.atan2(b, a));
  return h < 0 ? h + 360 : h;
}

export function ciede2000(first, second) {
  "differentiable";
  const [L1, a1, b1] = toLab(first);
  const [L2, a2, b2] = toLab(second);

  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const G = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)));
  const p1 = (1 + G) * a1, p2 = (1 + G) * a2;
  const C1 = Math.hypot(p1, b1), C2 = Math.hypot(p2, b2);
  const h1 = hue(p1, b1), h2 = hue(p2, b2);

  const dL = L2 - L1, dC = C2 - C1;
  let dh;
  if (C1 * C2 === 0) dh = 0;
  else if (Math.abs(h2 - h1) <= 180) dh = h2 - h1;
  else if (h2 - h1 > 180) dh = h2 - h1 - 360;
  else dh = h2 - h1 + 360;
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin(radians(dh) / 2);

  const meanL = (L1 + L2) / 2, meanCp = (C1 + C2) / 2;
  let meanH = h1 + h2;
  if (C1 * C2 !== 0) {
    if (Math.abs(h1 - h2) <= 180) meanH /= 2;
    else meanH = meanH < 360 ? (meanH + 360) / 2 : (meanH - 360) / 2;
  }

  const T = 1 - 0.17 * Math.cos(radians(meanH - 30)) + 0.24 * Math.cos(radians(2 * meanH))
    + 0.32 * Math.cos(radians(3 * meanH + 6)) - 0.2 * Math.cos(radians(4 * meanH - 63));
  const turn = 30 * Math.exp(-(((meanH - 275) / 25) ** 2));
  const RC = 2 * Math.sqrt(meanCp ** 7 / (meanCp ** 7 + 25 ** 7));
  const SL = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
  const SC = 1 + 0.045 * meanCp;
  const SH = 1 + 0.015 * meanCp * T;
  const RT = -Math.sin(radians(2 * turn)) * RC;

  const l = dL / SL, c = dC / SC, h = dH / SH;
  return Math.sqrt(l * l + c * c + h * h + RT * c * h);
}
`;

/** Pairs of colours that take each branch: reds across hue 0, a dark one, a grey one, blues. */
export const pairs: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [0.8, 0.2, 0.25],
    [0.75, 0.25, 0.2],
  ],
  [
    [0.9, 0.15, 0.3],
    [0.85, 0.4, 0.1],
  ],
  [
    [0.01, 0.02, 0.03],
    [0.02, 0.03, 0.015],
  ],
  [
    [0.2, 0.3, 0.9],
    [0.3, 0.2, 0.85],
  ],
  [
    [0.1, 0.8, 0.4],
    [0.7, 0.1, 0.6],
  ],
];
