/** The only file that imports Babel: its types, and the parser that reads the rules' texts. */
import { parseExpression as parse } from "@babel/parser";
import type * as t from "@babel/types";

export type { NodePath, Scope, Binding } from "@babel/traverse";
export type { t };

/** Parses one expression of a rule. */
export function parseExpression(text: string): t.Expression {
  return parse(text);
}
