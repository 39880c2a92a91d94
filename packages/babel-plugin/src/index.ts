/**
 * The Babel plugin: marked functions get a forward sweep and a pullback.
 *
 * @example
 * // babel.config.json
 * { "plugins": ["@fluxion"] }
 */
import { checkOptions, type Options } from "./options.ts";
import { crawl } from "./1-mark/resolve.ts";
import { transform } from "./pipeline.ts";
import { programPlugin, surroundingsOf, type Api, type Plugin } from "./plugin.ts";

export type { Options };

export default function fluxion(api: Api, given: Options = {}): Plugin {
  const options = checkOptions(given as Readonly<Record<string, unknown>>);
  return programPlugin("fluxion", (path, file, filename, shortName) => {
    const isChanged = transform(path, surroundingsOf(api, file), options, shortName, filename);
    if (!isChanged) return;
    // Plugins that come after want to know the new names; without any, nobody need look at the new code.
    if (file.opts.plugins?.length === 1) path.skip();
    else crawl(path.scope);
  });
}
