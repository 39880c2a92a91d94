/** What `jacobian` & co. ask for where they are called in code that is differentiated: that it makes no difference how often their function runs. */
import { containersIn } from "../contents.ts";
import { BadCotangentError, NotDifferentiableError } from "../errors.ts";
import { fingerprint } from "../fingerprint.ts";
import { isParams } from "../is-params.ts";
import { Log } from "../log.ts";
import type { AnyFunction } from "../pair.ts";
import { eachItem, movingIn } from "../places.ts";
import { addCotangent } from "../seed.ts";
import { NONE, NUMBER, Walk, type Skeleton } from "../skeleton.ts";
import { acquire, release, state } from "../state.ts";
import { forward } from "../sweep.ts";
import type { Tape } from "../tape.ts";
import { thrownApart } from "../thrown-apart.ts";
import { outdated as rewritten, type Before } from "./unseen.ts";

/** A forward sweep on a tape of its own; `print` tells what it has read, and is missing where it has changed what it has not made. */
export interface Apart {
  readonly tape: Tape;
  readonly value: unknown;
  readonly print: string | undefined;
}

/** Runs a function, by arguments or by `Params`, apart from the sweep that is under way. */
export function runApart<T>(
  caller: string,
  f: unknown,
  args: readonly unknown[],
  read: (ran: Apart) => T,
  enclosing?: Tape,
): T {
  const recording = state.tape;
  const tape = acquire();
  if (enclosing !== undefined) {
    // Gradients inside depend on what they did.
    tape.enclosing = enclosing;
    tape.dependence = { found: false };
  }
  try {
    const params = args.length === 1 && isParams(args[0]) ? args[0] : undefined;
    const walk = new Walk(tape);
    const given = containersIn([...(params ?? args)].map((source) => walk.of(source)));
    const log = (tape.log = new Log());
    const value = forward(tape, f, params ? [] : args);
    tape.finish();
    const own = log.own();
    return read({ tape, value, print: own && printOf(tape, given, own) });
  } catch (error) {
    throw thrownApart(error, caller, f as AnyFunction);
  } finally {
    state.tape = recording;
    tape.dependence = undefined;
    tape.log = undefined;
    release(tape);
  }
}

/** Of a run of a function by itself. What surrounds it may make its arguments anew each time, so these go by their order too. */
export const printOf = (tape: Tape, given: readonly object[], made: readonly object[]): string =>
  fingerprint(tape, 0, 0, [...given, ...made]);

/** Throws where the function changes what it was given or has captured; gives the print of what it has read. */
export function requireApart(caller: string, f: unknown, args: readonly unknown[]): string {
  const print = runApart(caller, f, args, (ran) => ran.print);
  if (print === undefined) throw changes(caller, f as AnyFunction);
  return print;
}

/** Throws where code that no dual sees has changed what may move. */
export function requireUnwritten(caller: string, f: unknown, before: Before, site: string): void {
  if (rewritten(before).length > 0) throw changes(caller, f as AnyFunction, site);
}

/** Of numbers that were thrown out of a derivative of their own, the tangents that are known are along its direction. */
export const requireNoNumbers = (error: unknown): void => {
  const thrown = thrownApart(error, "a derivative", { name: "" } as AnyFunction);
  if (thrown !== error) throw thrown as Error;
};

/** Whether another derivative is taken of what runs here, in a sweep or by tangents: then it may run more often. */
export const isFollowed = (): boolean => state.tape?.isDropped === false || state.dual.tables.length > 1;

/** Throws where what the function reads has changed since. */
export function requireUntouched(caller: string, f: unknown, args: readonly unknown[], print: string): void {
  if (runApart(caller, f, args, (ran) => ran.print) !== print) throw outdated(caller, f as AnyFunction);
}

/** Throws unless each argument is numbers, arrays, Float64Arrays and objects, each part in one place. */
export function requireTree(caller: string, args: readonly unknown[]): void {
  const seen = new Set<Skeleton>();
  const visit = (part: Skeleton): void => {
    if (typeof part !== "object" || !part.live) return;
    if (seen.has(part) || !isPlain(part)) throw notATree(caller);
    seen.add(part);
    eachItem(part, visit);
  };
  const walk = new Walk();
  for (const arg of args) visit(walk.of(arg));
}

function isPlain(part: Skeleton & object): boolean {
  if (part.kind === "array") return Object.keys(part.source).length === part.length;
  if (part.kind === "typed") return part.source instanceof Float64Array;
  return (
    part.kind === "fields" &&
    part.source === part.shadowed &&
    !part.places &&
    Object.keys(part.source).length === part.keys.length
  );
}

/** Throws where a tangent does not fit its argument. */
export function requireTangents(args: readonly unknown[], tangents: readonly unknown[]): void {
  const given = args.flatMap((arg, i) => (tangents[i] === undefined || tangents[i] === 0 ? [] : [[arg, tangents[i]]]));
  const walk = new Walk();
  movingIn(
    given.map(([arg]) => walk.of(arg)),
    given.map(([, tangent]) => tangent),
  );
}

/** Throws where a cotangent does not fit the value. */
export function requireCotangent(value: unknown, cotangent: unknown): void {
  const tape = acquire();
  try {
    const skeleton = new Walk(tape).of(value);
    if (skeleton === NONE || (skeleton !== NUMBER && !isTree(skeleton)))
      throw new BadCotangentError(
        "a pullback in code that is differentiated takes cotangents of numbers, arrays and objects of them.",
        { advice: "Return the numbers in an array." },
      );
    addCotangent(tape, skeleton, cotangent, "the value");
  } finally {
    release(tape);
  }
}

function isTree(part: Skeleton): boolean {
  if (typeof part !== "object" || !part.live) return true;
  if (!isPlain(part)) return false;
  let all = true;
  eachItem(part, (item) => {
    all &&= isTree(item);
  });
  return all;
}

const nameOf = ({ name }: AnyFunction): string => (name === "" ? "the function" : `\`${name}\``);

export const changes = (caller: string, f: AnyFunction, site = ""): NotDifferentiableError =>
  new NotDifferentiableError(
    `\`${caller}\` is called in code that is differentiated, and ${nameOf(f)} changes what it was given or has captured.`,
    { site, advice: "Change copies in it." },
  );

export const outdated = (caller: string, f: AnyFunction, site = ""): NotDifferentiableError =>
  new NotDifferentiableError(
    `what ${caller} has used was changed afterwards, and its derivative cannot be taken any more.`,
    { site, advice: `Change copies of what ${nameOf(f)} reads.` },
  );

const notATree = (caller: string): NotDifferentiableError =>
  new NotDifferentiableError(
    `\`${caller}\`, in code that is differentiated, is taken by numbers, arrays, Float64Arrays and objects of them, each in one place.`,
    { advice: "Pass the numbers in one array." },
  );
