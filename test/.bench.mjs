// node bench.mjs WORKLOADS [ids]: checks each gradient, then CPU-time ratios to the hand-written one, interleaved.
import { transformSync } from "@babel/core";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
const from = process.env.FROM ?? "dist";
const { default: plugin } = await import("/work/main/packages/babel-plugin/src/index.ts");
const [file, only] = process.argv.slice(2);
const source = readFileSync(file, "utf8");
const runtime = `/work/main/packages/runtime/${from === "dist" ? "dist/internal.js" : "src/internal.ts"}`;
const out = transformSync(source, {
  plugins: [[plugin, { include: ["workloads"], runtime }]],
  filename: file,
  configFile: false,
  babelrc: false,
});
mkdirSync("/work/main/test/.tmp", { recursive: true });
const target = "/work/main/test/.tmp/workloads.out.mjs";
writeFileSync(target, out.code);
const F = await import(`/work/main/packages/runtime/${from === "dist" ? "dist/index.js" : "src/index.ts"}`);
const { workloads, flatten, relErr } = await import(pathToFileURL(target).href);
const { workloads: plain } = await import(pathToFileURL(file).href);
const cpu = () => {
  const u = process.threadCpuUsage ? process.threadCpuUsage() : process.cpuUsage();
  return (u.user + u.system) * 1000;
};
const median = (a) => {
  const s = [...a].sort((x, y) => x - y);
  return s[s.length >> 1];
};
let logsum = 0,
  count = 0;
for (let k = 0; k < workloads.length; k++) {
  const w = workloads[k],
    p = plain[k];
  if (only && !only.includes(w.id)) continue;
  // gradient with respect to the wanted arguments; the others captured
  const wanted = w.wrt.map((i) => w.args[i]);
  const source2 = null;
  const fn = mk(w, F);
  let g;
  try {
    g = flatten(fn());
  } catch (e) {
    console.log(w.id, w.name, "ERROR", e.message.split("\n")[0]);
    continue;
  }
  const hand = () => p.handGradient(...p.args);
  const err = relErr(g, flatten(hand()));
  const prim = () => p.f(...p.args);
  const cs = [prim, hand, fn].map((f) => ({ f, n: 1, s: [] }));
  for (const c of cs) {
    let t;
    do {
      const t0 = cpu();
      for (let i = 0; i < c.n; i++) c.f();
      t = cpu() - t0;
      if (t < 20e6) c.n *= 2;
    } while (t < 20e6);
  }
  for (const c of cs) {
    const t0 = cpu();
    while (cpu() - t0 < 200e6) for (let i = 0; i < c.n; i++) c.f();
  }
  for (let r = 0; r < 9; r++)
    for (const c of cs) {
      const t0 = cpu();
      for (let i = 0; i < c.n; i++) c.f();
      c.s.push((cpu() - t0) / c.n);
    }
  const [P, H, G] = cs.map((c) => median(c.s));
  logsum += Math.log(G / H);
  count++;
  console.log(
    w.id,
    w.name.padEnd(20),
    "err",
    err.toExponential(1),
    "primal",
    P.toFixed(0).padStart(9),
    "hand",
    H.toFixed(0).padStart(9),
    "fluxion",
    G.toFixed(0).padStart(9),
    "ns  x hand",
    (G / H).toFixed(2).padStart(6),
    " x primal",
    (G / P).toFixed(2),
  );
}
console.log("geometric mean x hand", Math.exp(logsum / count).toFixed(2));
function mk(w, F) {
  const { f, args } = w;
  switch (w.id) {
    default: {
      // all arguments are passed; the wanted ones' gradients are taken
      const wrt = w.wrt;
      if (process.env.ALL)
        return () => {
          const g = F.gradient(f, ...args);
          return wrt.map((i) => g[i]);
        };
      const loss = w.loss;
      return () => F.gradient(loss, ...wrt.map((i) => args[i]));
    }
  }
}
