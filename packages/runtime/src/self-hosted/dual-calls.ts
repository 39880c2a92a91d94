"differentiable";
/**
 * What duals call: other functions, with values and tangents side by side. The plugin compiles this module, so duals can be
 * differentiated through it.
 */
import { boundOf, type Bound } from "../binding.ts";
import {
  accessorOf,
  bound,
  constructorOf,
  dualOf,
  nativeOf,
  requireField,
  requireInstance,
  requireStill,
  requireStillSelf,
  tangentRuleOf,
  takesSelfFirst,
} from "../dual/callees.ts";
import type { DualOf } from "../dual/callees.ts";
import { fieldsFor, fieldsOf, noteShadows, shadowFor, shadowOf, shadowOfMethod } from "../dual/shadows.ts";
import { isObject, methodOf } from "../dual/checks.ts";
import { guardOfClass, isParent } from "../dual/fresh.ts";
import { becomeOf } from "../dual/steps.ts";
import { tangentOfGiven } from "../dual/texts.ts";
import { applyUnseen, constructUnseen } from "../dual/unseen.ts";
import { newInstance } from "../private-access.ts";
import { withoutNew } from "../run.ts";
import { extentTangent, setExtent } from "./dual-extents.ts";
import { ruled } from "./dual-ruled.ts";
import { unseenDual } from "./dual-unseen.ts";

type Both = [value: unknown, tangent: unknown];
type Fields = Record<PropertyKey, unknown>;

/** A tangent, by which it was given here if that is known. */
export function beside(o: unknown, given: unknown): unknown {
  if (given !== 0 || !isObject(o)) return given;
  return typeof o === "function" ? shadowOf(o) : shadowFor(o);
}

export function runDual(
  dual: DualOf,
  df: unknown,
  self: unknown,
  dself: unknown,
  args: readonly unknown[],
  dargs: readonly unknown[],
): Both {
  const { run, count, flags, env } = dual;
  const list: unknown[] = [];
  if ((flags & 1) !== 0) list.push(dself);
  if ((flags & 2) !== 0) {
    list.push(env);
    // A shadow without the method has what all objects have under its name.
    list.push(typeof df === "object" ? df : shadowOf(env));
  }
  for (let i = 0; i < count; i++) {
    list.push(args[i]);
    list.push(dargs[i] ?? 0);
  }
  if ((flags & 4) !== 0) {
    const rest: unknown[] = [];
    const drest: unknown[] = [];
    for (let i = count; i < args.length; i++) {
      rest.push(args[i]);
      drest.push(dargs[i] ?? 0);
    }
    list.push(rest);
    list.push(drest);
  }
  return run.apply(self, list);
}

/** Code that knows nothing of tangents may give back what it was given, or a part of that. */
function noteAll(values: readonly unknown[], tangents: readonly unknown[]): void {
  for (let i = 0; i < values.length; i++) noteShadows(values[i], tangents[i]);
}

/** `f(…args)`, with `this`. */
export function callDual(
  site: string,
  f: unknown,
  df: unknown,
  self: unknown,
  dself: unknown,
  args: readonly unknown[],
  dargs: readonly unknown[],
): Both {
  const dual = dualOf(f);
  if (dual !== undefined) {
    if (dual.ofClass === true) throw withoutNew(f as () => unknown);
    if (takesSelfFirst(f)) return runDual(dual, 0, undefined, 0, [self, ...args], [dself || shadowOf(self), ...dargs]);
    if ((dual.flags & 1) !== 0) requireStillSelf(site, self, dself);
    const both = runDual(dual, df, self, dself, args, dargs);
    if ((dual.flags & 128) !== 0) becomeOf(both[0] as object, f);
    return both;
  }
  const native = nativeOf(f, self);
  if (native !== undefined) {
    return native(self as never, (dself || shadowOf(self)) as never, args as never[], dargs as never[], site);
  }
  const rule = tangentRuleOf(f);
  if (rule !== undefined) return ruled(rule, args, dargs);
  const values = [self, ...args];
  const tangents = [dself || shadowOf(self), ...dargs];
  noteAll(values, tangents);
  if (requireStill(site, f, values, tangents, false))
    return unseenDual(values, tangents, () => applyUnseen(f as () => unknown, self, args));
  const y = (f as (...args: unknown[]) => unknown).apply(self, args as unknown[]);
  return [y, tangentOfGiven(y, values, tangents)];
}

/** `o[key](…args)` */
export function invokeDual(
  site: string,
  o: unknown,
  dO: unknown,
  key: PropertyKey,
  args: readonly unknown[],
  dargs: readonly unknown[],
): Both {
  const f = methodOf(o, key);
  return callDual(site, f, shadowOfMethod(fieldsOf(o, dO), key), o, dO || shadowOf(o), args, dargs);
}

