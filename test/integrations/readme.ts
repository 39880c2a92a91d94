/** README.md taken apart: its code blocks, by the heading that they stand under. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/packages.ts";

/** A fenced block; the word after the language is its file name, or what a test should know about it. */
export interface Block {
  readonly language: string;
  readonly name: string;
  readonly code: string;
}

export const readmePath = join(root, "README.md");

/** The blocks between the heading `## title` and the next heading of that level. */
export function blocksUnder(title: string): Block[] {
  const [, ...sections] = readFileSync(readmePath, "utf8").split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`README.md has no section "${title}".`);
  return [...section.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language = "", name = "", code = ""]) => {
    return { language, name, code };
  });
}
