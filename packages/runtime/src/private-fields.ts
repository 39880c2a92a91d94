/**
 * Private members: generated code outside of a class reads and writes them by functions that are made inside; and objects
 * get them from the engine, which alone can give them.
 */
import { NotDifferentiableError } from "./errors.ts";
import { attachedTo, closure, noteBound, type AnyFunction, type Pair } from "./pair.ts";
import { state } from "./state.ts";
import { shared } from "./store.ts";

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
  /** The member of an object as a property, for what assigns it. */
  readonly at: (o: never) => { v: unknown };
  /** Throws unless an object has it. */
  readonly check: (o: never) => void;
  /** Functions for the accessors of a class in a function, which have captured something. */
  readonly getter: AnyFunction | null;
  readonly setter: AnyFunction | null;
}

/** Generated code, in a class: what sees one of its private members. `isField`: each instance, or the class, has a value of its own. */
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
  const at = (o: never): { v: unknown } => ({
    get v() {
      return get(o);
    },
    set v(value) {
      if (!set) throw new TypeError(`'${name}' was defined without a setter`);
      set(o, value);
    },
  });
  const name = key.split(" ")[0] ?? key;
  const field = { name, key, owner: C.name, get, set, has, at, check, getter, setter };
  if (getter) noteBound(C, getter);
  if (setter) noteBound(C, setter);
  state.adjoints.set(has, "inert");
  state.adjoints.set(check, "inert");
  if (!isField) return field;
  state.privateFields ??= found;
  fields.set(C.prototype, [...(fields.get(C.prototype) ?? []), field]);
  return field;
}

/** Generated code, in a class in a function: `o.#m` with its pair, and what all members of the class have captured. */
export function privateMethod<F extends object>(C: object, fn: F, pair: Pair, thunk: () => object): F {
  if (attachedTo(fn) !== undefined) return fn;
  closure(fn, pair, thunk);
  noteBound(C, fn);
  return fn;
}

/** By the prototypes of their classes, for all copies of the runtime. */
const fields = /* @__PURE__ */ shared("private fields", () => new WeakMap<object, PrivateField[]>());

function found(prototype: object | null): PrivateField[] {
  const list: PrivateField[] = [];
  for (let p = prototype; p !== null; p = Object.getPrototypeOf(p) as object | null)
    list.push(...(fields.get(p) ?? NONE));
  return list;
}

/** Those of the classes of a prototype and of its parents; a class itself has the static ones. */
export const declaredBy = (prototype: object | null): readonly PrivateField[] =>
  state.privateFields?.(prototype) ?? NONE;

/** The private fields of an instance, those of its parent class included. */
export const privateFieldsOf = (o: object): readonly PrivateField[] =>
  declaredBy(Object.getPrototypeOf(o) as object | null);

const NONE: readonly never[] = [];

// ---- giving an object the private members of a class, and nothing else of it

/** What the next parent on the way up is called with, while members are given; it returns the first of it. The class may be another copy's. */
const given = /* @__PURE__ */ shared("given members", () => ({
  list: undefined as readonly unknown[] | undefined,
}));

type Constructor = new (...args: unknown[]) => object;

/** Generated code, in a constructor and in the fields: is it only to give the private members? */
export const stamping = (): boolean => given.list !== undefined;

/** Generated code, in a derived constructor: what its parent is called with then. */
export function stamped(): readonly unknown[] {
  const first = given.list ?? NONE;
  given.list = NONE;
  return first;
}

/** A new object with the private members of a class that extends none. */
export const instantiate = (C: unknown, newTarget: unknown): object => stamp(C as Constructor, NONE, newTarget);

/** Generated code, after `super(…)`: the private members of a derived class, for what its parent has made. */
export function give(C: Constructor, o: object): void {
  const parent: unknown = Object.getPrototypeOf(C);
  if (isFamily(parent)) {
    stamp(C, [o], C);
    return;
  }
  if (!Reflect.setPrototypeOf(C, Returning))
    throw new NotDifferentiableError(
      `\`${C.name}\` is frozen, and only in place of its parent can its private members be given.`,
      {
        advice: "Freeze the class after the gradient, or use public members.",
      },
    );
  try {
    stamp(C, [o], C);
  } finally {
    Object.setPrototypeOf(C, parent as object | null);
  }
}

/** A constructor in the place of one that cannot be told to return an object. */
function Returning(o: object): object {
  return o;
}

/** Do a class and all that it extends return what they are given? */
function isFamily(C: unknown): boolean {
  const pair = attachedTo(C)?.pair;
  return pair?.stamps === true && (pair.derived !== true || isFamily(Object.getPrototypeOf(C)));
}

function stamp(C: Constructor, forParent: readonly unknown[], newTarget: unknown): object {
  const outer = given.list;
  // A constructor that is not written passes on what it is called with itself.
  given.list = attachedTo(C)?.pair.stamps === true ? forParent : NONE;
  try {
    return Reflect.construct<unknown[], object>(C, [...forParent], newTarget as Constructor);
  } finally {
    given.list = outer;
  }
}
