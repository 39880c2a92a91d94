/**
 * Fields that are not where they are read: those of a prototype or of a parent class, and the variables of another module.
 *
 * A cotangent is kept by the object that a field was read from. If it was inherited there, it would be lost: so it is refused.
 */
import { NotDifferentiableError } from "./errors.ts";
import { guardedFields, guardOwn, type AnyShadow } from "./shadow.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

/** Looks at what the sweep has found, and is about to write. */
export function lookAt(o: unknown): void {
  if (typeof o !== "object" || o === null || ArrayBuffer.isView(o) || Array.isArray(o)) return;
  guardOwn(o);
}

/** Looks at what is being registered: others may reach its content by another way. */
export function notice(tape: Tape, o: object): void {
  if (typeof o === "function" || Object.hasOwn(o, "constructor")) tape.inherited = true;
  else if (o === globalThis) {
    tape.invalidate("it writes a field of the global object, which is read by its name alone", {
      advice: "Keep the number in an object, or in a variable of the module.",
    });
  } else if (state.isImported?.(o) === true) {
    tape.invalidate("it assigns a variable that a marked function of another module imports", {
      advice: "Export an object that holds it, or functions that read and write it.",
    });
  }
}

/** The shadow of an object that inherits numbers from a registered one: their cotangents are refused. */
export function heirShadow(tape: Tape, o: unknown): AnyShadow | undefined {
  if ((typeof o !== "object" || o === null) && typeof o !== "function") return undefined;
  if (!tape.inherited && !hasPlainParent(o)) return undefined;
  const guard = Object.create(null) as object;
  let isHeir = false;
  for (let p = prototypeOf(o); p !== null; p = prototypeOf(p)) {
    if (!tape.shadows.has(p)) continue;
    for (const key of Reflect.ownKeys(p)) {
      if (typeof Object.getOwnPropertyDescriptor(p, key)?.value !== "number" || Object.hasOwn(guard, key)) continue;
      isHeir = true;
      Object.defineProperty(guard, key, {
        set(share: number) {
          if (share === 0) return;
          throw new NotDifferentiableError(`\`${String(key)}\` is inherited, and carries a derivative.`, {
            advice: "Copy the field ({ ...base }), or read it from the object that has it.",
          });
        },
      });
    }
  }
  return isHeir ? new (guardedFields(guard))() : undefined;
}

/** `Object.create(base)`: those of classes are known as such when they are registered. */
function hasPlainParent(o: object): boolean {
  const parent = prototypeOf(o);
  return (
    parent !== null &&
    parent !== Object.prototype &&
    parent !== Array.prototype &&
    !Object.hasOwn(parent, "constructor")
  );
}

const prototypeOf = (o: object): object | null => Object.getPrototypeOf(o) as object | null;
