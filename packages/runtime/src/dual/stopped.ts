/** `stopGradient` where tangents are followed, and what else stands still. */
import { atEnd, copied, type Maker } from "../detach.ts";
import { state } from "../state.ts";
import { movesWithin, noteShadows, shadowOf } from "./shadows.ts";

type Both = [value: unknown, tangent: unknown];

/** `stopGradient(x)` */
export function stopped(
  _self: unknown,
  _dself: unknown,
  args: readonly unknown[],
  dargs: readonly unknown[],
  site: string,
): Both {
  return still(args[0], dargs[0] ?? 0, { name: "stopGradient", site });
}

/** A container that may move is copied: the copy has no shadow. The two are compared in the end. */
export function still(x: unknown, dx: unknown, maker: Maker): Both {
  if (typeof x !== "object" && typeof x !== "function") return [x, 0];
  noteShadows(x, dx);
  if (!movesWithin(x, dx, () => true)) return [x, 0];
  const { copy, compare } = copied(x, (o) => shadowOf(o) !== 0, maker);
  const { tape } = state;
  // An `async` function ends after the dual that began it.
  if (tape?.isDropped === false) atEnd(tape, compare);
  else state.dual.endings?.push(compare);
  return [copy, 0];
}
