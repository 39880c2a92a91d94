/** Boxes over captured variables that are made at each ordinary call under `forwardOnly`. */
import { FAST } from "./cell.ts";
import { trust } from "./unmarked.ts";

/** Its accessor is the class's: one of its own would cost more. */
class FastCell {
  readonly [FAST] = true;
  private readonly read: () => unknown;
  private readonly write: ((value: unknown) => void) | undefined;

  constructor(read: () => unknown, write: ((value: unknown) => void) | undefined) {
    this.read = read;
    this.write = write;
  }

  get v(): unknown {
    return this.read();
  }

  set v(value: unknown) {
    this.write?.(value);
  }
}

let isTrusted = false;

/** Generated code: `cell(() => n, (x) => n = x)`. */
export function cell(read: () => unknown, write?: (value: unknown) => void): FastCell {
  if (!isTrusted) trust(FastCell.prototype);
  isTrusted = true;
  return new FastCell(read, write);
}
