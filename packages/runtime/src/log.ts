/** What a part of a sweep has made and written; see checkpointed.ts. */
import { bufferOf } from "./carries.ts";
import { partsOf } from "./parts.ts";

export class Log {
  readonly made: object[] = [];
  private readonly written = new Set<unknown>();
  /** Those of `made` that have been looked up. */
  private readonly known = new Set<unknown>();

  /** It is about to be written. A variable may hold null then. */
  note(o: unknown): void {
    if (o !== null && o !== undefined) this.written.add(o);
  }

  /** A native that makes what it gives, with all that is in it. */
  gave(f: unknown, value: unknown): void {
    if (MAKING.has(f)) this.madeAll(value);
  }

  private madeAll(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    this.made.push(value);
    partsOf(value).forEach((part) => {
      this.madeAll(part);
    });
  }

  add(other: Log): void {
    for (const o of other.made) this.made.push(o);
    for (const o of other.written) this.written.add(o);
  }

  hasMade(o: unknown): boolean {
    for (let i = this.known.size; i < this.made.length; i++) this.known.add(this.made[i]);
    return this.known.has(o);
  }

  /** Has it written nothing but what it has made, and these? */
  hasOnlyWritten(others: ReadonlySet<unknown>): boolean {
    return this.foreign().every((o) => others.has(o));
  }

  /** Has it written nothing but what it has made? */
  isApart(): boolean {
    return this.foreign().length === 0;
  }

  /** What it has made, and the views of that which it has written; undefined if it has written anything else. */
  own(): readonly object[] | undefined {
    const foreign = this.foreign();
    if (foreign.length === 0) return this.made;
    const buffers = new Set<unknown>(
      this.made.flatMap((o) => (ArrayBuffer.isView(o) ? [o.buffer] : (bufferOf(o) ?? []))),
    );
    const views = foreign.filter((o) => ArrayBuffer.isView(o));
    return views.length === foreign.length && views.every((o) => buffers.has(o.buffer))
      ? [...this.made, ...views]
      : undefined;
  }

  /** What it has written that it has not made. */
  private foreign(): unknown[] {
    const made = new Set<unknown>(this.made);
    return [...this.written].filter((o) => !made.has(o));
  }
}

/* eslint-disable @typescript-eslint/unbound-method -- compared, not called */

/** Natives whose result is a tree that nobody else has, and has no derivative. */
const MAKING: ReadonlySet<unknown> = /* @__PURE__ */ new Set<unknown>([
  JSON.parse,
  String.prototype.split,
  String.prototype.match,
  RegExp.prototype.exec,
  Object.keys,
  Object.getOwnPropertyNames,
  ArrayBuffer,
]);
