"differentiable";
/**
 * `jvp`, `jacobian`, `hvp`, `hessian` and `diagHessian` in functions that are differentiated: in terms of duals and of gradients,
 * whose sweeps the plugin writes. They run in the sweep that they are called in.
 */
import { requireDual } from "../dual/callees.ts";
import { requireApart, requireTangents, requireTree } from "../dual/apart.ts";
import { tableOf } from "../dual/shadows.ts";
import { requireNumbers } from "../dual/lists.ts";
import { requireDirection, requireTangentsOf } from "../directions.ts";
import { gradient } from "../gradient.ts";
import { bothAlong } from "./inner-along.ts";

type Fields = Record<string, unknown>;

/** A copy of a tangent of `x`, of its shape, with 0 for what that leaves out. */
function completed(x: unknown, tangent: unknown): unknown {
  if (typeof x !== "object" || x === null) return typeof x === "number" ? (tangent ?? 0) : 0;
  const given = typeof tangent === "object" && tangent !== null ? (tangent as Fields) : {};
  if (x instanceof Float64Array) {
    const all = new Float64Array(x.length);
    for (let i = 0; i < all.length; i++) all[i] = (given[i] ?? 0) as number;
    return all;
  }
  if (Array.isArray(x)) return x.map((part, i) => completed(part, given[i]));
  const made: Fields = {};
  for (const key of Object.keys(x)) made[key] = completed((x as Fields)[key], given[key]);
  return made;
}

export function jvpInside(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): [unknown, unknown] {
  requireTangentsOf(args, tangents);
  requireTree(
    "jvp",
    args.filter((_, i) => typeof tangents[i] === "object"),
  );
  requireTangents(args, tangents);
  const own: unknown[] = [];
  for (let i = 0; i < args.length; i++) {
    const isGiven = typeof tangents[i] === "object" && tangents[i] !== null;
    own.push(isGiven ? completed(args[i], tangents[i]) : (tangents[i] ?? 0));
  }
  const both = bothAlong(requireDual("", f), 0, args, own, tableOf(args, own));
  requireNumbers(both[0]);
  return [both[0], both[1]];
}

/** A tangent of the shape of `x`, in which nothing moves. */
function zerosLike(x: unknown): unknown {
  if (typeof x !== "object" || x === null) return 0;
  if (x instanceof Float64Array) return new Float64Array(x.length);
  if (Array.isArray(x)) return x.map((part) => zerosLike(part));
  const zeros: Fields = {};
  for (const key of Object.keys(x)) zeros[key] = zerosLike((x as Fields)[key]);
  return zeros;
}

/** For each number of `x`, the tangent in which it alone moves. */
function unitsOf(x: unknown): unknown[] {
  if (typeof x === "number") return [1];
  const units: unknown[] = [];
  if (typeof x !== "object" || x === null) return units;
  for (const key of Object.keys(x)) {
    for (const unit of unitsOf((x as Fields)[key])) {
      const tangent = zerosLike(x) as Fields;
      tangent[key] = unit;
      units.push(tangent);
    }
  }
  return units;
}

/** Appends the numbers of a gradient of `x`, or of a tangent, in the order of those of `x`; what is not there is 0. */
function addNumbers(list: unknown[], x: unknown, of: unknown): void {
  if (typeof x === "number") {
    list.push(of ?? 0);
    return;
  }
  if (typeof x !== "object" || x === null) return;
  const isGiven = typeof of === "object" && of !== null;
  for (const key of Object.keys(x)) addNumbers(list, (x as Fields)[key], isGiven ? (of as Fields)[key] : 0);
}

export function jacobianInside(f: unknown, ...args: unknown[]): unknown[] {
  requireTree("jacobian", args);
  requireApart("jacobian", f, args);
  const matrices: unknown[] = [];
  for (let k = 0; k < args.length; k++) {
    const rows: unknown[][] = [];
    for (const unit of unitsOf(args[k])) {
      const tangents: unknown[] = [];
      for (let i = 0; i < args.length; i++) tangents.push(i === k ? unit : zerosLike(args[i]));
      const both = jvpInside(f, args, tangents);
      const column: unknown[] = [];
      addNumbers(column, both[0], both[1]);
      for (let i = 0; i < column.length; i++) {
        if (rows.length === i) rows.push([]);
        (rows[i] as unknown[]).push(column[i]);
      }
    }
    matrices.push(typeof args[k] === "number" ? rows.map((row) => row[0]) : rows.length > 0 ? rows : undefined);
  }
  return matrices;
}

/** The gradients of the derivative along the tangents. */
function curvature(name: string, f: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown[] {
  requireTree(name, args);
  requireTangents(args, tangents);
  requireApart(name, f, args);
  const dual = requireDual("", f);
  const along = (...ys: unknown[]): number => {
    const moving: unknown[] = [];
    for (let i = 0; i < ys.length; i++) moving.push(completed(ys[i], tangents[i]));
    return bothAlong(dual, 0, ys, moving, tableOf(ys, moving))[1] as number;
  };
  return gradient(along, ...args);
}

export function hvpInside(f: unknown, x: unknown, v: unknown): unknown {
  requireDirection(v);
  return curvature("hvp", f, [x], [v])[0];
}

export function hessianInside(f: unknown, x: unknown): unknown {
  if (typeof x === "number") return curvature("hessian", f, [x], [1])[0];
  return unitsOf(x).map((unit) => {
    const row: unknown[] = [];
    addNumbers(row, x, curvature("hessian", f, [x], [unit])[0]);
    return row;
  });
}

/** What has the shape of `x`, and these numbers from `from.at` on. */
function shapedLike(x: unknown, numbers: readonly unknown[], from: { at: number }): unknown {
  if (typeof x === "number") return numbers[from.at++];
  if (typeof x !== "object" || x === null) return undefined;
  if (x instanceof Float64Array) {
    const all = new Float64Array(x.length);
    for (let i = 0; i < all.length; i++) all[i] = numbers[from.at++] as number;
    return all;
  }
  if (Array.isArray(x)) return x.map((part) => shapedLike(part, numbers, from));
  const made: Fields = {};
  for (const key of Object.keys(x)) made[key] = shapedLike((x as Fields)[key], numbers, from);
  return made;
}

export function diagHessianInside(f: unknown, ...args: unknown[]): unknown[] {
  return args.map((x, k) => {
    const numbers: unknown[] = [];
    const units = unitsOf(x);
    for (let j = 0; j < units.length; j++) {
      const tangents: unknown[] = [];
      for (let i = 0; i < args.length; i++) tangents.push(i === k ? units[j] : 0);
      const row: unknown[] = [];
      addNumbers(row, x, curvature("diagHessian", f, args, tangents)[k]);
      numbers.push(row[j]);
    }
    return shapedLike(x, numbers, { at: 0 });
  });
}
