/** What a part of a sweep has made and written; see checkpointed.ts. */
export class Log {
  readonly made: object[] = [];
  private readonly written = new Set<unknown>();

  note(o: unknown): void {
    this.written.add(o);
  }

  add(other: Log): void {
    for (const o of other.made) this.made.push(o);
    for (const o of other.written) this.written.add(o);
  }

  /** Has it written nothing but what it has made? */
  isApart(): boolean {
    return this.foreign().length === 0;
  }

  /** The same, if views of what it has made count as made. */
  isApartWithViews(): boolean {
    const foreign = this.foreign();
    if (foreign.length === 0) return true;
    const buffers = new Set(this.made.flatMap((o) => (ArrayBuffer.isView(o) ? [o.buffer] : [])));
    return foreign.every((o) => ArrayBuffer.isView(o) && buffers.has(o.buffer));
  }

  /** What it has written that is not its own. */
  private foreign(): unknown[] {
    const made = new Set<unknown>(this.made);
    return [...this.written].filter((o) => !made.has(o));
  }
}
