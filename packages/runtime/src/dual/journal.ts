/**
 * What a function may change besides its arguments, as it was: for `jvp`, which runs it once more in reverse where forward mode finds
 * something that has no dual.
 */
import { Contents } from "../contents.ts";
import { attachedTo, envOf, type AnyFunction, type Attached } from "../pair.ts";
import { partsOf } from "../parts.ts";
import { declaredBy, privateFieldsOf } from "../private-fields.ts";

export class Journal {
  /** The functions that run. */
  private readonly asked = new Set<unknown>();
  private readonly reached = new Set<object>();
  private readonly kept = new Set<object>();
  private readonly restorers: (() => void)[] = [];

  /** Keeps what containers hold now. */
  keep(containers: Iterable<object>): void {
    const found = [...containers].filter((o) => !this.kept.has(o));
    for (const o of found) this.kept.add(o);
    const contents = new Contents(found);
    this.restorers.push(() => {
      contents.restore();
    });
  }

  /** Keeps what can be reached from some values: all that their owner may change. */
  reach(values: readonly unknown[]): void {
    const left = [...values];
    const found: object[] = [];
    while (left.length > 0) {
      const o = left.pop();
      if ((typeof o !== "object" || o === null) && typeof o !== "function") continue;
      if (this.reached.has(o)) continue;
      this.reached.add(o);
      if (ArrayBuffer.isView(o)) left.push(o.buffer);
      else if (o instanceof ArrayBuffer) found.push(new Uint8Array(o));
      else {
        found.push(o);
        for (const part of [...heldBy(o), ...this.keepHidden(o)]) left.push(part);
      }
    }
    this.keep(found);
  }

  /** Keeps what a function may change that is about to run: what it has captured, and what it reaches by name. */
  addReach({ of, pair: { dual } }: Attached): void {
    if (this.asked.has(of)) return;
    this.asked.add(of);
    this.reach([of, ...(dual?.roots?.() ?? [])]);
  }

  /** The first that was kept comes last: memory may have been kept again, under another name. Throws where something is frozen now. */
  restore(): void {
    for (const restore of this.restorers.reverse()) restore();
  }

  /** Gives the values of private fields. */
  private keepHidden(o: object): unknown[] {
    const isExtensible = Object.isExtensible(o);
    if (isExtensible)
      this.restorers.push(() => {
        if (!Object.isExtensible(o)) throw new TypeError("It is frozen.");
      });
    const statics =
      typeof o === "function" ? declaredBy(((o as AnyFunction).prototype as object | undefined) ?? null) : [];
    const own = [...privateFieldsOf(o), ...statics].filter(({ has }) => has(o as never));
    return own.map(({ get, set }) => {
      const value = get(o as never);
      this.restorers.push(() => {
        if (!Object.is(get(o as never), value)) set?.(o as never, value);
      });
      return value;
    });
  }
}

/** What an object holds or has captured, and what it inherits from, but for classes: their members are kept when they run. */
function heldBy(o: object): unknown[] {
  const attached = attachedTo(o);
  const prototype = Object.getPrototypeOf(o) as object | null;
  return [
    ...partsOf(o).filter((part) => part !== attached),
    ...(attached === undefined ? [] : declaredLater(envOf(attached))),
    prototype !== null && Object.hasOwn(prototype, "constructor") ? undefined : prototype,
  ];
}

/** What a closure has captured that is declared after it: its environment has getters for functions of that kind. */
function declaredLater(env: object | undefined): unknown[] {
  const fields: PropertyDescriptor[] = Object.values(Object.getOwnPropertyDescriptors(env ?? {}));
  return fields.map((field) => {
    try {
      return field.get?.call(env) as unknown;
    } catch {
      return undefined; // Its declaration has not run.
    }
  });
}
