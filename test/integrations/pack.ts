/** The two packages as a stranger gets them: packed into tarballs, and installed in folders outside the workspace. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "../support/packages.ts";

/** The paths of the packed packages. */
export interface Tarballs {
  readonly "@fluxion/runtime": string;
  readonly "@fluxion/babel-plugin": string;
}

/** A new empty folder, outside the workspace. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "fluxion-"));
}

/** Packs both packages, as they are built, into `folder`. */
export function pack(folder: string): Tarballs {
  const pathOf = (workspace: string): string => {
    const name = run("npm", ["pack", "--silent", "--pack-destination", folder, "-w", workspace], root).trim();
    return join(folder, name.split("\n").at(-1) ?? "");
  };
  return {
    "@fluxion/runtime": pathOf("packages/runtime"),
    "@fluxion/babel-plugin": pathOf("packages/babel-plugin"),
  };
}

/** What npm tells its scripts about this workspace; a stranger's npm must not hear of it. */
const workspaceVariable = /^(npm_(package|lifecycle|command|execpath|node|config_local_prefix)|INIT_CWD|NODE_OPTIONS)/;

/** Runs a program as somebody would who has never heard of this workspace; returns what it prints. */
export function run(program: string, args: readonly string[], cwd: string, path: readonly string[] = []): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !workspaceVariable.test(name)));
  env["PATH"] = [...path, env["PATH"] ?? ""].join(delimiter);
  return execFileSync(program, args, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 150_000,
  });
}
