/**
 * Value and gradient by a function's joint function, for arguments that are plain data; see pair.ts.
 *
 * Where that cannot be, nothing has happened, and the two sweeps do it.
 */
import { mirrorOf, NOT_PLAIN } from "./mirror.ts";
import { isParams } from "./is-params.ts";
import { attachedTo, envOf, type Attached, type Pair } from "./pair.ts";
import { acquire, release, state } from "./state.ts";
import { Tape } from "./tape.ts";

/** What a joint function throws to give up, deep in its calls. */
export const UNFORESEEN = Symbol("unforeseen");

/** A function that has shown so often that it is not what its joint function takes it for is not asked again. */
const MAX_MISSES = 8;

export interface AtOnce {
  readonly value: number;
  readonly gradient: unknown[];
}

/** The gradients of the arguments. */
export function gradientAtOnce(attached: Attached | undefined, args: readonly unknown[]): unknown[] | undefined {
  if (!mayJoin(attached)) return undefined;
  return ofScalars(attached.pair, args, false) ?? joined(attached, args, false);
}

/** The same, with the value. */
export function bothAtOnce(attached: Attached | undefined, args: readonly unknown[]): AtOnce | undefined {
  if (!mayJoin(attached)) return undefined;
  const gradient = ofScalars(attached.pair, args, true);
  return gradient === undefined ? joined(attached, args, true) : { value: blank.value, gradient };
}

// Inside of another sweep the pair does it, which looks for the shadows of all that it uses; see `enclosing` in state.ts.
export const mayJoin = (
  attached: Attached | undefined,
): attached is Attached & { readonly pair: Required<Pick<Pair, "joint">> } =>
  attached?.pair.joint !== undefined && state.enclosing === null && (attached.pair.misses ?? 0) <= MAX_MISSES;

/** A tape of which nothing but the value is used. */
const blank = new Tape();

/** What a function of numbers gives, which runs nothing of the program's on its way. */
function ofScalars(pair: Pair, args: readonly unknown[], withValue: boolean): number[] | undefined {
  if (pair.scalar !== true || !areNumbers(args)) return undefined;
  blank.isValueAsked = withValue;
  try {
    const cotangents = callJoint(pair.joint as unknown as Joint, blank, undefined, args);
    if (cotangents?.length === args.length) return cotangents;
  } catch {
    // The sweeps will say what it throws.
  }
  return undefined;
}

function joined(attached: Attached, args: readonly unknown[], withValue: false): unknown[] | undefined;
function joined(attached: Attached, args: readonly unknown[], withValue: true): AtOnce | undefined;
function joined(attached: Attached, args: readonly unknown[], withValue: boolean): unknown[] | AtOnce | undefined {
  const tape = acquire();
  const outer = state.tape;
  state.tape = tape;
  tape.isValueAsked = withValue;
  try {
    const gradient = gradientsOf(tape, attached, args);
    return gradient === undefined || !withValue ? gradient : { value: tape.value, gradient };
  } finally {
    state.tape = outer;
    release(tape);
  }
}

function gradientsOf(tape: Tape, attached: Attached, args: readonly unknown[]): unknown[] | undefined {
  const { pair } = attached;
  if (args.length === 1 && isParams(args[0])) return undefined;
  let gradients: unknown[] | undefined;
  let cotangents: number[] | undefined;
  try {
    const mirror = areNumbers(args) ? undefined : mirrorOf(tape, args, pair.plans);
    if (mirror === NOT_PLAIN) return undefined;
    gradients = mirror;
    cotangents = callJoint(
      pair.joint as unknown as Joint,
      tape,
      attached.thunk === undefined ? attached.env : envOf(attached),
      args,
    );
  } catch {
    // What it throws, if anything, the sweeps will say.
  }
  if (cotangents === undefined || tape.invalid !== undefined || tape.plan?.hasStrays(tape) === true) {
    pair.misses = (pair.misses ?? 0) + 1;
    return undefined;
  }
  if (gradients === undefined)
    return cotangents.length === args.length ? cotangents : args.map((_, i) => cotangents[i] ?? 0);
  for (let i = 0; i < args.length; i++) {
    const own = cotangents[i] ?? 0;
    if (typeof args[i] === "number") gradients[i] = own;
    else if (own !== 0) return undefined; // used as a number, which the sweeps will refuse
  }
  return gradients;
}

