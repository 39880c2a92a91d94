/**
 * Lowers `switch`. Where every case ends by leaving, it is a chain of `if`; where one falls through, the number of the
 * case that matched decides from where on the bodies run.
 */
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, variable } from "../ir/expressions.ts";
import { children } from "../ir/walk.ts";
import type { Block, Expression } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { collect, emit, temporary, toVariable, type State } from "./state.ts";
import { declareCells, lowerStatement, makeRegion, within } from "./statements.ts";
import { lowerFunctionDeclaration } from "./closures.ts";

export function lowerSwitch(state: State, node: t.SwitchStatement): void {
  refuseSharedDeclarations(state, node);
  const subject = variable(toVariable(state, lowerExpression(state, node.discriminant), "subject"));
  const region = makeRegion(state, "block", null);
  const body = within(state, region, () =>
    collect(state, () => {
      const matched = variable(matchedCase(state, node, subject));
      const bodies = node.cases.map((c) =>
        collect(state, () => {
          declareCells(state, node, ({ path }) => path.findParent((p) => p.node === c) !== null);
          for (const s of c.consequent) if (s.type === "FunctionDeclaration") lowerFunctionDeclaration(state, s);
          for (const s of c.consequent) lowerStatement(state, s);
        }),
      );
      bodies.forEach((statements, i) => {
        if (statements.length === 0) return;
        const reached: Expression = { op: "binary", operator: "<=", left: matched, right: literal(i) };
        emit(state, { kind: "if", loc: node.cases[i]?.loc, test: reached, consequent: statements, alternate: [] });
      });
    }),
  );
  emit(state, { kind: "block", loc: node.loc, region, body });
}

/** The number of the first case that equals the subject; of `default`, or past the last, where none does. */
function matchedCase(state: State, node: t.SwitchStatement, subject: Expression) {
  const fallback = node.cases.findIndex((c) => c.test === null || c.test === undefined);
  const none = literal(fallback < 0 ? node.cases.length : fallback);
  const tests = node.cases.flatMap((c, i) => (c.test ? [{ test: c.test, i }] : []));
  const target = temporary(state, "matched", "number", false);
  const decide = (k: number): Block =>
    collect(state, () => {
      const current = tests[k];
      if (!current) {
        emit(state, { kind: "assign", loc: node.loc, target, declare: null, value: none });
        return;
      }
      const value = lowerExpression(state, current.test);
      const test: Expression = { op: "binary", operator: "===", left: subject, right: value };
      const consequent: Block = [
        { kind: "assign", loc: current.test.loc, target, declare: null, value: literal(current.i) },
      ];
      emit(state, { kind: "if", loc: current.test.loc, test, consequent, alternate: decide(k + 1) });
    });
  emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value: none });
  state.out.push(...decide(0));
  return target;
}

/** The cases become blocks of their own, so a variable of one case cannot be used in another. */
function refuseSharedDeclarations(state: State, node: t.SwitchStatement): void {
  const owner = new Map<object, number>();
  node.cases.forEach((c, i) => {
    for (const s of c.consequent) {
      if (s.type === "VariableDeclaration" && s.kind !== "var") {
        for (const d of s.declarations)
          if (d.id.type === "Identifier") {
            const binding = state.file.resolution.bindingOf(d.id);
            if (binding) owner.set(binding, i);
          }
      }
    }
  });
  const visit = (root: t.Node, i: number): void => {
    for (const child of children(root)) {
      const binding = child.type === "Identifier" ? state.file.resolution.bindingOf(child) : undefined;
      const declaredIn = binding ? owner.get(binding) : undefined;
      if (declaredIn !== undefined && declaredIn !== i)
        unsupported(child, "A variable that several cases of a `switch` share", "Declare it before the `switch`.");
      visit(child, i);
    }
  };
  node.cases.forEach((c, i) => visit(c, i));
}
