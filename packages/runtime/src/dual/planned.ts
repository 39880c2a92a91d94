/**
 * Tangents of arguments that come again (plan.ts): where each number of an argument has a number in its place in what is given, that is
 * its tangent as it stands, and no shadow is made.
 */
import { attachedTo } from "../pair.ts";
import { isField, type Node, type Part, type Plan } from "../plan.ts";
import { Known, quickTangents, type QuickTangents } from "./quick.ts";

type Fields = Readonly<Record<PropertyKey, unknown>>;

/** Of more, the shadows cost little beside what is done with them. */
const MOST_OBJECTS = 8;

export interface Given {
  /** Of the arguments that are numbers their tangents, of the others their shadows: to be read, not written. */
  readonly own: readonly unknown[];
  readonly known: Pick<Known, "wants">;
  /** Unless they are what was given. */
  readonly shadows: QuickTangents["shadows"] | undefined;
}

/** The tangents of plain data, as a function takes them in which everything stands in place. */
export function tangentsFor(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): Given | undefined {
  const plans = attachedTo(f)?.pair.plans?.ofTangents;
  const plan = plans?.planOf(args);
  if (plan !== undefined && fitsAll(plan, args, tangents)) return { own: tangents, known: plan, shadows: undefined };
  const quick = quickTangents(args, tangents, true);
  if (quick === undefined) return undefined;
  if (quick.shadows.size <= MOST_OBJECTS) plans?.note(args, quick.own);
  return { ...quick, known: new Known(quick.shadows) };
}

function fitsAll({ parts }: Plan, args: readonly unknown[], tangents: readonly unknown[]): boolean {
  if (tangents.length !== args.length) return false;
  for (let i = 0; i < args.length; i++) if (!fits(parts[i], args[i], tangents[i])) return false;
  return true;
}

function fits(part: Part, value: unknown, tangent: unknown): boolean {
  if (part === 0) return typeof value === "number" && typeof tangent === "number";
  if (part === undefined || typeof tangent !== "object" || tangent === null || part.slot.of !== value) return false;
  return part.keys === undefined
    ? fitsList(part, value as readonly unknown[], tangent)
    : fitsFields(part, part.keys, value as Fields, tangent as Fields);
}

function fitsList({ parts, zeros }: Node, value: readonly unknown[], tangent: object): boolean {
  const { length } = zeros as readonly unknown[];
  if (!Array.isArray(tangent) || value.length !== length || tangent.length !== length) return false;
  for (let i = 0; i < length; i++) if (!fits(parts === undefined ? 0 : parts[i], value[i], tangent[i])) return false;
  return true;
}

function fitsFields({ prototype, parts }: Node, keys: readonly string[], value: Fields, tangent: Fields): boolean {
  if (Object.getPrototypeOf(value) !== prototype || Object.getPrototypeOf(tangent) !== prototype) return false;
  let i = 0;
  for (const key in value) if (keys[i] !== key || !isField(parts?.[i++], value, key)) return false;
  let n = 0;
  for (const key in tangent) {
    if (keys[n] !== key || !fits(parts?.[n], value[key], tangent[key])) return false;
    n++;
  }
  return i === keys.length && n === keys.length;
}