/** `f.bind(self, …given)`: a closure over all of them. */
export function bindDual(f: unknown, df: unknown, args: readonly unknown[], dargs: readonly unknown[]): Both {
  const env = { f, self: args[0], given: args.slice(1) };
  const denv = { f: df, self: dargs[0] ?? 0, given: dargs.slice(1) };
  const made = bound(env);
  noteShadows(made, denv); // `new` is not given it
  return [made, denv];
}

/** Of what `bind` has made. */
export function boundDual(env: Bound, denv: Fields | 0, rest: readonly unknown[], drest: readonly unknown[]): Both {
  const tangents = given(env, denv, drest);
  return callDual("", env.f, partOf(denv, "f"), env.self, partOf(denv, "self"), [...env.given, ...rest], tangents);
}

const partOf = (shadow: Fields | 0, key: string): unknown => (shadow === 0 ? 0 : (shadow[key] ?? 0));

/** The tangents of the arguments of a bound function. */
function given(env: Bound, denv: Fields | 0, drest: readonly unknown[]): unknown[] {
  const moved = (partOf(denv, "given") || shadowOf(env.given) || []) as readonly unknown[];
  const tangents: unknown[] = [];
  for (let i = 0; i < env.given.length; i++) tangents.push(moved[i] ?? 0);
  for (let i = 0; i < drest.length; i++) tangents.push(drest[i]);
  return tangents;
}

/** `new C(…args)`; `newTarget` is another class in `super(…args)`. */
export function newDual(
  site: string,
  C: unknown,
  newTarget: unknown,
  args: readonly unknown[],
  dargs: readonly unknown[],
): Both {
  const env = boundOf(C);
  if (env !== undefined) {
    const target = newTarget === C ? env.f : newTarget;
    return newDual(site, env.f, target, [...env.given, ...args], given(env, shadowOf(env) as Fields | 0, dargs));
  }
  const dual = dualOf(C);
  if (dual !== undefined) {
    if (dual.derived) {
      const both = runDual(dual, 0, newTarget, 0, args, dargs);
      requireInstance(both[0]);
      return both;
    }
    const made = newInstance(C, newTarget);
    const { prototype } = newTarget as { readonly prototype: object };
    if (isParent(prototype)) {
      const parent = beside(prototype, (fieldsOf(newTarget, 0) as Fields)["prototype"] ?? 0) as Fields;
      const heir = Object.create(parent) as Fields;
      const both = runDual(dual, 0, made, heir, args, dargs);
      return isObject(both[0]) ? both : [made, heir];
    }
    const guard = guardOfClass(prototype);
    const shadow: Fields = guard === null ? {} : (Object.create(guard) as Fields);
    const both = runDual(dual, 0, made, shadow, args, dargs);
    return isObject(both[0]) ? both : [made, shadow];
  }
  const native = constructorOf(C, newTarget);
  if (native !== undefined) return native(newTarget as never, 0 as never, args as never[], dargs as never[], site);
  noteAll(args, dargs);
  if (requireStill(site, C, args, dargs, true))
    return unseenDual(args, dargs, () => constructUnseen(C as () => void, args, newTarget as () => void));
  return [Reflect.construct(C as () => void, args, newTarget as () => void), 0];
}

/** `o[key]`, where some class of the file has an accessor of that name; `super[key]` is looked for from `holder`. */
export function getDual(o: unknown, dO: unknown, key: PropertyKey, holder = o): Both {
  const getter = accessorOf(holder, key, "get");
  if (getter !== undefined) return callDual("", getter, 0, o, dO || shadowOf(o), [], []);
  const shadow = fieldsOf(holder, holder === o ? dO : 0) as Fields | 0;
  return [(holder as Fields)[key], extentTangent(holder, shadow, key)];
}

/** `o[key] = value`; a setter of `super[key]` is looked for from `holder`. */
export function setDual(
  o: object,
  dO: unknown,
  key: PropertyKey,
  value: unknown,
  tangent: unknown,
  holder: unknown = o,
): void {
  const setter = accessorOf(holder, key, "set");
  if (setter !== undefined) {
    callDual("", setter, 0, o, dO || shadowOf(o), [value], [tangent]);
    return;
  }
  if (holder !== o) requireField(o, key, holder);
  (o as Fields)[key] = value;
  setExtent(o, fieldsFor(o, dO) as Fields, key, tangent);
}

/** `delete o[key]` */
export function deletePropertyDual(o: object, dO: unknown, key: PropertyKey, isLoose = false): Both {
  if (isLoose && Object.getOwnPropertyDescriptor(o, key)?.configurable === false) return [false, 0];
  const shadow = fieldsOf(o, dO) as Fields;
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as the program does
  const deleted = delete (o as Fields)[key];
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- as the program does
  if (isObject(shadow)) delete shadow[key];
  return [deleted, 0];
}

/** What a derived constructor gives. */
export function returnedDual(value: unknown, tangent: unknown, self: unknown, dself: unknown): Both {
  return value === undefined ? [self, dself] : [value, tangent];
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
