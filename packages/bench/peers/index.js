/** The peers that can be loaded here. */
import { central, mathjs } from "./formulas.js";
import { rose } from "./rose.js";
import { adjs, adnn, penrose, simplegrad } from "./scalars.js";
import { jaxCompiled, jaxEager, tensorflowCpu, tensorflowWasm } from "./tensors.js";

const all = {
  central,
  mathjs,
  simplegrad,
  adjs,
  adnn,
  penrose,
  rose,
  tensorflowCpu,
  tensorflowWasm,
  jaxEager,
  jaxCompiled,
};

export async function peers() {
  const loaded = [];
  for (const [name, load] of Object.entries(all)) {
    try {
      loaded.push(await load());
    } catch (error) {
      console.error(`${name} cannot be loaded: ${error.message}`);
    }
  }
  return loaded;
}
