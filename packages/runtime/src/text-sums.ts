/** Sums of which the compiler does not know whether they are texts; see 2-lower/text-sums.ts of the plugin. */
import { asOperand, noteText, unread } from "./operations.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { state } from "./state.ts";

/** `a + b` */
export const added = (a: number, b: number): unknown => a + b;

/** Of numbers the cotangent goes to both; from a text that is made of one nothing is to be read. */
const sum: ActiveRule = {
  forward(tape, { args: [a, b], site }) {
    asOperand(tape, site, a);
    asOperand(tape, site, b);
    const y = added(a as number, b as number);
    const isText = typeof y === "string";
    if (isText) for (const part of [a, b]) noteText(tape, part);
    tape.record(isText && (typeof a === "number" || typeof b === "number") ? site : "");
    tape.push(isText ? TEXT : NUMBER);
    return y;
  },
  pullback(tape, dy) {
    const kind = tape.pop();
    const site = tape.recall() as string;
    if (kind === NUMBER) return [dy, dy];
    if (site !== "") unread(tape, dy, site);
    return NO_COTANGENTS;
  },
};

const NUMBER = 0;
const TEXT = 1;

state.rules.set(added, sum);
