/**
 * Native constructors: arrays, typed arrays, `Map`, `Set`, `Object`, errors.
 *
 * `call.self` is `new.target`, so that a class of the user's that extends one is made right.
 */
import { carries } from "../carries.ts";
import { enter, make } from "../dispatch.ts";
import { NotDifferentiableError } from "../errors.ts";
import { iterate, isPlainArray, steps } from "../iteration.ts";
import { asNumbers } from "../operations.ts";
import { attachedTo } from "../pair.ts";
import { NO_COTANGENTS, type ActiveRule, type Call, type Rule } from "../rule.ts";
import { back } from "../run.ts";
import { isNumberArray, OF_KEYS, RoundedShadow, takeFrom, type MapShadow, type Shadow } from "../shadow.ts";
import type { Tape } from "../tape.ts";
import { accumulate, cellsOf, type Cells } from "./native.ts";

type Constructor = new (...args: unknown[]) => object;

const instantiate = (C: Constructor, { args, self }: Call): object =>
  Reflect.construct<unknown[], object>(C, [...args], self as Constructor);

/** The result is the sweep's own, and holds nothing yet. */
const empty = (C: Constructor): ActiveRule => ({
  forward: (tape, call) => tape.made(instantiate(C, call)),
  pullback: () => NO_COTANGENTS,
});

/** A constructor called without `new`, whatever `this` is then. */
export const calledRule = (C: unknown, rule: Rule): Rule =>
  typeof rule === "object" && "forward" in rule
    ? { ...rule, forward: (tape, call) => rule.forward(tape, { ...call, self: C }) }
    : rule;

/** `new Array(n)`, `new Array(a, b, …)` */
export const arrayRule: ActiveRule = {
  forward(tape, call) {
    const array = tape.made(instantiate(Array as unknown as Constructor, call));
    tape.push(call.args.length);
    tape.record(array);
    return array;
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall());
    const count = tape.pop();
    if (count < 2 && !(count === 1 && cells?.length === 1)) return NO_COTANGENTS;
    return Array.from({ length: count }, (_, i) => cells?.[i] ?? 0);
  },
};

/** `Array.of`, `Float64Array.of`: the arguments are the elements, also of an instance of a class that has taken it. */
export const ofRule = (native: (...args: never[]) => unknown): ActiveRule => ({
  forward(tape, { self, args, site }) {
    const isMarked = attachedTo(self) !== undefined;
    const made = isMarked ? make(tape, site, self, self, [args.length], true) : undefined;
    const array = tape.made(Reflect.apply(native, isMarked ? giving(made) : self, args) as object);
    if (isNumberArray(array)) asNumbers(tape, site, args);
    tape.push(args.length);
    tape.record2(isMarked, array);
    return array;
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall());
    const isMarked = tape.recall() === true;
    const count = tape.pop();
    const isLost = cells instanceof RoundedShadow || cells === undefined;
    const given = isLost ? NO_COTANGENTS : Array.from({ length: count }, (_, i) => cells[i] ?? 0);
    if (isMarked) back(tape, 0);
    return given;
  },
});

/** A constructor of what is there already. */
const giving = (made: unknown): (() => unknown) =>
  function () {
    return made;
  };

/** A list that a constructor copies: collected once, for what is iterated may be so only once. */
function collect(tape: Tape, items: unknown): { readonly list: unknown[]; readonly it: unknown } {
  if (items === null || items === undefined) return { list: [], it: [] };
  const it = isPlainArray(items) ? items : iterate(tape, items);
  return { list: [...it], it };
}

/** Where each item stands first: that one is the key, or the member, that a collection keeps. */
function firstPlaces(items: readonly unknown[]): ReadonlyMap<unknown, number> {
  const places = new Map<unknown, number>();
  for (const [n, item] of items.entries()) if (!places.has(item)) places.set(item, n);
  return places;
}

