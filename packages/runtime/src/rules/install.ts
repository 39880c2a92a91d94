/**
 * Puts all rules into the realm's state: of native functions once, of the runtime's own functions for each copy.
 */
import { adjointRules } from "../adjoint.ts";
import { spreadingRules } from "../spreading.ts";
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

const natives = state.rules.size === 0;

// Each copy of the runtime has functions of its own.
for (const [fn, rule] of [...adjointRules, ...spreadingRules]) state.rules.set(fn, rule);

if (natives) {
  for (const [holder, table] of tables) {
    for (const key of Reflect.ownKeys(table)) {
      const fn: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
      const rule = table[key];
      if (typeof fn === "function" && rule !== undefined) state.rules.set(fn, rule);
    }
  }
}
