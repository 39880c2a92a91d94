/**
 * `@fluxion/runtime`: what users import.
 */
import "./rules/install.ts";

export { adjoint, differentiable, hook, ignore, isDifferentiable, stopGradient } from "./adjoint.ts";
export { checkGradient, type CheckOptions } from "./check-gradient.ts";
export {
  BadArgumentError,
  BadCotangentError,
  FluxionError,
  NotCompiledError,
  NotDifferentiableError,
  NotScalarError,
  OrderExceededError,
  type ErrorCode,
} from "./errors.ts";
export { derivative, gradient, withGradient, type Loss } from "./gradient.ts";
export type { Gradient, Gradients } from "./gradient-types.ts";
export { Grads, Params } from "./params.ts";
export { pullback, type Cotangent } from "./pullback.ts";

import "./self-hosted/install.ts";
