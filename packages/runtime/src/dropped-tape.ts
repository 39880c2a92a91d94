import { Tape } from "./tape.ts";

/** A tape of which no pullback will be asked: it keeps nothing. */
export class DroppedTape extends Tape {
  constructor() {
    super();
    this.isDropped = true;
  }

  override push(): void {
    // Nor do the others.
  }
  override push2(): void {
    // As push.
  }
  override push3(): void {
    // As push.
  }
  override push4(): void {
    // As push.
  }
  override record(): void {
    // As push.
  }
  override record2(): void {
    // As push.
  }
  override record3(): void {
    // As push.
  }
  override record4(): void {
    // As push.
  }
  override reserve(): void {
    // As push.
  }

  override made<T>(o: T): T {
    return o;
  }

  override touch(): undefined {
    return undefined;
  }
  override want(): undefined {
    return undefined;
  }

  override disown(): void {
    this.thrown = undefined;
  }

  override clear(): void {
    super.clear();
    this.isDropped = true;
  }
}
