/**
 * What the forward sweep leaves for the reverse sweep.
 *
 *   numbers   push(x) … pop()          a growable Float64Array and a cursor
 *   refs      record(r) … recall()     an array and a cursor
 *   shadows   made(o), touch(o), want(o) … shadow(o)     by the object's identity
 *
 * Reading back moves the cursors and destroys nothing, so a pullback can run again: see rewind.ts.
 */
import { type BufferShadow, viewShadow } from "./buffers.ts";
import type { ErrorDetails } from "./errors.ts";
import type { Thrown } from "./frame.ts";
import type { Generators, Running } from "./generators.ts";
import type { AsyncRunning } from "./async-generators.ts";
import type { Source, Tasks } from "./tasks.ts";
import { heirShadow, notice } from "./heirs.ts";
import type { Log } from "./log.ts";
import type { Plan } from "./plan.ts";
import { toNumber } from "./number-of.ts";
import { state } from "./state.ts";
import { type AnyShadow, freshShadow, guardOwn, zeroArray, type NumberArray } from "./shadow.ts";
import type { Texts } from "./texts.ts";

/** What the tape knows of a registered object. */
export class Slot {
  readonly of: object;
  shadow: AnyShadow | undefined = undefined;
  /** The reverse sweep that the shadow belongs to. */
  sweep = 0;
  /** What a walk over the arguments has found here; see skeleton.ts. */
  walk: object | undefined = undefined;
  part: object | undefined = undefined;
  /** Finds the shadow, if it is a part of another one; see plan.ts. */
  find: ((tape: Tape) => AnyShadow) | undefined = undefined;
  /** The sweep has made it, and nobody else has seen it; see exposed.ts. */
  isOwn: boolean;

  constructor(of: object, isOwn: boolean) {
    this.of = of;
    this.isOwn = isOwn;
  }
}

export class Tape {
  /** Cursor into the numbers. */
  top = 0;
  /** Cursor into the references. */
  refTop = 0;
  /** How often registered memory was written; exceptions compare it. */
  writes = 0;
  /** Calls into functions that do not keep a frame and have not returned; see frame.ts. */
  untracked = 0;
  /** By what the constructor that begins now was called. */
  newTarget: unknown = undefined;
  /** Why no pullback may run, if something could not be followed. */
  invalid: { readonly reason: string; readonly details: ErrorDetails } | undefined = undefined;
  /** No reverse sweep will run: nothing need be refused. */
  isDropped = false;
  /** Something is registered that other objects may inherit from; see heirs.ts. */
  inherited = false;
  /** The tape of the sweep around, if this one belongs to an inner gradient. */
  enclosing: Tape | null = null;
  /** Of an inner gradient that may depend on what the sweep around follows: whether it does; see nested.ts. */
  dependence: { found: boolean } | undefined = undefined;
  /** Kept while somebody wants to know; see checkpointed.ts. */
  log: Log | undefined = undefined;
  /** The block that the exception now on its way has left on the tape. */
  thrown: Thrown | undefined = undefined;

  /** What a joint function gives; see pair.ts. */
  value = NaN;
  /** Is the value asked for, or the gradient alone? */
  isValueAsked = true;
  /** The tangent of what a function gives that has been called for its tangent; and the second derivative, if that was asked for. */
  tangent = NaN;
  curvature = NaN;

  numbers = new Float64Array(256);
  refs: unknown[] = [];
  /** Registered containers. A slot gets its shadow when the reverse sweep asks for it. */
  shadows = new Map<unknown, Slot>();
  /** The one that the arguments have, if it is one: to compare it takes less time than to look it up. */
  only: object | undefined = undefined;
  /** Whose slots they are, if the arguments came before. */
  plan: Plan | undefined = undefined;
  /** Those that others may know, and no fewer than how many there are besides; see exposed.ts. */
  exposed: object[] = [];
  owns = 0;
  /** The number of the reverse sweep that runs. */
  sweep = 1;
  /** How many there have been. */
  sweeps = 1;
  /** Buffers of which a registered view is known. */
  buffers: Map<ArrayBufferLike, BufferShadow> | undefined = undefined;
  /** Of WeakMaps that the sweep has written, the keys. */
  weakKeys: Map<unknown, Set<unknown>> | undefined = undefined;
  /** Generators made in the sweep, with their state; see generators.ts. */
  generators: Generators | undefined = undefined;
  /** The generator of which a piece runs now. */
  running: Running | undefined = undefined;
  /** What the event loop runs of the sweep; see tasks.ts. */
  tasks: Tasks | undefined = undefined;
  /** Async generators made in the sweep; see async-generators.ts. */
  asyncGenerators: Map<unknown, AsyncRunning> | undefined = undefined;
  /** Promises made in the sweep, with where their values' cotangents go. */
  promises: Map<unknown, Source> | undefined = undefined;
  /** Nothing more is recorded. */
  isFinished = false;
  /** Numbers that have become text; see texts.ts. */
  texts: Texts | undefined = undefined;
  /** What is to be asked when the forward sweep ends; see detach.ts. */
  ending: (() => void) | undefined = undefined;
  /** Iterators made in the sweep, with what they read from; see iterators.ts. */
  sources: Map<object, unknown> | undefined = undefined;