/** The gradients of a derivative along a direction, and the shares of the arguments that are numbers. */
export interface Curving {
  readonly tape: Tape;
  readonly gradients: readonly unknown[];
  readonly own: readonly number[];
}

/** Reads the gradients, by the arguments, of the derivative along tangents that have the arguments' structure. */
export function curvatureAtOnce<T>(
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
  read: (curving: Curving) => T,
): T | undefined {
  const attached = attachedTo(f);
  const slope = attached?.pair.slope;
  if (slope === undefined || state.enclosing !== null || (slope.misses ?? 0) > MAX_MISSES) return undefined;
  const { env, thunk } = attached as Attached;
  const tape = acquire();
  const outer = state.tape;
  state.tape = tape;
  tape.isValueAsked = false;
  try {
    const gradients = areNumbers(args) ? [] : mirrorOf(tape, args, slope.plans);
    if (gradients === NOT_PLAIN) return undefined;
    const both: unknown[] = [];
    for (let i = 0; i < args.length; i++) both.push(args[i], tangents[i]);
    const cotangents = callJoint(
      slope.joint as unknown as Joint,
      tape,
      thunk === undefined ? env : envOf(attached as Attached),
      both,
    );
    const own: number[] = [];
    let isRight = cotangents !== undefined && tape.invalid === undefined && tape.plan?.hasStrays(tape) !== true;
    for (let i = 0; i < args.length; i++) {
      const share = cotangents?.[2 * i] ?? 0;
      own.push(share);
      if (typeof args[i] === "number") gradients[i] = share;
      else if (share !== 0 || (cotangents?.[2 * i + 1] ?? 0) !== 0) isRight = false; // used as a number
    }
    if (isRight && areFinite(gradients)) return read({ tape, gradients, own });
  } catch {
    // What it throws, if anything, the sweeps will say.
  } finally {
    state.tape = outer;
    release(tape);
  }
  slope.misses = (slope.misses ?? 0) + 1;
  return undefined;
}

/** Of what is not, the sweeps will say what it is. */
function areFinite(gradient: unknown): boolean {
  if (typeof gradient === "number") return Number.isFinite(gradient);
  if (gradient instanceof Float64Array) return gradient.every(Number.isFinite);
  if (typeof gradient !== "object" || gradient === null) return true;
  return (Array.isArray(gradient) ? gradient : Object.values(gradient)).every(areFinite);
}

/** The same of a function of one number: its second derivative, times the tangent. */
export function curvatureOfNumber(f: unknown, x: number, dx: number): number | undefined {
  const slope = attachedTo(f)?.pair.slope;
  if (slope?.scalar !== true || state.enclosing !== null) return undefined;
  blank.isValueAsked = false;
  try {
    const shares = (slope.joint as unknown as Joint)(blank, x, dx);
    if (shares?.length === 2 && Number.isFinite(shares[0])) return shares[0];
  } catch {
    // The sweeps will say what it throws.
  }
  return undefined;
}

/** Are all of them numbers? */
export function areNumbers(args: readonly unknown[]): args is readonly number[] {
  for (const arg of args) if (typeof arg !== "number") return false;
  return true;
}

export type Joint = (tape: Tape, ...args: unknown[]) => number[] | undefined;

// By the number of arguments, as in run.ts.
export function callJoint(
  joint: Joint,
  tape: Tape,
  env: object | undefined,
  args: readonly unknown[],
): number[] | undefined {
  if (env !== undefined) return joint(tape, env, ...args);
  switch (args.length) {
    case 1:
      return joint(tape, args[0]);
    case 2:
      return joint(tape, args[0], args[1]);
    case 3:
      return joint(tape, args[0], args[1], args[2]);
    default:
      return joint(tape, ...args);
  }
}
