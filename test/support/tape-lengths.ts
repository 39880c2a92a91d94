/** How much the forward sweeps have recorded that are done while something runs. */
export interface TapeLength {
  readonly numbers: number;
  readonly references: number;
}

interface Tape {
  readonly top: number;
  readonly refTop: number;
}

export async function tapeLengths(run: () => unknown): Promise<TapeLength[]> {
  const { Tape } = (await import("@fluxion/runtime/internal")) as unknown as {
    readonly Tape: { readonly prototype: { finish: () => void } };
  };
  const { prototype } = Tape;
  // Those that wait may be of another copy of the runtime.
  (globalThis as unknown as Record<symbol, { pool: unknown[] }>)[Symbol.for("fluxion.runtime")]?.pool.splice(0);
  const finish: unknown = Reflect.get(prototype, "finish");
  const found: TapeLength[] = [];
  prototype.finish = function (this: Tape) {
    found.push({ numbers: this.top, references: this.refTop });
    Reflect.apply(finish as () => void, this, []);
  };
  try {
    run();
  } finally {
    prototype.finish = finish as () => void;
  }
  return found;
}
