/**
 * Mirrors (mirror.ts) of arguments that come again, as parameters do call after call: a plan keeps what the walk over them has
 * found, their keys and their slots, and the next call only sees whether it is still so.
 *
 *   { w: [1, 2], b: 3 }   →   { keys: [w, b], zeros: { w: undefined, b: 0 }, parts: [{ length: 2 }, 0] }
 *
 * A plan lives as long as the first argument that is an object. Where nobody comes again, that is asked ever more rarely.
 */
import { zeros, type AnyShadow } from "./shadow.ts";
import { Slot, type Tape } from "./tape.ts";

/** In the place of what is no object: 0 of a number, `undefined` of what has no gradient. */
export type Part = Node | 0 | undefined;

type Fields = Record<PropertyKey, unknown>;

export interface Node {
  readonly slot: Slot;
  readonly prototype: unknown;
  /** An array has none. */
  readonly keys: readonly string[] | undefined;
  /** An array that holds nothing but numbers has none. */
  readonly parts: readonly Part[] | undefined;
  /** The gradient, but for the parts that are objects. */
  readonly zeros: Fields | unknown[];
}

/** What is known of some arguments. */
export class Plan {
  readonly parts: readonly Part[];
  private readonly slots: Map<unknown, Slot>;
  private readonly size: number;
  private readonly only: object | undefined;
  /** The instances of classes among them. */
  private readonly instances: readonly Node[];
  /** The tape's own, while a gradient follows the plan. */
  private shadows: Tape["shadows"] | undefined;

  constructor(parts: readonly Part[], slots: Map<unknown, Slot>, instances: readonly Node[]) {
    this.parts = parts;
    this.slots = slots;
    this.size = slots.size;
    [this.only] = this.size === 1 ? (slots.keys() as Iterable<object>) : [];
    this.instances = instances;
  }

  /** Has a cotangent come to a field that an instance does not have? Its class has an accessor of that name by now. */
  hasStrays(tape: Tape): boolean {
    return this.instances.some(
      ({ slot, zeros }) => Object.keys(tape.open(slot) as object).length !== Object.keys(zeros).length,
    );
  }

  /** Nobody follows it now, and no function has registered anything else in it. */
  isFree(): boolean {
    return this.shadows === undefined && this.slots.size === this.size;
  }

  /** Is an object an argument, or a part of one? */
  wants(o: unknown): boolean {
    return this.only === undefined ? this.slots.has(o) : o === this.only;
  }

  /** Its slots, with these shadows, become the tape's. */
  enter(tape: Tape, gradients: readonly unknown[]): void {
    this.shadows = tape.shadows;
    tape.shadows = this.slots;
    tape.only = this.only;
    tape.plan = this;
    this.parts.forEach((part, i) => {
      if (!part) return;
      part.slot.shadow = gradients[i] as AnyShadow;
      part.slot.sweep = tape.sweep;
    });
  }

  leave(tape: Tape): void {
    for (const part of this.parts) if (part) part.slot.shadow = undefined;
    tape.shadows = this.shadows ?? new Map<unknown, Slot>();
    this.shadows = tape.plan = undefined;
  }
}

const MAX_WAIT = 64;

/** The plans of the arguments of a function. */
export class Plans {
  private readonly known = new WeakMap<object, Plan>();
  private last: WeakRef<object> | undefined;
  private wait = 1;
  private calls = 0;
  private tangents: Plans | undefined;

  /** Those of arguments that tangents have been given for; see dual/planned.ts. */
  get ofTangents(): Plans {
    return (this.tangents ??= new Plans());
  }

  /** The plan of arguments that have come before, whatever they are now. */
  planOf(args: readonly unknown[]): Plan | undefined {
    const first = firstObject(args);
    return first && this.known.get(first);
  }

  /** The gradients, zero, and cast as shadows, if the arguments are those of a plan. */
  follow(tape: Tape, args: readonly unknown[]): unknown[] | undefined {
    const plan = this.planOf(args);
    if (!plan?.isFree()) return undefined;
    const { parts } = plan;
    const gradients = new Array<unknown>(args.length);
    for (let i = 0; i < args.length; i++) {
      const gradient = mirrored(parts[i], args[i]);
      if (gradient === CHANGED) return undefined;
      gradients[i] = gradient;
    }
    plan.enter(tape, gradients);
    return gradients;
  }

  /** Looks at arguments that no plan has helped with: those that it has seen before get one, and one that does not fit goes. */
  note(args: readonly unknown[], gradients: readonly unknown[]): void {
    if (++this.calls < this.wait) return;
    this.calls = 0;
    this.wait = Math.min(2 * this.wait, MAX_WAIT);
    const first = firstObject(args);
    if (first === undefined) return;
    const old = this.known.get(first);
    if (old !== undefined) {
      if (old.isFree()) this.known.delete(first);
      this.wait = MAX_WAIT;
    } else if (this.last?.deref() !== first) this.last = new WeakRef(first);
    else {
      const plan = planOf(args, gradients);
      if (plan) this.known.set(first, plan);
    }
  }
}

