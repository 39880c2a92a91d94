/** Generated data: the same at every run. */

/** Numbers of -1 … 1 (mulberry32). */
export function numbers(seed, count) {
  let a = seed;
  return Array.from({ length: count }, () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  });
}

/** Numbers of a normal distribution (Box and Muller 1958). */
export function normals(seed, count) {
  const uniform = numbers(seed, 2 * count);
  return Array.from({ length: count }, (_, i) => {
    const radius = Math.sqrt(-2 * Math.log((uniform[2 * i] + 1) / 2 + 1e-12));
    return radius * Math.cos(Math.PI * uniform[2 * i + 1]);
  });
}

/** A list of lists. */
export const rowsOf = (list, width) =>
  Array.from({ length: list.length / width }, (_, i) => list.slice(i * width, (i + 1) * width));
