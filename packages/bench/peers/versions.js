/** Which version of a package is installed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const versionOf = (name) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "node_modules", name, "package.json"), "utf8")).version;
