/**
 * `Object.*`, `Reflect.*`, `structuredClone`, and what objects inherit.
 */
import { superCallArray } from "../dispatch.ts";
import { extend } from "../frame.ts";
import { get, set } from "../property.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";

import { isNumberArray, type Shadow } from "../shadow.ts";
import { attachedTo, type Pair } from "../pair.ts";
import { inert, type RuleTable } from "./native.ts";

const assign: ActiveRule = {
  forward(tape, { args, site }) {
    const [target, ...sources] = args as [object, ...unknown[]];
    const o = Object(target) as object;
    let writes = 0;
    for (const source of sources) {
      if (source === null || source === undefined) continue;
      for (const key of Reflect.ownKeys(Object(source) as object)) {
        if (!Object.prototype.propertyIsEnumerable.call(source, key)) continue;
        set(tape, site, o, key, get(tape, site, source, key));
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

/** With a value it is a write; its cotangent goes to the descriptor's `value`. */
const defineWith = (define: (o: object, key: PropertyKey, descriptor: PropertyDescriptor) => unknown): ActiveRule => ({
  when: ({ args }) => {
    const descriptor = Object(args[2]) as Readonly<Record<"get" | "set", unknown>>;
    return [descriptor.get, descriptor.set].every((fn) => typeof fn !== "function" || attachedTo(fn) !== undefined);
  },
  forward(tape, { args }) {
    const [o, key, descriptor] = args as [object, PropertyKey, PropertyDescriptor];
    tape.touch(o);
    const y = define(o, key, descriptor);
    tape.record(descriptor);
    tape.record(o);
    tape.record(key);
    return y;
  },
  pullback(tape) {
    const key = tape.recall() as string;
    const o = tape.recall();
    const cells = tape.shadow(o) as Shadow | undefined;
    const from = tape.shadow(tape.recall()) as Shadow | undefined;
    if (cells === undefined || cells instanceof Map) return NO_COTANGENTS;
    const d = cells[key] ?? 0;
    cells[key] = 0;
    if (from !== undefined) from["value"] = (from["value"] ?? 0) + d;
    return NO_COTANGENTS;
  },
});

/** The copy and the original are walked side by side: they have the same structure. */
const clone: ActiveRule = {
  forward(tape, { args }) {
    const original = args[0];
    const copy: unknown = structuredClone(original);
    const pairs: [object, object][] = [];
    const seen = new Set<unknown>();
    const walk = (from: unknown, to: unknown): void => {
      if (typeof from !== "object" || from === null || typeof to !== "object" || to === null || seen.has(from)) return;
      seen.add(from);
      pairs.push([from, tape.made(to)]);
      if (isNumberArray(from)) return;
      if (from instanceof Map && to instanceof Map) {
        const copies = [...(to as Map<unknown, unknown>)];
        for (const [i, [key, value]] of [...(from as Map<unknown, unknown>)].entries()) {
          walk(key, copies[i]?.[0]);
          walk(value, copies[i]?.[1]);
        }
      } else if (from instanceof Set && to instanceof Set) {
        const copies = [...(to as Set<unknown>)];
        for (const [i, member] of [...(from as Set<unknown>)].entries()) walk(member, copies[i]);
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
    for (const [from, to] of tape.recall() as [object, object][]) {
      const source = tape.shadow(from) as Shadow | undefined;
      const cells = tape.shadow(to);
      if (source === undefined || cells === undefined) continue;
      if (cells instanceof Map) {
        const target = source as unknown as Map<unknown, number>;
        for (const [key, d] of cells) target.set(key, (target.get(key) ?? 0) + d);
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

/** The prototype's numbers have their cotangents there: see heirs.ts. */
const createRule: ActiveRule = {
  when: ({ args }) => args.length < 2,
  forward(tape, { args }) {
    tape.inherited = true;
    return tape.made(Object.create(args[0] as object | null) as object);
  },
  pullback: () => NO_COTANGENTS,
};

const setPrototypeRule = (set: (o: object, prototype: object | null) => unknown): ActiveRule => ({
  forward(tape, { args }) {
    tape.inherited = true;
    return set(args[0] as object, args[1] as object | null);
  },
  pullback: () => NO_COTANGENTS,
});

const lost = { refused: "a property descriptor hides the number in it" };

export const objectRules: RuleTable = {
  assign,
  defineProperty: defineWith(Object.defineProperty),
  defineProperties: { refused: "properties are defined in bulk; define them one by one" },
  getOwnPropertyDescriptor: lost,
  getOwnPropertyDescriptors: lost,
  ...inert("keys", "getOwnPropertyNames", "getOwnPropertySymbols", "getPrototypeOf"),
  create: createRule,
  setPrototypeOf: setPrototypeRule(Object.setPrototypeOf),
  ...inert("freeze", "seal", "preventExtensions", "isFrozen", "isSealed", "isExtensible", "is", "hasOwn"),
};

export const objectPrototypeRules: RuleTable = inert(
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toString",
  "toLocaleString",
  "valueOf",
);

/** `Reflect.get(o, key)`: accessors included. */
const reflectGet: ActiveRule = {
  tracked: true,
  when: ({ args }) => args.length < 3,
  forward: (tape, { args, site }) => get(tape, site, args[0], args[1] as PropertyKey),
  pullback(tape, dy) {
    (tape.recall() as Pair).pullback(tape, dy);
    return NO_COTANGENTS;
  },
};

const reflectSet: ActiveRule = {
  tracked: true,
  when: ({ args }) =>
    args.length < 4 && Reflect.getOwnPropertyDescriptor(args[0] as object, args[1] as PropertyKey)?.writable !== false,
  forward(tape, { args, site }) {
    try {
      set(tape, site, args[0], args[1] as PropertyKey, args[2]);
    } catch (error) {
      extend(tape, error, reflectSet);
      throw error;
    }
    return true;
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
  getOwnPropertyDescriptor: lost,
};
