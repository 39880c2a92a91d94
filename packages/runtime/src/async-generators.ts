/**
 * `async` generators in a sweep. Their pieces begin in a call of `next`, or as tasks after an `await`; each ends with an
 * `await`, or answers the oldest call that waits.
 */
import { Awaited, HandedOn, awaitedThenable, rejectedWith } from "./asynchronous.ts";
import { FluxionError } from "./errors.ts";
import { bind, Closing, Running } from "./generators.ts";
import type { Pair } from "./pair.ts";
import { NO_COTANGENTS, type ActiveRule, type Call, type Rule } from "./rule.ts";
import { nativeOf, run } from "./rules/native.ts";
import type { Shadow } from "./shadow.ts";
import { state } from "./state.ts";
import { giveBack, Held, perform, promised, tasksOf, type Task } from "./tasks.ts";
import type { Tape } from "./tape.ts";

type Step = IteratorResult<unknown>;
type How = "next" | "throw";

/** One call of `next`, `throw` or `return`. */
class Request {
  /** What its promise gave. */
  step: object | undefined = undefined;
  /** The cotangent of what was sent. */
  share = 0;
}

/** What a piece ended with, if it was no `await`. */
interface Answer {
  readonly request: Request | undefined;
  readonly value: unknown;
  readonly isClosing: boolean;
}

/** An `async` generator that a sweep has made. Its record is that of the call that made it. */
export class AsyncRunning implements Pick<ActiveRule, "pullback"> {
  readonly requests: Request[] = [];
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
    let answer: Answer | undefined;
    const task: Task = {
      takeBack: () => {
        const sent = this.running.back(tape, answer === undefined ? this.share : this.shareOf(answer));
        if (from !== undefined) this.share = giveBack(tape, from.awaited, sent);
        else if (begun !== undefined && answer?.isClosing !== true) begun.share = sent;
      },
    };
    const piece = (): Step => {
      const step = this.runPiece(how, given);
      if (!(step.value instanceof Awaited))
        answer = {
          request: this.requests.shift(),
          value: step.value instanceof HandedOn ? step.value.value : step.value,
          isClosing: step.done === true && this.running.closedBy !== undefined,
        };
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
        awaitedThenable(tape, step.value.value);
        tasksOf(tape).open++;
      }
      return step;
    } catch (error) {
      this.requests.shift();
      rejectedWith(tape, error);
      if (!(error instanceof FluxionError)) tape.disown();
      throw error;
    }
  }

  /** The cotangent of the value that a piece gave, from the step that came of it. */
  private shareOf({ request, value, isClosing }: Answer): number {
    const shadow = this.tape.shadow(request?.step) as Shadow | undefined;
    const share = shadow?.["value"] ?? 0;
    if (shadow !== undefined) shadow["value"] = 0;
    if (!isClosing) return giveBack(this.tape, value, share);
    if (request !== undefined) request.share = share;
    return 0;
  }

  pullback(tape: Tape): number[] {
    return this.running.pullback(tape);
  }
}

/** The `async` generator that a marked function gives. */
export function asyncStarted(tape: Tape, pair: Pair, f: unknown, it: unknown): unknown {
  const asynchronous = new AsyncRunning(tape, new Running(it as Running["it"], pair));
  if (pair.binds === true) bind(tape, asynchronous.running);
  const generator = drive(asynchronous);
  const own = (f as { readonly prototype?: unknown }).prototype;
  if (typeof own === "object" && own !== null) Object.setPrototypeOf(generator, own);
  // One that stands at a `yield` at the end is left as other generators are.
  (tape.generators ??= new Map<unknown, Running>()).set(asynchronous, asynchronous.running);
  (tape.asyncGenerators ??= new Map<unknown, AsyncRunning>()).set(generator, asynchronous);
  tape.record(asynchronous);
  return generator;
}

async function* drive(asynchronous: AsyncRunning): AsyncGenerator {
  let step = asynchronous.resume("next", undefined);
  for (;;) {
    if (step.done === true) return step.value as unknown;
    if (step.value instanceof Awaited) {
      const awaited = step.value.value;
      let how: How = "next";
      let settled: unknown;
      try {
        settled = await awaited;
      } catch (error) {
        how = "throw";
        settled = error;
      }
      step = asynchronous.resume(how, settled, { awaited });
      continue;
    }
    let how: How | undefined;
    let sent: unknown;
    try {
      sent = step.value instanceof HandedOn ? yield* step.value : yield step.value;
      how = "next";
    } catch (error) {
      how = "throw";
      sent = error;
    } finally {
      if (how === undefined) yield* closed(asynchronous, step.value);
    }
    step = asynchronous.resume(how, sent);
  }
}

/** `return` was called: every `finally` of the program runs. What they return or throw takes the place of the value. */
async function* closed(asynchronous: AsyncRunning, given: unknown): AsyncGenerator {
  let step = asynchronous.resume("throw", new Closing(given instanceof HandedOn ? given.closing?.value : undefined));
  while (step.done !== true) {
    const { value } = step;
    if (value instanceof Awaited) {
      const settled = await value.value;
      step = asynchronous.resume("next", settled, { awaited: value.value });
    } else step = asynchronous.resume("next", value instanceof HandedOn ? yield* value : yield value);
  }
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
    const asked = new Request();
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
    return promised(tape, promise, new Held());
  },
  pullback(tape) {
    const asked = tape.recall() as Request;
    for (let n = tape.pop(); n > 0; n--) (tape.recall() as Task).takeBack(tape);
    const { share } = asked;
    asked.share = 0;
    return share === 0 ? NO_COTANGENTS : [share];
  },
});

/** Functions by identity, with their rules. */
export const asyncGeneratorRules: readonly (readonly [unknown, Rule])[] = [
  ...["next", "return", "throw"].map((name) => nativeOf(prototype, name)).map((fn) => [fn, request(fn)] as const),
  [nativeOf(iteratorPrototype, Symbol.asyncIterator), "inert"],
];
