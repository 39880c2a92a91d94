/** Boxes over captured variables that are made at each ordinary call under `forwardOnly`. */
import { FAST } from "./cell.ts";

/** Its accessor is the class's: one of its own would cost more. */
class FastCell {
  private readonly read: () => unknown;
  private readonly write: ((value: unknown) => void) | undefined;

  constructor(read: () => unknown, write: ((value: unknown) => void) | undefined) {
    this.read = read;
    this.write = write;
  }

  get [FAST](): true {
    return true;
  }

  get $v(): unknown {
    return this.read();
  }

  set $v(value: unknown) {
    this.write?.(value);
  }
}

/** Generated code: `cell(() => n, (x) => n = x)`. */
export const cell = (read: () => unknown, write?: (value: unknown) => void): FastCell => new FastCell(read, write);
