/**
 * How a dual finds what it calls: the dual of a function of the program, of a native, or none.
 */
import { NotDifferentiableError, OrderExceededError } from "../errors.ts";
import { carries } from "../carries.ts";
import { ruleOf } from "../foreign.ts";
import { beforeSuper, hasNumber } from "../operations.ts";
import { attachBound, boundOf, type Bound } from "../binding.ts";
import { attachedTo, envOf, type AnyFunction, type Attached } from "../pair.ts";
import { state, type DualLevel } from "../state.ts";
import { isOpaque } from "../skeleton.ts";
import { typedPrototype } from "../rules/typed-array.ts";
import { level } from "./level.ts";
import { isObject } from "./checks.ts";
import { isMoving } from "./fresh.ts";
import { movesWithin, shadowOf } from "./shadows.ts";
import { isIterator, isOrdinaryStep, requireNoIterators } from "./steps.ts";
import { requireUnread } from "./texts.ts";

/** `run.call(self, [dself], [env, denv], a, da, …, [rest, drest])` gives value and tangent. */
export interface DualOf {
  readonly run: (...args: unknown[]) => [unknown, unknown];
  readonly count: number;
  /**
   * 1: it takes the tangent of `this`; 2: it takes its captured variables; 4: it has a rest parameter; 8: it calls what has no dual;
   * 16: it may change what it has not made; 32, of a closure: `new` can call it; 64: it is an `async` function; 128: it is a generator.
   */
  readonly flags: number;
  readonly env: object | undefined;
  /** A derived constructor, which makes its instance itself. */
  readonly derived: boolean;
  /** Only `new` may call it. */
  readonly ofClass?: boolean | undefined;
}

/** The dual of a function that the plugin has compiled. */
export function dualOf(f: unknown): DualOf | undefined {
  if (isSlope(f))
    return {
      run: level.slope as DualOf["run"],
      count: 1,
      flags: 2,
      env: { f: state.derivatives.get(f) },
      derived: false,
    };
  const env = boundOf(f);
  if (env !== undefined)
    return { run: level.bound as DualOf["run"], count: 0, flags: 6, env: env as unknown as object, derived: false };
  const attached = attachedTo(f) ?? standInOf(f);
  const dual = attached?.pair.dual;
  if (attached === undefined || dual === undefined) return undefined;
  const { journal } = state.dual;
  if (journal !== null && (dual.flags & 8) !== 0) return lacksDual("", attached.of as AnyFunction);
  if ((dual.flags & 16) !== 0) journal?.addReach(attached);
  const run = dual.run as unknown as DualOf["run"];
  const { derived, ofClass } = attached.pair;
  return { ...dual, run, env: envOf(attached), derived: derived === true, ofClass };
}

/** A bound function, in a dual that has made what it stands for. */
export const bound = (env: Bound): unknown =>
  attachBound((env.f as AnyFunction).bind(env.self, ...(env.given as never[])), env);

/** What a derived constructor gives: the instance, or what the engine says. */
export function requireInstance(made: unknown): void {
  if (isObject(made)) return;
  if (made === undefined) beforeSuper();
  throw new TypeError("Derived constructors may only return object or undefined");
}

/** Library functions that the plugin has compiled, in the place of natives. */
const { standIns } = level;

function standInOf(f: unknown): Attached | undefined {
  const rule = standIns.has(f) || typeof f !== "function" ? undefined : ruleOf(f);
  const key = typeof rule === "object" && "inner" in rule ? rule.inner : f; // `jvp` & co.: this module is not to bring them
  return attachedTo(standIns.get(key)?.fn);
}

/** Whether `this` is the first argument of what runs in a native's place. */
export const takesSelfFirst = (f: unknown): boolean =>
  attachedTo(f) === undefined && standIns.get(f)?.selfFirst === true;

/** The dual of a function that has no pair: from values and tangents of `this` and the arguments. */
export type Native = (
  self: never,
  dself: never,
  args: readonly never[],
  dargs: readonly never[],
  site: string,
) => [value: unknown, tangent: unknown];

const { natives, constructors } = level;

/** What can be differentiated more often takes the place of what is here. */
export interface Installed {
  readonly natives: ReadonlyMap<unknown, Native>;
  readonly constructors: ReadonlyMap<unknown, Native>;
  readonly standIns: DualLevel["standIns"];
}

/**
 * Another copy of the runtime may have installed its own, with functions of the runtime that are not these, and this copy what can be
 * differentiated less often: so depths are compared one by one.
 */
export function install(all: Installed, depth: number): void {
  for (const name of ["natives", "constructors", "standIns"] as const) {
    const table = level[name] as Map<unknown, object>;
    for (const [fn, dual] of all[name]) {
      const found = table.get(fn);
      if (found !== undefined && (level.depths.get(found) ?? 0) >= depth) continue;
      table.set(fn, dual);
      level.depths.set(dual, depth);
    }
  }
}

