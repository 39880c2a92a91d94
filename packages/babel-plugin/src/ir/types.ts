/**
 * The intermediate representation: structured statements over named variables.
 *
 * Every effect, read of memory and call is a statement of its own that names its result; what is left inside
 * expressions is pure and cheap, so the reverse sweep may compute it again from the variables that it mentions.
 */
import type * as t from "@babel/types";

export type Location = t.SourceLocation | null | undefined;

/** What a variable may hold. "unknown" is always allowed; every other kind is certain. "text": a string that may tell of numbers. */
export type Kind =
  "unknown" | "number" | "boolean" | "string" | "text" | "nothing" | "array" | "typed" | "object" | "function";

export interface Variable {
  readonly id: number;
  /** The name in generated code. */
  readonly name: string;
  readonly origin: "parameter" | "local" | "temporary" | "this" | "cell" | "environment" | "module";
  /** Assigned once, where it is declared. */
  constant: boolean;
  /** Given its value once on every path, before anything reads it. */
  isSettled: boolean;
  /** Function literals, which are kept as written, mention it by its name. */
  readonly isShared: boolean;
  /** Made by the sweep where it is declared, so that its shadow always exists. */
  made: boolean;
  kind: Kind;
  /** That it is a number was not known, and follows from tests: it may carry a derivative. */
  isTested: boolean;
}

export type Expression =
  | { readonly op: "variable"; readonly variable: Variable }
  | { readonly op: "literal"; readonly value: number | string | boolean | null | undefined }
  /** Something that never changes and carries no derivative: a module constant, a global, a regular expression; a class, with `values`. */
  | {
      readonly op: "constant";
      readonly node: t.Expression;
      readonly kind: Kind;
      readonly values?: readonly Variable[];
      readonly ofClass?: ClassInFunction;
      /** To evaluate it may throw: a global that may not be there, a class whose parent may be none. */
      readonly mayThrow?: boolean;
    }
  | { readonly op: "unary"; readonly operator: string; readonly operand: Expression }
  /** `mayThrow`: a division or a shift of what may be BigInts. */
  | {
      readonly op: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly mayThrow?: boolean;
    }
  /** A call of a function of `Math`, by name; always the whole value of an assignment. */
  /** `beside`: a constant of the same block with another function of the same operand, of which the slope is made. */
  /** `mayThrow`: a power of what may be BigInts. */
  | {
      readonly op: "math";
      readonly name: string;
      readonly operands: readonly Expression[];
      readonly beside?: Variable;
      readonly mayThrow?: boolean;
    }
  | {
      readonly op: "conditional";
      readonly test: Expression;
      readonly consequent: Expression;
      readonly alternate: Expression;
    }
  | {
      readonly op: "logical";
      readonly operator: "&&" | "||" | "??";
      readonly left: Expression;
      readonly right: Expression;
    }
  /**
   * Whether a method that was found is the one of this file that has the name: then its pair is known; `isClass`: whether it is the class of
   * that name.
   */
  | { readonly op: "likely"; readonly callee: Expression; readonly unit: string; readonly isClass?: boolean }
  | { readonly op: "template"; readonly quasis: readonly t.TemplateElement[]; readonly parts: readonly Expression[] };

/** A class that stands in a function, as duals make it. */
export interface ClassInFunction {
  readonly name: string;
  readonly node: t.Class;
  readonly parent: Variable | null;
  /** The constructor, the methods and the accessors, by the names of their units. */
  readonly members: readonly {
    readonly unit: string;
    readonly node: t.ClassMethod | t.ClassPrivateMethod;
    readonly key: Expression;
  }[];
  /** The names of what sees private members, and where their tangents are in shadows. */
  readonly privates: readonly { readonly name: string; readonly hidden: string; readonly key: string }[];
  /** The names under which the members know the computed keys of fields. */
  readonly fieldKeys: readonly { readonly name: string; readonly key: Variable }[];
}

