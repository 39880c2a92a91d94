/**
 * `Object.*`, `Reflect.*`, `structuredClone`, and what objects inherit.
 */
import { carries, isBytes } from "../carries.ts";
import { entriesOf, isCollection } from "../collections.ts";
import { superCallArray } from "../dispatch.ts";
import { NotDifferentiableError } from "../errors.ts";
import { extend, NOTHING } from "../frame.ts";
import { add, isWritable, key, placeOf, requireNoExtent, take } from "../operations.ts";
import { get, set } from "../property.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";

import { guardAccessors, isNumberArray, type Shadow } from "../shadow.ts";
import { attachedTo, PAIR, type Pair } from "../pair.ts";
import type { Tape } from "../tape.ts";
import { inert, type RuleTable } from "./native.ts";

const assign: ActiveRule = {
  forward(tape, { args, site }) {
    const [target, ...sources] = args as [object, ...unknown[]];
    const o = Object(target) as object;
    let writes = 0;
    for (const source of sources) {
      if (source === null || source === undefined) continue;
      for (const name of Reflect.ownKeys(Object(source) as object)) {
        if (name === PAIR || !Object.prototype.propertyIsEnumerable.call(source, name)) continue;
        set(tape, site, o, name, get(tape, site, source, name));
        writes++;
      }
    }
    tape.push(writes);
    return o;
  },
  pullback(tape) {
    for (let writes = tape.pop(); writes > 0; writes--) {
      const d = (tape.recall() as Pair).pullback(tape, 0) ?? NO_COTANGENTS;
      (tape.recall() as Pair).pullback(tape, d[0] ?? 0);
    }
    return NO_COTANGENTS;
  },
};

/** The cotangent of a property of one object becomes that of another's. */
function pass(tape: Tape, from: unknown, name: PropertyKey, to: unknown, its: PropertyKey): void {
  const source = tape.shadow(from);
  const target = tape.shadow(to);
  const place = source && placeOf(source, name);
  if (source === undefined || place === undefined || place === null || !Object.hasOwn(source, place)) return;
  const d = take(source, name);
  if (target !== undefined) add(target, its, d);
}

const isOurs = (descriptor: unknown): boolean => {
  const { get: getter, set: setter } = Object(descriptor) as Readonly<Record<"get" | "set", unknown>>;
  return [getter, setter].every((fn) => typeof fn !== "function" || attachedTo(fn) !== undefined);
};

/** With a value it is a write, if it succeeds; its cotangent goes to the descriptor's `value`. */
const defineWith = (define: (o: object, key: PropertyKey, descriptor: PropertyDescriptor) => unknown): ActiveRule => ({
  when: ({ args }) => isOurs(args[2]),
  forward(tape, { args }) {
    const [o, name, descriptor] = args as [object, PropertyKey, PropertyDescriptor];
    const known = key(name);
    if (!tape.isDropped) requireNoExtent(o, known);
    tape.touch(o);
    const y = define(o, known, descriptor);
    guardAccessors(o);
    tape.record3(y !== false && "value" in descriptor ? o : null, known, descriptor);
    return y;
  },
  pullback(tape) {
    const descriptor = tape.recall();
    const known = tape.recall() as PropertyKey;
    pass(tape, tape.recall(), known, descriptor, "value");
    return NO_COTANGENTS;
  },
});

type Define = (target: object | null, all: PropertyDescriptorMap) => object;

/** Several at once, onto the target or a new object. */
const defineAll = (run: Define): ActiveRule => ({
  when: ({ args: [, all] }) =>
    Object.values(Object.getOwnPropertyDescriptors(Object(all))).every(({ value }) => isOurs(value)),
  forward(tape, { args }) {
    const [target, all] = args as [object | null, PropertyDescriptorMap];
    if (run === Object.create) tape.inherited = true;
    else tape.touch(target);
    const names = Reflect.ownKeys(Object(all) as object).filter((name) =>
      Object.prototype.propertyIsEnumerable.call(all, name),
    );
    if (!tape.isDropped) for (const name of names) requireNoExtent(target, name);
    const o = run(target, all);
    guardAccessors(o);
    const written = names.flatMap((name) => ("value" in (all[name] ?? {}) ? [[name, all[name]]] : []));
    tape.record2(run === Object.create ? tape.made(o) : o, written);
    return o;
  },
  pullback(tape) {
    const written = tape.recall() as [PropertyKey, PropertyDescriptor][];
    const o = tape.recall();
    for (const [name, descriptor] of written) pass(tape, o, name, descriptor, "value");
    return NO_COTANGENTS;
  },
});

