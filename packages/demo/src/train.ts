/** Training on the digits: minibatches, `withGradient` of the loss, one Adam step for each batch. */
import { withGradient } from "@fluxion/runtime";
import { SingleBar } from "cli-progress";
import { Adam } from "./adam.ts";
import { readDigits, shifted } from "./digits.ts";
import { accuracy, loss, Network } from "./network.ts";
import { randomFrom, shuffle } from "./random.ts";

const epochs = 8;
const firstRate = 0.003;
const batchSize = 20;

/** Trains a new network and returns the fraction of the held-out digits that it recognises. */
export function train(): number {
  const random = randomFrom(2);
  const { training, test } = readDigits(random);
  const network = new Network([784, 64, 10], random);
  const adam = new Adam(network.layers.flatMap((layer) => [layer.weights, layer.bias]));
  console.log(`${training.length} digits to learn from, ${test.length} held out.\n`);

  const started = performance.now();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const bar = new SingleBar({
      format: `epoch ${epoch}/${epochs} {bar} {percentage} %  loss {loss}`,
      barsize: 30,
      hideCursor: true,
      clearOnComplete: true,
    });
    bar.start(training.length, 0, { loss: "–" });
    shuffle(training, random);
    let sum = 0;
    for (let done = 0; done < training.length; done += batchSize) {
      const batch = training.slice(done, done + batchSize).map((digit) => shifted(digit, random));
      const { value, gradient } = withGradient((n: Network) => loss(n, batch), network);
      const left = 1 - (epoch - 1 + done / training.length) / epochs;
      adam.step(
        gradient[0].layers.flatMap((layer) => [layer.weights, layer.bias]),
        firstRate * left,
      );
      sum += value * batch.length;
      bar.update(done + batch.length, { loss: (sum / (done + batch.length)).toFixed(4) });
    }
    bar.stop();
    const percent = (100 * accuracy(network, test)).toFixed(1);
    console.log(
      `epoch ${epoch}: mean loss ${(sum / training.length).toFixed(4)}, ${percent} % of the held-out digits right`,
    );
  }
  console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s of training.`);
  return accuracy(network, test);
}
