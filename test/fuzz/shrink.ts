/** Judges a draft, and makes a failing one as small as it can be while it fails in the same way. */
import type { Judge } from "../zoo/judge.ts";
import type { Verdict } from "../zoo/worker.ts";
import { programOf } from "./programs.ts";
import type { Draft } from "./programs.ts";
import { tame } from "./tame.ts";
import { smaller } from "./tree.ts";

const settings = { code: false, verbose: false, babel: 7 } as const;
const attempts = 700;

export function judged(judge: Judge, draft: Draft): Promise<Verdict> {
  return judge.judge({ ...settings, plain: false, program: programOf("random", draft) });
}

/** Smooth, finite, and without an exception, when it is not compiled. */
export async function isSound(judge: Judge, draft: Draft): Promise<boolean> {
  const program = programOf("random", { ...draft, suspension: undefined });
  const { status, lines } = await judge.judge({ ...settings, plain: true, program });
  return status === "ok" && !/NaN|Infinity|undefined {2}/.test(lines[0] ?? "");
}

/** Finite all the way, and not only in its result. */
export async function isTame(judge: Judge, draft: Draft): Promise<boolean> {
  const program = programOf("random", { ...draft, suspension: undefined });
  const stopped = { ...program, source: tame(program.source) };
  return (await judge.judge({ ...settings, plain: true, program: stopped })).status === "ok";
}

/** Said in so many words not to be supported yet. */
export const isRefused = ({ lines }: Verdict): boolean =>
  /UNSUPPORTED_SYNTAX|in a differentiable function is not supported|a promise was rejected with a number|a stack overflow was caught/.test(
    lines[0] ?? "",
  );

/** What went wrong, without numbers and names: a smaller program must fail in the same way. */
export function failureOf({ status, lines }: Verdict): string {
  const text = lines[0] ?? "";
  if (status === "WRONG") {
    const how = /^[a-z ,]+/.exec(text)?.[0] ?? "";
    const what = /^[a-z ,]+: (value|error|args|state)/.exec(text)?.[1] ?? "slope";
    const nan = lines.some((line) => / NaN, expected/.test(line)) ? " NaN" : "";
    return `WRONG ${how}: ${what}${nan}${what === "error" ? masked(text).slice(0, 90) : ""}`;
  }
  return `${status} ${masked(text).slice(0, 90)}`;
}

const masked = (text: string): string =>
  text
    .replaceAll(/\(?program\.js[^ ]*/g, "")
    .replaceAll(/\b([a-zA-Z]+)_?\d\w*\b/g, "$1#")
    .replaceAll(/-?\d[\d.e-]*/g, "#");

export async function shrink(judge: Judge, draft: Draft, verdict: Verdict): Promise<Draft> {
  const kind = failureOf(verdict);
  let least = draft;
  // Each attempt at a program that hangs takes as long as it is waited for.
  let left = verdict.status === "HANGS" ? attempts / 10 : attempts;
  let passed = 0;
  for (let progress = false; ;) {
    let found: Draft | undefined;
    let i = 0;
    for (const module of smaller(least.module)) {
      if (i++ < passed) continue;
      if (left-- <= 0) return least;
      const less = { ...least, module };
      if (!(await isSound(judge, less)) || failureOf(await judged(judge, less)) !== kind) continue;
      found = less;
      break;
    }
    if (found !== undefined) {
      least = found;
      // What did not help before this place is tried again only when everything after it has been.
      passed = i - 1;
      progress = true;
    } else if (passed === 0 || !progress) {
      return least;
    } else {
      passed = 0;
      progress = false;
    }
  }
}