/** `new Map(entries)` */
const mapRule: ActiveRule = {
  forward(tape, call) {
    const { list, it } = collect(tape, call.args[0]);
    const map = tape.made(instantiate(Map, { ...call, args: [list] }));
    tape.record(map);
    tape.record(list);
    tape.record(it);
    return map;
  },
  pullback(tape) {
    const it = tape.recall();
    const list = tape.recall() as (readonly [unknown, unknown])[];
    const shadow = tape.shadow(tape.recall()) as MapShadow;
    const firsts = firstPlaces(list.map(([key]) => key));
    const walk = steps(tape, it);
    for (let n = list.length - 1; n >= 0; n--) {
      const pair = list[n] as readonly [unknown, unknown];
      const cells = cellsOf(tape, pair);
      accumulate(cells, 1, takeFrom(shadow, pair[0])); // an entry before it with the same key was overwritten
      if (firsts.get(pair[0]) === n) accumulate(cells, 0, takeFrom(shadow[OF_KEYS], pair[0]));
      walk.back(n, 0);
    }
    return NO_COTANGENTS;
  },
};

/** `new Set(members)` */
const setRule: ActiveRule = {
  forward(tape, call) {
    const { list, it } = collect(tape, call.args[0]);
    const set = tape.made(instantiate(Set as unknown as Constructor, { ...call, args: [list] }));
    tape.record(set);
    tape.record(list);
    tape.record(it);
    return set;
  },
  pullback(tape) {
    const it = tape.recall();
    const list = tape.recall() as unknown[];
    const shadow = tape.shadow(tape.recall()) as Map<unknown, number>;
    const firsts = firstPlaces(list);
    const walk = steps(tape, it);
    for (let n = list.length - 1; n >= 0; n--) walk.back(n, firsts.get(list[n]) === n ? (shadow.get(list[n]) ?? 0) : 0);
    return NO_COTANGENTS;
  },
};

/**
 * A collection that the engine fills by the `add` or `set` that it finds. `whole`: the rule where that is the native one; one
 * of the program's own is called by the sweep, for each item.
 */
const filling = (C: Constructor, name: "add" | "set", whole: ActiveRule | null): ActiveRule => {
  const rule = whole ?? empty(C);
  const native: unknown = (C.prototype as Readonly<Record<string, unknown>>)[name];
  const own: Pick<ActiveRule, "pullback"> = {
    pullback(tape) {
      const it = tape.recall();
      const list = tape.recall() as unknown[];
      const walk = steps(tape, it);
      for (let n = list.length - 1; n >= 0; n--) {
        const [first = 0, second = 0] = back(tape, 0);
        if (name === "add") {
          walk.back(n, first);
          continue;
        }
        const cells = cellsOf(tape, list[n]);
        accumulate(cells, 0, first);
        accumulate(cells, 1, second);
        walk.back(n, 0);
      }
      return NO_COTANGENTS;
    },
  };
  return {
    forward(tape, call) {
      const { prototype } = call.self as { readonly prototype?: Readonly<Record<string, unknown>> };
      const [items] = call.args;
      if ((whole !== null && prototype?.[name] === native) || items === null || items === undefined) {
        const made = rule.forward(tape, call);
        tape.record(rule);
        return made;
      }
      const made = tape.made(instantiate(C, { ...call, args: [] })) as Readonly<Record<string, unknown>>;
      const put = made[name];
      const { list, it } = collect(tape, items);
      for (const item of list)
        enter(tape, call.site, put, made, name === "add" ? [item] : [...(item as unknown[])].slice(0, 2), false);
      tape.record(list);
      tape.record(it);
      tape.record(own);
      return made;
    },
    pullback: (tape, dy) => (tape.recall() as ActiveRule).pullback(tape, dy),
  };
};

/** `new Float64Array(n)`, of an array or iterable, of a buffer. */
const typedRule = (C: Constructor): ActiveRule => ({
  forward(tape, call) {
    const [source] = call.args;
    if (typeof source !== "object" || source === null) {
      tape.record(undefined);
      tape.record(undefined);
      return tape.made(instantiate(C, call));
    }
    if (
      source instanceof ArrayBuffer ||
      (typeof SharedArrayBuffer === "function" && source instanceof SharedArrayBuffer)
    ) {
      tape.record(undefined);
      tape.record(undefined);
      return view(tape, instantiate(C, call), source);
    }
    const isList = isNumberArray(source) || isPlainArray(source) || !(Symbol.iterator in source);
    if (isList) asNumbers(tape, call.site, source);
    const { list, it } = isList ? { list: source, it: source } : collect(tape, source);
    const array = tape.made(instantiate(C, { ...call, args: [list] }));
    tape.record(array);
    tape.record(it);
    return array;
  },
  pullback(tape) {
    const it = tape.recall();
    const array = tape.recall();
    const cells = array === undefined ? undefined : cellsOf(tape, array);
    if (cells === undefined) return NO_COTANGENTS;
    const source = isNumberArray(it) || Array.isArray(it) ? (tape.shadow(it) as Cells | undefined) : undefined;
    // An array of integers rounds what it copies, unless that was an integer already.
    const rounded = cells instanceof RoundedShadow && !(source instanceof RoundedShadow);
    const walk = steps(tape, it);
    for (let n = cells.length - 1; n >= 0; n--) walk.back(n, rounded ? 0 : (cells[n] ?? 0));
    return NO_COTANGENTS;
  },
});

