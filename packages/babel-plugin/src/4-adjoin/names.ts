/** The names of a unit's generated variables: cotangents, shadows, values in the reverse sweep. */
import { RESERVED_WORDS } from "../ir/js.ts";
import type { Variable } from "../ir/types.ts";
import { isReserved } from "../5-emit/christen.ts";

export interface Names {
  /** The value of a variable, as the forward sweep calls it. */
  readonly forward: (v: Variable) => string;
  /** The value of a variable, restored in the reverse sweep. */
  readonly value: (v: Variable) => string;
  readonly cotangent: (v: Variable) => string;
  readonly shadow: (v: Variable) => string;
  /** The slot that the tape gave when the forward sweep announced writes to the object. */
  readonly slot: (v: Variable) => string;
  /** The share of the unit's result. */
  readonly result: string;
  /** Every name of the unit. */
  readonly used: ReadonlySet<string>;
  /** A name that is not taken yet. */
  readonly fresh: (base: string) => string;
}

/** `own`: the names of the unit's variables. */
export function makeNames(programNames: ReadonlySet<string>, own: Iterable<string>): Names {
  const used = new Set(own);
  const isUsed = (name: string): boolean => used.has(name) || programNames.has(name) || RESERVED_WORDS.has(name);
  const cotangents = new Map<Variable, string>();
  const shadows = new Map<Variable, string>();
  const slots = new Map<Variable, string>();
  /** Where the search for a free name begins: names are never given back. */
  const next = new Map<string, number>();
  const fresh = (base: string): string => {
    for (let i = next.get(base) ?? 0; ; i++) {
      const name = i === 0 ? base : `${base}_${String(i)}`;
      if (isUsed(name) || isReserved(name)) continue;
      next.set(base, i + 1);
      used.add(name);
      return name;
    }
  };
  const known = (map: Map<Variable, string>, v: Variable, base: string): string => {
    const name = map.get(v) ?? fresh(base);
    map.set(v, name);
    return name;
  };
  const result = fresh(isUsed("y") ? "dresult" : "dy");
  const self = isUsed("self") ? fresh("self") : "self";
  used.add(self);
  const value = (v: Variable): string => (v.name === "this" ? self : v.name);
  return {
    used,
    result,
    forward: (v) => v.name,
    value,
    cotangent: (v) => known(cotangents, v, `d${value(v)}`),
    shadow: (v) => known(shadows, v, `d${value(v)}`),
    slot: (v) => known(slots, v, `${value(v)}_slot`),
    fresh,
  };
}
