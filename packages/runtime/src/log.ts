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
    const made = new Set<unknown>(this.made);
    for (const o of this.written) if (!made.has(o)) return false;
    return true;
  }
}
