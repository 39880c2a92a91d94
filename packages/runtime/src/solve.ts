/**
 * Systems of equations F(x) = 0, solved by iteration.
 */
import { factor, solve } from "./linear.ts";

/** F, alone and with its Jacobian. */
export interface System {
  readonly value: (x: Float64Array) => Float64Array;
  readonly linear: (x: Float64Array) => { readonly F: Float64Array; readonly J: Float64Array[] };
}

const MAX_NEWTON = 100;
const MAX_HALVINGS = 40;
/** Relative to x: such a step changes nothing more. */
const CLOSE = 1e-14;
/** Where rounding stops the iteration, its last step must have been this small. */
const NEAR = 1e-7;

/** Newton's method; a step is halved until F has become smaller (Armijo's condition). */
export function newton(system: System, from: Float64Array, failure: (reason: string) => Error): Float64Array {
  let x = from;
  let size = norm(system.value(x));
  for (let k = 0; k < MAX_NEWTON; k++) {
    if (!Number.isFinite(size)) throw failure("its value there is not finite");
    if (size === 0) return x;
    const { F, J } = system.linear(x);
    const lu = factor(J);
    if (lu === undefined) throw failure("the Jacobian is singular on the way");
    const step = solve(lu, F);
    const width = norm(step);
    if (width <= CLOSE * norm(x)) return x;
    let t = 1;
    let next = moved(x, step, t);
    let itsSize = norm(system.value(next));
    for (let i = 0; i < MAX_HALVINGS && !(itsSize <= (1 - 1e-4 * t) * size); i++) {
      t /= 2;
      next = moved(x, step, t);
      itsSize = norm(system.value(next));
    }
    if (!(itsSize < size)) {
      if (width <= NEAR * norm(x)) return x;
      throw failure(`Newton's method came no nearer than to a residual of ${size.toPrecision(3)}`);
    }
    x = next;
    size = itsSize;
  }
  throw failure(`after ${String(MAX_NEWTON)} steps of Newton's method the residual is ${size.toPrecision(3)}`);
}

const moved = (x: Float64Array, step: Float64Array, t: number): Float64Array =>
  x.map((xi, i) => xi - t * (step[i] as number));

const WINDOW = 5;
const MAX_ACCELERATED = 100;

/** x + F(x) repeated, with Anderson's acceleration over the last steps; undefined when that does not converge. */
export function acceleratedFixedPoint(system: System, from: Float64Array): Float64Array | undefined {
  let x = from;
  let F = system.value(x);
  const steps: { readonly dx: Float64Array; readonly dF: Float64Array }[] = [];
  for (let k = 0; k < MAX_ACCELERATED; k++) {
    const size = norm(F);
    if (!Number.isFinite(size)) return undefined;
    if (size <= CLOSE * norm(x)) return x;
    const shares = leastSquares(
      steps.map((s) => s.dF),
      F,
    );
    const next = x.map((xi, i) =>
      steps.reduce(
        (sum, { dx, dF }, j) => sum - (shares[j] as number) * ((dx[i] as number) + (dF[i] as number)),
        xi + (F[i] as number),
      ),
    );
    const itsF = system.value(next);
    steps.push({ dx: difference(next, x), dF: difference(itsF, F) });
    if (steps.length > WINDOW) steps.shift();
    x = next;
    F = itsF;
  }
  return undefined;
}

/** The combination of columns that is nearest to b; none where they do not tell. */
function leastSquares(columns: readonly Float64Array[], b: Float64Array): ArrayLike<number> {
  const products = columns.map((c) => Float64Array.from(columns, (d) => dot(c, d)));
  const lu = columns.length === 0 ? undefined : factor(products);
  if (lu !== undefined)
    return solve(
      lu,
      columns.map((c) => dot(c, b)),
    );
  // The newest step alone, if it moved at all.
  return columns.map((c, i) => (i === columns.length - 1 && dot(c, c) > 0 ? dot(c, b) / dot(c, c) : 0));
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
const norm = (a: Float64Array): number => Math.hypot(...a);
const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x - (b[i] as number));
