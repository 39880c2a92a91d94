/** `npm run demo`: learns to read handwritten digits, then shows the manual's examples with their results. */
import { showManual } from "./manual.ts";
import { train } from "./train.ts";

console.log("Fluxion learns to read handwritten digits: a multi-layer perceptron in plain TypeScript.\n");
const recognised = train();
console.log(`It recognises ${(100 * recognised).toFixed(1)} % of the digits that it has never seen.\n`);

showManual();

console.log(`
Where to go next
  packages/demo/src/network.ts   the network: one function is marked "differentiable"
  packages/demo/src/manual.ts    the examples above
  README.md                      a quick start in an empty folder, and the whole manual
  packages/demo/dist/network.js  the gradient code that Fluxion has written for the network`);

if (recognised < 0.94) {
  console.error("\nThe network should recognise at least 94 %.");
  process.exitCode = 1;
}
