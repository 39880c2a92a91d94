import type { Member } from "./types.ts";

/** What arrays, typed arrays and collections have by nature, such as their `length`: in them it carries no derivative. */
const CONTAINERS: readonly { readonly prototype: object }[] = [
  Array,
  Object.getPrototypeOf(Float64Array) as typeof Array,
  Float64Array,
  Map,
  Set,
  WeakMap,
];

const NATURAL_KEYS: ReadonlySet<unknown> = new Set<unknown>(
  CONTAINERS.flatMap(({ prototype }) => Reflect.ownKeys(prototype)),
);

/** A member that a container has by nature: a field of its own only in ordinary objects. */
export const isNatural = ({ key, object }: Member): boolean =>
  key.op === "literal" && NATURAL_KEYS.has(key.value) && !isOrdinary(object);

/** An object that the function makes by a literal. */
export const isOrdinary = ({ made, kind }: Member["object"]): boolean => made && kind === "object";
