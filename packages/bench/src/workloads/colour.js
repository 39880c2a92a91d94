/**
 * The CIEDE2000 difference of two sRGB colours: straight code with branches.
 * Sources: IEC 61966-2-1 (sRGB); Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula" (2005), equations 2–22.
 */

const DEGREE = Math.PI / 180;
const POWER = 25 ** 7;
const EDGE = (6 / 29) ** 3;

const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const curve = (t) => (t > EDGE ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);

function labOf(colour) {
  const r = linear(colour.r);
  const g = linear(colour.g);
  const b = linear(colour.b);
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { L: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

function hue(a, b) {
  if (a === 0 && b === 0) return 0;
  const angle = Math.atan2(b, a);
  return angle < 0 ? angle + 2 * Math.PI : angle;
}

export function colourDifference(one, two) {
  const p = labOf(one);
  const q = labOf(two);
  const mean = (Math.hypot(p.a, p.b) + Math.hypot(q.a, q.b)) / 2;
  const stretch = 1.5 - 0.5 * Math.sqrt(mean ** 7 / (mean ** 7 + POWER));
  const c1 = Math.hypot(stretch * p.a, p.b);
  const c2 = Math.hypot(stretch * q.a, q.b);
  const h1 = hue(stretch * p.a, p.b);
  const h2 = hue(stretch * q.a, q.b);
  let dh = h2 - h1;
  let h = (h1 + h2) / 2;
  if (c1 * c2 === 0) {
    dh = 0;
    h = h1 + h2;
  } else if (Math.abs(dh) > Math.PI) {
    dh += dh > 0 ? -2 * Math.PI : 2 * Math.PI;
    h += h < Math.PI ? Math.PI : -Math.PI;
  }
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(dh / 2);
  const L = (p.L + q.L) / 2 - 50;
  const C = (c1 + c2) / 2;
  const T =
    1 -
    0.17 * Math.cos(h - 30 * DEGREE) +
    0.24 * Math.cos(2 * h) +
    0.32 * Math.cos(3 * h + 6 * DEGREE) -
    0.2 * Math.cos(4 * h - 63 * DEGREE);
  const sL = 1 + (0.015 * L * L) / Math.sqrt(20 + L * L);
  const turn = 60 * DEGREE * Math.exp(-(((h / DEGREE - 275) / 25) ** 2));
  const rotation = -2 * Math.sqrt(C ** 7 / (C ** 7 + POWER)) * Math.sin(turn);
  const l = (q.L - p.L) / sL;
  const c = (c2 - c1) / (1 + 0.045 * C);
  const d = dH / (1 + 0.015 * C * T);
  return Math.sqrt(l * l + c * c + d * d + rotation * c * d);
}

const slopeOfLinear = (c) => (c <= 0.04045 ? 1 / 12.92 : (2.4 / 1.055) * ((c + 0.055) / 1.055) ** 1.4);
/** By the curve's value. */
const slopeOfCurve = (value) => (value > 6 / 29 ? 1 / (3 * value * value) : 1 / (3 * (6 / 29) ** 2));

function labBack(colour, lab, dL, da, db) {
  const y = (lab.L + 16) / 116;
  const gx = (500 * da * slopeOfCurve(y + lab.a / 500)) / 0.95047;
  const gy = (116 * dL - 500 * da + 200 * db) * slopeOfCurve(y);
  const gz = (-200 * db * slopeOfCurve(y - lab.b / 200)) / 1.08883;
  return {
    r: (0.4124564 * gx + 0.2126729 * gy + 0.0193339 * gz) * slopeOfLinear(colour.r),
    g: (0.3575761 * gx + 0.7151522 * gy + 0.119192 * gz) * slopeOfLinear(colour.g),
    b: (0.1804375 * gx + 0.072175 * gy + 0.9503041 * gz) * slopeOfLinear(colour.b),
  };
}

/** For colours that are not grey. */
function colourByHand(one, two) {
  const p = labOf(one);
  const q = labOf(two);
  const chroma1 = Math.sqrt(p.a * p.a + p.b * p.b);
  const chroma2 = Math.sqrt(q.a * q.a + q.b * q.b);
  const mean = (chroma1 + chroma2) / 2;
  const mean3 = mean * mean * mean;
  const mean7 = mean3 * mean3 * mean;
  const ratio = Math.sqrt(mean7 / (mean7 + POWER));
  const stretch = 1.5 - 0.5 * ratio;
  const [a1, a2] = [stretch * p.a, stretch * q.a];
  const c1 = Math.sqrt(a1 * a1 + p.b * p.b);
  const c2 = Math.sqrt(a2 * a2 + q.b * q.b);
  const h1 = hue(a1, p.b);
  const h2 = hue(a2, q.b);
  let dh = h2 - h1;
  let h = (h1 + h2) / 2;
  if (Math.abs(dh) > Math.PI) {
    dh += dh > 0 ? -2 * Math.PI : 2 * Math.PI;
    h += h < Math.PI ? Math.PI : -Math.PI;
  }
  const root = Math.sqrt(c1 * c2);
  const sine = Math.sin(dh / 2);
  const L = (p.L + q.L) / 2 - 50;
  const C = (c1 + c2) / 2;
  const T =
    1 -
    0.17 * Math.cos(h - 30 * DEGREE) +
    0.24 * Math.cos(2 * h) +
    0.32 * Math.cos(3 * h + 6 * DEGREE) -
    0.2 * Math.cos(4 * h - 63 * DEGREE);
  const depth = Math.sqrt(20 + L * L);
  const sL = 1 + (0.015 * L * L) / depth;
  const sC = 1 + 0.045 * C;
  const sH = 1 + 0.015 * C * T;
  const u = (h / DEGREE - 275) / 25;
  const turn = 60 * DEGREE * Math.exp(-u * u);
  const C3 = C * C * C;
  const C7 = C3 * C3 * C;
  const R = Math.sqrt(C7 / (C7 + POWER));
  const sinTurn = Math.sin(turn);
  const rotation = -2 * R * sinTurn;
  const l = (q.L - p.L) / sL;
  const c = (c2 - c1) / sC;
  const d = (2 * root * sine) / sH;
  const g = 0.5 / Math.sqrt(l * l + c * c + d * d + rotation * c * d);

  const gl = (2 * l * g) / sL;
  const gc = ((2 * c + rotation * d) * g) / sC;
  const gd = ((2 * d + rotation * c) * g) / sH;
  const gRotation = c * d * g;
  const gT = -gd * d * 0.015 * C;
  const gC = -gc * c * 0.045 - gd * d * 0.015 * T - (2 * sinTurn * gRotation * 3.5 * R * POWER) / (C * (C7 + POWER));
  const gh =
    gT *
      (0.17 * Math.sin(h - 30 * DEGREE) -
        0.48 * Math.sin(2 * h) -
        0.96 * Math.sin(3 * h + 6 * DEGREE) +
        0.8 * Math.sin(4 * h - 63 * DEGREE)) +
    (4 * R * Math.cos(turn) * gRotation * turn * u) / (25 * DEGREE);
  const gL = (-gl * l * 0.015 * (2 * L - (L * L * L) / (depth * depth))) / depth;
  const gdh = gd * root * Math.cos(dh / 2);
  const gRoot = (gd * sine) / root;
  const gc1 = gRoot * c2 - gc + 0.5 * gC;
  const gc2 = gRoot * c1 + gc + 0.5 * gC;
  const gh1 = 0.5 * gh - gdh;
  const gh2 = 0.5 * gh + gdh;
  const ga1 = (gc1 * a1 - (gh1 * p.b) / c1) / c1;
  const ga2 = (gc2 * a2 - (gh2 * q.b) / c2) / c2;
  const gMean = (-0.5 * (ga1 * p.a + ga2 * q.a) * 3.5 * ratio * POWER) / (mean * (mean7 + POWER));
  const [m1, m2] = [(0.5 * gMean) / chroma1, (0.5 * gMean) / chroma2];
  return [
    labBack(one, p, 0.5 * gL - gl, stretch * ga1 + m1 * p.a, (gc1 * p.b + (gh1 * a1) / c1) / c1 + m1 * p.b),
    labBack(two, q, 0.5 * gL + gl, stretch * ga2 + m2 * q.a, (gc2 * q.b + (gh2 * a2) / c2) / c2 + m2 * q.b),
  ];
}

export const workloads = [
  {
    id: "k",
    name: "CIEDE2000",
    f: colourDifference,
    args: [
      { r: 0.81, g: 0.35, b: 0.12 },
      { r: 0.64, g: 0.03, b: 0.55 },
    ],
    wrt: [0, 1],
    handGradient: colourByHand,
  },
];
