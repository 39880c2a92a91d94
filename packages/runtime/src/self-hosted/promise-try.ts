"differentiable";
/** `Promise.try`: a promise of what a function gives, or throws. */
export function promiseTry(C: PromiseConstructor, fn: (...args: unknown[]) => unknown, ...args: unknown[]): unknown {
  return new C((resolve, reject) => {
    try {
      resolve(fn(...args));
    } catch (error) {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown
      reject(error);
    }
  });
}
