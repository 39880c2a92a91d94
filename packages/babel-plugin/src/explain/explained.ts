/** Facts of the passes → the generated functions, with comments. */
import type { t } from "../babel.ts";
import type { Pair } from "../4-adjoin/adjoin.ts";
import type { Reason } from "../4-adjoin/reasons.ts";
import { eachChild } from "../ir/walk.ts";
import type { Facts } from "../pipeline.ts";
import { obstacleTexts } from "./obstacles.ts";
import { textOf } from "./reasons.ts";
import { placeOf } from "./source.ts";

export function explained(facts: Facts, code: string): t.Statement[] {
  return facts.pairs.flatMap((pair) => {
    const joints = (facts.joints.functions.get(pair.unit.name) ?? []).map(({ node }) => node);
    const functions = [...joints, pair.forward, pair.pullback];
    for (const fn of functions) explainList(fn.body.body, facts, code);
    const [first] = functions;
    if (first) comment(first, headOf(pair, joints, facts, code));
    return functions;
  });
}

/** What is to be known of a function as a whole. */
function headOf(
  { unit, forward, isTracked }: Pair,
  joints: readonly t.FunctionDeclaration[],
  facts: Facts,
  code: string,
): string[] {
  const { name } = unit;
  const obstacles = facts.joints.obstacles.get(name);
  const joint = joints.find((node) => node.id?.name === `${name}_joint`);
  const isForward = joints.some((node) => node.id?.name === `${name}_tangent`);
  return [
    `==== ${name} (${placeOf(unit.loc)}) ====`,
    ...(joint
      ? [
          `Value and gradient at once: ${name}_joint. Where a test in it fails, it gives up, and the two sweeps do the work.`,
        ]
      : []),
    ...(isForward
      ? [`${name}_tangent goes forwards, for functions of one number that call it: nothing is recorded.`]
      : []),
    ...(obstacles ? obstacleTexts(obstacles, code) : []),
    ...((joint ?? obstacles) ? [] : [NOT_ASKED]),
    ...(isTracked
      ? ["An exception may be caught after it has left something behind, so it notes where it stands (frame.at)."]
      : []),
    ...(joint ? recordedText(joint, facts) : []),
    ...recordedText(forward, facts),
  ];
}

const NOT_ASKED = "No gradient is asked of it by name here: it is part of those that call it.";

/** How much a function records, by loop. */
function recordedText(fn: t.FunctionDeclaration, { reasons }: Facts): string[] {
  const counts = new Map<t.Node | null, Set<t.Node>>();
  const visit = (node: t.Node, loop: t.Node | null): void => {
    const reason = reasons.get(node);
    if (reason && isRecord(reason) && node.type !== "CallExpression")
      counts.set(loop, (counts.get(loop) ?? new Set()).add(node));
    const inner = LOOPS.has(node.type) ? node : loop;
    eachChild(node, (child) => visit(child, inner));
  };
  visit(fn.body, null);
  const parts = [...counts].map(([loop, nodes]) =>
    loop
      ? `up to ${String(nodes.size)} in each turn of the loop at ${placeOf(loop.loc)}`
      : `${String(nodes.size)} in a call`,
  );
  const name = fn.id?.name ?? "";
  return [parts.length === 0 ? `${name} records nothing.` : `${name} records values: ${parts.join(", ")}.`];
}

const LOOPS = new Set(["ForStatement", "ForOfStatement", "WhileStatement"]);

const isRecord = ({ kind }: Reason): boolean => kind !== "callee" && kind !== "accessor" && kind !== "container";

function explainList(list: readonly t.Statement[], facts: Facts, code: string): void {
  for (const s of list) {
    const found = new Map<Reason, string>();
    const visit = (node: t.Node): void => {
      if (node.type === "BlockStatement") {
        explainList(node.body, facts, code);
        return;
      }
      if (FUNCTIONS.has(node.type)) return;
      const reason = facts.reasons.get(node);
      if (reason) found.set(reason, textOf(reason, nameOf(node), code));
      eachChild(node, visit);
    };
    visit(s);
    if (found.size > 0) comment(s, [...found.values()]);
  }
}

const FUNCTIONS = new Set(["FunctionExpression", "ArrowFunctionExpression", "ObjectMethod", "FunctionDeclaration"]);

/** What a recorded value is called. */
function nameOf(node: t.Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "NumericLiteral") return String(node.value);
  if (node.type === "ThisExpression") return "this";
  return "recorded";
}

function comment(node: t.Node, lines: readonly string[]): void {
  node.leadingComments = lines.map((value) => ({ type: "CommentLine", value: ` ${value}` }));
}