/** For a function that reads parts of its arguments; generated code puts it into the pair. */
export const plans = (): Plans => new Plans();

function firstObject(args: readonly unknown[]): object | undefined {
  for (const arg of args) if (typeof arg === "object" && arg !== null) return arg;
  return undefined;
}

/** What stands on two ways, or shares its memory, gets none. */
function planOf(args: readonly unknown[], gradients: readonly unknown[]): Plan | undefined {
  const slots = new Map<unknown, Slot>();
  const odd: object[] = [];
  const instances: Node[] = [];
  const partOf = (value: unknown, gradient: unknown, find: Slot["find"]): Part => {
    if (typeof value === "number") return 0;
    if (typeof gradient !== "object" || gradient === null) return undefined;
    const of = value as object;
    if (slots.has(of) || ArrayBuffer.isView(of) || Object.hasOwn(of, "constructor")) odd.push(of);
    if (odd.length > 0) return undefined;
    const slot = new Slot(of, false);
    slot.find = find;
    slots.set(of, slot);
    const node = nodeOf(slot, (key) => partOf((of as Fields)[key], (gradient as Fields)[key], partIn(slot, key)));
    if (node.keys !== undefined && node.prototype !== Object.prototype) instances.push(node);
    return node;
  };
  const parts = args.map((arg, i) => partOf(arg, gradients[i], undefined));
  return odd.length > 0 ? undefined : new Plan(parts, slots, instances);
}

/** Where the shadow of a part is found. */
const partIn =
  (parent: Slot, key: PropertyKey) =>
  (tape: Tape): AnyShadow =>
    (tape.open(parent) as unknown as Readonly<Record<PropertyKey, AnyShadow>>)[key] as AnyShadow;

function nodeOf(slot: Slot, partAt: (key: PropertyKey) => Part): Node {
  const { of } = slot;
  if (Array.isArray(of)) {
    const parts: Part[] = [];
    for (let i = 0; i < of.length; i++) parts.push(partAt(i));
    const areNumbers = parts.every((part) => part === 0);
    return { slot, prototype: null, keys: undefined, parts: areNumbers ? undefined : parts, zeros: parts.map(zero) };
  }
  const keys = Object.getOwnPropertyNames(of);
  const parts = keys.map(partAt);
  const fields = keys.flatMap((key, i) => (parts[i] === undefined ? [] : [[key, zero(parts[i])] as const]));
  const prototype: unknown = Object.getPrototypeOf(of);
  return { slot, prototype, keys, parts, zeros: Object.fromEntries(fields) };
}

const zero = (part: Part): 0 | undefined => (part === 0 ? 0 : undefined);

/** Not any more what it was when the plan was made. */
const CHANGED: unique symbol = Symbol("changed");

/** The gradient, zero, of what a plan knows. */
function mirrored(part: Part, value: unknown): unknown {
  if (part === 0) return typeof value === "number" ? 0 : CHANGED;
  if (part === undefined) return hasNone(value) ? undefined : CHANGED;
  if (part.slot.of !== value) return CHANGED;
  if (part.keys !== undefined) return ofFields(part, part.keys, value as Fields);
  return part.parts === undefined ? ofNumbers(part, value as unknown[]) : ofList(part, part.parts, value as unknown[]);
}

const hasNone = (value: unknown): boolean =>
  value === null || (typeof value !== "number" && typeof value !== "object" && typeof value !== "function");

function ofNumbers(node: Node, source: readonly unknown[]): unknown {
  const { length } = source;
  if (length !== (node.zeros as unknown[]).length) return CHANGED;
  for (let i = 0; i < length; i++) if (typeof source[i] !== "number") return CHANGED;
  return zeros(length);
}

function ofList(node: Node, parts: readonly Part[], source: readonly unknown[]): unknown {
  const { length } = parts;
  if (source.length !== length) return CHANGED;
  const gradient = (node.zeros as unknown[]).slice();
  for (let i = 0; i < length; i++) {
    const item = mirrored(parts[i], source[i]);
    if (item === CHANGED) return CHANGED;
    gradient[i] = item;
  }
  return gradient;
}

/** Whether a field that is to hold what a plan knows holds it: not if an accessor has come in the place of a number. */
export const isField = (part: Part, o: object, key: string): boolean =>
  part !== 0 || Object.getOwnPropertyDescriptor(o, key)?.writable !== undefined;

function ofFields(node: Node, keys: readonly string[], source: Fields): unknown {
  if (Object.getPrototypeOf(source) !== node.prototype) return CHANGED;
  const parts = node.parts as readonly Part[];
  const gradient: Fields = { ...(node.zeros as Fields) };
  let i = 0;
  for (const key in source) {
    if (keys[i] !== key || !isField(parts[i], source, key)) return CHANGED;
    const part = parts[i++];
    const field = mirrored(part, source[key]);
    if (field === CHANGED) return CHANGED;
    if (part) gradient[key] = field;
  }
  return i === keys.length ? gradient : CHANGED;
}
