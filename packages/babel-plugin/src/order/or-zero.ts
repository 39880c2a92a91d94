/**
 * `tangent ?? 0`, where a dual reads a tangent: what is missing stands still.
 *
 * A value that is missing has no use for its tangent, so on the way back the cotangent passes without a test.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";

/** The operator of such an expression. */
export const OR_ZERO = "?? 0";

const KEY = "fluxion.orZero";

export const orZero = (tangent: t.Expression): t.LogicalExpression =>
  Object.assign(js.logical("??", tangent, js.num(0)), { extra: { [KEY]: true } });

export const isOrZero = (node: t.Node): boolean => node.extra?.[KEY] === true;
