/**
 * `@fluxion/runtime/internal`: what generated code calls. The contract is in ARCHITECTURE.md; it has a format version.
 */
export {
  call,
  callArray,
  callConstant,
  callWith,
  callWithConstant,
  construct,
  constructArray,
  constructConstant,
  invoke,
  invokeArray,
  invokeConstant,
  superCall,
  superCallArray,
} from "./dispatch.ts";
export { startAsyncGenerator } from "./async-generators.ts";
export { awaiting, delegating, startAsync } from "./asynchronous.ts";
export { binding } from "./binding.ts";
export { elements } from "./elements.ts";
export * from "./public.ts";
export { enter, enterPieces, type Frame } from "./frame.ts";
export { ABANDONED, Closing, handing, startGenerator } from "./generators.ts";
export { imports } from "./imports.ts";
export {
  isDenseList,
  isListWith,
  isNativeAssign,
  isNativeFrom,
  isPlainArray,
  iterate,
  iterated,
  steps,
  type Steps,
} from "./iteration.ts";
export {
  accessorOf,
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
export { isIntact } from "./intact.ts";
export { plans } from "./plan.ts";
export { noNumber } from "./strays.ts";
export {
  accessors,
  accumulated,
  again,
  add,
  asNumber,
  asOperand,
  assignConstant,
  assignGlobal,
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
  put,
  requireFirst,
  requireObject,
  restOf,
  returned,
  sharesOf,
  take,
  texted,
  unread,
  toNumeric,
  uninitialised,
} from "./operations.ts";
export { ordinary, ordinaryGenerator, ordinaryPieces } from "./ordinary.ts";
export { give, privateField, privateMethod, stamped, stamping } from "./private-fields.ts";
export { cell } from "./fast-cell.ts";
export { accessor, get, set } from "./property.ts";
export type { Rule } from "./rule.ts";
export { UNFORESEEN } from "./at-once.ts";
export { passOn } from "./pass-on.ts";
export { back } from "./run.ts";
export { closurePair, format, refuse } from "./state.ts";
export { isList, type AnyShadow, type Shadow } from "./shadow.ts";
export { argumentsOf, linkedArguments, linkedStill } from "./arguments-object.ts";
export { arrayAppend, arrayFrom, arrayPush, copyProps, restProps } from "./spreading.ts";
export { added } from "./text-sums.ts";
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
export { dispose, disposed, disposeFailed, disposeNext, disposing, hold, holder } from "./self-hosted/disposal.ts";
export { Tape } from "./tape.ts";
