/**
 * Classes that stand in functions, as duals make them. What the members do, the duals of the program's members do.
 *
 *   class A { #h = k; constructor(v) {…} get sq() {…} }
 *
 *   const A = classDual(A_dual, 1, 3, "A", 1);
 *   const A_h = privateDual(A, "#h", false, null, null, null);
 *   memberDual(A, "get", false, "sq", A_get_sq_dual, 0, 3, 0);
 *   classMadeDual(A, A_env, dA_env);
 *
 * A private member is a table of those that have it: code that cannot name it sees no difference.
 */
import { NotDifferentiableError } from "../errors.ts";
import { attachedTo, classMade, type AnyFunction, type Attached } from "../pair.ts";
import { privateField, stamped, stamping, type PrivateField } from "../private-fields.ts";
import { accessor } from "../property.ts";
import { state } from "../state.ts";
import { listFor, type DualOf } from "./callees.ts";
import { isObject } from "./checks.ts";
import { functionThat, nameFor, standingFor } from "./made.ts";
import { note } from "./shadows.ts";

type Class = new (...args: unknown[]) => object;
type Run = DualOf["run"];
type Table = WeakMap<object, unknown>;

/** What a class is made of. */
interface Making {
  /** What its members have captured, and its tangents. */
  env: object | undefined;
  denv: unknown;
  /** Those of them that have captured something. */
  readonly closures: object[];
  /** What each instance has. */
  readonly tables: Table[];
}

/** What is known of the classes that duals make. */
export interface Classes {
  readonly makings: WeakMap<object, Making>;
  readonly prototypes: WeakSet<object>;
}

const classes = (): Classes => (state.dual.classes ??= { makings: new WeakMap(), prototypes: new WeakSet() });
const makingOf = (C: object): Making => classes().makings.get(C) as Making;

/** `super` in a class that extends none is looked for where every such class has it. */
export function requireNoClass(o: object): void {
  if (state.dual.classes?.makings.has(o) !== true && state.dual.classes?.prototypes.has(o) !== true) return;
  throw new NotDifferentiableError(
    "a class that a function makes is given another prototype where tangents are followed.",
    {
      advice: "Write `extends`, or make the class outside of the function.",
    },
  );
}

/** Generated code: the class, without its members. `parents`: what it extends, if it extends anything. */
export function classDual(
  run: Run,
  count: number,
  flags: number,
  name: string,
  length: number,
  ...parents: readonly unknown[]
): Class {
  const making: Making = { env: undefined, denv: 0, closures: [], tables: [] };
  const give = (o: object): void => {
    for (const table of making.tables) add(table, o);
  };
  const construct = (self: unknown, args: readonly unknown[]): unknown => {
    const list = listFor({ run, count, flags, env: making.env, derived: false }, making.denv, args, []);
    list[0] = {}; // the shadow of what a constructor is to fill
    return run.apply(self, list)[0];
  };
  const C = (
    parents.length === 0
      ? // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- its members come later
        class {
          constructor(...args: unknown[]) {
            give(this);
            const made = stamping() ? args[0] : construct(this, args);
            if (isObject(made)) return made;
          }
        }
      : class extends (parents[0] as Class) {
          constructor(...args: unknown[]) {
            if (!stamping()) return construct(new.target, args) as object;
            // One that is not written passes on what it is given.
            super(...(attachedTo(C)?.pair.stamps === true ? stamped() : args));
            give(this);
          }
        }
  ) as Class;
  const { makings, prototypes } = classes();
  makings.set(C, making);
  prototypes.add(C.prototype as object);
  if ((flags & 2) !== 0) making.closures.push(C);
  return standingFor(C, { run, count, flags }, name, length);
}

/** A function of a class: no constructor. */
function memberOf(
  C: object,
  kind: Kind,
  key: PropertyKey,
  run: Run,
  count: number,
  flags: number,
  length: number,
): AnyFunction {
  const making = makingOf(C);
  const member = functionThat((self, args) => {
    if (kind !== "method") accessor(String(key));
    return run.apply(self, listFor({ run, count, flags, env: making.env, derived: false }, making.denv, args, []))[0];
  }, flags);
  const name = kind === "method" ? nameFor(key) : `${kind} ${nameFor(key)}`;
  if ((flags & 2) !== 0) making.closures.push(member);
  return standingFor(member, { run, count, flags }, name, length);
}

type Kind = "method" | "get" | "set";

/** Generated code: a method or an accessor. */
export function memberDual(
  C: Class,
  kind: Kind,
  isStatic: boolean,
  key: PropertyKey,
  run: Run,
  count: number,
  flags: number,
  length: number,
): void {
  const fn = memberOf(C, kind, key, run, count, flags, length);
  const place = kind === "method" ? { value: fn, writable: true } : { [kind]: fn };
  Object.defineProperty(isStatic ? C : C.prototype, key, { ...place, enumerable: false, configurable: true });
}

/** Generated code: a function that only a private name leads to. */
export const hiddenDual = memberOf;

/** Generated code: a private member, as duals see it. A field has none of the functions. */
export function privateDual(
  C: Class,
  key: string,
  isStatic: boolean,
  method: AnyFunction | null,
  getter: AnyFunction | null,
  setter: AnyFunction | null,
): PrivateField {
  const table: Table = new WeakMap();
  if (isStatic) add(table, C);
  else makingOf(C).tables.push(table);
  const name = key.split(" ")[0] as string;
  const isField = !method && !getter && !setter;
  const refused = (what: string): TypeError => new TypeError(`Private member ${name}: ${what}`);
  const requireOwner = (o: object): void => {
    if (!table.has(o)) throw refused("the class of the object has not declared it");
  };
  const get = (o: object): unknown => {
    requireOwner(o);
    if (isField) return table.get(o);
    if (method) return method;
    if (getter) return getter.call(o as never);
    throw refused("it has no getter");
  };
  const set = (o: object, value: unknown): void => {
    requireOwner(o);
    if (isField) table.set(o, value);
    else if (setter) setter.call(o as never, value as never);
    else throw refused("it has no setter");
  };
  const has = (o: never): boolean => {
    if (!isObject(o)) throw refused("it is asked of no object");
    return table.has(o);
  };
  return privateField(C, key, isField && !isStatic, get, method ? null : set, has, getter, setter);
}

function add(table: Table, o: object): void {
  if (table.has(o)) throw new TypeError("Cannot initialize private elements twice on the same object");
  table.set(o, undefined);
}

/** Generated code: what all members of a class have captured. */
export function classMadeDual(C: Class, env: object, denv: unknown): void {
  note(env, denv); // `new` is not given it
  const making = makingOf(C);
  Object.assign(making, { env, denv });
  for (const fn of making.closures) (attachedTo(fn) as Attached).env = env;
  classMade(C, env);
}
