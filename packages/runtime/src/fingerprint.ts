/**
 * Whether two forward sweeps have recorded the same: 64 bits of all numbers and references, in order.
 */
import type { Slot, Tape } from "./tape.ts";
import { shared } from "./store.ts";

const ids = /* @__PURE__ */ shared("numbers of objects", () => new WeakMap<object, number>());
const counter = /* @__PURE__ */ shared("counter of objects", () => ({ count: 0 }));

const float = /* @__PURE__ */ new Float64Array(1);
const halves = /* @__PURE__ */ new Uint32Array(float.buffer);

/** What is on the tape from there on. What the sweep has made goes by the order of its making. */
export function fingerprint(tape: Tape, top: number, refTop: number, made: readonly object[]): string {
  let a = 0x811c9dc5 ^ made.length;
  let b = 0x9e3779b9 ^ (tape.refTop - refTop);
  const mix = (word: number): void => {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul((b ^ word) + (b >>> 15), 0x85ebca6b);
  };
  const words = new Uint32Array(tape.numbers.buffer, 8 * top, 2 * (tape.top - top));
  for (let i = 0; i < words.length; i++) mix(words[i] as number);
  const own = new Map<unknown, number>();
  for (const [i, o] of made.entries()) {
    own.set(o, i);
    if (ArrayBuffer.isView(o)) own.set(o.buffer, i); // and so do its views
  }
  for (let i = refTop; i < tape.refTop; i++) {
    const ref = tape.refs[i];
    const r: unknown = isSlot(ref) ? ref.of : ref;
    if (typeof r === "string") for (let k = 0; k < r.length; k++) mix(r.charCodeAt(k));
    else if (typeof r === "number") {
      float[0] = r;
      mix(halves[0] as number);
      mix(halves[1] as number);
    } else if ((typeof r === "object" && r !== null) || typeof r === "function")
      mix(own.get(r) ?? ofView(own, r) ?? ofOthers(tape, r));
    mix(kinds.indexOf(typeof r));
  }
  return `${String(a >>> 0)} ${String(b >>> 0)}`;
}

const ofView = (own: ReadonlyMap<unknown, number>, o: object): number | undefined => {
  const at = ArrayBuffer.isView(o) ? own.get(o.buffer) : undefined;
  return at === undefined ? undefined : Math.imul(at, 31) + (o as ArrayBufferView).byteOffset;
};

/** Of another copy of the runtime too. */
const isSlot = (ref: unknown): ref is Slot => typeof ref === "object" && ref !== null && "sweep" in ref && "of" in ref;

const kinds = ["undefined", "object", "boolean", "number", "bigint", "string", "symbol", "function"];

/** Of what the sweep follows, an object's own number; what is only recorded (lists of arguments, say) is made anew each time. */
function ofOthers(tape: Tape, o: object): number {
  if (!tape.wants(o)) return -1;
  let id = ids.get(o);
  if (id === undefined) ids.set(o, (id = --counter.count - 1));
  return id;
}