// `Array` is in there, too: the constructor, which has no `this`.
const listMethods: ReadonlySet<unknown> = new Set(
  Object.values(Object.getOwnPropertyDescriptors(Array.prototype))
    .map(({ value }) => value as unknown)
    .filter((value) => value !== Array),
);

export function nativeOf(f: unknown, self: unknown): Native | undefined {
  const native = natives.get(f) as Native | undefined;
  noteHidden(self);
  if (native === undefined || isOrdinaryStep(f, self)) return undefined;
  if (isExotic(self)) throw ofSubclass(f);
  if (listMethods.has(f) && !Array.isArray(self) && !ArrayBuffer.isView(self))
    throw new NotDifferentiableError(`${named(f)} of what is no array has no rule for tangents.`, {
      advice: "Make an array of it: Array.from(…).",
    });
  return native;
}

/** `newTarget`: the class whose instance is made. */
export function constructorOf(C: unknown, newTarget: unknown): Native | undefined {
  const native = constructors.get(C) as Native | undefined;
  if (native !== undefined && newTarget !== C) throw ofSubclass(C);
  return native;
}

/** What makes a container by its class makes none of a class that extends it. */
export function requireBuiltIn(C: unknown): void {
  if (!constructors.has(C)) throw ofSubclass(C);
}

/** An instance of a class that extends a container may have methods of its own, which a shadow has not. */
const isExotic = (self: unknown): boolean =>
  typeof self === "object" &&
  self !== null &&
  (Array.isArray(self) ||
    ArrayBuffer.isView(self) ||
    self instanceof Map ||
    self instanceof Set ||
    self instanceof WeakMap) &&
  Object.getPrototypeOf(Object.getPrototypeOf(self)) !== Object.prototype &&
  Object.getPrototypeOf(Object.getPrototypeOf(self)) !== typedPrototype;

const ofSubclass = (f: unknown): NotDifferentiableError =>
  new NotDifferentiableError(`${named(f)} of a class that extends a container has no rule for tangents.`, {
    advice: "Hold the container in a field.",
  });

const named = (f: unknown): string => {
  const { name } = f as { readonly name?: string };
  return name === undefined || name === "" ? "an anonymous function" : `\`${name}\``;
};

/**
 * Throws unless nothing that moves goes into a function without a dual, and tells whether it is code that may write. Where the dual is differentiated, a tangent that is 0 may
 * be so by chance: there only what has none stands still.
 */
export function requireStill(
  site: string,
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
  isNew: boolean,
): boolean {
  if (typeof f !== "function") throw new TypeError(`${String(f)} is not a ${isNew ? "constructor" : "function"}`);
  const rule = isNew ? state.constructors.get(f) : ruleOf(f);
  if (!isNew) noteHidden(args[0]); // that is `this`
  if (rule === "inert") return false;
  if (rule === undefined) requireNoIterators(args);
  if (state.duals === 0) return rule === undefined; // nobody asks for tangents
  const tape = state.tape?.isDropped === false ? state.tape : null;
  for (const arg of args) if (isLater(arg)) return lacksDual(site, arg as AnyFunction);
  const moves = (tangent: unknown, i: number): boolean =>
    (tape !== null && typeof args[i] === "number" && tangent !== undefined) ||
    (typeof args[i] !== "string" && movesWithin(args[i], tangent, (shadow) => tape !== null && carries(tape, shadow)));
  if (!tangents.some(moves)) {
    if (rule === undefined && !isGlobal(f)) state.dual.unknown++;
    return rule === undefined;
  }
  if (attachedTo(f) !== undefined) return lacksDual(site, f as AnyFunction);
  if (typeof rule === "object" && "inner" in rule)
    throw new OrderExceededError(
      `\`${rule.inner}\` is called in code that is differentiated more often than the file is compiled for.`,
      { site, advice: "Compile it with order: 3, which is the highest." },
    );
  if (typeof rule === "object" && "refused" in rule)
    throw new NotDifferentiableError(`${named(f)} cannot be differentiated: ${rule.refused}.`, { site });
  throw new NotDifferentiableError(`${named(f)} has no rule for tangents, and its argument may move.`, {
    site,
    advice: `Mark it "differentiable", give it a rule of tangents with adjoint(fn, rule, tangent), or wrap the call in ignore(() => …).`,
  });
}

/** Nobody else can call it: its promise is of value and tangent. */
const isLater = (f: unknown): boolean => ((attachedTo(f)?.pair.dual?.flags ?? 0) & 64) !== 0;

/** What a date, a weak collection or an iterator holds cannot be put back: see dual/journal.ts. */
function noteHidden(o: unknown): void {
  if (state.dual.journal === null || typeof o !== "object" || o === null) return;
  if (isOpaque(o) || (Object.prototype.isPrototypeOf.call(iteratorPrototype, o) && !isIterator(o)))
    state.dual.unknown++;
}

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;

/** `DataView`, `parseInt`: they change nothing of the program's. */
const isGlobal = (f: object): boolean =>
  (globalThis as unknown as Record<string, unknown>)[(f as AnyFunction).name] === f;

