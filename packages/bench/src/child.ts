/** Times one workload of a module of loops, and prints our time by the hand-written gradient's; see other-node.ts. */
import { pathToFileURL } from "node:url";
import { measure, type Repeat } from "./timing.ts";

const [, , loops = "", n = ""] = process.argv;
const module = (await import(pathToFileURL(loops).href)) as Readonly<Record<string, Repeat>>;
const [hand = NaN, fluxion = NaN] = measure([`hand${n}`, `fluxion${n}`].map((name) => module[name] as Repeat));
console.log(fluxion / hand);
