/** What variables may hold of what a function makes: objects that may stand in the same place have one shape. */
import { kindOf } from "../2-lower/state.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";

export type Typed = Statement & { readonly kind: "call"; readonly target: Variable };
export type Made = (Statement & { readonly kind: "array" | "object" }) | Typed;

export class Shape {
  private same: Shape | null = null;
  readonly made: Made[] = [];
  readonly parts = new Map<string, Shape>();
  /** It may hold something that the function has not made. */
  isForeign = false;
  /** It may hold what an accessor gives of which nothing is known yet. */
  isUnsure = false;
  /** A call of which nothing is known yet may give it more fields. */
  mayGrow = false;
  /** That may be a part of an argument. */
  isGiven = false;
  /** There may be nothing: `null`, or `undefined`. */
  isOptional = false;
  /** Something else than what made its holder has put it there. */
  isWritten = false;

  get root(): Shape {
    return this.same ? (this.same = this.same.root) : this;
  }

  part(key: string): Shape {
    const { parts } = this.root;
    const known = parts.get(key) ?? new Shape();
    parts.set(key, known);
    return known.root;
  }

  unify(other: Shape): void {
    const pairs: [Shape, Shape][] = [[this, other]];
    for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
      const [a, b] = [pair[0].root, pair[1].root];
      if (a === b) continue;
      b.same = a;
      a.made.push(...b.made);
      a.isForeign ||= b.isForeign;
      a.isUnsure ||= b.isUnsure;
      a.mayGrow ||= b.mayGrow;
      a.isGiven ||= b.isGiven;
      a.isOptional ||= b.isOptional;
      a.isWritten ||= b.isWritten;
      for (const [key, part] of b.parts) {
        const own = a.parts.get(key);
        if (own) pairs.push([own, part]);
        else a.parts.set(key, part);
      }
    }
  }

  /** What may grow, may do so in its parts. */
  grow(): void {
    const { root } = this;
    if (root.mayGrow) return;
    root.mayGrow = true;
    for (const part of root.parts.values()) part.grow();
  }

  /** What has been given, has been given with its parts. */
  give(): void {
    const { root } = this;
    if (root.isGiven) return;
    root.isGiven = true;
    for (const part of root.parts.values()) part.give();
  }
}

export const ELEMENT = "[]";
/** What every object has of its prototype. */
export const INHERITED: ReadonlySet<string> = new Set(Reflect.ownKeys(Object.prototype).map(String));

/** The name of a part; null where that cannot be told. */
export function nameOf(key: Expression): string | null {
  if (key.op === "literal" && typeof key.value === "string") return /^\d/.test(key.value) ? null : `.${key.value}`;
  return kindOf(key) === "number" ? ELEMENT : null;
}
