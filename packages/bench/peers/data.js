/** The workloads by their ids, and their active numbers in one list. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../src/workloads");
const files = readdirSync(folder).filter((name) => name !== "numbers.js");
const modules = await Promise.all(files.map((name) => import(join(folder, name))));

export const workloads = new Map(modules.flatMap((module) => module.workloads).map((w) => [w.id, w]));

export const flatten = (value) =>
  typeof value === "number"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(flatten)
      : [];

/** The arguments of a workload. */
export const argsOf = (id) => workloads.get(id).args;

/** The numbers by which is differentiated. */
export const numbersOf = (id) => workloads.get(id).wrt.flatMap((at) => flatten(argsOf(id)[at]));

/** Splits a list: `take(3)` gives the next three. */
export function taker(list) {
  let at = 0;
  return (count) => list.slice(at, (at += count));
}
