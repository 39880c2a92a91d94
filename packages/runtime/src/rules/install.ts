/**
 * Puts all rules into the realm's state, once for all copies of the runtime.
 */
import { adjointRules } from "../adjoint.ts";
import { state } from "../state.ts";
import { arrayCopies } from "./array-copies.ts";
import { arrayStructure } from "./array-structure.ts";
import { mapRules, setRules, weakMapRules, weakSetRules } from "./collections.ts";
import type { RuleTable } from "./native.ts";
import { typedArray, typedPrototype } from "./typed-array.ts";

const tables: readonly (readonly [holder: object, table: RuleTable])[] = [
  [Array.prototype, arrayStructure],
  [Array.prototype, arrayCopies],
  [typedPrototype, typedArray],
  [Map.prototype, mapRules],
  [Set.prototype, setRules],
  [WeakMap.prototype, weakMapRules],
  [WeakSet.prototype, weakSetRules],
];

if (state.rules.size === 0) {
  for (const [fn, rule] of adjointRules) state.rules.set(fn, rule);
  for (const [holder, table] of tables) {
    for (const key of Reflect.ownKeys(table)) {
      const fn: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
      const rule = table[key];
      if (typeof fn === "function" && rule !== undefined) state.rules.set(fn, rule);
    }
  }
}