/** What a descriptor gives is what the object holds. */
const describe = (of: (o: object, key: PropertyKey) => PropertyDescriptor | undefined): ActiveRule => ({
  forward(tape, { args }) {
    const [o, name] = args as [object, PropertyKey];
    const known = key(name);
    const descriptor = of(o, known);
    if (descriptor !== undefined) tape.made(descriptor);
    tape.record3(o, known, descriptor);
    return descriptor;
  },
  pullback(tape) {
    const descriptor = tape.recall();
    const known = tape.recall() as PropertyKey;
    pass(tape, descriptor, "value", tape.recall(), known);
    return NO_COTANGENTS;
  },
});

const describeAll: ActiveRule = {
  forward(tape, { args: [o] }) {
    const all = tape.made(Object.getOwnPropertyDescriptors(o)) as Fields;
    for (const name of Reflect.ownKeys(all)) tape.made(all[name]);
    tape.record2(o, all);
    return all;
  },
  pullback(tape) {
    const all = tape.recall() as Fields;
    const o = tape.recall();
    for (const name of Reflect.ownKeys(all)) pass(tape, all[name], "value", o, name);
    return NO_COTANGENTS;
  },
};

type Fields = Record<PropertyKey, unknown>;

/** The copy and the original are walked side by side: they have the same structure. */
const clone: ActiveRule = {
  forward(tape, { args, site }) {
    const [original, options] = args as [unknown, StructuredSerializeOptions | undefined];
    const bytes = (): NotDifferentiableError =>
      new NotDifferentiableError("a buffer that may carry derivatives is cloned or transferred.", {
        site,
        advice: "Clone one array over it.",
      });
    if (!tape.isDropped && (options?.transfer?.length ?? 0) > 0 && carries(tape, original)) throw bytes();
    const copy: unknown = structuredClone(...(args as [unknown]));
    const pairs: [object, object][] = [];
    const seen = new Set<unknown>();
    const buffers = new Set<ArrayBufferLike>();
    const walk = (from: unknown, to: unknown): void => {
      if (typeof from !== "object" || from === null || typeof to !== "object" || to === null || seen.has(from)) return;
      seen.add(from);
      const buffer = isNumberArray(from) ? from.buffer : undefined;
      if (!tape.isDropped && (buffer === undefined ? isBytes(from) && carries(tape, from) : buffers.has(buffer)))
        throw bytes();
      pairs.push([from, tape.made(to)]);
      if (buffer !== undefined) {
        buffers.add(buffer);
        return;
      }
      if (isCollection(from) && isCollection(to)) {
        const copies = [...entriesOf(to)];
        for (const [i, [key, value]] of [...entriesOf(from)].entries()) {
          walk(key, copies[i]?.[0]);
          walk(value, copies[i]?.[1]);
        }
      } else {
        for (const key of Object.keys(to))
          walk((from as Record<string, unknown>)[key], (to as Record<string, unknown>)[key]);
      }
    };
    walk(original, copy);
    tape.record(pairs);
    return copy;
  },
  pullback(tape, dy) {
    const pairs = tape.recall() as [object, object][];
    const originals = new Map<unknown, unknown>(pairs.map(([from, to]) => [to, from])); // of keys that are objects
    for (const [from, to] of pairs) {
      const source = tape.shadow(from) as Shadow | undefined;
      const cells = tape.shadow(to);
      if (source === undefined || cells === undefined) continue;
      if (cells instanceof Map) {
        const target = source as unknown as Map<unknown, number>;
        for (const [copy, d] of cells) {
          const key = originals.get(copy) ?? copy;
          target.set(key, (target.get(key) ?? 0) + d);
        }
      } else {
        for (const key of Object.keys(cells)) source[key] = (source[key] ?? 0) + ((cells as Shadow)[key] ?? 0);
      }
    }
    return [dy];
  },
};

