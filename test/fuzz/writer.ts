/** What writers of random functions have in common: their dice, fresh names, numbers that stay small, arithmetic. */
import type { Dice } from "./dice.ts";
import { number, test } from "./tree.ts";
import type { Tree } from "./tree.ts";

/** `View`: what can be named at a place. */
export abstract class Writer<View> {
  protected readonly dice: Dice;
  private made = 0;

  constructor(dice: Dice) {
    this.dice = dice;
  }

  protected fresh(base: string): string {
    return `${base}${String(++this.made)}`;
  }

  protected three(): string {
    return `[${this.dice.literal()}, ${this.dice.literal()}, ${this.dice.literal()}]`;
  }

  protected abstract number(view: View, depth: number): Tree;

  protected test(view: View): Tree {
    return test`${this.number(view, 1)} > ${this.dice.literal()}`;
  }

  /** `others`: what a number may be besides. */
  protected squashed(view: View, others: (e: Tree) => readonly Tree[] = () => []): Tree {
    const e = this.number(view, 2);
    return this.dice.pick([
      number`Math.sin(${e})`,
      number`Math.tanh(${e})`,
      number`0.5 * Math.cos(${e})`,
      ...others(e),
    ]);
  }

  /** Ways to make a number of others. */
  protected arithmetic(inner: () => Tree): (() => Tree)[] {
    return [
      () => number`(${inner()} + ${inner()})`,
      () => number`(${inner()} - ${inner()})`,
      () => number`${inner()} * ${inner()}`,
      () => number`Math.sqrt(1 + (${inner()}) ** 2)`,
    ];
  }
}
