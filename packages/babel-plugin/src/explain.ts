/**
 * A Babel plugin that shows what Fluxion generates, and why. It leaves, in place of the program, the generated functions, with
 * comments: beside what is recorded, which adjoint reads it and after what it would be gone; beside calls of the run time, what
 * was not known; above each function, whether value and gradient come at once, and what is in the way if not.
 *
 * It takes the options of the plugin itself, and goes alone.
 *
 * @example
 * // npx babel --plugins @fluxion/babel-plugin/explain program.js
 */
import { explained } from "./explain/explained.ts";
import { checkOptions, type Options } from "./options.ts";
import { transform } from "./pipeline.ts";
import { programPlugin, surroundingsOf, type Api, type Plugin } from "./plugin.ts";

export default function explain(api: Api, given: Options = {}): Plugin {
  // Of first derivatives: a dual is explained as the function that it is.
  const options = { ...checkOptions(given as Readonly<Record<string, unknown>>), order: 1 };
  return programPlugin("fluxion-explain", (path, file, filename, shortName) => {
    const { node } = path;
    const isChanged = transform(path, surroundingsOf(api, file), options, shortName, filename, (facts) => {
      node.body = explained(facts, file.code);
    });
    if (!isChanged) node.body = [];
    node.directives = [];
    path.skip();
  });
}
