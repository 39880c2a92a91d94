/** Calls of the module's functions, with arguments that fit. */
import { expression } from "./expressions.ts";
import type { Writer } from "./expressions.ts";
import type { Scope, Type } from "./scope.ts";
import { number, other } from "./tree.ts";
import type { Part, Tree } from "./tree.ts";
import { value } from "./values.ts";

/** A call that gives a value of the type; undefined where there is no such function. */
export function call(w: Writer, scope: Scope, result: Type, depth: number): Tree | undefined {
  const { dice } = w;
  const found = w.functions.filter((f) => f.result === result && (!f.throws || scope.around.tried));
  if (found.length === 0) return undefined;
  const f = dice.pick(found);
  const given = f.params.length - (f.defaults > 0 && dice.chance(0.5) ? dice.integer(1, f.defaults) : 0);
  const args: Part[] = f.params.slice(0, given).map((type, i) => {
    if (i === f.fuel) return other`${`${dice.integer(1, 3)}`}`;
    return type === "num" ? expression(w, scope, depth - 1) : value(w, scope, type, 0);
  });
  if (f.rest && given === f.params.length) {
    if (dice.chance(0.3)) args.push(other`...${value(w, scope, "arr", 0)}`);
    else args.push(...dice.list(0, 2, () => expression(w, scope, depth - 1)));
  }
  const make = result === "num" ? number : other;
  const list = other`${""}`;
  const parts = args.flatMap((arg, i) => (i === 0 ? [arg] : [", ", arg]));
  return make`${f.name}(${{ ...list, parts }})`;
}
