/** What is measured besides the workloads, each with the goal that there is for it. */
import { markdown } from "../markdown.ts";
import { compiling } from "./compiling.ts";
import { growth } from "./growth.ts";
import { memory } from "./memory.ts";
import { orders } from "./orders.ts";
import { shipped } from "./shipped.ts";

export interface Fact {
  readonly name: string;
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** The most that it should be. */
  readonly goal?: number;
}

export async function measureFacts(): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const measured of [growth, memory, orders, compiling, shipped]) facts.push(...(await measured()));
  return facts;
}

export const factsTable = (facts: readonly Fact[]): string =>
  markdown(
    ["", "", "", "goal"],
    facts.map(({ name, figure, value, unit, goal }) => [
      name,
      figure,
      `${value.toPrecision(3)} ${unit}`,
      goal === undefined ? "" : String(goal),
    ]),
  );
