/**
 * Linear equations: LU factors with partial pivoting (Golub & Van Loan, Matrix Computations, 2013, ch. 3.4).
 *
 *   factor(A)  →  P A = L U, in one matrix
 */

export interface Factors {
  readonly lu: readonly Float64Array[];
  /** Row i of L U is row `order[i]` of A. */
  readonly order: readonly number[];
}

/** The factors of a square matrix; undefined when it is singular. */
export function factor(A: readonly Float64Array[]): Factors | undefined {
  const n = A.length;
  const lu = A.map((row) => row.slice());
  const order = A.map((_, i) => i);
  const largest = Math.max(0, ...A.map((row) => row.reduce((m, a) => Math.max(m, Math.abs(a)), 0)));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(at(lu, i, k)) > Math.abs(at(lu, pivot, k))) pivot = i;
    // NaN too.
    if (!(Math.abs(at(lu, pivot, k)) > Number.EPSILON * largest)) return undefined;
    swap(lu, k, pivot);
    swap(order, k, pivot);
    const top = lu[k] as Float64Array;
    for (let i = k + 1; i < n; i++) {
      const row = lu[i] as Float64Array;
      const l = (row[k] = at(lu, i, k) / at(lu, k, k));
      for (let j = k + 1; j < n; j++) row[j] = (row[j] as number) - l * (top[j] as number);
    }
  }
  return { lu, order };
}

const at = (rows: readonly Float64Array[], i: number, j: number): number => (rows[i] as Float64Array)[j] as number;

function swap(list: unknown[], i: number, j: number): void {
  [list[i], list[j]] = [list[j], list[i]];
}

/** x with A x = b. */
export function solve({ lu, order }: Factors, b: ArrayLike<number>): Float64Array {
  const n = lu.length;
  const x = Float64Array.from(order, (i) => b[i] as number);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) x[i] = (x[i] as number) - at(lu, i, j) * (x[j] as number);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] = (x[i] as number) - at(lu, i, j) * (x[j] as number);
    x[i] = (x[i] as number) / at(lu, i, i);
  }
  return x;
}

/** x with Aᵀ x = b. */
export function solveTransposed({ lu, order }: Factors, b: ArrayLike<number>): Float64Array {
  const n = lu.length;
  const y = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) y[i] = (y[i] as number) - at(lu, j, i) * (y[j] as number);
    y[i] = (y[i] as number) / at(lu, i, i);
  }
  for (let i = n - 1; i >= 0; i--)
    for (let j = i + 1; j < n; j++) y[i] = (y[i] as number) - at(lu, j, i) * (y[j] as number);
  const x = new Float64Array(n);
  for (const [i, row] of order.entries()) x[row] = y[i] as number;
  return x;
}
