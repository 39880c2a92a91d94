/**
 * In code that is compiled for one derivative an inner gradient is refused, whichever way the outer sweep's derivative comes into it: never a wrong number.
 */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

const head = `import { derivative, gradient, ignore, jacobian, jvp, pullback, withGradient } from "@fluxion/runtime";
let k = 1;
const memory = { w: 1, cells: new Float64Array(2) };
const inner = (y) => memory.w * y * y;
const slope = derivative(inner);
`;

/** Each writes what is differentiated into memory that an inner gradient uses; its derivative is not 0. */
const ways: Readonly<Record<string, string>> = {
  "a variable of the module": `k = x; return gradient((y) => k * y, 2)[0];`,
  "a field": `memory.w = x; return gradient(inner, 2)[0];`,
  "a field, with the value": `memory.w = x; return withGradient(inner, 2).value;`,
  "an element": `memory.cells[0] = x;
    return gradient((y) => { let s = 0; for (let i = 0; i < 2; i++) s += memory.cells[i] * y; return s; }, 2)[0];`,
  "a derivative made inside": `memory.w = x; const d = derivative(inner); return d(2);`,
  "a derivative made outside": `memory.w = x; return slope(2);`,
  "a pullback": `memory.w = x; return pullback(inner, 2)[1](1)[0];`,
  "a Jacobian": `memory.w = x; return jacobian(inner, 2)[0][0];`,
  "a tangent": `memory.w = x; return jvp(inner, [2], [1])[1];`,
  "an inner gradient that writes there too": `memory.w = x;
    return gradient((y) => { memory.v = y; return memory.v * memory.w; }, 2)[0];`,
};

describe("a gradient in code that is differentiated", () => {
  for (const [name, body] of Object.entries(ways)) {
    it(`is refused when it uses what carries a derivative: ${name}`, async () => {
      const { gradient, FluxionError } = await runtime();
      const { f } = await load(`${head}export function f(x) { "differentiable"; ${body} }`);
      expect(() => gradient(f, 3))
        .to.throw(FluxionError as never, /fluxion\(ORDER_EXCEEDED\).*order/s)
        .with.property("code", "ORDER_EXCEEDED");
    });
  }

  it("is a constant in ignore, and of memory that carries none", async () => {
    const { gradient } = await runtime();
    const { f, g } = await load(`${head}
export function f(x) { "differentiable"; memory.w = x; return x * ignore(() => gradient(inner, 2)[0]); }
export function g(x) { "differentiable"; return x * gradient(inner, 2)[0] * slope(1); }`);
    expect(gradient(g, 3)).to.deep.equal([4 * 2]);
    expect(gradient(f, 3)).to.deep.equal([3 * 4]);
  });
});
