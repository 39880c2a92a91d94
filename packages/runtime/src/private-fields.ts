/**
 * Private fields: generated code outside of a class reads and writes them by functions that are made inside.
 */
import { state } from "./state.ts";

/** A private field of the instances of a class. */
export interface PrivateField {
  readonly name: string;
  readonly get: (o: never) => unknown;
  readonly set: (o: never, value: unknown) => void;
  readonly has: (o: never) => boolean;
}

const fields = new WeakMap<object, PrivateField[]>();
let isUsed = false;

/** Generated code, in a class: what sees one of its fields. */
export function privateField(
  C: { readonly prototype: object },
  name: string,
  get: PrivateField["get"],
  set: PrivateField["set"],
  has: PrivateField["has"],
): PrivateField {
  const field = { name, get, set, has };
  state.adjoints.set(has, "inert");
  fields.set(C.prototype, [...(fields.get(C.prototype) ?? []), field]);
  isUsed = true;
  return field;
}

/** Generated code, in a class with private methods: a function that throws unless an object has one of them. */
export function brand(C: { readonly name: string }, has: (o: never) => boolean): (o: never) => void {
  const check = (o: never): void => {
    if (!has(o)) throw new TypeError(`Receiver must be an instance of class ${C.name}`);
  };
  state.adjoints.set(check, "inert");
  return check;
}

/** The private fields of an instance, those of its parent class included. */
export function privateFieldsOf(o: object): readonly PrivateField[] {
  if (!isUsed) return NONE;
  const found: PrivateField[] = [];
  for (let p = Object.getPrototypeOf(o) as object | null; p !== null; p = Object.getPrototypeOf(p) as object | null)
    found.push(...(fields.get(p) ?? NONE));
  return found;
}

const NONE: readonly PrivateField[] = [];
