/**
 * Calls whose callee is known at run time only.
 *
 *   call(tape, site, f, …args)   runs f's forward sweep, and leaves one record
 *   back(tape, dy)               takes that record, and runs the pullback; see run.ts
 *
 * A callee is looked up in this order: adjoint, pair, rule, unseen code.
 */
import { carries } from "./carries.ts";
import type { ErrorDetails } from "./errors.ts";
import { attachedTo } from "./pair.ts";
import { foreign, foreignConstruct, notAFunction } from "./foreign.ts";
import { instantiate } from "./private-fields.ts";
import { beforeSuper, usedAsNumber } from "./operations.ts";
import type { ActiveRule } from "./rule.ts";
import { back, enterAttached, run } from "./run.ts";
import { spread } from "./spread.ts";
import type { Tape } from "./tape.ts";
import { unseen } from "./unseen.ts";

/** `f(…args)`. */
export function call(tape: Tape, site: string, f: unknown, ...args: unknown[]): unknown {
  return enter(tape, site, f, undefined, args, false);
}

/** `f(…args)`, where no number among the arguments carries a derivative. */
export function callConstant(tape: Tape, site: string, f: unknown, ...args: unknown[]): unknown {
  return enter(tape, site, f, undefined, args, true);
}

/** `o[key](…args)`. */
export function invoke(tape: Tape, site: string, o: unknown, key: PropertyKey, ...args: unknown[]): unknown {
  return enter(tape, site, methodOf(o, key), o, args, false);
}

/** `o[key](…args)`, where no number among the arguments carries a derivative. */
export function invokeConstant(tape: Tape, site: string, o: unknown, key: PropertyKey, ...args: unknown[]): unknown {
  return enter(tape, site, methodOf(o, key), o, args, true);
}

/** Any call: leaves one record. */
export function enter(
  tape: Tape,
  site: string,
  f: unknown,
  self: unknown,
  args: readonly unknown[],
  constant: boolean,
): unknown {
  const y = entered(tape, site, f, self, args, constant);
  if (typeof y === "object" && y !== null) tape.record3(site, y, NO_NUMBER);
  tape.texts?.guard(tape, site, y);
  return y;
}

/** On top of the record of a call that has given an object, whose cotangents are in its shadow. */
const NO_NUMBER: Pick<ActiveRule, "pullback"> = {
  pullback(tape, dy) {
    const y = tape.recall();
    const site = tape.recall() as string;
    if (dy !== 0 && !(y instanceof Promise) && carries(tape, y)) throw usedAsNumber(site);
    return back(tape, dy);
  },
};

function entered(
  tape: Tape,
  site: string,
  f: unknown,
  self: unknown,
  args: readonly unknown[],
  constant: boolean,
): unknown {
  const attached = attachedTo(f);
  if (attached === undefined) return foreign(tape, f, { self, args, site, constant });
  if (typeof self === "number" && attached.pair.ofClass !== true)
    tape.invalidate("`this` is a number, and a pullback gives it no cotangent", numberAsThis(site));
  // It would go on with a tape that is somebody else's by then.
  if (tape.isDropped && attached.pair.start !== undefined)
    return unseen(tape, () => Reflect.apply(f as () => unknown, self, args));
  return enterAttached(tape, attached, self, args);
}

const numberAsThis = (site: string): ErrorDetails => ({ site, advice: "Pass the number as an argument." });

function methodOf(o: unknown, key: PropertyKey): unknown {
  // On null and undefined this throws the engine's own TypeError.
  const f = (o as Record<PropertyKey, unknown>)[key];
  if (typeof f !== "function") throw notAFunction(String(key));
  return f;
}

/** `new C(…args)`. */
export function construct(tape: Tape, site: string, C: unknown, ...args: unknown[]): unknown {
  return make(tape, site, C, C, args, false);
}

/** `new C(…args)`, where no number among the arguments carries a derivative. */
export function constructConstant(tape: Tape, site: string, C: unknown, ...args: unknown[]): unknown {
  return make(tape, site, C, C, args, true);
}

/** `super(…args)`: gives the new `this`. */
export function superCall(tape: Tape, site: string, Parent: unknown, newTarget: unknown, ...args: unknown[]): unknown {
  return make(tape, site, Parent, newTarget, args, false);
}

type Constructor = new (...args: unknown[]) => object;

/** `new`: leaves one record. */
export function make(
  tape: Tape,
  site: string,
  C: unknown,
  newTarget: unknown,
  args: readonly unknown[],
  constant: boolean,
): unknown {
  const attached = attachedTo(C);
  if (attached === undefined) return foreignConstruct(tape, C, { self: newTarget, args, site, constant });
  const { pair } = attached;
  if (pair.construct !== undefined) {
    const instance = pair.construct(tape, site, attached, newTarget, args);
    tape.record(pair);
    return instance;
  }
  if (pair.newTarget === true) tape.newTarget = newTarget;
  if (pair.derived === true) {
    const instance = run(tape, attached, newTarget, args);
    if ((typeof instance !== "object" || instance === null) && typeof instance !== "function") {
      if (instance === undefined) beforeSuper();
      throw new TypeError("Derived constructors may only return object or undefined");
    }
    tape.record(pair);
    return instance;
  }
  // What `new` itself has made has the map of ordinary instances, so that the program's methods stay fast.
  const made =
    pair.plain === true && (pair.stamps === true || !tape.isDropped)
      ? Reflect.construct(C as Constructor, args, newTarget as Constructor)
      : pair.stamps === true
        ? instantiate(C, newTarget)
        : Reflect.construct<unknown[], object>(Object, [], newTarget as Constructor);
  const self = tape.made(made);
  const result = run(tape, attached, self, args);
  tape.record(pair);
  return (typeof result === "object" && result !== null) || typeof result === "function" ? result : self;
}

/** `f(…list)` (or with `this`): the arguments' cotangents go to the list's shadow. */
export function callArray(tape: Tape, site: string, f: unknown, self: unknown, list: readonly unknown[]): unknown {
  return spread(tape, list, () => enter(tape, site, f, self, list, false));
}

/** `new C(…list)`. */
export function constructArray(tape: Tape, site: string, C: unknown, list: readonly unknown[]): unknown {
  return spread(tape, list, () => make(tape, site, C, C, list, false));
}

/** `super(…list)`. */
export function superCallArray(
  tape: Tape,
  site: string,
  Parent: unknown,
  newTarget: unknown,
  list: readonly unknown[],
): unknown {
  return spread(tape, list, () => make(tape, site, Parent, newTarget, list, false));
}

/** `invoke`, with the arguments in an array. */
export function invokeArray(tape: Tape, site: string, o: unknown, key: PropertyKey, list: readonly unknown[]): unknown {
  return callArray(tape, site, methodOf(o, key), o, list);
}

/** `f.call(self, …args)` */
export function callWith(tape: Tape, site: string, f: unknown, self: unknown, ...args: unknown[]): unknown {
  return enter(tape, site, f, self, args, false);
}

/** The same, where no number among the arguments carries a derivative. */
export function callWithConstant(tape: Tape, site: string, f: unknown, self: unknown, ...args: unknown[]): unknown {
  return enter(tape, site, f, self, args, true);
}
