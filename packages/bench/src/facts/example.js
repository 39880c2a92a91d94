/** The Rosenbrock example, as a program that is shipped. */
import { gradient } from "@fluxion/runtime";

function rosenbrock(x) {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += (1 - x[i]) ** 2 + 100 * (x[i + 1] - x[i] ** 2) ** 2;
  return sum;
}

/** One step downhill. */
export const descend = (x, rate) => {
  const [slope] = gradient(rosenbrock, x);
  return x.map((value, i) => value - rate * slope[i]);
};
