/**
 * The CIEDE2000 difference of two sRGB colours, as a colour scientist would write it.
 * Sources: IEC 61966-2-1 (sRGB); Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula" (2005), equations 2–22.
 */
"differentiable";

/** A colour by its red, green and blue parts, each between 0 and 1. */
export class RGB {
  r: number;
  g: number;
  b: number;

  constructor(r: number, g: number, b: number) {
    this.r = r;
    this.g = g;
    this.b = b;
  }
}

interface Lab {
  readonly L: number;
  readonly a: number;
  readonly b: number;
}

/** The part of light that a display emits for an encoded value. */
function linear(c: number): number {
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** CIE lightness curve: a cube root, with a straight piece near black. */
function curve(t: number): number {
  return t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29;
}

/** CIELAB of an sRGB colour, white point D65. */
function labOf(colour: RGB): Lab {
  const r = linear(colour.r);
  const g = linear(colour.g);
  const b = linear(colour.b);
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { L: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** A hue angle in degrees, from 0 to 360; a grey has none, and gets 0. */
function hue(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** The perceived difference of two colours: about 1 is just noticeable. */
export function colourDifference(one: RGB, two: RGB): number {
  const p = labOf(one);
  const q = labOf(two);

  const meanChroma = (Math.hypot(p.a, p.b) + Math.hypot(q.a, q.b)) / 2;
  const c7 = meanChroma ** 7;
  const stretch = 1 + 0.5 * (1 - Math.sqrt(c7 / (c7 + 25 ** 7)));
  const c1 = Math.hypot(stretch * p.a, p.b);
  const c2 = Math.hypot(stretch * q.a, q.b);
  const h1 = hue(stretch * p.a, p.b);
  const h2 = hue(stretch * q.a, q.b);

  const dL = q.L - p.L;
  const dC = c2 - c1;
  let dh = 0;
  if (c1 * c2 !== 0) {
    dh = h2 - h1;
    if (dh > 180) dh -= 360;
    else if (dh < -180) dh += 360;
  }
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(dh / 2));

  const L = (p.L + q.L) / 2;
  const C = (c1 + c2) / 2;
  let h = h1 + h2;
  if (c1 * c2 !== 0) {
    if (Math.abs(h1 - h2) > 180) h += h < 360 ? 360 : -360;
    h /= 2;
  }

  const T =
    1 -
    0.17 * Math.cos(radians(h - 30)) +
    0.24 * Math.cos(radians(2 * h)) +
    0.32 * Math.cos(radians(3 * h + 6)) -
    0.2 * Math.cos(radians(4 * h - 63));
  const sL = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2);
  const sC = 1 + 0.045 * C;
  const sH = 1 + 0.015 * C * T;
  const rotation = 30 * Math.exp(-(((h - 275) / 25) ** 2));
  const rT = -2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7)) * Math.sin(radians(2 * rotation));

  const l = dL / sL;
  const c = dC / sC;
  const d = dH / sH;
  return Math.sqrt(l * l + c * c + d * d + rT * c * d);
}
