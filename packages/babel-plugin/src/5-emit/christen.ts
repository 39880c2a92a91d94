/**
 * Gives the reserved names of generated code (`#tape`, `#at`, …) names that the program does not use.
 */
import type { t } from "../babel.ts";
import { eachChild } from "../ir/js.ts";

const RESERVED = ["tape", "at", "frame", "inner", "$"] as const;

/** `suffix`: what the names end with that a script shares with others. */
export function reservedNames(suffix: string, isTaken: (name: string) => boolean): ReadonlyMap<string, string> {
  const free = (base: string): string => {
    let name = base;
    for (let i = 1; isTaken(name); i++) name = `${base}_${String(i)}`;
    return name;
  };
  return new Map(RESERVED.map((base) => [`#${base}`, free(base === "$" ? `${base}${suffix}` : base)]));
}

export function christen(root: t.Node, names: ReadonlyMap<string, string>): void {
  if (root.type === "Identifier") root.name = names.get(root.name) ?? root.name;
  else eachChild(root, christen, names);
}
