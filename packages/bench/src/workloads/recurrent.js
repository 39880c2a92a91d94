/** The LSTM of ADBench: layers of cells with diagonal weights that foretell the next item of a sequence. */
import { numbers, rowsOf } from "./numbers.js";

const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/**
 * `layers`: of each, the weights and biases of forget, input and output gates and of the change, one after the other. `ends`: the
 * weights of what goes in and out, and a bias. The negative mean log-likelihood of the sequence's items.
 */
export function recurrentLoss(layers, ends, start, sequence) {
  const width = sequence[0].length;
  const hidden = new Float64Array(layers.length * width);
  const cells = new Float64Array(layers.length * width);
  for (let i = 0; i < hidden.length; i++) {
    hidden[i] = start.hidden[i];
    cells[i] = start.cells[i];
  }
  const x = new Float64Array(width);
  let loss = 0;
  for (let t = 0; t + 1 < sequence.length; t++) {
    const item = sequence[t];
    const next = sequence[t + 1];
    for (let i = 0; i < width; i++) x[i] = item[i] * ends.into[i];
    for (let l = 0; l < layers.length; l++) {
      const { weights, biases } = layers[l];
      for (let i = 0; i < width; i++) {
        const at = l * width + i;
        const forget = sigmoid(x[i] * weights[i] + biases[i]);
        const take = sigmoid(hidden[at] * weights[width + i] + biases[width + i]);
        const give = sigmoid(x[i] * weights[2 * width + i] + biases[2 * width + i]);
        const change = Math.tanh(hidden[at] * weights[3 * width + i] + biases[3 * width + i]);
        cells[at] = cells[at] * forget + take * change;
        hidden[at] = give * Math.tanh(cells[at]);
        x[i] = hidden[at];
      }
    }
    let sum = 2;
    for (let i = 0; i < width; i++) sum += Math.exp(x[i] * ends.out[i] + ends.bias[i]);
    const norm = Math.log(sum);
    for (let i = 0; i < width; i++) loss -= next[i] * (x[i] * ends.out[i] + ends.bias[i] - norm);
  }
  return loss / ((sequence.length - 1) * width);
}
function recurrentByHand(layers, ends, start, sequence) {
  const width = sequence[0].length;
  const depth = layers.length;
  const size = depth * width;
  const steps = sequence.length - 1;
  const count = steps * width * depth;
  const hidden = Float64Array.from(start.hidden);
  const cells = Float64Array.from(start.cells);
  const [ins, olds, before, forgets, takes, gives, changes, squashed] = Array.from(
    { length: 8 },
    () => new Float64Array(count),
  );
  const outs = new Float64Array(steps * width);
  const exps = new Float64Array(steps * width);
  const sums = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < width; i++) {
      let x = sequence[t][i] * ends.into[i];
      for (let l = 0; l < depth; l++) {
        const { weights, biases } = layers[l];
        const at = l * width + i;
        const k = t * size + at;
        ins[k] = x;
        olds[k] = hidden[at];
        before[k] = cells[at];
        const forget = (forgets[k] = 1 / (1 + Math.exp(-(x * weights[i] + biases[i]))));
        const take = (takes[k] = 1 / (1 + Math.exp(-(hidden[at] * weights[width + i] + biases[width + i]))));
        const give = (gives[k] = 1 / (1 + Math.exp(-(x * weights[2 * width + i] + biases[2 * width + i]))));
        const change = (changes[k] = Math.tanh(hidden[at] * weights[3 * width + i] + biases[3 * width + i]));
        cells[at] = cells[at] * forget + take * change;
        x = hidden[at] = give * (squashed[k] = Math.tanh(cells[at]));
      }
      outs[t * width + i] = x;
    }
    let sum = 2;
    for (let i = 0; i < width; i++)
      sum += exps[t * width + i] = Math.exp(outs[t * width + i] * ends.out[i] + ends.bias[i]);
    sums[t] = sum;
  }
  const dlayers = layers.map(() => ({ weights: new Float64Array(4 * width), biases: new Float64Array(4 * width) }));
  const dends = { into: new Float64Array(width), out: new Float64Array(width), bias: new Float64Array(width) };
  const dhidden = new Float64Array(size);
  const dcells = new Float64Array(size);
  const scale = 1 / (steps * width);
  for (let t = steps - 1; t >= 0; t--) {
    const next = sequence[t + 1];
    let gold = 0;
    for (let i = 0; i < width; i++) gold += next[i];
    for (let i = 0; i < width; i++) {
      const dy = scale * ((gold * exps[t * width + i]) / sums[t] - next[i]);
      dends.bias[i] += dy;
      dends.out[i] += dy * outs[t * width + i];
      let dx = dy * ends.out[i];
      for (let l = depth - 1; l >= 0; l--) {
        const { weights } = layers[l];
        const { weights: dweights, biases: dbiases } = dlayers[l];
        const at = l * width + i;
        const k = t * size + at;
        const dh = dx + dhidden[at];
        const dc = dcells[at] + dh * gives[k] * (1 - squashed[k] * squashed[k]);
        const dgive = dh * squashed[k] * gives[k] * (1 - gives[k]);
        const dforget = dc * before[k] * forgets[k] * (1 - forgets[k]);
        const dtake = dc * changes[k] * takes[k] * (1 - takes[k]);
        const dchange = dc * takes[k] * (1 - changes[k] * changes[k]);
        dcells[at] = dc * forgets[k];
        dweights[i] += dforget * ins[k];
        dweights[width + i] += dtake * olds[k];
        dweights[2 * width + i] += dgive * ins[k];
        dweights[3 * width + i] += dchange * olds[k];
        dbiases[i] += dforget;
        dbiases[width + i] += dtake;
        dbiases[2 * width + i] += dgive;
        dbiases[3 * width + i] += dchange;
        dhidden[at] = dtake * weights[width + i] + dchange * weights[3 * width + i];
        dx = dforget * weights[i] + dgive * weights[2 * width + i];
      }
      dends.into[i] += dx * sequence[t][i];
    }
  }
  return [dlayers, dends];
}

const WIDTH = 14;
const LAYERS = 2;
const typed = (seed, count) => Float64Array.from(numbers(seed, count));

export const workloads = [
  {
    id: "n",
    name: "ADBench LSTM",
    f: recurrentLoss,
    args: [
      Array.from({ length: LAYERS }, (_, l) => ({
        weights: typed(70 + l, 4 * WIDTH),
        biases: typed(75 + l, 4 * WIDTH),
      })),
      { into: typed(80, WIDTH), out: typed(81, WIDTH), bias: typed(82, WIDTH) },
      { hidden: numbers(83, LAYERS * WIDTH), cells: numbers(84, LAYERS * WIDTH) },
      rowsOf(
        numbers(85, 40 * WIDTH).map((x) => (x > 0.5 ? 1 : 0)),
        WIDTH,
      ),
    ],
    wrt: [0, 1],
    handGradient: recurrentByHand,
  },
];