/** A view of a buffer: others of the same buffer that are registered share their cotangents with it. */
function view(tape: Tape, array: object, buffer: ArrayBufferLike): object {
  if (tape.buffers?.has(buffer) !== true) {
    for (const known of tape.shadows.keys()) if (isNumberArray(known) && known.buffer === buffer) tape.share(known);
  }
  tape.want(array);
  if (!tape.isDropped && bigBuffers.has(buffer)) throw readAsBigInts();
  return array;
}

/** The buffers over which a sweep has made arrays of BigInts. */
const bigBuffers = new WeakSet<ArrayBufferLike>();

/** `new BigInt64Array(…)`: no derivative, unless it reads the bytes of numbers. */
const bigRule = (C: Constructor): ActiveRule => ({
  forward(tape, call) {
    const [source] = call.args;
    if (!tape.isDropped && carries(tape, source)) throw readAsBigInts();
    const array = instantiate(C, call) as BigInt64Array;
    if (array.buffer === source) bigBuffers.add(array.buffer);
    return array;
  },
  pullback: () => NO_COTANGENTS,
});

const readAsBigInts = (): NotDifferentiableError =>
  new NotDifferentiableError("a buffer that may carry derivatives is read as BigInts.", {
    advice: "Copy the numbers instead of sharing the buffer, or wrap the access in ignore(() => …).",
  });

const typedConstructors = [
  Float64Array,
  Float32Array,
  ...("Float16Array" in globalThis ? [globalThis.Float16Array] : []),
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
] as unknown as Constructor[];

/** `new Error(message, { cause })`: a cause may be a number. */
const errorRule = (E: Constructor): ActiveRule => ({
  forward(tape, call) {
    const error = instantiate(E, call);
    const options = call.args[1];
    tape.log?.made.push(error);
    const hasCause = typeof (error as Error).cause === "number";
    tape.record(hasCause ? options : undefined);
    tape.record(hasCause ? tape.made(error) : undefined);
    return error;
  },
  pullback(tape) {
    const error = tape.recall();
    const options = tape.recall();
    if (error === undefined) return NO_COTANGENTS;
    const from = tape.shadow(error) as Shadow;
    const to = tape.shadow(options) as Shadow | undefined;
    if (to !== undefined) to["cause"] = (to["cause"] ?? 0) + (from["cause"] ?? 0);
    return NO_COTANGENTS;
  },
});

/** The errors of the language, called with `new` or without. */
export const errorRules: readonly (readonly [unknown, Rule])[] = [
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
].map((E) => [E, errorRule(E as unknown as Constructor)]);

/** Native constructors and their rules, for `new`. */
export const constructorRules: readonly (readonly [unknown, Rule])[] = [
  [Array, arrayRule],
  [Object, empty(Object)],
  [Map, filling(Map, "set", mapRule)],
  [Set, filling(Set as unknown as Constructor, "add", setRule)],
  [WeakMap, filling(WeakMap as unknown as Constructor, "set", null)],
  [WeakSet, filling(WeakSet as unknown as Constructor, "add", null)],
  ...typedConstructors.map((C) => [C, typedRule(C)] as const),
  ...errorRules,
  ...[BigInt64Array, BigUint64Array].map((C) => [C, bigRule(C as unknown as Constructor)] as const),
  ...[ArrayBuffer, Date, RegExp, Boolean, WeakRef].map((C) => [C, "inert"] as const),
  [Number, { refused: "a boxed number has no place for a derivative" }],
  [String, { refused: "a boxed text has no place for a derivative" }],
  [Proxy, { refused: "the sweep cannot see through a Proxy" }],
  [DataView, { refused: "the sweep cannot see through a DataView" }],
];
