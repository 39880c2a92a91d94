/** Puts the duals of natives in their places. */
import { ignore, stopGradient } from "../adjoint.ts";
import { differentiable } from "../differentiable.ts";
import { derivative } from "../derivative.ts";
import { gradient } from "../gradient.ts";
import { nestedBy, type Inside } from "../nested.ts";
import * as modes from "../self-hosted/inner-modes.ts";
import * as inPullbacks from "../self-hosted/inner-pullback.ts?twice";
import { derivativeDual, gradientDual, slopeDual } from "../self-hosted/dual-gradients.ts";
import { bindDual, boundDual } from "../self-hosted/dual-calls.ts";
import "../natives.ts";
import { newInstance, readPrivate, writePrivate } from "../private-access.ts";
import { checkpointed } from "../checkpointed.ts";
import { checkpointedLoop } from "../checkpointed-loop.ts";
import { fixedPoint, root } from "../implicit.ts";
import { state, type StandIn } from "../state.ts";
import { sameKind } from "../species.ts";
import { arrayAppend, arrayFrom, arrayPush, copyProps, restProps } from "../spreading.ts";
import { added } from "../text-sums.ts";
import { typedPrototype } from "../rules/typed-array.ts";
import * as callbacks from "../self-hosted/array-callbacks.ts?twice";
import * as collections from "../self-hosted/collection-callbacks.ts?twice";
import * as iterators from "../self-hosted/iterator-helpers.ts?twice";
import * as math from "../self-hosted/math.ts?twice";
import * as arrays from "../self-hosted/dual-arrays.ts";
import { arrayAppend as append, arrayFrom as listFrom, arrayPush as pushed } from "../self-hosted/dual-lists.ts";
import * as functions from "../self-hosted/dual-functions.ts";
import { fixedPointDual, rootDual } from "../self-hosted/dual-implicit.ts";
import { promiseAll } from "../self-hosted/dual-later.ts";
import { clone } from "../self-hosted/dual-clone.ts";
import { iteratorItself, generatorNext, generatorReturn, generatorThrow } from "../self-hosted/dual-steps.ts";
import { newInstanceDual, readPrivateDual, writePrivateDual } from "../self-hosted/dual-privates.ts";
import * as containers from "../self-hosted/dual-collections.ts";
import * as iterations from "../self-hosted/dual-iterators.ts";
import * as objects from "../self-hosted/dual-objects.ts";
import * as texts from "../self-hosted/dual-texts.ts";
import * as descriptors from "../self-hosted/dual-descriptors.ts";
import { ignoreDual } from "../self-hosted/dual-unseen.ts";
import * as callees from "./callees.ts";
import { DEPTH } from "./depth.ts";
import { level, LEVEL } from "./level.ts";
import { stepping } from "./steps.ts";
import { stopped } from "./stopped.ts";
import type { Native } from "./callees.ts";
import { inert, unseen } from "./inert.ts";

type Functions = Readonly<Record<string, unknown>>;

const table = new Map<unknown, Native>();

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;

function natives(holder: object, duals: Functions): void {
  for (const [name, dual] of Object.entries(duals)) {
    const native: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
    if (typeof native === "function") table.set(native, dual as Native);
  }
}

