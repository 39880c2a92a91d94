/**
 * `Map`, `Set`, `WeakMap`, `WeakSet`: mutable dictionaries. A Map's shadow holds cotangents by key, a Set's by member.
 */
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import { iterator } from "./array-copies.ts";
import { nativeOf, run, type RuleTable } from "./native.ts";
import { addTo, OF_KEYS, takeFrom, type MapShadow } from "../shadow.ts";
import type { Tape } from "../tape.ts";

type Dictionary = Map<unknown, unknown>;

function dictionaryShadow(tape: Tape, o: unknown): Map<unknown, number> | undefined {
  return tape.shadow(o) as Map<unknown, number> | undefined;
}

function get(proto: object): ActiveRule {
  const native = nativeOf(proto, "get");
  return {
    forward(tape, { self, args }) {
      tape.record(self);
      tape.record(args[0]);
      return run(native, self, args);
    },
    pullback(tape, dy) {
      const key = tape.recall();
      const shadow = dictionaryShadow(tape, tape.recall());
      if (shadow !== undefined && dy !== 0) addTo(shadow, key, dy);
      return NO_COTANGENTS;
    },
  };
}

/** Nobody else can tell what a WeakMap holds. */
function noteWeakKey(tape: Tape, self: object, key: unknown): void {
  const all = (tape.weakKeys ??= new Map<unknown, Set<unknown>>());
  const keys = all.get(self);
  if (keys === undefined) all.set(self, new Set([key]));
  else keys.add(key);
}

/** A key that is a number may carry a derivative, which comes back when the keys are iterated. */
function set(proto: object): ActiveRule {
  const native = nativeOf(proto, "set");
  const has = nativeOf(proto, "has");
  return {
    forward(tape, { self, args }) {
      const [key] = args;
      const isNew = typeof key === "number" && !(run(has, self, [key]) as boolean);
      const result = run(native, self, args) as Dictionary;
      tape.touch(self);
      if (self instanceof WeakMap) noteWeakKey(tape, self, key);
      tape.push(isNew);
      tape.record(self);
      tape.record(key);
      return result;
    },
    pullback(tape) {
      const key = tape.recall();
      const shadow = dictionaryShadow(tape, tape.recall());
      const isNew = tape.pop() !== 0;
      return [isNew ? takeFrom((shadow as MapShadow | undefined)?.[OF_KEYS], key) : 0, takeFrom(shadow, key)];
    },
  };
}

function add(proto: object): ActiveRule {
  const native = nativeOf(proto, "add");
  const has = nativeOf(proto, "has");
  return {
    forward(tape, { self, args }) {
      const isNew = !(run(has, self, [args[0]]) as boolean);
      const result = run(native, self, args) as object;
      tape.touch(self);
      tape.push(isNew);
      tape.record(self);
      tape.record(args[0]);
      return result;
    },
    pullback(tape) {
      const member = tape.recall();
      const shadow = dictionaryShadow(tape, tape.recall());
      return tape.pop() === 0 ? NO_COTANGENTS : [takeFrom(shadow, member)];
    },
  };
}

/** What is deleted has no cotangent afterwards, and gets none here: only the write is to be known. */
function removal(proto: object, name: string): ActiveRule {
  const native = nativeOf(proto, name);
  return {
    forward(tape, { self, args }) {
      tape.touch(self);
      return run(native, self, args);
    },
    pullback: () => NO_COTANGENTS,
  };
}

export const mapRules: RuleTable = {
  get: get(Map.prototype),
  set: set(Map.prototype),
  has: "inert",
  delete: removal(Map.prototype, "delete"),
  clear: removal(Map.prototype, "clear"),
  keys: iterator(Map.prototype, "keys", "map"),
  values: iterator(Map.prototype, "values", "map"),
  entries: iterator(Map.prototype, "entries", "map"),
};

export const setRules: RuleTable = {
  add: add(Set.prototype),
  has: "inert",
  delete: removal(Set.prototype, "delete"),
  clear: removal(Set.prototype, "clear"),
  values: iterator(Set.prototype, "values", "set"),
  entries: iterator(Set.prototype, "entries", "set"),
  isDisjointFrom: "inert",
  isSubsetOf: "inert",
  isSupersetOf: "inert",
};

export const weakMapRules: RuleTable = {
  get: get(WeakMap.prototype),
  set: set(WeakMap.prototype),
  has: "inert",
  delete: removal(WeakMap.prototype, "delete"),
};

export const weakSetRules: RuleTable = {
  add: removal(WeakSet.prototype, "add"),
  has: "inert",
  delete: removal(WeakSet.prototype, "delete"),
};
