/**
 * The same program, stopped where its arithmetic gives what is no finite number. Its result may not need that, but then the
 * zero cotangent that comes there meets NaN, and `0 * NaN` is NaN, as IEEE has it (docs/kinks.md).
 */
import { parseSync, template, transformFromAstSync, types as t } from "@babel/core";

const prelude = `const finite = (v) => { if (typeof v === "number" && !Number.isFinite(v)) throw new Error("not finite"); return v; };`;
const arithmetic = /^([+\-*/%]|\*\*)=?$/;
const watched = template.expression("finite(E)", { placeholderPattern: /^E$/ });

export function tame(source: string): string {
  const options = { configFile: false, babelrc: false, sourceType: "module" } as const;
  const file = parseSync(source, options);
  if (!file) throw new Error("no program");
  const visit = (node: t.Node): void => {
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      const holder = node as unknown as Record<string, t.Node | (t.Node | null)[] | null>;
      const child = holder[key];
      if (Array.isArray(child)) holder[key] = child.map((inner) => inner && seen(inner));
      else if (child) holder[key] = seen(child);
    }
  };
  const seen = (node: t.Node): t.Node => {
    visit(node);
    const isArithmetic =
      (t.isBinaryExpression(node) || t.isAssignmentExpression(node)) && arithmetic.test(node.operator);
    return isArithmetic ? watched({ E: node }) : node;
  };
  visit(file.program);
  return `${prelude}\n${transformFromAstSync(file, source, options)?.code ?? ""}`;
}
