/**
 * The packages under test, imported by name as a user imports them.
 *
 * They come from their `dist`. With FLUXION_FROM=src they come from their sources, so that an edit can be tried
 * without a build: names resolve to `packages/<name>/src`, and the runtime's self-hosted files pass through the plugin.
 */
import { readFileSync } from "node:fs";
import { createRequire, registerHooks } from "node:module";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import type * as BabelCore from "@babel/core";

export type Babel = 7 | 8;

const require = createRequire(import.meta.url);
export const root = fileURLToPath(new URL("../../", import.meta.url));

const sources = new Map([
  ["@fluxion/babel-plugin", new URL("../../packages/babel-plugin/src/index.ts", import.meta.url).href],
  ["@fluxion/babel-plugin/explain", new URL("../../packages/babel-plugin/src/explain.ts", import.meta.url).href],
  ["@fluxion/runtime", new URL("../../packages/runtime/src/index.ts", import.meta.url).href],
  ["@fluxion/runtime/internal", new URL("../../packages/runtime/src/internal.ts", import.meta.url).href],
]);

/** Whether the packages are their sources. */
export const fromSource = process.env["FLUXION_FROM"] === "src";

const selfHosted = `${sep}src${sep}self-hosted${sep}`;
let selfHostedPlugin: BabelCore.PluginItem | undefined;

if (fromSource) {
  registerHooks({
    resolve: (specifier, context, next) => {
      const source = sources.get(specifier);
      return source === undefined ? next(specifier, context) : { url: source, shortCircuit: true };
    },
    load: (url, context, next) => {
      if (selfHostedPlugin === undefined || !url.startsWith("file:") || !fileURLToPath(url).includes(selfHosted)) {
        return next(url, context);
      }
      const filename = fileURLToPath(url);
      const { transformSync } = require("@babel/core") as typeof BabelCore;
      const result = transformSync(readFileSync(filename, "utf8"), {
        ...bare,
        filename,
        parserOpts: { plugins: ["typescript"] },
        plugins: [[selfHostedPlugin as BabelCore.PluginTarget, { runtime: "../internal.ts" }]],
      });
      return { format: "module-typescript", source: result?.code ?? "", shortCircuit: true };
    },
  });
}

/** Babel without any configuration of this repository. */
export const bare = { configFile: false, babelrc: false, browserslistConfigFile: false } as const;

/** Babel itself: the seventh or the eighth. */
export async function babel(version: Babel = 7): Promise<typeof BabelCore> {
  return (await import(version === 8 ? "@babel/core-8" : "@babel/core")) as typeof BabelCore;
}

/** The plugin, as Babel takes it. */
export async function plugin(): Promise<BabelCore.PluginTarget> {
  const name = "@fluxion/babel-plugin";
  const loaded = ((await import(name)) as { default: BabelCore.PluginTarget }).default;
  selfHostedPlugin ??= loaded;
  return loaded;
}

/** What the tests call of the runtime, without the inference that a user has. */
export interface Runtime {
  readonly gradient: (f: unknown, ...args: unknown[]) => unknown;
  readonly withGradient: (f: unknown, ...args: unknown[]) => { value: unknown; gradient: unknown };
  readonly pullback: (f: unknown, ...args: unknown[]) => [value: unknown, back: (cotangent?: unknown) => unknown];
  readonly isDifferentiable: (f: unknown) => boolean;
  readonly FluxionError: new (...args: never) => Error & { code: string };
}

/** The runtime, loosely typed: types have tests of their own. */
export async function runtime(): Promise<Runtime> {
  if (fromSource) await plugin();
  const name = "@fluxion/runtime";
  return (await import(name)) as Runtime;
}
