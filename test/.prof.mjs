const { workloads } = await import("/work/main/test/.tmp/workloads.out.mjs");
const F = await import("/work/main/packages/runtime/dist/index.js");
const w = workloads.find((w) => w.id === process.argv[2]);
const t0 = Date.now();
let n = 0;
while (Date.now() - t0 < 4000) {
  F.gradient(w.loss, ...w.wrt.map((i) => w.args[i]));
  n++;
}
console.log(n);
