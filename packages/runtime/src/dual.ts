/**
 * `@fluxion/runtime/dual`: what duals call. Only code that is compiled for an order above 1 imports it.
 */
import "./dual/install.ts";

export { noDual, requireNumber, requireOperand } from "./dual/callees.ts";
export { closureDual, madeBefore } from "./dual/made.ts";
export { classDual, classMadeDual, hiddenDual, memberDual, privateDual } from "./dual/classes.ts";
export { hasKey } from "./dual/lists.ts";
export { defineAccessor } from "./dual/objects.ts";
export { shadowBeside, shadowFor, shadowOf } from "./dual/shadows.ts";
export { textedDual } from "./dual/texts.ts";
export { environmentOf } from "./dual/thrown.ts";
export { Leaving as Closing } from "./dual/steps.ts";
export { requireOwn, requireStillGlobal, variableKey } from "./dual/unseen.ts";
export { readPrivate, writePrivate } from "./private-access.ts";
export { give } from "./private-fields.ts";
export { beginLater, laterDual } from "./dual/later.ts";
export { awaitedDual, returnedLater } from "./self-hosted/dual-later.ts";
export { caught, thrown } from "./self-hosted/dual-throws.ts";
export {
  assignConstant,
  beforeSuper,
  decrement,
  increment,
  isWritable,
  key,
  keysIn,
  ownField,
  requireFirst,
  requireObject,
  toNumeric,
  uninitialised,
} from "./operations.ts";
export {
  callDual,
  deletePropertyDual,
  getDual,
  invokeDual,
  newDual,
  returnedDual,
  setDual,
} from "./self-hosted/dual-calls.ts";
export {
  delegated,
  dropItems,
  elementsDual,
  hasMore,
  itemsOf,
  leaveItems,
  startDual,
} from "./self-hosted/dual-steps.ts";
export { literalPrototypeDual } from "./self-hosted/dual-objects.ts";
export { extentTangent, setExtent } from "./self-hosted/dual-extents.ts";
export { arrayAppend, arrayFrom, arrayPush, copyProps, restProps } from "./spreading.ts";
export { added } from "./text-sums.ts";
