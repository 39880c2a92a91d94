/**
 * Private members: generated code outside of a class reads and writes them by functions that are made inside; and objects
 * get them from the engine, which alone can give them.
 */
import { NotDifferentiableError } from "./errors.ts";
import { attachedTo, closure, noteBound, type AnyFunction, type Pair } from "./pair.ts";
import { state } from "./state.ts";

/** A private member of a class. */
export interface PrivateField {
  /** What gradients call it: `#k`. */
  readonly name: string;
  /** Where its cotangent is in a shadow. */
  readonly key: string;
  readonly owner: string;
  readonly get: (o: never) => unknown;
  readonly set: ((o: never, value: unknown) => unknown) | null;
  readonly has: (o: never) => boolean;
  /** Throws unless an object has it. */
  readonly check: (o: never) => void;
  /** Functions for the accessors of a class in a function, which have captured something. */
  readonly getter: AnyFunction | null;
  readonly setter: AnyFunction | null;
}

const fields = new WeakMap<object, PrivateField[]>();
let isUsed = false;

/** Generated code, in a class: what sees one of its private members. `isField`: each instance has a value of its own. */
export function privateField(
  C: { readonly prototype: object; readonly name: string },
  key: string,
  isField: boolean,
  get: PrivateField["get"],
  set: PrivateField["set"],
  has: PrivateField["has"],
  getter: AnyFunction | null = null,
  setter: AnyFunction | null = null,
): PrivateField {
  const check = (o: never): void => {
    if (!has(o)) throw new TypeError(`Receiver must be an instance of class ${C.name}`);
  };
  const name = key.split(" ")[0] ?? key;
  const field = { name, key, owner: C.name, get, set, has, check, getter, setter };
  if (getter) noteBound(C, getter);
  if (setter) noteBound(C, setter);
  state.adjoints.set(has, "inert");
  state.adjoints.set(check, "inert");
  if (!isField) return field;
  fields.set(C.prototype, [...(fields.get(C.prototype) ?? []), field]);
  isUsed = true;
  return field;
}

/** Generated code, in a class in a function: `o.#m` with its pair, and what all members of the class have captured. */
export function privateMethod<F extends object>(C: object, fn: F, pair: Pair, thunk: () => object): F {
  if (attachedTo(fn) !== undefined) return fn;
  closure(fn, pair, thunk);
  noteBound(C, fn);
  return fn;
}

/** The private fields of an instance, those of its parent class included. */
export function privateFieldsOf(o: object): readonly PrivateField[] {
  if (!isUsed) return NONE;
  const found: PrivateField[] = [];
  for (let p = Object.getPrototypeOf(o) as object | null; p !== null; p = Object.getPrototypeOf(p) as object | null)
    found.push(...(fields.get(p) ?? NONE));
  return found;
}

/** Does a class give its instances private fields? By its prototype. */
export const hasPrivateFields = (prototype: object): boolean => fields.has(prototype);

const NONE: readonly PrivateField[] = [];

// ---- objects that have nothing but their private members

/** What the native constructor at the end of the chain is given, while such an object is made. */
let given: readonly unknown[] | undefined = undefined;

/** Generated code, in a constructor: is it only to give the private members? */
export const stamping = (): boolean => given !== undefined;

/** Generated code, in a derived constructor: what the parent is given then. */
export const stamped = (): readonly unknown[] => given ?? [];

type Constructor = new (...args: unknown[]) => object;

/** `new C(…args)` of a native constructor, for a class that may extend it; with that class's private members. */
export function instantiate(C: unknown, args: readonly unknown[], newTarget: unknown): object {
  if (newTarget === C || !hasPrivates(C, newTarget))
    return Reflect.construct<unknown[], object>(C as Constructor, [...args], newTarget as Constructor);
  const outer = given;
  given = args;
  try {
    return Reflect.construct<unknown[], object>(newTarget as Constructor, [], newTarget as Constructor);
  } finally {
    given = outer;
  }
}

/** Has a class on the way from `newTarget` to the native one such members? Then all must be able to give theirs. */
function hasPrivates(C: unknown, newTarget: unknown): boolean {
  let stamps: Constructor | undefined;
  let other: Constructor | undefined;
  for (let c = newTarget; c !== C && c !== Function.prototype && c !== null; c = Object.getPrototypeOf(c) as unknown) {
    if (attachedTo(c)?.pair.stamps === true) stamps = c as Constructor;
    else other = c as Constructor;
  }
  if (stamps === undefined || other === undefined) return stamps !== undefined;
  throw new NotDifferentiableError(
    `\`${stamps.name}\` has private members, and \`${other.name}\` beside it in its family is not marked in the same file.`,
    { advice: "Declare the classes in one file, or use public members." },
  );
}
