/**
 * Random programs against finite differences, from the command line. A failing program is made smaller, then printed.
 *
 *   node test/zoo/fuzz.ts                  100 programs
 *   … --count 500 --seed 1000              others
 *   … --seconds 300                        stop after so long (60 where it is left out)
 *   … --depth 4                            longer ones (2 where it is left out)
 *   … --exceptions                         with try, catch, finally and throw
 *   … --dist                               the built packages instead of the sources
 */
import { parseArgs } from "node:util";
import type { Verdict } from "./worker.ts";
import { Judge } from "./judge.ts";
import { outermost, programOf, smaller, Writer } from "./random-program.ts";
import type { Statement } from "./random-program.ts";

const { values: flags } = parseArgs({
  options: {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    seconds: { type: "string", default: "60" },
    depth: { type: "string", default: "2" },
    exceptions: { type: "boolean", default: false },
    dist: { type: "boolean", default: false },
  },
});
process.env["FLUXION_FROM"] = flags.dist ? "dist" : "src";

const judge = new Judge();
const settings = { plain: false, code: false, verbose: false, babel: 7 } as const;
const ask = (name: string, body: readonly Statement[], plain = false): Promise<Verdict> =>
  judge.judge({ ...settings, plain, program: programOf(name, body) });

/** Smooth, and without an exception, when it is not compiled. */
const sound = async (body: readonly Statement[]): Promise<boolean> => (await ask("plain", body, true)).status === "ok";

/** What went wrong, without the numbers: a smaller program must fail in the same way. */
const kind = ({ status, lines }: Verdict): string =>
  `${status} ${lines[0]?.replaceAll(/[-0-9.e]+|\[.*?\]/g, "#").slice(0, 60)}`;

async function shrink(body: readonly Statement[], verdict: Verdict): Promise<readonly Statement[]> {
  for (const less of smaller(body)) {
    if (kind(await ask("smaller", less)) === kind(verdict) && (await sound(less))) return shrink(less, verdict);
  }
  return body;
}

const first = Number(flags.seed);
let right = 0;
let rough = 0;
const seen = new Map<string, number>();
for (let seed = first; seed < first + Number(flags.count); seed++) {
  if (performance.now() > Number(flags.seconds) * 1000) break;
  const body = new Writer(seed, flags.exceptions).block(outermost(Number(flags.depth)));
  if (!(await sound(body))) {
    rough++;
    continue;
  }
  const verdict = await ask(`seed ${seed}`, body);
  if (verdict.status === "ok") {
    right++;
    continue;
  }
  const times = (seen.get(kind(verdict)) ?? 0) + 1;
  seen.set(kind(verdict), times);
  if (times > 2) continue;
  const least = await shrink(body, verdict);
  const again = await ask(`seed ${seed}`, least);
  console.log(
    `${again.status} seed ${seed}\n${programOf("", least).source}\n  ${again.lines.slice(0, 4).join("\n  ")}\n`,
  );
}
for (const [what, times] of seen) console.log(`${times} × ${what}`);
console.log(`${right} ok, ${[...seen.values()].reduce((a, b) => a + b, 0)} not, ${rough} too rough to judge`);
await judge.end();
process.exitCode = seen.size > 0 ? 1 : 0;