  /** Where reverse sweeps start. */
  endTop = 0;
  endRefTop = 0;
  end: Pick<Tape, "numbers" | "refs"> | undefined = undefined;

  /** Keeps a number (of anything else, the number it would be coerced to). */
  push(x: unknown): void {
    const top = this.top;
    if (top === this.numbers.length) this.grow();
    this.numbers[top] = typeof x === "number" ? x : toNumber(x);
    this.top = top + 1;
  }

  // Several at once. Short, for what the engine does not inline gets its numbers in boxes.

  /** `push` of two. */
  push2(a: unknown, b: unknown): void {
    const { numbers, top } = this;
    if (typeof a !== "number" || typeof b !== "number" || top + 2 > numbers.length) {
      this.pushAll(a, b);
      return;
    }
    numbers[top] = a;
    numbers[top + 1] = b;
    this.top = top + 2;
  }

  /** `push` of three. */
  push3(a: unknown, b: unknown, c: unknown): void {
    const { numbers, top } = this;
    if (typeof a !== "number" || typeof b !== "number" || typeof c !== "number" || top + 3 > numbers.length) {
      this.pushAll(a, b, c);
      return;
    }
    numbers[top] = a;
    numbers[top + 1] = b;
    numbers[top + 2] = c;
    this.top = top + 3;
  }

  /** `push` of four. */
  push4(a: unknown, b: unknown, c: unknown, d: unknown): void {
    const { numbers, top } = this;
    if (
      typeof a !== "number" ||
      typeof b !== "number" ||
      typeof c !== "number" ||
      typeof d !== "number" ||
      top + 4 > numbers.length
    ) {
      this.pushAll(a, b, c, d);
      return;
    }
    numbers[top] = a;
    numbers[top + 1] = b;
    numbers[top + 2] = c;
    numbers[top + 3] = d;
    this.top = top + 4;
  }

  private pushAll(...values: readonly unknown[]): void {
    for (const x of values) this.push(x);
  }

  pop(): number {
    return this.numbers[--this.top] as number;
  }

  /** Keeps a reference to anything. */
  record(r: unknown): void {
    this.refs[this.refTop++] = r;
  }

  /** `record` of several. */
  record2(a: unknown, b: unknown): void {
    const { refs, refTop } = this;
    refs[refTop] = a;
    refs[refTop + 1] = b;
    this.refTop = refTop + 2;
  }

  record3(a: unknown, b: unknown, c: unknown): void {
    const { refs, refTop } = this;
    refs[refTop] = a;
    refs[refTop + 1] = b;
    refs[refTop + 2] = c;
    this.refTop = refTop + 3;
  }

  record4(a: unknown, b: unknown, c: unknown, d: unknown): void {
    const { refs, refTop } = this;
    refs[refTop] = a;
    refs[refTop + 1] = b;
    refs[refTop + 2] = c;
    refs[refTop + 3] = d;
    this.refTop = refTop + 4;
  }

  recall(): unknown {
    return this.refs[--this.refTop];
  }

  /** Room for n more numbers, so that a loop need not ask at each push. */
  reserve(n: number): void {
    while (this.numbers.length < this.top + n) this.grow();
  }

  /** Registers an object that the sweep has made. */
  made<T>(o: T): T {
    this.shadows.set(o, new Slot(o as object, true));
    this.owns++;
    if (this.log !== undefined) this.log.made.push(o as object);
    return o;
  }

  /** Registers an object that is about to be written, and gives its slot: see `open`. */
  touch(o: unknown): Slot | undefined {
    this.writes++;
    if (this.log !== undefined) this.log.note(o);
    const slot = this.shadows.get(o);
    if (slot !== undefined) return slot;
    guardOwn(o);
    return this.want(o);
  }

  /** What the tape knows of an object, if it is registered. */
  slotOf(o: unknown): Slot | undefined {
    return this.shadows.get(o);
  }

  /** Registers an object of which a gradient is wanted. Primitives are let pass. */
  want(o: unknown): Slot | undefined {
    if ((typeof o !== "object" || o === null) && typeof o !== "function") return undefined;
    // A slot may have been given out already.
    let slot = this.shadows.get(o);
    if (slot === undefined) {
      if (this.enclosing !== null) state.requireApart?.(this, o);
      if (this.log !== undefined) this.log.note(o);
      slot = new Slot(o, false);
      this.shadows.set(o, slot);
      this.exposed.push(o);
      if (!Array.isArray(o)) notice(this, o);
    }
    if (ArrayBuffer.isView(o)) this.share(o as NumberArray);
    return slot;
  }

  /** Is it registered? */
  wants(o: unknown): boolean {
    const { only, shadows } = this;
    const isRegistered = only !== undefined && shadows.size === 1 ? o === only : shadows.has(o);
    return isRegistered || (this.buffers !== undefined && ArrayBuffer.isView(o) && this.buffers.has(o.buffer));
  }

  /** The object's shadow; `undefined` when nobody wants it. */
  shadow(o: unknown): AnyShadow | undefined {
    const slot = this.shadows.get(o);
    return slot === undefined ? this.viewOf(o) : this.open(slot);
  }

