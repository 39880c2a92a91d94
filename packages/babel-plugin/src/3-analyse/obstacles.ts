/** Why a function has no joint one: what stands in the way, and where. */
import type { Location } from "../ir/types.ts";

export interface Obstacle {
  readonly kind: ObstacleKind;
  readonly loc: Location;
  /** The function of this file whose own obstacle it is. */
  readonly callee?: string;
}

export type ObstacleKind =
  | "suspends"
  | "method"
  | "newTarget"
  | "rest"
  | "accessor"
  | "buffer"
  | "private"
  | "captured"
  | "writes"
  | "spread"
  | "closure"
  | "callee"
  | "unknownCallee"
  | "constructs"
  | "construct"
  | "iterates"
  | "catches"
  | "leavesEarly"
  | "manyObjects"
  | "anyKey";
