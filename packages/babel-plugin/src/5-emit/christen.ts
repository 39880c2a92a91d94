/**
 * Gives the reserved names of generated code (`#tape`, `#at`, …) names that the program does not use.
 */
import type { t } from "../babel.ts";
import { freeName } from "../ir/js.ts";
import { eachChild } from "../ir/walk.ts";

/** Whether a name will be given here. */
export const isReserved = (name: string): boolean => (RESERVED as readonly string[]).includes(name);

const RESERVED = ["tape", "at", "frame", "inner", "$"] as const;

/** `suffix`: what the names end with that a script shares with others. */
export function reservedNames(suffix: string, isTaken: (name: string) => boolean): ReadonlyMap<string, string> {
  return new Map(RESERVED.map((base) => [`#${base}`, freeName(base === "$" ? `${base}${suffix}` : base, isTaken)]));
}

export function christen(root: t.Node, names: ReadonlyMap<string, string>): void {
  if (root.type === "Identifier") {
    if (root.name.startsWith("#")) root.name = names.get(root.name) ?? root.name;
  } else eachChild(root, christen, names);
}
