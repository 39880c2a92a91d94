/**
 * What containers hold, to be put back: for functions that are run more than once, and change what they are given.
 */
import { contentOf, isCell } from "./cell.ts";
import { entriesOf, isCollection, refill } from "./collections.ts";
import { isNumberArray } from "./shadow.ts";
import type { Skeleton } from "./skeleton.ts";
import { eachItem } from "./places.ts";

/** The containers of some values. */
export function containersIn(skeletons: readonly Skeleton[]): object[] {
  const found: object[] = [];
  const seen = new Set<Skeleton>();
  const visit = (part: Skeleton): void => {
    if (typeof part !== "object" || seen.has(part)) return;
    seen.add(part);
    found.push(part.kind === "fields" ? part.shadowed : part.source);
    eachItem(part, visit);
  };
  skeletons.forEach(visit);
  return found;
}

/** The contents of some containers, as they are now. */
export class Contents {
  readonly containers: readonly object[];
  private readonly restorers: readonly (() => void)[];

  constructor(containers: Iterable<object>) {
    this.containers = [...containers];
    this.restorers = this.containers.map(restorer);
  }

  restore(): void {
    for (const restore of this.restorers) restore();
  }

  /** Runs something while the containers hold this. */
  during<T>(run: () => T): T {
    if (this.containers.length === 0) return run();
    const now = new Contents(this.containers);
    this.restore();
    try {
      return run();
    } finally {
      now.restore();
    }
  }
}

function isOnlyElements(list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length; i++) if (!(i in list)) return false;
  return Object.keys(list).length === list.length;
}

function restorer(container: object): () => void {
  if (isNumberArray(container)) {
    const copy = container.slice();
    return () => {
      if (!copy.every((x, i) => Object.is(x, container[i]))) container.set(copy);
    };
  }
  if (Array.isArray(container) && isOnlyElements(container)) {
    const copy = container.slice() as unknown[];
    return () => {
      if (copy.length === container.length && copy.every((x, i) => Object.is(x, container[i]))) return;
      for (const key of Object.keys(container)) if (!(key in copy)) Reflect.deleteProperty(container, key);
      container.length = copy.length;
      for (const [i, x] of copy.entries()) if (!Object.is(x, container[i])) container[i] = x;
    };
  }
  if (isCollection(container)) {
    const entries = [...entriesOf(container)];
    return () => {
      refill(container, entries);
    };
  }
  if (isCell(container)) {
    const content = contentOf(container);
    return () => {
      if (!Object.is(contentOf(container), content)) container.$v = content;
    };
  }
  const fields: Readonly<Record<PropertyKey, PropertyDescriptor>> = Object.getOwnPropertyDescriptors(container);
  return () => {
    for (const key of Reflect.ownKeys(container))
      if (!Object.hasOwn(fields, key)) Reflect.deleteProperty(container, key);
    const held = container as Record<PropertyKey, unknown>;
    for (const key of Reflect.ownKeys(fields)) {
      const field = fields[key];
      if (field !== undefined && "value" in field && !Object.is(held[key], field.value)) held[key] = field.value;
    }
  };
}