const { of, set, subarray, withItem, ...others } = arrays;
const { values, keys, entries } = iterations;
const methods = { ...others, values, keys, entries };
natives(Array.prototype, { ...methods, with: withItem });
natives(Array, { of, isArray: objects.isArray });
natives(typedPrototype, { ...methods, with: withItem, set, subarray }); // of those that typed arrays have
natives(Object.getPrototypeOf(Float64Array) as object, { of: containers.typedOf });
natives(Map.prototype, {
  get: containers.mapGet,
  set: containers.mapSet,
  has: containers.has,
  delete: containers.mapDelete,
  clear: containers.mapClear,
  keys: iterations.mapKeys,
  values: iterations.mapValues,
  entries: iterations.mapEntries,
});
natives(WeakMap.prototype, {
  get: containers.mapGet,
  set: containers.mapSet,
  has: containers.has,
  delete: containers.mapDelete,
});
natives(WeakSet.prototype, { add: containers.weakSetAdd, has: containers.has, delete: containers.weakSetDelete });
natives(Set.prototype, {
  add: containers.setAdd,
  has: containers.has,
  delete: containers.setDelete,
  clear: containers.setClear,
  keys: iterations.setValues,
  values: iterations.setValues,
  entries: iterations.setEntries,
});
natives(Object, {
  assign: objects.assign,
  values: objects.values,
  entries: objects.entries,
  fromEntries: objects.fromEntries,
  create: objects.create,
  setPrototypeOf: objects.setPrototypeOf,
  defineProperty: descriptors.defineProperty,
  defineProperties: descriptors.defineProperties,
  getOwnPropertyDescriptor: descriptors.describe,
  getOwnPropertyDescriptors: descriptors.describeAll,
});
for (const f of stepping.next) table.set(f, generatorNext);
for (const f of stepping.return) table.set(f, generatorReturn);
for (const f of stepping.throw) table.set(f, generatorThrow);
table.set((iteratorPrototype as Iterable<unknown>)[Symbol.iterator], iteratorItself);
natives(globalThis, { structuredClone: clone });
natives(Number.prototype, {
  toString: texts.textOfNumber,
  toExponential: texts.exponential,
  toPrecision: texts.precise,
});
for (const proto of [Array.prototype, typedPrototype]) natives(proto, { join: texts.joined, toString: texts.joined });
natives(String.prototype, { concat: texts.concatText, charCodeAt: texts.charCode, codePointAt: texts.codePoint });
natives(JSON, { parse: texts.parsedJson });
natives(Promise, { all: promiseAll });
natives(Math, { max: objects.max, min: objects.min, hypot: objects.hypot });
natives(Function.prototype, { call: functions.call, apply: functions.apply, bind: bindDual });
natives(Reflect, {
  apply: functions.reflectApply,
  construct: functions.reflectConstruct,
  get: functions.reflectGet,
  set: functions.reflectSet,
  defineProperty: descriptors.reflectDefine,
  getOwnPropertyDescriptor: descriptors.describe,
  deleteProperty: descriptors.deleteProperty,
  setPrototypeOf: objects.reflectSetPrototypeOf,
});
for (const [fn, dual] of [
  [Number, texts.number],
  [String, texts.textOf],
  [Object, objects.objectOf],
  [parseFloat, texts.parsed],
  [parseInt, texts.parsedInt],
  [arrayPush, pushed],
  [added, texts.added],
  [arrayAppend, append],
  [arrayFrom, listFrom],
  [copyProps, objects.copyProps],
  [restProps, objects.restProps],
  [sameKind, objects.sameKind],
  [readPrivate, readPrivateDual],
  [writePrivate, writePrivateDual],
  [newInstance, newInstanceDual],
  [derivative, derivativeDual],
  [gradient, gradientDual],
  [differentiable, objects.identity],
  [checkpointed, functions.checkpointed],
  [checkpointedLoop, functions.checkpointedTurns],
  [fixedPoint, fixedPointDual],
  [root, rootDual],
  [ignore, ignoreDual],
  [stopGradient, stopped],
] as const)
  table.set(fn, dual as unknown as Native);

const constructors = new Map<unknown, Native>([
  [Map, containers.newMap as unknown as Native],
  [WeakMap, containers.newWeakMap as unknown as Native],
  [WeakSet, containers.newWeakSet as unknown as Native],
  [Set, containers.newSet as unknown as Native],
  [Array, containers.newArray as unknown as Native],
  [BigInt64Array, containers.newBigInts as unknown as Native],
  [BigUint64Array, containers.newBigInts as unknown as Native],
]);
for (const name of [
  "Float64Array",
  "Float32Array",
  "Float16Array",
  "Int8Array",
  "Uint8Array",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Uint8ClampedArray",
] as const)
  constructors.set((globalThis as Record<string, unknown>)[name], containers.newTyped as unknown as Native);
table.set(Array, containers.newArray as unknown as Native);

const standIns = new Map<unknown, StandIn>();

function inTheirPlaces(holder: object, functions: Functions, selfFirst: boolean): void {
  for (const [name, fn] of Object.entries(functions)) {
    const native: unknown = (holder as Record<string, unknown>)[name];
    if (typeof native === "function" && !table.has(native)) standIns.set(native, { fn, selfFirst });
  }
}
const { from, typedFrom, typedFilter, framed: _framed, ...iterating } = callbacks;
inTheirPlaces(Array.prototype, iterating, true);
inTheirPlaces(typedPrototype, { ...iterating, filter: typedFilter }, true);
inTheirPlaces(Array, { from }, true);
inTheirPlaces(Object.getPrototypeOf(Float64Array) as object, { from: typedFrom }, true);
inTheirPlaces(Math, math, false);
const { mapForEach, setForEach, mapGroupBy, union, intersection, difference, symmetricDifference, ...statics } =
  collections;
inTheirPlaces(Map.prototype, { forEach: mapForEach }, true);
inTheirPlaces(Set.prototype, { forEach: setForEach, union, intersection, difference, symmetricDifference }, true);
inTheirPlaces(Map, { groupBy: mapGroupBy }, false);
inTheirPlaces(Object, statics, false);
inTheirPlaces(iteratorPrototype, iterators, true);
const inside = { ...modes, ...inPullbacks } as unknown as Inside;
for (const kind of ["pullback", "withGradient", "jvp", "jacobian"] as const)
  standIns.set(kind, { fn: inside[`${kind}Inside`], selfFirst: false });

callees.install({ natives: table, constructors, standIns }, DEPTH);
if (level.depth < DEPTH) {
  level.depth = DEPTH;
  level.slope = slopeDual;
  level.bound = boundDual;
  if (LEVEL === 0) state.nested = nestedBy(inside);
}

for (const fn of inert) if (!state.rules.has(fn)) state.rules.set(fn, "inert");
for (const fn of unseen) state.rules.set(fn, "unseen");
