/** Random choices, fixed by a seed. */
import { random } from "../support/samples.ts";

export class Dice {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = random(seed);
    for (let i = 0; i < 5; i++) this.next();
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** An integer of low … high. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** A number of -1 … 1 that no sum of others meets by accident, as text. */
  /** Not 0: a branch that asks whether a number is 0 has a kink there, which differences do not see. */
  literal(): string {
    const text = (this.next() * 2 - 1).toFixed(this.chance(0.5) ? 2 : 4);
    return Number(text) === 0 ? "0.05" : text;
  }

  /** The first of the forms, tried in random order, that is possible here. */
  first<T>(forms: readonly (() => T | undefined)[]): T {
    for (let tries = 0; tries < 200; tries++) {
      const made = this.pick(forms)();
      if (made !== undefined) return made;
    }
    throw new Error("no form is possible");
  }

  list<T>(low: number, high: number, make: (i: number) => T): T[] {
    return Array.from({ length: this.integer(low, high) }, (_, i) => make(i));
  }
}
