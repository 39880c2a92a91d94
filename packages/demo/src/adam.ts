/** Adam (Kingma and Ba, 2015, algorithm 1), written plainly: a step against the gradient, scaled by its recent size. */

/** Changes parameters in place. One instance remembers the moments of one set of parameters. */
export class Adam {
  private readonly parameters: readonly Float64Array[];
  private readonly means: readonly Float64Array[];
  private readonly squares: readonly Float64Array[];
  private steps = 0;

  constructor(parameters: readonly Float64Array[]) {
    this.parameters = parameters;
    this.means = parameters.map((p) => new Float64Array(p.length));
    this.squares = parameters.map((p) => new Float64Array(p.length));
  }

  /** One step; `gradients` are in the order of the parameters, `rate` is the largest change of one. */
  step(gradients: readonly Float64Array[], rate: number): void {
    this.steps++;
    const meanScale = 1 / (1 - 0.9 ** this.steps);
    const squareScale = 1 / (1 - 0.999 ** this.steps);
    this.parameters.forEach((parameter, k) => {
      const gradient = gradients[k]!;
      const mean = this.means[k]!;
      const square = this.squares[k]!;
      for (let i = 0; i < parameter.length; i++) {
        const g = gradient[i]!;
        const m = (mean[i] = 0.9 * mean[i]! + 0.1 * g);
        const s = (square[i] = 0.999 * square[i]! + 0.001 * g * g);
        parameter[i]! -= (rate * m * meanScale) / (Math.sqrt(s * squareScale) + 1e-8);
      }
    });
  }
}
