/**
 * Random programs as trees of text: printing them, and the smaller trees that a failing one is replaced by.
 *
 *   number`${a} + ${b}`            an expression that gives a number, with two inside
 *   statement`if (${t}) {${b}}`    a statement with a test and a block
 */
export type Kind = "number" | "test" | "statement" | "block" | "other";

export type Part = string | Tree;

export interface Tree {
  readonly kind: Kind;
  readonly parts: readonly Part[];
}

type Tag = (texts: TemplateStringsArray, ...holes: Part[]) => Tree;

const tag =
  (kind: Kind): Tag =>
  (texts, ...holes) => ({ kind, parts: texts.flatMap((text, i) => [text, ...holes.slice(i, i + 1)]) });

export const number = tag("number");
export const test = tag("test");
export const statement = tag("statement");
export const other = tag("other");
export const block = (statements: readonly Tree[]): Tree => ({ kind: "block", parts: statements });

/** The text of a tree. */
export function print(part: Part, depth = 0): string {
  if (typeof part === "string") return part;
  if (part.kind !== "block") return part.parts.map((inner) => print(inner, depth)).join("");
  const lines = part.parts.map((inner) => `\n${"  ".repeat(depth + 1)}${print(inner, depth + 1)}`);
  return `${lines.join("")}\n${"  ".repeat(depth)}`;
}

/** Smaller trees, the boldest first: without statements, without what is around a block, with less in expressions. */
export function* smaller(tree: Tree): Generator<Tree> {
  if (tree.kind === "block") yield* fewer(tree);
  if (tree.kind === "number") {
    for (const inner of within(tree, "number")) yield inner;
    if (!/^-?[\d.]+$/.test(print(tree))) yield number`0.5`;
  }
  if (tree.kind === "test" && print(tree).length > 5) yield* [test`true`, test`false`];
  for (const [i, part] of tree.parts.entries()) {
    if (typeof part === "string") continue;
    for (const less of smaller(part)) yield { ...tree, parts: tree.parts.with(i, less) };
  }
}

function* fewer({ parts }: Tree): Generator<Tree> {
  for (let size = parts.length; size >= 1; size = Math.floor(size / 2)) {
    for (let i = parts.length - size; i >= 0; i -= size) yield block(parts.toSpliced(i, size) as Tree[]);
  }
  for (const [i, part] of parts.entries()) {
    for (const inner of within(part as Tree, "block")) yield block(parts.toSpliced(i, 1, ...inner.parts) as Tree[]);
  }
}

/** The nearest trees of a kind below a tree. */
function within(tree: Tree, kind: Kind): Tree[] {
  return tree.parts.flatMap((part) => {
    if (typeof part === "string") return [];
    return part.kind === kind ? [part] : within(part, kind);
  });
}
