/**
 * Private members in duals, which are functions outside of the class.
 *
 *   this.#n          readPrivate(A_n, this)
 *   this.#n = v      writePrivate(A_n, this, v)
 */
import { attachedTo } from "./pair.ts";
import { instantiate, type PrivateField } from "./private-fields.ts";
import { NO_COTANGENTS } from "./rule.ts";
import type { Shadow } from "./shadow.ts";
import { state } from "./state.ts";

export const readPrivate = ({ get }: PrivateField, o: object): unknown => get(o as never);

/** @throws TypeError for a method, as in the program */
export function writePrivate({ name, set }: PrivateField, o: object, value: unknown): void {
  if (set === null) throw new TypeError(`Private method '${name}' is not writable`);
  set(o as never, value);
}

/** What a constructor that extends none begins with; throws for what is no constructor. */
export function newInstance(C: unknown, newTarget: unknown): object {
  return attachedTo(C)?.pair.stamps === true
    ? instantiate(C, newTarget)
    : Reflect.construct<unknown[], object>(Object, [], newTarget as new () => object);
}

state.rules.set(readPrivate, {
  forward(tape, { args }) {
    const [field, o] = args as [PrivateField, object];
    const value = readPrivate(field, o);
    tape.record2(field.key, o);
    return value;
  },
  pullback(tape, dy) {
    const shadow = tape.shadow(tape.recall()) as Shadow | undefined;
    const key = tape.recall() as string;
    if (shadow !== undefined) shadow[key] = (shadow[key] ?? 0) + dy;
    return NO_COTANGENTS;
  },
});

state.rules.set(writePrivate, {
  forward(tape, { args }) {
    const [field, o, value] = args as [PrivateField, object, unknown];
    // What throws has written nothing.
    writePrivate(field, o, value);
    tape.touch(o);
    tape.record2(field.key, o);
    return undefined;
  },
  pullback(tape) {
    const shadow = tape.shadow(tape.recall()) as Shadow | undefined;
    const key = tape.recall() as string;
    if (shadow === undefined) return NO_COTANGENTS;
    const d = shadow[key] ?? 0;
    shadow[key] = 0;
    return [0, 0, d];
  },
});

state.rules.set(newInstance, {
  forward: (tape, { args: [C, newTarget] }) => tape.made(newInstance(C, newTarget)),
  pullback: () => NO_COTANGENTS,
});
