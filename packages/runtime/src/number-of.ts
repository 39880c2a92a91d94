/**
 * The number that arithmetic would make of a value, without running anybody's code twice or throwing.
 */
export function toNumber(x: unknown): number {
  switch (typeof x) {
    case "number":
      return x;
    case "boolean":
    case "string":
      return +x;
    case "bigint":
    case "symbol":
      return 0;
    case "undefined":
      return NaN;
    default:
      return x === null ? 0 : Array.isArray(x) && x.length < 2 ? toNumber(x[0] ?? null) : ofObject(x as object);
  }
}

// Only dates, boxes and lists: the valueOf of a user's object has run once already.
function ofObject(x: object): number {
  if (x instanceof Date) return Date.prototype.getTime.call(x);
  if (x instanceof Number) return Number.prototype.valueOf.call(x);
  return NaN;
}