/** How a call finds its callee. */
export type Callee =
  /** A function of this file whose pair is known: its sweeps are called by name. */
  | {
      readonly via: "pair";
      readonly unit: string;
      readonly self: Expression | null;
      /** The function itself, where it has an environment. */
      readonly closure: Expression | null;
    }
  | {
      readonly via: "value";
      readonly callee: Expression;
      readonly self: Expression | null;
      /** The one method of this file that has the name by which the callee was found: probably the callee. */
      readonly likely?: string | null;
    }
  /** `native`: the name of the language's own object of which it is a method. */
  | { readonly via: "method"; readonly object: Expression; readonly key: Expression; readonly native?: string }
  /** `native`: the name of the language's own constructor that it is. */
  | {
      readonly via: "new";
      readonly callee: Expression;
      readonly native: string | null;
      /** The constructor's unit, of a class of the module whose parents are of the module, too. */
      readonly unit?: string | null;
    }
  | { readonly via: "super"; readonly parent: Expression; readonly newTarget: Expression }
  /** A function of the run time library, by its export's name. */
  | { readonly via: "runtime"; readonly name: string };

export interface Member {
  readonly object: Variable;
  readonly key: Expression;
  /** Written in the program as this variable's name: a captured variable, seen through its cell. */
  readonly spelled: string | null;
  /** The key names an accessor of a class of this file. */
  readonly accessor: boolean;
  /** The length of what has to be a list, though the file has accessors of that name. */
  readonly isOfList?: boolean;
  /** A field of an instance of this class, though others have accessors of that name. */
  readonly ofClass?: string;
  /** Of `super.k`: where the key is looked for; the object is `this`. */
  readonly from?: Variable;
  /** The class of the module whose parent that is. */
  readonly home?: string;
  /** A private field: the name of what reads and writes it, made in the class. */
  readonly hidden?: string;
}

export type Statement = { readonly loc: Location } & (
  | {
      readonly kind: "assign";
      readonly target: Variable;
      readonly declare: "const" | "let" | null;
      readonly value: Expression;
    }
  /** `orZero`: a tangent, of an object that may stand still. */
  | { readonly kind: "get"; readonly target: Variable; readonly member: Member; readonly orZero?: boolean }
  /** A member is read again, and nothing can have changed it: the value is the one that it had before, or it is refused. */
  | { readonly kind: "again"; readonly member: Member; readonly value: Variable }
  /** `implicit`: the program does it by itself, as when a parameter that has a cell gets its argument. */
  | {
      readonly kind: "set";
      readonly member: Member;
      readonly value: Expression;
      readonly declares: "const" | "let" | null;
      readonly implicit?: boolean;
      /** It makes a list longer, and changes no element. */
      readonly appends?: boolean;
      /** It puts an object of the function's own into another. */
      readonly links?: boolean;
      /** In code that is not strict: where nothing can be written, nothing happens. */
      readonly isLoose?: boolean;
    }
  /** `o[k] += v` and `o[k] -= v`. */
  | {
      readonly kind: "accumulate";
      readonly member: Member;
      readonly operator: "+" | "-";
      readonly value: Expression;
      readonly isLoose?: boolean;
    }
  | {
      readonly kind: "call";
      readonly target: Variable | null;
      readonly callee: Callee;
      readonly operands: readonly Expression[];
      /** The operands are one array that is spread. */
      readonly spread: boolean;
    }
  | { readonly kind: "array"; readonly target: Variable; readonly elements: readonly (Expression | null)[] }
  /** `instance`: made by a constructor that only sets these fields; what else it does is done here where there are no operands. */
  | {
      readonly kind: "object";
      readonly target: Variable;
      readonly properties: readonly Property[];
      readonly instance?: { readonly callee: Expression; readonly operands: readonly Expression[] | null };
    }
  | {
      readonly kind: "closure";
      readonly target: Variable;
      readonly unit: string;
      readonly environment: Variable | null;
      /** A declaration is kept as it is; a literal is given back with its pair. */
      readonly declaration: t.FunctionDeclaration | null;
      readonly written: t.Expression | null;
      /** The variables that it mentions, of those that hold what was captured as they are. */
      readonly values: readonly Variable[];
    }
  /** A variable that closures assign, from here on seen through an object with one property, `v`. */
  | {
      readonly kind: "cell";
      readonly target: Variable;
      readonly spelled: string;
      readonly writable: boolean;
      /** Closures may ask for it before its declaration has run; noted for duals. */
      readonly isEarly?: boolean;
    }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly consequent: Block;
      readonly alternate: Block;
      /** The test is recorded as this variable, not where the branches end. */
      readonly named?: Variable;
    }
  | Loop
  | {
      readonly kind: "each";
      readonly region: Region;
      readonly bodyRegion: Region;
      readonly target: Variable;
      readonly iterable: Expression;
      readonly iterator: Variable;
      readonly body: Block;
    }
  /** A generator gives a value, and goes on with what it is sent; `await` is one too. */
  | {
      readonly kind: "yield";
      readonly target: Variable;
      readonly value: Expression;
      readonly how: "yields" | "awaits" | "delegates";
    }
  | { readonly kind: "block"; readonly region: Region | null; readonly body: Block }
  | Exit
  | { readonly kind: "throw"; readonly value: Expression }
  | Try
  /** What a function that gives value and gradient at once relies on: where it does not hold, it gives up. */
  | { readonly kind: "assume"; readonly test: Expression }
  /** Something without a derivative, kept as it is written. */
  | { readonly kind: "verbatim"; readonly statement: t.Statement }
);

