/**
 * The tables in packages/babel-plugin/docs are written from the data that the compiler uses: `UPDATE=1` writes them anew.
 */
import { expect } from "chai";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { kinks } from "../../packages/babel-plugin/src/rules/kinks.ts";
import { math } from "../../packages/babel-plugin/src/rules/math.ts";
import { binary } from "../../packages/babel-plugin/src/rules/operators.ts";
import type { ScalarRule } from "../../packages/babel-plugin/src/rules/scalar-rule.ts";
import { features, MODES } from "../orders/modes.ts";
import { refusals } from "../errors/refusals.ts";
import { compile } from "../support/harness.ts";
import { root } from "../support/packages.ts";

const folder = join(root, "packages/babel-plugin/docs");

describe("the tables in the docs", () => {
  it("kinks.md lists every kink", () =>
    same("kinks.md", [
      "# Derivatives at kinks\n",
      "Where a function has no derivative, or more than one, one value is chosen. The rows are in",
      "[kinks.ts](../src/rules/kinks.ts), and a test runs each of them.\n",
      "A zero cotangent times an infinite or NaN slope of a function of `Math`, or of `**`, is 0; plain `*` and `/` follow IEEE. Where tangents are followed, so is 0 times what is not finite in `/`. What is dead where control has gone has no slope at all: `const q = a / b; return b === 0 ? 0 : q` is right at b = 0.\n",
      ...table(
        ["expression", "at", "slopes", "because"],
        kinks.map(({ expression, at, slopes, because }) => [
          code(expression),
          at.map((x, i) => `${"abc"[i] ?? ""} = ${show(x)}`).join(", "),
          slopes.map(show).join(", "),
          because,
        ]),
      ),
    ]));

  it("rules.md lists every rule of numbers", () =>
    same("rules.md", [
      "# Derivatives of operators and of `Math`\n",
      "`a` and `b` are the operands, `y` is the result, `n` is how many operands tie. A guarded rule is skipped where its cotangent is 0. The texts are in",
      "[operators.ts](../src/rules/operators.ts) and [math.ts](../src/rules/math.ts), and the compiler puts them in place.\n",
      ...table(
        ["operation", "partial derivatives", "guarded"],
        [
          ...Object.entries(binary).map(([operator, rule]) => row(`a ${operator} b`, rule)),
          ...Object.entries(math).map(([name, rule]) => row(`Math.${name}`, rule)),
        ],
      ),
    ]));

  it("modes.md lists what is differentiated in which mode", () =>
    same("modes.md", [
      "# Modes and features\n",
      "Each cell is a test ([modes.ts](../../../test/orders/modes.ts)); the files are compiled with `order: 2`. _yes_: exact, forward mode by the dual of the",
      "function; _in reverse_: exact, by sweeps in reverse, one for each number of the value; else the code of the error. `hvp` stands for",
      "`hessian` and `diagHessian` too. Of `jacobian` every cell is that of `gradient`; _nested_ is what a function that is differentiated asks",
      "for itself, and there `jacobian` is like `jvp`. A nested `hvp` is of a file compiled with `order: 3`: a third derivative.\n",
      ...table(
        ["feature", ...MODES],
        features.map(({ name, cells }) => [name, ...MODES.map((mode) => cells?.[mode] ?? "yes")]),
      ),
    ]));

  it("unsupported.md lists what is refused, and what to write instead", async () => {
    const rows = [];
    for (const { what, example, filename = "a.js" } of refusals) {
      const message = await compile(example, { filename }).then(String, (error: unknown) => (error as Error).message);
      const instead = (message.split("\n")[1] ?? "").trim();
      rows.push([what, instead, code(example)]);
    }
    await same("unsupported.md", [
      "# What a differentiable function may not hold yet\n",
      "Each is an error with the code `UNSUPPORTED_SYNTAX` and a code frame when the file is compiled, if the function was marked",
      "explicitly. A function that is only mentioned by a marked one stays as it is, and a call that would need its pullback",
      "is `NOT_DIFFERENTIABLE`.\n",
      ...table(["construct", "instead", "example"], rows),
    ]);
  });
});

async function same(file: string, lines: readonly string[]): Promise<void> {
  const path = join(folder, file);
  const text = await format(`${lines.join("\n")}\n`, { ...(await resolveConfig(path)), parser: "markdown" });
  if (process.env["UPDATE"] === "1") writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, "utf8") : "").to.equal(text);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function row(operation: string, rule: ScalarRule): string[] {
  if (rule.kind === "inert") return [code(operation), "none: it is not computed again", ""];
  const partials = rule.kind === "variadic" ? [rule.partial] : rule.partials;
  const isConstant = partials.every((text) => text === "0");
  return [code(operation), isConstant ? "0" : partials.map(code).join(", "), rule.guard ? "yes" : ""];
}

const show = (x: number): string => (Object.is(x, -0) ? "-0" : x === 1 / 3 ? "1/3" : String(x));
const code = (text: string): string => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
