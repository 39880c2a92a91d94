/**
 * What code that the sweep does not see may write: what the sweep has not made itself, and what can be reached from there.
 *
 * Nothing that a sweep follows goes into such code, but for what is ignored, and rules of the user's: with these it is said what they
 * are given. What was exposed once may be kept by somebody, and stays so.
 */
import { isCell } from "./cell.ts";
import { attachedTo, environmentOf, envOf } from "./pair.ts";
import { partsOf } from "./parts.ts";
import { isNumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

/** Beyond that, looking costs more than it saves. */
const MAX_UNKNOWN = 1000;

/** `given`: what the code may use besides; nothing if that is not known. */
export function expose(tape: Tape, given: readonly unknown[] | undefined): void {
  if (tape.owns === 0) return;
  if (given === undefined || !canBeSeen(tape, given)) exposeAll(tape);
}

function exposeAll(tape: Tape): void {
  for (const [o, slot] of tape.shadows) {
    if (!slot.isOwn) continue;
    slot.isOwn = false;
    tape.exposed.push(o as object);
  }
  tape.owns = 0;
}

/** Exposes what can be reached; false where something holds what cannot be seen, or it is too much. */
function canBeSeen(tape: Tape, given: readonly unknown[]): boolean {
  const seen = new Set<object>();
  const plain = new Set<object>(INTRINSIC);
  const left: unknown[] = [...tape.exposed, ...given];
  let unknown = 0;
  const add = (o: unknown): void => {
    if ((typeof o === "object" && o !== null) || typeof o === "function") left.push(o);
  };
  while (left.length > 0) {
    const o = left.pop();
    if (((typeof o !== "object" || o === null) && typeof o !== "function") || seen.has(o)) continue;
    seen.add(o);
    const slot = tape.slotOf(o);
    if (isClosed(o) || (slot !== undefined && takes(o, plain))) return false;
    if (slot === undefined && ++unknown > MAX_UNKNOWN) return false;
    if (slot?.isOwn === true) {
      slot.isOwn = false;
      tape.exposed.push(o);
    }
    if (isNumberArray(o)) continue;
    if (typeof o === "function")
      for (const environment of environmentsOf(o)) {
        // Nobody but the function sees that; what may be assigned in there is a box of its own.
        seen.add(environment);
        for (const part of partsOf(environment)) add(part);
      }
    for (const part of partsOf(o)) add(part);
    const prototype: unknown = Object.getPrototypeOf(o);
    if (tape.slotOf(prototype) !== undefined) add(prototype);
  }
  return true;
}

function environmentsOf(f: object): object[] {
  const attached = attachedTo(f);
  return [attached && envOf(attached), environmentOf(f)].filter((o) => typeof o === "object");
}

/** It, or its class, has a setter that nobody has compiled, which may keep what it is given. `plain`: classes that have none. */
export function takes(o: object, plain = new Set<object>(INTRINSIC)): boolean {
  if (Array.isArray(o) || isNumberArray(o) || isCell(o)) return false;
  for (let p: object | null = o; p !== null && !plain.has(p); p = Object.getPrototypeOf(p) as object | null) {
    for (const key of Reflect.ownKeys(p)) {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- looked at, not called
      const set = Object.getOwnPropertyDescriptor(p, key)?.set;
      if (set !== undefined && attachedTo(set) === undefined) return true;
    }
    if (p !== o) plain.add(p);
  }
  return false;
}

const INTRINSIC: readonly object[] = [
  Object.prototype,
  Function.prototype,
  Map.prototype,
  Set.prototype,
  Error.prototype,
  WeakMap.prototype,
];

/** It holds what cannot be asked for. */
function isClosed(o: object): boolean {
  if (typeof o === "function") return String(Object.getOwnPropertyDescriptor(o, "name")?.value).startsWith("bound ");
  return (
    o instanceof Promise ||
    o instanceof WeakMap ||
    o instanceof WeakSet ||
    (typeof WeakRef === "function" && o instanceof WeakRef) ||
    iterators.some((prototype) => Object.prototype.isPrototypeOf.call(prototype, o))
  );
}

/** What iterators and generators inherit from, and asynchronous ones. */
const iterators: readonly object[] = [
  [][Symbol.iterator](),
  (async function* () {
    // Only its prototype is asked for.
  })(),
].map((it) => {
  let prototype: unknown = it;
  for (
    let p = Object.getPrototypeOf(it) as object | null;
    p !== Object.prototype;
    p = Object.getPrototypeOf(p) as object
  )
    prototype = p;
  return prototype as object;
});