/** A number that is `this` has no tangent in the function: throws where it may move there. */
export function requireStillSelf(site: string, self: unknown, tangent: unknown): void {
  if (typeof self !== "number" || tangent === 0 || tangent === undefined) return;
  throw new NotDifferentiableError("`this` is a number that may move, and has no tangent.", {
    site,
    advice: "Pass the number as an argument.",
  });
}

/** What is made a number by the engine has no tangent there: throws where it holds one. */
export function requireNumber(value: unknown, tangent: unknown): void {
  if (state.duals === 0) return; // nobody asks for tangents
  if (typeof value === "string") requireUnread(value, tangent);
  if ((typeof value !== "object" && typeof value !== "function") || value === null || value instanceof Date) return;
  const shadow = tangent === 0 ? shadowOf(value) : tangent;
  const tape = state.tape?.isDropped === false ? state.tape : null;
  if (!isMoving(shadow) && !(tape !== null && carries(tape, shadow))) return;
  throw new NotDifferentiableError("an array or object that may move is used as a number.", {
    advice: "Use the number in it.",
  });
}

/** The same of what `+` may make a text of. */
export function requireOperand(value: unknown, tangent: unknown): void {
  if (hasNumber(value)) requireNumber(value, tangent);
}

/** The same of the items of a list. */
export function requireNumberItems(list: readonly unknown[], tangents: readonly unknown[]): void {
  if (ArrayBuffer.isView(list)) return;
  for (const [i, item] of list.entries())
    if (typeof item === "object" || typeof item === "string") requireNumber(item, tangents[i] ?? 0);
}

/** The rule of tangents that a user has given a function. */
export const tangentRuleOf = (f: unknown): TangentRule | undefined =>
  typeof f === "function" ? (state.dual.tangentRules.get(f) as TangentRule | undefined) : undefined;

type TangentRule = (args: readonly unknown[], tangents: readonly unknown[]) => [unknown, unknown];

/** The dual of a function that a gradient is taken of. */
export function requireDual(site: string, f: unknown): DualOf {
  const dual = dualOf(f);
  if (dual === undefined || (dual.flags & 64) !== 0) return lacksDual(site, f as AnyFunction);
  return dual;
}

/** Functions made by `derivative`. */
const isSlope = (f: unknown): f is object => typeof f === "function" && state.derivatives.has(f);

/** What `Grads` hold has no shadow. */
export function noTangentByParams(site: string): never {
  throw new NotDifferentiableError("a gradient by Params is taken where tangents are followed.", {
    site,
    advice: "Pass the parameters as arguments.",
  });
}

/** A function of which the plugin has made no dual. */
export function noDual(site: string, name: string, reason?: string): never {
  const what = `${name === "" ? "a function without a name" : `\`${name.replace(/(_dual)+$/, "")}\``} has no dual`;
  if (reason !== undefined) return unsupported(what, reason, site);
  throw new OrderExceededError(`${what}: it is differentiated more often than its file is compiled for.`, {
    site,
    advice:
      "Compile it with order: 2, or 3 for third derivatives, the highest. Of an `async` function only hvp, hessian and diagHessian are taken, from outside.",
  });
}

const lacksDual = (site: string, f: AnyFunction): never => noDual(site, f.name, attachedTo(f)?.pair.noDual);

/** The plugin has said what is in the way of a function's dual. */
export function unsupported(what: string, reason: string, site?: string): never {
  throw new OrderExceededError(`${what}: second derivatives do not support ${reason} yet.`, {
    site,
    advice: "Write it in another way, or move it to a function that is called in ignore(() => …).",
  });
}

/** What `run` takes. */
export function listFor(
  { count, flags, env }: DualOf,
  denv: unknown,
  args: readonly unknown[],
  dargs: readonly unknown[],
): unknown[] {
  const list: unknown[] = [];
  if ((flags & 1) !== 0) list.push(0);
  if ((flags & 2) !== 0) list.push(env, denv);
  for (let i = 0; i < count; i++) list.push(args[i], dargs[i] ?? 0);
  if ((flags & 4) !== 0) {
    const rest = args.slice(count);
    list.push(
      rest,
      rest.map((_, i) => dargs[count + i] ?? 0),
    );
  }
  return list;
}

/** `super.k = v` without a setter makes a field, also where the object's own class has an accessor: nobody writes that. */
export function requireField(o: object, key: PropertyKey, holder: unknown): void {
  if (holder === null) throw new TypeError(`Cannot set properties of null (setting '${String(key)}')`);
  if (accessorOf(o, key, "get") === undefined && accessorOf(o, key, "set") === undefined) return;
  throw new NotDifferentiableError(
    `\`super.${String(key)} = …\` beside an accessor of that name has no rule for tangents.`,
    {
      advice: "Give the parent a setter, or write another field.",
    },
  );
}

/** The getter or setter that a key finds. */
export function accessorOf(o: unknown, key: PropertyKey, kind: "get" | "set"): unknown {
  for (
    let holder = Object(o) as object | null;
    holder !== null;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object
    if (descriptor !== undefined) return descriptor[kind];
  }
  return undefined;
}
