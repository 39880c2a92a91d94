/** Whether a program's names are its own. */
import type { NodePath, t } from "../babel.ts";

export function isEsModule(program: NodePath<t.Program>): boolean {
  const { body, sourceType } = program.node;
  const hasSyntax = body.some((s) => s.type === "ImportDeclaration" || s.type.startsWith("Export"));
  return hasSyntax || (sourceType === "module" && !isCommonJs(program));
}

const isCommonJs = (program: NodePath<t.Program>): boolean =>
  ["require", "module", "exports"].some((name) => program.scope.hasGlobal(name));

/** An ES module or a CommonJS file, and no script. */
export const isModule = (program: NodePath<t.Program>): boolean => isEsModule(program) || isCommonJs(program);

/** What the generated names of a script end with: all scripts of a page share theirs. Nothing in a module. */
export function suffixOf(program: NodePath<t.Program>): string {
  if (isModule(program)) return "";
  const { code = "" } = (program.hub as unknown as { readonly file?: { readonly code?: string } }).file ?? {};
  // FNV-1a: two scripts get two suffixes, and the same script the same again.
  let hash = 0x811c9dc5;
  for (let i = 0; i < code.length; i++) hash = Math.imul(hash ^ code.charCodeAt(i), 0x01000193);
  return `_${(hash >>> 0).toString(36)}`;
}
