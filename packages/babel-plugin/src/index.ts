/**
 * The Babel plugin: marked functions get a forward sweep and a pullback.
 *
 * @example
 * // babel.config.json
 * { "plugins": ["@fluxion"] }
 */
import type { NodePath, t } from "./babel.ts";
import { Diagnostic } from "./diagnostics.ts";
import { checkOptions, type Options } from "./options.ts";
import { crawl, type Scopes } from "./1-mark/resolve.ts";
import { transform } from "./pipeline.ts";

export type { Options };

interface File {
  readonly path: NodePath<t.Program>;
  readonly opts: {
    readonly filename?: string | null | undefined;
    readonly cwd?: string;
    readonly plugins?: readonly unknown[];
  };
}

interface Plugin {
  readonly name: string;
  readonly visitor: { readonly Program: { enter(path: NodePath<t.Program>, state: { readonly file: File }): void } };
}

/** What the plugin takes of Babel. */
interface Api {
  readonly traverse: { readonly cache: { readonly scope: Scopes } };
}

export default function fluxion({ traverse }: Api, given: Options = {}): Plugin {
  const options = checkOptions(given as Readonly<Record<string, unknown>>);
  return {
    name: "fluxion",
    visitor: {
      Program: {
        enter(path, { file }) {
          try {
            const filename = file.opts.filename ?? "unknown";
            const isChanged = transform(
              path,
              traverse.cache.scope,
              options,
              shortName(filename, file.opts.cwd ?? ""),
              filename,
            );
            if (!isChanged) return;
            // Plugins that come after want to know the new names; without any, nobody need look at the new code.
            if (file.opts.plugins?.length === 1) path.skip();
            else crawl(path.scope);
          } catch (error) {
            throw withFrame(error, path);
          }
        },
      },
    },
  };
}

/** The file's name as messages show it: below the folder that Babel runs in. */
function shortName(filename: string, cwd: string): string {
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
