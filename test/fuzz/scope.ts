/** What a place in a random program can name: variables by type, functions to call, loops to leave. */

/**
 * num      a number, may carry a derivative       int      a small count, never below 0
 * arr      number[], at least 3 long              typed    Float64Array, 3 long
 * matrix   two arr                                record   { p, q, r: pair }
 * pair     { s, t }                               maybe    a pair or undefined
 * map      Map from "a", "b", "c" to num          meter    instance of a class of the program
 * fn       (num) => num                           fns      at least two fn
 */
export const types = [
  "num",
  "int",
  "arr",
  "typed",
  "matrix",
  "record",
  "pair",
  "maybe",
  "map",
  "meter",
  "fn",
  "fns",
] as const;

export type Type = (typeof types)[number];

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly mutable: boolean;
}

/** A function of the module. */
export interface Signature {
  readonly name: string;
  readonly params: readonly Type[];
  /** Takes any number of further numbers. */
  readonly rest: boolean;
  /** How many of the parameters have a default. */
  readonly defaults: number;
  readonly result: Type;
  readonly throws: boolean;
  /** The index of the int parameter that counts down, where it calls itself. */
  readonly fuel?: number;
}

interface Surroundings {
  readonly depth: number;
  readonly loop: boolean;
  readonly breakable: boolean;
  readonly labels: readonly string[];
  readonly tried: boolean;
  /** What the function returns here; undefined where it must not return. */
  readonly result: Type | undefined;
}

const outermost: Surroundings = {
  depth: 2,
  loop: false,
  breakable: false,
  labels: [],
  tried: false,
  result: undefined,
};

export class Scope {
  readonly around: Surroundings;
  private readonly parent: Scope | undefined;
  private readonly own: Variable[] = [];
  private readonly names: { count: number };

  constructor(parent?: Scope, around: Partial<Surroundings> = {}) {
    this.parent = parent;
    this.around = { ...(parent?.around ?? outermost), ...around };
    this.names = parent?.names ?? { count: 0 };
  }

  inner(around: Partial<Surroundings> = {}): Scope {
    return new Scope(this, around);
  }

  /** The scope of a function's body: jumps do not leave it. */
  body(result: Type, around: Partial<Surroundings> = {}): Scope {
    return new Scope(this, { ...outermost, depth: this.around.depth, result, ...around });
  }

  fresh(letter: string): string {
    return `${letter}${++this.names.count}`;
  }

  declare(type: Type, mutable = false, name = this.fresh(letters[type])): string {
    this.own.push({ name, type, mutable });
    return name;
  }

  all(type: Type): Variable[] {
    return [...(this.parent?.all(type) ?? []), ...this.own.filter((variable) => variable.type === type)];
  }
}

const letters: Record<Type, string> = {
  num: "v",
  int: "n",
  arr: "xs",
  typed: "ts",
  matrix: "mat",
  record: "o",
  pair: "pr",
  maybe: "opt",
  map: "d",
  meter: "m",
  fn: "fn",
  fns: "fns",
};
