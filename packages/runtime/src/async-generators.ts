/**
 * `async` generators in a sweep. Their pieces begin in a call of `next`, or as tasks after an `await`; each ends with an
 * `await`, or answers the oldest call that waits.
 */
import { Awaited, awaitedAs, HandedOn, rejectedWith, takeBackAwaited } from "./asynchronous.ts";
import { FluxionError } from "./errors.ts";
import { steppedUnseen } from "./frame.ts";
import { bind, Closing, Generators, Running, shareOf } from "./generators.ts";
import type { Pair } from "./pair.ts";
import { type ActiveRule, type Call, type Rule } from "./rule.ts";
import { nativeOf, run } from "./rules/native.ts";
import type { Shadow } from "./shadow.ts";
import { state } from "./state.ts";
import { giveBack } from "./settled.ts";
import { perform, promised, tasksOf, type Source, type Task } from "./tasks.ts";
import type { Tape } from "./tape.ts";

type Step = IteratorResult<unknown>;
type How = "next" | "throw";

/** One call of `next`, `throw` or `return`, and what its promise gives: a step. */
class Request implements Source {
  step: object | undefined = undefined;
  /** What the step's value comes of: the value itself, or a promise. Where no piece answers, it is what `return` was given. */
  answer: unknown;
  isAnswered = false;
  /** The cotangent of what was sent. */
  share = 0;
  /** It has asked the generator to return. */
  closing: Closing | undefined = undefined;
  /** What it was called with. */
  readonly sent: unknown;

  constructor(sent: unknown) {
    this.sent = this.answer = sent;
  }

  answerWith(value: unknown): void {
    this.answer = value;
    this.isAnswered = true;
  }

  /** What was read of the step has been taken back. The promise was settled after the piece: it gets its share before. */
  give(tape: Tape): void {
    if (this.answer instanceof Promise) giveBack(tape, this.answer, this.take(tape));
  }

  /** The cotangent of the step's value. */
  take(tape: Tape): number {
    const shadow = tape.shadow(this.step) as Shadow | undefined;
    const share = shadow?.["value"] ?? 0;
    if (shadow !== undefined) shadow["value"] = 0;
    return share;
  }
}

/** What a piece ended with, if it was no `await`. */
interface Answer {
  readonly request: Request | undefined;
  readonly closing: Closing | undefined;
}

/** An `async` generator that a sweep has made. Its record is that of the call that made it. */
export class AsyncRunning implements Pick<ActiveRule, "pullback"> {
  readonly requests: Request[] = [];
  private readonly closers = new Map<Closing, Request>();
  /** How many pieces have run inside of a call. */
  inside = 0;
  readonly running: Running;
  private readonly tape: Tape;
  /** The cotangent of what the piece that is taken back next ended with awaiting, if it was no promise. */
  private share = 0;

  constructor(tape: Tape, running: Running) {
    this.tape = tape;
    this.running = running;
  }

  /** Runs a piece: for a request, or from what was awaited. */
  resume(how: How, given: unknown, from?: { readonly awaited: unknown }): Step {
    const { tape } = this;
    const begun = from === undefined ? this.requests[0] : undefined;
    if (from === undefined && begun === undefined) steppedUnseen(tape);
    if (begun !== undefined && given instanceof Closing) {
      begun.closing = tape.made(given);
      this.closers.set(given, begun);
    }
    let answer: Answer | undefined;
    const task: Task = {
      takeBack: () => {
        takeBackAwaited(tape);
        const sent = this.running.back(tape, answer === undefined ? this.share : this.shareOf(answer));
        if (from !== undefined) this.share = giveBack(tape, from.awaited, sent);
        else if (begun !== undefined && begun.closing === undefined) begun.share = sent;
      },
    };
    const piece = (): Step => {
      const step = this.runPiece(how, given);
      if (step.value instanceof Awaited) return step;
      const request = this.requests.shift();
      const closing = step.done === true ? this.running.closedBy : undefined;
      const closer = closing && this.closers.get(closing);
      const value: unknown = step.value instanceof HandedOn ? step.value.value : step.value;
      request?.answerWith(closer === undefined ? value : closer.sent);
      answer = { request, closing };
      return step;
    };
    if (from !== undefined) tasksOf(tape).open--;
    if (state.tape !== tape) return perform(tape, task, piece);
    this.inside++;
    try {
      return piece();
    } finally {
      tape.record(task);
    }
  }

  private runPiece(how: How, given: unknown): Step {
    const { tape, running } = this;
    try {
      const step = running.resume(tape, how, given);
      if (step.value instanceof Awaited) {
        tasksOf(tape).open++;
        return { done: false, value: new Awaited(awaitedAs(tape, step.value.value)) };
      }
      tape.push(0);
      return step;
    } catch (error) {
      tape.push(0);
      this.requests.shift()?.answerWith(undefined);
      rejectedWith(tape, error);
      if (!(error instanceof FluxionError)) tape.disown();
      throw error;
    }
  }