  /** The shadow of the object that a slot is of: what `shadow` gives, without the look-up. */
  open(slot: Slot | undefined): AnyShadow | undefined {
    if (slot === undefined || slot.sweep === this.sweep) return slot?.shadow;
    return this.cast(slot);
  }

  /** The first shadow of a registered object in this sweep. */
  private cast(slot: Slot): AnyShadow {
    const { of: o, find } = slot;
    if (find !== undefined) return find(this);
    const shadow = ArrayBuffer.isView(o) ? this.castTyped(o as NumberArray) : (heirShadow(this, o) ?? freshShadow(o));
    slot.shadow = shadow;
    slot.sweep = this.sweep;
    return shadow;
  }

  private castTyped(o: NumberArray): Float64Array {
    // `made` registers no buffer (asking for it makes V8 move small arrays off its heap); then nobody shares it.
    const whole = this.buffers?.get(o.buffer);
    return whole === undefined ? zeroArray(o, o.length) : viewShadow(o, whole);
  }

  /** A view that is not registered itself, of a buffer that is; or an object that inherits from a registered one. */
  private viewOf(o: unknown): AnyShadow | undefined {
    if (this.enclosing !== null) state.requireApart?.(this, o);
    const heir = heirShadow(this, o) ?? this.texts?.shadow(o);
    if (heir !== undefined) return heir;
    if (this.buffers === undefined || !ArrayBuffer.isView(o)) return undefined;
    const whole = this.buffers.get(o.buffer);
    if (whole === undefined) return undefined;
    const slot = new Slot(o, false);
    slot.shadow = viewShadow(o as NumberArray, whole);
    slot.sweep = this.sweep;
    this.shadows.set(o, slot);
    this.exposed.push(o);
    return slot.shadow;
  }

  /** Makes the array's buffer known, so that other views of it find the same cotangents. */
  share(o: NumberArray): void {
    this.buffers ??= new Map<ArrayBufferLike, BufferShadow>();
    if (this.buffers.has(o.buffer)) return;
    // On the way back it may have a shadow already.
    const slot = this.shadows.get(o);
    const isCast = slot?.sweep === this.sweep && o.byteLength === o.buffer.byteLength;
    this.buffers.set(o.buffer, { like: o, cells: isCast ? (slot.shadow as Float64Array | undefined) : undefined });
  }

  /** The exception on its way ends here, and what it has left is no block of a callee's. */
  disown(): void {
    this.thrown = undefined;
    this.refTop--;
  }

  /** Something happened that cannot be reversed: the forward sweep goes on, and `reverse` will say why not. */
  invalidate(reason: string, details: ErrorDetails): void {
    this.invalid ??= { reason, details };
  }

  /** The forward sweep is over: reverse sweeps start here. */
  finish(): void {
    this.tasks?.close(this);
    this.generators?.closeAll(this);
    this.ending?.();
    this.isFinished = true;
    this.end = { numbers: this.numbers, refs: this.refs };
    this.endTop = this.top;
    this.endRefTop = this.refTop;
  }

  /** Forgets everything, and lets go of what it referred to. */
  clear(): void {
    if (this.isUntouched()) return;
    const used = Math.max(this.refTop, this.endRefTop);
    if (used > 0) {
      if (used > MAX_KEPT_REFS) this.refs = [];
      else this.refs.fill(undefined, 0, used);
    }
    if (this.plan !== undefined) this.plan.leave(this);
    // Not clear(): a table that has grown old would keep alive its successor, and so on, with all that they hold.
    else if (this.shadows.size > 0) this.shadows = new Map();
    if (this.exposed.length > 0) this.exposed = [];
    this.owns = 0;
    if (this.numbers.length > MAX_KEPT_NUMBERS) this.numbers = new Float64Array(256);
    this.sweep = this.sweeps = 1;
    this.top = this.refTop = this.endTop = this.endRefTop = this.writes = this.untracked = 0;
    this.generators =
      this.asyncGenerators =
      this.tasks =
      this.promises =
      this.running =
      this.log =
      this.end =
        undefined;
    this.only =
      this.weakKeys =
      this.buffers =
      this.sources =
      this.texts =
      this.thrown =
      this.invalid =
      this.ending =
        undefined;
    this.inherited = this.isDropped = this.isFinished = false;
  }

  /** A joint function of numbers, say, leaves nothing. */
  private isUntouched(): boolean {
    return (
      this.refs.length === 0 &&
      this.top === 0 &&
      this.shadows.size === 0 &&
      !this.isFinished &&
      !this.isDropped &&
      this.invalid === undefined &&
      this.sweep === 1 &&
      this.writes === 0 &&
      this.untracked === 0
    );
  }

  private grow(): void {
    const larger = new Float64Array(2 * this.numbers.length);
    larger.set(this.numbers);
    this.numbers = larger;
  }
}

/** 16 MB each: on pages that are new, an entry costs a hundred times what it costs on those that are at hand. */
const MAX_KEPT_NUMBERS = 1 << 21;
const MAX_KEPT_REFS = 1 << 21;
