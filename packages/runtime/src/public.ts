/**
 * What users call.
 */
export { adjoint, hook, ignore, stopGradient } from "./adjoint.ts";
export { checkGradient, type CheckOptions } from "./check-gradient.ts";
export { checkpointed } from "./checkpointed.ts";
export { checkpointedLoop } from "./self-hosted/checkpointed-loop.ts";
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
export { derivative } from "./derivative.ts";
export { differentiable } from "./differentiable.ts";
export { gradient } from "./gradient.ts";
export type { Gradient, Gradients } from "./gradient-types.ts";
export { fixedPoint, root, type Unknowns } from "./implicit.ts";
export { isDifferentiable } from "./is-differentiable.ts";
export { jacobian, type Jacobian, type Jacobians, type Vector } from "./jacobian.ts";
export { jvp, type Tangents } from "./jvp.ts";
export { Grads, Params } from "./params.ts";
export { diagHessian, hessian, hvp } from "./second.ts";
export { pullback, type Cotangent } from "./pullback.ts";
export { withGradient, type Loss } from "./with-gradient.ts";
