import babel from "@babel/core"; import { readFileSync } from "node:fs";
const S = "/work/main/packages/babel-plugin/src/";
const imp = (p) => import(S + p);
const [{ resolve }, { mark }, { plan }, { lower }, { inlineCalls }, { markMadeResults, replaceScalars }, { structure }, { analyseActivity }, { analyseTracked }, { instrument }, { adjoin }, { emit }, js, { tidyForward }, { tidyReverse }] = await Promise.all([imp("1-mark/resolve.ts"), imp("1-mark/mark.ts"), imp("1-mark/plan.ts"), imp("2-lower/lower.ts"), imp("2-lower/inline.ts"), imp("2-lower/scalars.ts"), imp("3-analyse/structure.ts"), imp("3-analyse/activity.ts"), imp("3-analyse/tracked.ts"), imp("5-emit/instrument.ts"), imp("4-adjoin/adjoin.ts"), imp("5-emit/emit.ts"), imp("ir/js.ts"), imp("5-emit/tidy-forward.ts"), imp("5-emit/tidy-reverse.ts")]);
const src = readFileSync("/work/shared/bench/workloads.mjs", "utf8");
const T = {}; const time = (n, f) => { const t = performance.now(); const r = f(); T[n] = (T[n] ?? 0) + performance.now() - t; return r; };
const options = { include: ["workloads"], order: 2, runtime: "@fluxion/runtime", forwardOnly: false };
const plug = () => ({ visitor: { Program: { enter(program) {
  const r = time("resolve", () => resolve(program));
  const m = time("mark", () => mark(program, r, options, "workloads"));
  const p = time("plan", () => plan(m.all, m.classes, r));
  const { lowered } = time("lower", () => lower(r, p, "w", m.explicit, m.overridden));
  const inl = time("inline", () => inlineCalls(lowered.units, lowered.nextId));
  markMadeResults(inl);
  const units = time("scalars", () => inl.map((u) => replaceScalars(u, lowered.nextId)));
  const st = time("structure", () => units.map(structure));
  const a = time("activity", () => analyseActivity(st.map((s) => s.unit)));
  const tr = time("tracked", () => analyseTracked(st.map((s) => s.unit)));
  const { top } = time("instrument", () => instrument(p));
  const pairs = time("adjoin", () => st.map((s) => adjoin(s, a, "w", js.clone, r.names, tr.has(s.unit.name))));
  for (const q of pairs) { time("tidyF", () => tidyForward(q.forward, (n) => q.temporaries.has(n))); time("tidyR", () => tidyReverse(q.pullback)); }
  time("emit", () => emit(program, p, lowered, pairs, top, options, r.names));
  time("crawl", () => program.scope.crawl());
} } } });
const N = 20;
for (let i = 0; i < N; i++) time("total", () => babel.transformSync(src, { plugins: [plug], filename: "/x/workloads.mjs", configFile: false, babelrc: false }));
for (const [k, v] of Object.entries(T)) console.log(k.padEnd(12), (v / N).toFixed(1));
