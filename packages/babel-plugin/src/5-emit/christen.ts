/**
 * Gives the reserved names of generated code (`#tape`, `#at`, …) names that the program does not use.
 */
import { eachChild } from "../ir/walk.ts";
import type { t } from "../babel.ts";
import { freeName } from "../ir/js.ts";
import type { Uses } from "./tidy.ts";

/** Whether a name will be given here. */
export const isReserved = (name: string): boolean => (RESERVED as readonly string[]).includes(name);

const RESERVED = ["tape", "at", "frame", "inner", "$"] as const;

/** `suffix`: what the names end with that a script shares with others. */
export function reservedNames(suffix: string, isTaken: (name: string) => boolean): ReadonlyMap<string, string> {
  return new Map(RESERVED.map((base) => [`#${base}`, freeName(base === "$" ? `${base}${suffix}` : base, isTaken)]));
}

/** In a tree. */
export function christen(root: t.Node, names: ReadonlyMap<string, string>): void {
  if (root.type === "Identifier") {
    if (root.name.startsWith("#")) root.name = names.get(root.name) ?? root.name;
  } else eachChild(root, christen, names);
}

/** Where the names stand, as far as that is known. */
export function christenUses(uses: Uses, names: ReadonlyMap<string, string>): void {
  for (const [reserved, name] of names) for (const id of uses.get(reserved) ?? []) id.name = name;
}
