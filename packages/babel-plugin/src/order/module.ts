/** What the duals of a module share: the functions of the run time that they call, and the variables that others import. */
import type { NodePath, t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { targetsOf } from "../ir/walk.ts";
import { isEsModule, isModule } from "../1-mark/modules.ts";
import type { CheckedOptions } from "../options.ts";

/** Where the module keeps what it needs for all of its duals. */
export interface Module {
  readonly library: string;
  readonly helpers: Map<string, string>;
  readonly keys: Map<string, string>;
  /** Of its variables those that others import, and that duals assign. */
  readonly written: Set<string>;
}

/** The part of the runtime that duals call: where they get duals of their own, it is another for each. */
export const libraryOf = (time: number, times: number): string =>
  times === 1 ? "dual" : time === 1 ? "dual-inner" : "dual-outer";

/** The names of functions of the run time. */
export const helperOf =
  ({ helpers }: Module, fresh: (base: string) => string) =>
  (name: string): t.Identifier => {
    const known = helpers.get(name) ?? fresh(name);
    helpers.set(name, known);
    return js.id(known);
  };

/** The variables of a module that others import. */
export function exportedNames({ body }: t.Program): ReadonlySet<string> {
  const names = body.flatMap((s): string[] => {
    if (s.type !== "ExportNamedDeclaration") return [];
    const { declaration } = s;
    const declared =
      declaration?.type === "VariableDeclaration"
        ? declaration.declarations.flatMap(({ id }) => [...targetsOf(id)].map(({ name }) => name))
        : [];
    const listed = s.source ? [] : s.specifiers.flatMap((x) => (x.type === "ExportSpecifier" ? [x.local.name] : []));
    return [...declared, ...listed];
  });
  return new Set(names);
}

/** The same script may run once more. */
export const kindIn = (program: NodePath<t.Program>): "const" | "var" => (isModule(program) ? "const" : "var");

export function importHelpers(
  program: NodePath<t.Program>,
  { library, helpers }: Module,
  { runtime }: CheckedOptions,
): t.Statement {
  const both = [...helpers].map(([own, local]) => js.property(js.id(own), js.id(local)));
  const pattern = { type: "ObjectPattern", properties: both } as t.ObjectPattern;
  if (typeof runtime === "object")
    return js.declare(
      kindIn(program),
      pattern,
      js.member(
        js.id(runtime.global),
        library.replace(/-(\w)/, (_, c: string) => c.toUpperCase()),
      ),
    );
  const source = js.str(/^[./]/.test(runtime) ? runtime.replace("internal", library) : `${runtime}/${library}`);
  if (!isEsModule(program)) return js.declare("const", pattern, js.call(js.id("require"), [source]));
  return {
    type: "ImportDeclaration",
    specifiers: [...helpers].map(([own, local]) => ({
      type: "ImportSpecifier",
      imported: js.id(own),
      local: js.id(local),
    })),
    source,
    attributes: [],
  } as unknown as t.Statement;
}