export interface Loop {
  readonly loc: Location;
  readonly kind: "loop";
  readonly region: Region;
  readonly bodyRegion: Region;
  /** Reads of memory that only the test uses. */
  readonly head: Block;
  /** Null for a loop that is left by its exits alone. */
  readonly test: Expression | null;
  readonly body: Block;
  readonly update: Block;
  /** `for (let i = 0; …; i++)` where nothing else assigns `i`: it counts the iterations itself. */
  readonly counter: Variable | null;
  /** What the counter begins with; `from`, if it is no number that stands there. */
  readonly start: number;
  readonly from?: Variable;
  /** The class of the module whose parent that is. */
  readonly home?: string;
  /** The variables of the head of a `for`, if closures capture them: one of each per iteration. */
  readonly perIteration: readonly Variable[];
  /** The list that a `for-of` was written over, or the method of a list that calls a function for each element. */
  readonly iterates?: Variable;
  readonly method?: string;
}

export interface Exit {
  readonly loc: Location;
  readonly kind: "exit";
  readonly how: "break" | "continue" | "return";
  readonly region: Region;
  readonly value: Expression | null;
}

export interface Try {
  readonly loc: Location;
  readonly kind: "try";
  readonly body: Block;
  readonly parameter: Variable | null;
  readonly handler: Block;
}

/** A statement that control can leave from its middle. */
export interface Region {
  readonly id: number;
  readonly kind: "function" | "loop" | "body" | "block";
  readonly label: string | null;
}

export interface Property {
  readonly kind: "field" | "method" | "get" | "set";
  readonly key: Expression;
  readonly computed: boolean;
  readonly value: Expression;
}

export type Block = readonly Statement[];

/** One function of the program, with what the passes know of it. */
export interface Unit {
  /** Names the pair: `NAME_forward`, `NAME_pullback`. */
  readonly name: string;
  readonly loc: Location;
  readonly form: "function" | "arrow" | "method" | "constructor" | "derived";
  readonly parameters: readonly Variable[];
  readonly rest: Variable | null;
  readonly self: Variable;
  /** What it captured of enclosing functions; null for a function that captured nothing. */
  readonly environment: Environment | null;
  readonly region: Region;
  readonly body: Block;
  /** Of all but a plain function the sweeps are generators. */
  readonly sweeps: "plain" | "generator" | "async" | "asyncGenerator";
  /** A generator that takes its parameters apart, when it is called. */
  readonly binds: boolean;
  /** A constructor that can make an object with nothing but its private members. */
  readonly stamps: boolean;
  /** A getter or setter: what else runs it says so. */
  readonly isAccessor: boolean;
  /** Strict code in a program that is not. */
  readonly isStrict: boolean;
  /** It asks by what it was made: the run time leaves that on the tape. */
  readonly usesNewTarget: boolean;
}

export interface Environment {
  readonly variable: Variable;
  readonly captures: readonly Capture[];
}

export interface Capture {
  /** The property of the environment object. */
  readonly name: string;
  /** What the program's text calls it by now: a variable may have been given another name. */
  readonly written: string;
  readonly variable: Variable;
  /** By value, through a cell that its writers share, or by a getter where it is a function declared later. */
  readonly by: "value" | "cell" | "late";
}
