/** A function that calls itself twice. */

export function branches(x, depth) {
  if (depth === 0) return Math.sin(x);
  return 0.6 * branches(0.8 * x, depth - 1) + x * branches(x + 0.1, depth - 1);
}

let value = 0;
/** One input: forwards. */
function branchesByHand(x, depth) {
  if (depth === 0) {
    value = Math.sin(x);
    return Math.cos(x);
  }
  const dleft = branchesByHand(0.8 * x, depth - 1);
  const left = value;
  const dright = branchesByHand(x + 0.1, depth - 1);
  const right = value;
  value = 0.6 * left + x * right;
  return 0.48 * dleft + right + x * dright;
}

export const workloads = [
  {
    id: "l",
    name: "recursion",
    f: branches,
    args: [0.5, 8],
    wrt: [0],
    handGradient: (x, depth) => [branchesByHand(x, depth)],
  },
];