/** `Object(o)` is o; a number would be put in an object, which carries none. */
export const objectRule: ActiveRule = {
  when: ({ args: [value] }) => (typeof value === "object" && value !== null) || typeof value === "function",
  forward: (_tape, { args: [value] }) => value,
  pullback: () => NO_COTANGENTS,
};

export const cloneRule = clone;

const setPrototypeRule = (set: (o: object, prototype: object | null) => unknown): ActiveRule => ({
  forward(tape, { args }) {
    tape.inherited = true;
    return set(args[0] as object, args[1] as object | null);
  },
  pullback: () => NO_COTANGENTS,
});

export const objectRules: RuleTable = {
  assign,
  defineProperty: defineWith(Object.defineProperty),
  defineProperties: defineAll(Object.defineProperties as Define),
  getOwnPropertyDescriptor: describe(Object.getOwnPropertyDescriptor),
  getOwnPropertyDescriptors: describeAll,
  ...inert("keys", "getOwnPropertyNames", "getOwnPropertySymbols", "getPrototypeOf"),
  // The prototype's numbers have their cotangents there: see heirs.ts.
  create: defineAll(Object.create),
  setPrototypeOf: setPrototypeRule(Object.setPrototypeOf),
  ...inert("freeze", "seal", "preventExtensions", "isFrozen", "isSealed", "isExtensible", "is", "hasOwn"),
};

/** `o.__defineGetter__("area", f)` */
const defineOld = (name: "__defineGetter__" | "__defineSetter__"): RuleTable => {
  const define = (Object.prototype as unknown as Readonly<Record<string, (...args: unknown[]) => undefined>>)[name];
  const rule: ActiveRule = {
    forward(tape, { self, args }) {
      tape.touch(self);
      define?.apply(self, args as unknown[]);
      guardAccessors(self as object);
    },
    pullback: () => NO_COTANGENTS,
  };
  return { [name]: rule };
};

export const objectPrototypeRules: RuleTable = {
  ...inert("hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toString", "toLocaleString", "valueOf"),
  ...defineOld("__defineGetter__"),
  ...defineOld("__defineSetter__"),
};

/** `Reflect.get(o, key)`: accessors included. */
const reflectGet: ActiveRule = {
  tracked: true,
  when: ({ args }) => args.length < 3,
  forward: (tape, { args, site }) => get(tape, site, args[0], key(args[1])),
  pullback(tape, dy) {
    (tape.recall() as Pair).pullback(tape, dy);
    return NO_COTANGENTS;
  },
};

const reflectSet: ActiveRule = {
  tracked: true,
  when: ({ args }) => args.length < 4,
  forward(tape, { args, site }) {
    const [o, name, value] = args as [object, PropertyKey, unknown];
    try {
      const known = key(name);
      if (isWritable(o, known)) {
        set(tape, site, o, known, value);
        return true;
      }
      tape.record(NOTHING);
      return Reflect.set(o, known, value);
    } catch (error) {
      extend(tape, error, reflectSet);
      throw error;
    }
  },
  pullback: (tape) => [0, 0, ...((tape.recall() as Pair).pullback(tape, 0) ?? NO_COTANGENTS)],
};

const reflectDelete: ActiveRule = {
  forward(tape, { args }) {
    tape.touch(args[0]);
    return Reflect.deleteProperty(args[0] as object, args[1] as PropertyKey);
  },
  pullback: () => NO_COTANGENTS,
};

const reflectConstruct: ActiveRule = {
  tracked: true,
  forward: (tape, { args, site }) => superCallArray(tape, site, args[0], args[2] ?? args[0], args[1] as unknown[]),
  pullback: reflectGet.pullback,
};

export const reflectObjectRules: RuleTable = {
  get: reflectGet,
  set: reflectSet,
  construct: reflectConstruct,
  deleteProperty: reflectDelete,
  defineProperty: defineWith(Reflect.defineProperty),
  setPrototypeOf: setPrototypeRule(Reflect.setPrototypeOf),
  ...inert("ownKeys", "has", "getPrototypeOf", "isExtensible", "preventExtensions"),
  getOwnPropertyDescriptor: describe(Reflect.getOwnPropertyDescriptor),
};