  /** The cotangent of the value that a piece gave. */
  private shareOf({ request, closing }: Answer): number {
    const share = request?.take(this.tape) ?? 0;
    if (closing === undefined) return share;
    closing.share += share;
    return 0;
  }

  pullback(tape: Tape): number[] {
    return this.running.pullback(tape);
  }
}

/** The `async` generator that a marked function gives. */
export function startAsyncGenerator(tape: Tape, pair: Pair, f: unknown, it: unknown): unknown {
  const asynchronous = new AsyncRunning(tape, new Running(it as Running["it"], pair));
  if (pair.binds === true) bind(tape, asynchronous.running);
  const generator = drive(asynchronous, () => asynchronous.resume("next", undefined));
  const own = (f as { readonly prototype?: unknown }).prototype;
  // That of a function which a preset has lowered is a plain object.
  if (typeof own === "object" && own !== null && "next" in own) Object.setPrototypeOf(generator, own);
  // One that stands at a `yield` at the end is left as other generators are.
  (tape.generators ??= new Generators()).set(asynchronous, asynchronous.running);
  (tape.asyncGenerators ??= new Map<unknown, AsyncRunning>()).set(generator, asynchronous);
  tape.record(asynchronous);
  return generator;
}

/** What runs a sweep piece by piece. */
interface Runs {
  readonly running: Running;
  resume(how: How, given: unknown, from?: { readonly awaited: unknown }): Step;
}

/** Runs it from its first step to its end, and gives what that returns. */
async function* drive(pieces: Runs, first: () => Step): AsyncGenerator<unknown, unknown> {
  let step = first();
  while (step.done !== true) {
    const given = step.value;
    let how: How | undefined;
    let sent: unknown;
    if (given instanceof Awaited) {
      try {
        sent = await given.value;
        how = "next";
      } catch (error) {
        how = "throw";
        sent = error;
      }
      step = pieces.resume(how, sent, { awaited: given.value });
      continue;
    }
    try {
      sent = given instanceof HandedOn ? yield* given : yield given;
      how = "next";
    } catch (error) {
      how = "throw";
      sent = error;
    } finally {
      if (how === undefined) {
        const end = yield* closed(pieces, given);
        if (end !== undefined) return end.value;
      }
    }
    step = pieces.resume(how, sent);
  }
  return step.value as unknown;
}

/** `return` was called: every `finally` of the program runs. Gives what takes the place of the value, if anything does. */
export async function* closed(
  pieces: Runs,
  given: unknown,
): AsyncGenerator<unknown, { readonly value: unknown } | undefined> {
  const closing = new Closing(given instanceof HandedOn ? given.closing?.value : undefined);
  const value = yield* drive(pieces, () => pieces.resume("throw", closing));
  return pieces.running.closedBy === closing ? undefined : { value };
}

const emptyGenerator = (async function* () {
  // Only for its prototype.
})();
const prototype = Object.getPrototypeOf(Object.getPrototypeOf(emptyGenerator)) as object;
const iteratorPrototype = Object.getPrototypeOf(prototype) as object;

const runningOf = (self: unknown): AsyncRunning | undefined => state.tape?.asyncGenerators?.get(self);

const request = (native: (...args: never[]) => unknown): ActiveRule => ({
  when: ({ self }: Call) => runningOf(self) !== undefined,
  forward(tape, { self, args }) {
    const asynchronous = runningOf(self) as AsyncRunning;
    const { inside } = asynchronous;
    const asked = new Request(args[0]);
    asynchronous.requests.push(asked);
    const promise = run(native, self, args) as Promise<unknown>;
    const note = (step: unknown): void => {
      if (tape.isFinished) return;
      asked.step = step as object;
      tape.made(step);
    };
    promise.then(note, () => undefined);
    tape.record(asked);
    tape.push(asynchronous.inside - inside);
    return promised(tape, promise, asked);
  },
  pullback(tape) {
    const asked = tape.recall() as Request;
    for (let n = tape.pop(); n > 0; n--) (tape.recall() as Task).takeBack(tape);
    const share = asked.closing === undefined ? asked.share : shareOf(tape, asked.closing);
    asked.share = 0;
    return [asked.isAnswered ? share : asked.take(tape)];
  },
});

/** Functions by identity, with their rules. */
export const asyncGeneratorRules: readonly (readonly [unknown, Rule])[] = [
  ...["next", "return", "throw"].map((name) => nativeOf(prototype, name)).map((fn) => [fn, request(fn)] as const),
  [nativeOf(iteratorPrototype, Symbol.asyncIterator), "inert"],
];
