/**
 * Fields that are not where they are read: those of a prototype or of a parent class, and the variables of another module.
 *
 * A cotangent is kept by the object that a field was read from. If it was inherited there, it would be lost: so it is refused.
 */
import { guardedFields, refuseField, type AnyShadow } from "./shadow.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

/** Looks at what is being registered: others may reach its content by another way. */
export function notice(tape: Tape, o: object): void {
  if (typeof o === "function" || Object.hasOwn(o, "constructor")) tape.inherited = true;
  else if (o === globalThis) {
    tape.invalidate("it writes a field of the global object, which is read by its name alone", {
      advice: "Keep the number in an object, or in a variable of the module.",
    });
  } else state.requireOwn?.(tape, o);
}

/** The shadow of an object that inherits numbers from a registered one: their cotangents are refused. */
export function heirShadow(tape: Tape, o: unknown): AnyShadow | undefined {
  if ((typeof o !== "object" || o === null) && typeof o !== "function") return undefined;
  if (!tape.inherited && !hasPlainParent(o)) return undefined;
  let guard: object | undefined;
  for (let p = prototypeOf(o); p !== null; p = prototypeOf(p)) {
    if (!tape.shadows.has(p)) continue;
    for (const key of Reflect.ownKeys(p)) {
      if (typeof Object.getOwnPropertyDescriptor(p, key)?.value !== "number") continue;
      guard ??= Object.create(null) as object;
      if (Object.hasOwn(guard, key)) continue;
      refuseField(guard, key, "is inherited", "Copy the field: { ...base }.");
    }
  }
  return guard && new (guardedFields(guard))();
}

/** `Object.create(base)`: those of classes are known as such when they are registered. */
function hasPlainParent(o: object): boolean {
  const parent = prototypeOf(o);
  if (parent === Array.prototype || parent === Object.prototype) return false;
  return parent !== null && !Object.hasOwn(parent, "constructor");
}

const prototypeOf = (o: object): object | null => Object.getPrototypeOf(o) as object | null;
