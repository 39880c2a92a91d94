/**
 * `Map`, `Set`, `WeakMap`, `WeakSet`: mutable dictionaries. A Map's shadow holds cotangents by key, a Set's by member.
 */
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import { iterator } from "./array-copies.ts";
import { nativeOf, run, type RuleTable } from "./native.ts";
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
      if (shadow !== undefined && dy !== 0) shadow.set(key, (shadow.get(key) ?? 0) + dy);
      return NO_COTANGENTS;
    },
  };
}

function set(proto: object): ActiveRule {
  const native = nativeOf(proto, "set");
  return {
    forward(tape, { self, args }) {
      const result = run(native, self, args) as Dictionary;
      tape.touch(self);
      tape.record(self);
      tape.record(args[0]);
      return result;
    },
    pullback(tape) {
      const key = tape.recall();
      const shadow = dictionaryShadow(tape, tape.recall());
      const dv = shadow?.get(key) ?? 0;
      shadow?.delete(key);
      return [0, dv];
    },
  };
}

function add(proto: object): ActiveRule {
  const native = nativeOf(proto, "add");
  return {
    forward(tape, { self, args }) {
      const isNew = !(self as { has(member: unknown): boolean }).has(args[0]);
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
      if (tape.pop() === 0 || shadow === undefined) return NO_COTANGENTS;
      const d = shadow.get(member) ?? 0;
      shadow.delete(member);
      return [d];
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
  keys: "inert",
  values: iterator(nativeOf(Map.prototype, "values"), false, "map"),
  entries: iterator(nativeOf(Map.prototype, "entries"), true, "map"),
};

export const setRules: RuleTable = {
  add: add(Set.prototype),
  has: "inert",
  delete: removal(Set.prototype, "delete"),
  clear: removal(Set.prototype, "clear"),
  values: iterator(nativeOf(Set.prototype, "values"), false, "set"),
  entries: iterator(nativeOf(Set.prototype, "entries"), true, "set"),
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
