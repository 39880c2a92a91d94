/** The names that joint functions of a compiled program use, and nothing declares. */
import { parseSync, traverse, type NodePath, type types as t } from "@babel/core";
import { compile } from "../support/compile.ts";
import type { Program } from "../support/program.ts";

const settings = { babelrc: false, configFile: false, sourceType: "module" } as const;

export async function undeclaredIn({ source, options }: Program, order: number): Promise<string[]> {
  const before = globalsOf(source);
  let code;
  try {
    code = await compile(source, { options: { order, ...options } });
  } catch {
    return []; // it is refused
  }
  const names: string[] = [];
  const look = (path: NodePath<t.Identifier>): void => {
    const { name } = path.node;
    if (!path.isReferencedIdentifier() && !isWritten(path)) return;
    if (path.scope.hasBinding(name) || before.has(name) || Object.hasOwn(globalThis, name)) return;
    const around = path.findParent((p) => p.isFunctionDeclaration() && p.parentPath.isProgram());
    const { id } = (around?.node ?? {}) as Partial<t.FunctionDeclaration>;
    if (id && /_(?:joint|along|lanes|tangent|curve)$/.test(id.name)) names.push(`${name} in ${id.name}`);
  };
  const file = parseSync(code, settings);
  if (file) traverse(file, { Identifier: look });
  return names;
}

const isWritten = ({ parent, key }: NodePath): boolean => parent.type === "AssignmentExpression" && key === "left";

function globalsOf(code: string): Set<string> {
  let names = new Set<string>();
  const file = parseSync(code, settings);
  if (file)
    traverse(file, {
      Program(path) {
        names = new Set(Object.keys((path.scope as unknown as { globals: object }).globals));
        path.stop();
      },
    });
  return names;
}
