/**
 * Whether a compiled program means what its source means, and whether its gradient is right.
 *
 * Compared: value, exception, effects on arguments and on the module's state, of an ordinary call, of `gradient` and of
 * `pullback`; the gradient with finite differences of the uncompiled source; a pullback called twice bit for bit, also
 * after another gradient has run; and that it is linear in its cotangent.
 */
import type { CompileOptions } from "./compile.ts";
import { numericalGradientOf, weights } from "./numerical-gradient.ts";
import type { NumericalGradient } from "./numerical-gradient.ts";
import { runtime } from "./packages.ts";
import { compiled, plain } from "./program.ts";
import type { Instance, Program } from "./program.ts";
import { differences, gaps, show } from "./same.ts";
import { isFloats, shaped } from "./structure.ts";

interface Outcome {
  readonly value?: unknown;
  /** The structure of the value when it was returned: what asks for the state may change it. */
  readonly shape?: unknown;
  readonly error?: unknown;
  readonly args: unknown[];
  readonly state: unknown;
}

export interface Expectation extends Outcome, NumericalGradient {
  readonly make: () => Instance;
}

const defaultTolerance = 1e-6;

/** Runs the source as it stands: its outcome, and its gradient by finite differences. */
export async function expectation(program: Program): Promise<Expectation> {
  const make = await plain(program);
  const outcome = await run(make());
  const none = { gradient: [], doubt: 0 };
  if (outcome.error !== undefined || program.refused) return { ...outcome, ...none, make };
  if (program.gradient !== undefined) return { ...outcome, gradient: make().gradient(), doubt: 0, make };
  const instance = (): { f: Instance["f"]; args: unknown[] } => {
    const { f, args } = make();
    return { f, args: args() };
  };
  return { ...outcome, ...numericalGradientOf(instance, program), make };
}

/** What is wrong with the program itself: it must be smooth where it is differentiated, and throw only on purpose. */
export async function complaints(program: Program): Promise<string[]> {
  const { error, doubt, value } = await expectation(program);
  if (program.throws !== undefined) {
    return show(error).includes(program.throws) ? [] : [`does not throw ${program.throws}: ${show(error)}`];
  }
  if (error !== undefined) return [`throws ${show(error)}`];
  const found: string[] = [];
  if (doubt > (program.tolerance ?? defaultTolerance) / 2) found.push(`the two widths differ by ${doubt}`);
  if (value === undefined) found.push("no value");
  return found;
}

/** How an ordinary call of the compiled program departs from its source. */
export async function ordinaryDifferences(program: Program, options: CompileOptions = {}): Promise<string[]> {
  const expected = await run((await plain(program))());
  const { make } = await compiled(program, options);
  return departures("ordinary call", await run(await make()), expected, program);
}

/** Value, exception, effects on arguments and on the module's state. */
function departures(how: string, outcome: Outcome, expected: Outcome, program: Program): string[] {
  return (["value", "error", "args", "state"] as const).flatMap((part) => {
    const path = `${how}: ${part}`;
    return program.approximate && part === "value"
      ? gaps(outcome.value, expected.value, program.tolerance ?? defaultTolerance, path)
      : differences(outcome[part], expected[part], path);
  });
}

/** Every way in which the compiled program departs from its source; empty when it is right. */
export async function problems(program: Program, options: CompileOptions = {}): Promise<string[]> {
  const { gradient, withGradient, pullback } = await runtime();
  const expected = await expectation(program);
  const { make } = await compiled(program, options);
  const found: string[] = [];
  const tolerance = program.tolerance ?? defaultTolerance;
  const compare = (how: string, outcome: Outcome): void =>
    void found.push(...departures(how, outcome, expected, program));

  compare("ordinary call", await run(await make()));

  if (program.refused !== undefined) {
    const { error } = await run(await make(), (f, args) => gradient(f, ...args));
    const code = (error as { code?: string } | undefined)?.code;
    return code === program.refused ? found : [...found, `refused with ${show(error)}, not ${program.refused}`];
  }

  let slopes: unknown;
  if (expected.error !== undefined || typeof expected.value === "number") {
    const outcome = await run(await make(), async (f, args) => {
      const both = await eventually(withGradient(f, ...args));
      slopes = both.gradient;
      return both.value;
    });
    compare("gradient", outcome);
    if (outcome.error === undefined) {
      found.push(...gaps(slopes, expected.gradient, tolerance));
      const alone = await run(await make(), (f, args) => gradient(f, ...args));
      found.push(...differences(alone.error ?? alone.value, slopes, "gradient alone"));
    }
  }
  if (expected.error !== undefined) return found;

  let back: (cotangent?: unknown) => unknown = () => undefined;
  compare(
    "pullback",
    await run(await make(), async (f, args) => {
      const pair = await eventually(pullback(f, ...args));
      back = pair[1];
      return pair[0];
    }),
  );
  const next = weights();
  const cotangent = (scale: number): unknown => shaped(expected.shape, () => scale * next());
  const one = typeof expected.value === "number" ? 1 : cotangent(1);
  const first = back(one);
  found.push(...gaps(first, expected.gradient, tolerance, "pullback"));
  // Another gradient in between must not disturb what the first has recorded.
  const other = await make();
  await eventually(pullback(other.f, ...other.args()));
  found.push(...differences(back(one), first, "pullback, again"));
  const twice = typeof expected.value === "number" ? 2 : shaped(expected.shape, scaled(2));
  found.push(...gaps(back(twice), doubled(first), 1e-12, "pullback of twice the cotangent"));
  return found;
}

/** Fails with every problem of the program. */
export async function checkProgram(program: Program, options?: CompileOptions): Promise<void> {
  const found = await problems(program, options);
  if (found.length > 0) throw new Error(`${program.name}:\n  ${found.join("\n  ")}\n${program.source}`);
}

function scaled(scale: number): () => number {
  const next = weights();
  return () => scale * next();
}

function doubled(x: unknown, made = new Map<unknown, unknown>()): unknown {
  if (typeof x === "number") return 2 * x;
  if (typeof x !== "object" || x === null) return x;
  if (made.has(x)) return made.get(x);
  if (isFloats(x)) return x.map((v) => 2 * v);
  if (x instanceof Map) {
    const into = new Map<unknown, unknown>();
    made.set(x, into);
    for (const [k, v] of x as Map<unknown, unknown>) into.set(k, doubled(v, made));
    return into;
  }
  const into: object = Array.isArray(x) ? [] : {};
  made.set(x, into);
  for (const [k, v] of Object.entries(x)) Reflect.set(into, k, doubled(v, made));
  if (Array.isArray(x)) (into as unknown[]).length = x.length;
  return into;
}

/** Of an `async` function everything is a promise. */
const eventually = async <T>(made: T | Promise<T>): Promise<T> => made;

/** One call; of a program that stops on the way, until it has come to its end. */
async function run(
  instance: Instance,
  call: (f: Instance["f"], args: unknown[]) => unknown = (f, args) => f(...args),
): Promise<Outcome> {
  const args = instance.args();
  try {
    const value = await call(instance.f, args);
    const shape = shaped(value, () => 0);
    return { value, shape, args, state: instance.state() };
  } catch (error) {
    return { error, args, state: instance.state() };
  }
}
