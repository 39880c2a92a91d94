/** Syntax trees in tests: program text → tree, tree → its nodes. */
import type { types as t } from "@babel/core";
import { babel, bare } from "./packages.ts";

/** The tree of a program; the file's ending decides the syntax. */
export async function parse(source: string, filename: string): Promise<t.Node> {
  const { parseAsync } = await babel();
  const plugins = filename.endsWith(".ts") ? (["typescript"] as const) : [];
  const tree = await parseAsync(source, {
    ...bare,
    filename,
    sourceType: "module",
    parserOpts: { plugins: [...plugins] },
  });
  if (!tree) throw new Error(`Babel gave no tree for ${filename}`);
  return tree;
}

/** Calls `visit` for each node of a tree, outermost first, with the way to it. */
export function eachNode(tree: unknown, visit: (node: t.Node, path: string) => void, path = ""): void {
  if (Array.isArray(tree)) {
    tree.forEach((child, i) => eachNode(child, visit, `${path}[${i}]`));
    return;
  }
  if (!isNode(tree)) return;
  visit(tree, path);
  for (const [key, child] of Object.entries(tree)) {
    if (key !== "loc" && key !== "extra" && !/[cC]omments$/.test(key)) eachNode(child, visit, `${path}.${key}`);
  }
}

const isNode = (value: unknown): value is t.Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
