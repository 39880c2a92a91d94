/**
 * What a rule for a function of numbers looks like. A rule is data: texts that the compiler parses and inlines, that
 * the gradient check evaluates, and that the table in the docs prints.
 *
 * In the texts `a`, `b` are the operands, `y` is the result. The names that a text mentions are what the reverse
 * sweep must know, so a rule chooses `y` where it can (`exp: "y"`), for the result is often at hand anyway.
 */

/** The open range that the gradient check samples an operand from. */
export type Range = readonly [low: number, high: number];

/** A function of a fixed number of operands: one partial for each. */
export interface FixedRule {
  readonly kind?: undefined;
  /** The partial derivative with respect to each operand; `"0"` and `"1"` are meant literally. */
  readonly partials: readonly string[];
  /** A partial may be infinite or NaN: it is applied under `if (dy !== 0)`, so that what is not used adds nothing. */
  readonly guard?: true;
  /** One range for each operand; `[-3, 3]` where it is left out. */
  readonly domain?: readonly Range[];
  /** First partials where the second operand is this literal: `x ** 2` has the slope `2 * a`. They are finite where `a` is: no guard. */
  readonly literal?: Readonly<Record<string, string>>;
  /** The partial of a function of one number where the function of that name has the value `z` for it. */
  readonly beside?: { readonly name: string; readonly partial: string };
}

/** A function of any number of operands. */
export interface VariadicRule {
  readonly kind: "variadic";
  /** The partial with respect to each operand, called `a` here; it may mention `n`, defined by `count`. */
  readonly partial: string;
  /** `n` is the number of operands `a` for which this text holds. */
  readonly count?: string;
  /** The partials where there are exactly two operands, `a` and `b`, as the compiler inlines them. */
  readonly partials: readonly [string, string];
  readonly guard?: true;
  readonly domain?: readonly Range[];
}

/** A function that takes no derivative in and gives none out, and whose value must not be computed again. */
export interface InertRule {
  readonly kind: "inert";
}

export type ScalarRule = FixedRule | VariadicRule | InertRule;

/** The range that an operand is sampled from when its rule names none. */
export const anywhere: Range = [-3, 3];
