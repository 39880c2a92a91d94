/**
 * `@fluxion/runtime/internal`: what generated code calls. The contract is in ARCHITECTURE.md; it has a format version.
 */
import "./rules/install.ts";

export { call, callArray, callConstant, back, construct, constructArray, constructConstant } from "./dispatch.ts";
export {
  callWith,
  callWithConstant,
  invoke,
  invokeArray,
  invokeConstant,
  superCall,
  superCallArray,
} from "./dispatch.ts";
export { awaiting, delegating } from "./asynchronous.ts";
export { elements } from "./elements.ts";
export type { Frame } from "./frame.ts";
export { ABANDONED, Closing, handing } from "./generators.ts";
export { imports } from "./imports.ts";
export { isPlainClass } from "./mirror.ts";
export { isListWith, isPlainArray, iterate, iterated, steps, type Steps } from "./iteration.ts";
export {
  classMade,
  closure,
  closureMade,
  environment,
  members,
  noted,
  pair,
  PAIR,
  type Member,
  type Pair,
} from "./pair.ts";
export {
  accessors,
  accumulated,
  again,
  addExtent,
  asNumber,
  extentOf,
  takeExtent,
  assignConstant,
  beforeSuper,
  decrement,
  defineAccessor,
  deleteProperty,
  increment,
  key,
  keysIn,
  literalPrototype,
  newTarget,
  ownField,
  requireObject,
  restOf,
  returned,
  sharesOf,
  take,
  toNumeric,
  uninitialised,
} from "./operations.ts";
export { ordinary, ordinaryGenerator, ordinaryPieces } from "./ordinary.ts";
export { give, privateField, privateMethod, stamped, stamping } from "./private-fields.ts";
export { accessor, get, getFrom, set } from "./property.ts";
export type { Rule } from "./rule.ts";
export { binding } from "./rules/functions.ts";
export { UNFORESEEN } from "./at-once.ts";
export { format, refuse } from "./state.ts";
export { isList, type AnyShadow, type Shadow } from "./shadow.ts";
export { argumentsOf } from "./arguments-object.ts";
export { arrayAppend, arrayFrom, arrayPush, copyProps, restProps } from "./spreading.ts";
export {
  asyncIterator,
  closedWith,
  closeLater,
  closeNow,
  restSteps,
  stepOf,
  throwInto,
  throwIntoLater,
} from "./self-hosted/delegation.ts";
export { Tape } from "./tape.ts";

import "./self-hosted/install.ts";
