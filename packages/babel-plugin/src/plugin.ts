/** A Babel plugin that looks at the whole program, before others see it. What it does → the plugin. */
import type { NodePath, t } from "./babel.ts";
import type { Scopes } from "./1-mark/resolve.ts";
import { dropsUnsetFields } from "./1-mark/typed-fields.ts";
import type { Surroundings } from "./pipeline.ts";
import { Diagnostic } from "./diagnostics.ts";

export interface File {
  readonly path: NodePath<t.Program>;
  readonly code: string;
  readonly opts: {
    readonly filename?: string | null | undefined;
    readonly cwd?: string;
    readonly plugins?: readonly unknown[];
  };
}

/** What a plugin takes of Babel. */
export interface Api {
  readonly version: string;
  readonly traverse: { readonly cache: { readonly scope: Scopes } };
}

export interface Plugin {
  readonly name: string;
  readonly visitor: { readonly Program: { enter(path: NodePath<t.Program>, state: { readonly file: File }): void } };
}

export const surroundingsOf = ({ version, traverse }: Api, { opts }: File): Surroundings => ({
  scopes: traverse.cache.scope,
  dropsUnset: dropsUnsetFields(opts.plugins, version),
});

/** `enter` gets the file's path, and its name as messages show it. */
export const programPlugin = (
  name: string,
  enter: (path: NodePath<t.Program>, file: File, filename: string, shortName: string) => void,
): Plugin => ({
  name,
  visitor: {
    Program: {
      enter(path, { file }) {
        try {
          const filename = file.opts.filename ?? "unknown";
          enter(path, file, filename, shortNameOf(filename, file.opts.cwd ?? ""));
        } catch (error) {
          throw withFrame(error, path);
        }
      },
    },
  },
});

/** The file's name as messages show it: below the folder that Babel runs in. */
function shortNameOf(filename: string, cwd: string): string {
  return cwd !== "" && filename.startsWith(cwd) ? filename.slice(cwd.length).replace(/^[/\\]/, "") : filename;
}

/** Babel adds the file's name and the code frame. */
function withFrame(error: unknown, path: NodePath<t.Program>): unknown {
  if (!(error instanceof Diagnostic) || !error.node) return error;
  const framed = (path.hub as { buildError(node: t.Node, message: string, type?: unknown): Error }).buildError(
    error.node,
    error.message,
    TypeError,
  );
  framed.name = "FluxionError";
  return Object.assign(framed, { code: error.code });
}
