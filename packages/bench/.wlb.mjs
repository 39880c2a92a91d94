"fluxion 1";

import * as $ from "@fluxion/runtime/internal";
$.format(1);
const treeVal_cell = {
  get v() {
    return treeVal;
  },
  set v(x) {
    treeVal = x;
  }
};
const rng_pair = {
  forward: rng_forward,
  pullback: rng_pullback
};
const rng_inner_pair = {
  forward: rng_inner_forward,
  pullback: rng_inner_pullback
};
const sym_pair = {
  forward: sym_forward,
  pullback: sym_pullback
};
const sincos_pair = {
  forward: sincos_forward,
  pullback: sincos_pullback
};
const sincosGrad_pair = {
  forward: sincosGrad_forward,
  pullback: sincosGrad_pullback
};
const power_pair = {
  forward: power_forward,
  pullback: power_pullback
};
const powerGrad_pair = {
  forward: powerGrad_forward,
  pullback: powerGrad_pullback
};
const logSumExp_pair = {
  forward: logSumExp_forward,
  pullback: logSumExp_pullback
};
const logSumExpGrad_pair = {
  forward: logSumExpGrad_forward,
  pullback: logSumExpGrad_pullback
};
const logisticLoss_pair = {
  forward: logisticLoss_forward,
  pullback: logisticLoss_pullback
};
const logisticGrad_pair = {
  forward: logisticGrad_forward,
  pullback: logisticGrad_pullback
};
const mlpLoss_pair = {
  forward: mlpLoss_forward,
  pullback: mlpLoss_pullback
};
const mlpGrad_pair = {
  forward: mlpGrad_forward,
  pullback: mlpGrad_pullback
};
const rosenbrock_pair = {
  forward: rosenbrock_forward,
  pullback: rosenbrock_pullback
};
const rosenbrockGrad_pair = {
  forward: rosenbrockGrad_forward,
  pullback: rosenbrockGrad_pullback
};
const Particle_pair = {
  forward: Particle_forward,
  pullback: Particle_pullback,
  plain: true,
  ofClass: true
};
const Particle_applyForce_pair = {
  forward: Particle_applyForce_forward,
  pullback: Particle_applyForce_pullback
};
const Particle_step_pair = {
  forward: Particle_step_forward,
  pullback: Particle_step_pullback
};
const Particle_kineticEnergy_pair = {
  forward: Particle_kineticEnergy_forward,
  pullback: Particle_kineticEnergy_pullback
};
const Spring_pair = {
  forward: Spring_forward,
  pullback: Spring_pullback,
  plain: true,
  ofClass: true
};
const Spring_length_pair = {
  forward: Spring_length_forward,
  pullback: Spring_length_pullback
};
const Spring_pull_pair = {
  forward: Spring_pull_forward,
  pullback: Spring_pull_pullback
};
const Spring_energy_pair = {
  forward: Spring_energy_forward,
  pullback: Spring_energy_pullback
};
const chainEnergy_pair = {
  forward: chainEnergy_forward,
  pullback: chainEnergy_pullback
};
const chainEnergy_inner_pair = {
  forward: chainEnergy_inner_forward,
  pullback: chainEnergy_inner_pullback
};
const chainGrad_pair = {
  forward: chainGrad_forward,
  pullback: chainGrad_pullback
};
const rgbToLab_pair = {
  forward: rgbToLab_forward,
  pullback: rgbToLab_pullback
};
const ciede2000_pair = {
  forward: ciede2000_forward,
  pullback: ciede2000_pullback
};
const colourDifference_pair = {
  forward: colourDifference_forward,
  pullback: colourDifference_pullback
};
const labBack_pair = {
  forward: labBack_forward,
  pullback: labBack_pullback
};
const d_pair = {
  forward: d_forward,
  pullback: d_pullback
};
const colourGrad_pair = {
  forward: colourGrad_forward,
  pullback: colourGrad_pullback
};
const fitResidual_pair = {
  forward: fitResidual_forward,
  pullback: fitResidual_pullback
};
const model_pair = {
  forward: model_forward,
  pullback: model_pullback
};
const fitResidual_inner_pair = {
  forward: fitResidual_inner_forward,
  pullback: fitResidual_inner_pullback
};
const fitGrad_pair = {
  forward: fitGrad_forward,
  pullback: fitGrad_pullback
};
const tree_pair = {
  forward: tree_forward,
  pullback: tree_pullback
};
const treeD_pair = {
  forward: treeD_forward,
  pullback: treeD_pullback
};
const treeGrad_pair = {
  forward: treeGrad_forward,
  pullback: treeGrad_pullback
};
const rotate_pair = {
  forward: rotate_forward,
  pullback: rotate_pullback
};
const project_pair = {
  forward: project_forward,
  pullback: project_pullback
};
const reprojectionError_pair = {
  forward: reprojectionError_forward,
  pullback: reprojectionError_pullback
};
const reprojectionGrad_pair = {
  forward: reprojectionGrad_forward,
  pullback: reprojectionGrad_pullback
};
const reprojectionGrad_inner_pair = {
  forward: reprojectionGrad_inner_forward,
  pullback: reprojectionGrad_inner_pullback
};
const reprojectionGrad_inner_2_pair = {
  forward: reprojectionGrad_inner_2_forward,
  pullback: reprojectionGrad_inner_2_pullback
};
const makeData_pair = {
  forward: makeData_forward,
  pullback: makeData_pullback
};
const makeData_inner_pair = {
  forward: makeData_inner_forward,
  pullback: makeData_inner_pullback
};
const makeData_inner_2_pair = {
  forward: makeData_inner_2_forward,
  pullback: makeData_inner_2_pullback
};
const makeData_inner_2_inner_pair = {
  forward: makeData_inner_2_inner_forward,
  pullback: makeData_inner_2_inner_pullback
};
const makeData_inner_3_pair = {
  forward: makeData_inner_3_forward,
  pullback: makeData_inner_3_pullback
};
const makeData_inner_4_pair = {
  forward: makeData_inner_4_forward,
  pullback: makeData_inner_4_pullback
};
const makeData_inner_5_pair = {
  forward: makeData_inner_5_forward,
  pullback: makeData_inner_5_pullback
};
const makeData_inner_6_pair = {
  forward: makeData_inner_6_forward,
  pullback: makeData_inner_6_pullback
};
const makeData_inner_7_pair = {
  forward: makeData_inner_7_forward,
  pullback: makeData_inner_7_pullback
};
const makeData_inner_8_pair = {
  forward: makeData_inner_8_forward,
  pullback: makeData_inner_8_pullback
};
const makeData_inner_9_pair = {
  forward: makeData_inner_9_forward,
  pullback: makeData_inner_9_pullback
};
const makeData_inner_10_pair = {
  forward: makeData_inner_10_forward,
  pullback: makeData_inner_10_pullback
};
const makeData_inner_11_pair = {
  forward: makeData_inner_11_forward,
  pullback: makeData_inner_11_pullback
};
const makeData_inner_12_pair = {
  forward: makeData_inner_12_forward,
  pullback: makeData_inner_12_pullback
};
const makeData_inner_13_pair = {
  forward: makeData_inner_13_forward,
  pullback: makeData_inner_13_pullback
};
const makeData_inner_14_pair = {
  forward: makeData_inner_14_forward,
  pullback: makeData_inner_14_pullback
};
const makeData_inner_15_pair = {
  forward: makeData_inner_15_forward,
  pullback: makeData_inner_15_pullback
};
const flatten_pair = {
  forward: flatten_forward,
  pullback: flatten_pullback
};
const unflatten_pair = {
  forward: unflatten_forward,
  pullback: unflatten_pullback
};
const unflatten_inner_pair = {
  forward: unflatten_inner_forward,
  pullback: unflatten_inner_pullback
};
const activeArgs_pair = {
  forward: activeArgs_forward,
  pullback: activeArgs_pullback
};
const activeArgs_inner_pair = {
  forward: activeArgs_inner_forward,
  pullback: activeArgs_inner_pullback
};
const withFlat_pair = {
  forward: withFlat_forward,
  pullback: withFlat_pullback
};
const withFlat_inner_pair = {
  forward: withFlat_inner_forward,
  pullback: withFlat_inner_pullback
};
const centralDifference_pair = {
  forward: centralDifference_forward,
  pullback: centralDifference_pullback
};
const at_pair = {
  forward: at_forward,
  pullback: at_pullback
};
const d_2_pair = {
  forward: d_2_forward,
  pullback: d_2_pullback
};
const relErr_pair = {
  forward: relErr_forward,
  pullback: relErr_pullback
};
const loss0_pair = {
  forward: loss0_forward,
  pullback: loss0_pullback,
  joint: loss0_joint
};
const loss1_pair = {
  forward: loss1_forward,
  pullback: loss1_pullback,
  joint: loss1_joint
};
const loss2_pair = {
  forward: loss2_forward,
  pullback: loss2_pullback,
  joint: loss2_joint
};
const loss3_pair = {
  forward: loss3_forward,
  pullback: loss3_pullback,
  joint: loss3_joint
};
const loss4_pair = {
  forward: loss4_forward,
  pullback: loss4_pullback,
  joint: loss4_joint
};
const loss5_pair = {
  forward: loss5_forward,
  pullback: loss5_pullback,
  joint: loss5_joint
};
const loss6_pair = {
  forward: loss6_forward,
  pullback: loss6_pullback
};
const loss7_pair = {
  forward: loss7_forward,
  pullback: loss7_pullback,
  joint: loss7_joint
};
const loss8_pair = {
  forward: loss8_forward,
  pullback: loss8_pullback
};
const loss9_pair = {
  forward: loss9_forward,
  pullback: loss9_pullback,
  joint: loss9_joint
};
const loss10_pair = {
  forward: loss10_forward,
  pullback: loss10_pullback,
  joint: loss10_joint
};
$.pair(relErr, relErr_pair);
$.pair(centralDifference, centralDifference_pair);
$.pair(withFlat, withFlat_pair);
$.pair(unflatten, unflatten_pair);
$.pair(flatten, flatten_pair);
$.pair(makeData, makeData_pair);
$.pair(reprojectionGrad, reprojectionGrad_pair);
$.pair(reprojectionError, reprojectionError_pair);
$.pair(project, project_pair);
$.pair(rotate, rotate_pair);
$.pair(treeD, treeD_pair);
$.pair(tree, tree_pair);
$.pair(fitGrad, fitGrad_pair);
$.pair(fitResidual, fitResidual_pair);
$.pair(colourGrad, colourGrad_pair);
$.pair(labBack, labBack_pair);
$.pair(colourDifference, colourDifference_pair);
$.pair(ciede2000, ciede2000_pair);
$.pair(rgbToLab, rgbToLab_pair);
$.pair(chainGrad, chainGrad_pair);
$.pair(chainEnergy, chainEnergy_pair);
$.pair(rosenbrockGrad, rosenbrockGrad_pair);
$.pair(rosenbrock, rosenbrock_pair);
$.pair(mlpGrad, mlpGrad_pair);
$.pair(mlpLoss, mlpLoss_pair);
$.pair(logisticGrad, logisticGrad_pair);
$.pair(logisticLoss, logisticLoss_pair);
$.pair(logSumExpGrad, logSumExpGrad_pair);
$.pair(logSumExp, logSumExp_pair);
$.pair(powerGrad, powerGrad_pair);
$.pair(power, power_pair);
$.pair(sincosGrad, sincosGrad_pair);
$.pair(sincos, sincos_pair);
$.pair(rng, rng_pair);
// Primal functions in ordinary JS style + hand-written gradients ("the limit in plain JS").
// Every entry: {id, name, f, args, wrt: indices of args differentiated, handGradient(...args) -> [grad per wrt arg]}.
// The primals are what an AD source transformer has to eat: do not contort them.

// ---------- deterministic inputs -------------------------------------------------------------
export function rng(seed) {
  let a_cell;
  // mulberry32
  let a = seed >>> 0;
  return $.closure(() => {
    a = a + 0x6d2b79f5 | 0;
    let t = Math.imul(a ^ a >>> 15, 1 | a);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  }, rng_inner_pair, () => ({
    a: a_cell ??= {
      get v() {
        return a;
      },
      set v(x) {
        a = x;
      }
    }
  }));
}
function rng_forward(tape, seed) {
  const a_cell = tape.made({
    get v() {
      return a;
    },
    set v(x) {
      a = x;
    }
  });
  let a = seed >>> 0;
  const fn_env = tape.made({
    a: a_cell
  });
  const fn = $.closureMade(tape, () => {
    a = a + 0x6d2b79f5 | 0;
    let t = Math.imul(a ^ a >>> 15, 1 | a);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) / 4294967296;
  }, rng_inner_pair, fn_env);
  tape.record(a_cell);
  return fn;
}
function rng_pullback(tape) {
  const da_cell = tape.shadow(tape.recall());
  da_cell.v = 0;
}
function rng_inner_forward(tape, env) {
  const a_cell = env.a;
  const a_cell_slot = tape.touch(a_cell);
  a_cell.v = a_cell.v + 1831565813 | 0;
  const a_2 = a_cell.v;
  $.again("/tmp/wlb.mjs:10:28", a_cell.v, a_2);
  $.again("/tmp/wlb.mjs:10:43", a_cell.v, a_2);
  let t = Math.imul(a_2 ^ a_2 >>> 15, 1 | a_2);
  t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
  tape.record(a_cell_slot);
  return ((t ^ t >>> 14) >>> 0) / 4294967296;
}
function rng_inner_pullback(tape) {
  const da_cell_1 = tape.open(tape.recall());
  if (da_cell_1) {
    da_cell_1.v = 0;
  }
}
const sym = r => 2 * r() - 1;

// ---------- a. sin(cos(x)) -------------------------------------------------------------------
function sym_forward(tape, r) {
  return 2 * $.callConstant(tape, "/tmp/wlb.mjs:15:24", r) - 1;
}
function sym_pullback(tape, dresult) {
  $.back(tape, dresult * 2);
}
$.pair(sym, sym_pair);
export function sincos(x) {
  return Math.sin(Math.cos(x));
}
function sincos_forward(tape, x) {
  const cos = Math.cos(x);
  const sin = Math.sin(cos);
  tape.push2(x, cos);
  return sin;
}
function sincos_pullback(tape, dresult) {
  const cos = tape.pop();
  const x = tape.pop();
  const dcos = dresult !== 0 ? dresult * Math.cos(cos) : 0;
  return [dcos !== 0 ? -(dcos * Math.sin(x)) : 0];
}
function sincosGrad(x) {
  return [-Math.cos(Math.cos(x)) * Math.sin(x)];
}

// ---------- b. power loop (Zygote paper) -----------------------------------------------------
function sincosGrad_forward(tape, x) {
  const cos = Math.cos(x);
  const cos_1 = Math.cos(cos);
  const sin = Math.sin(x);
  const list = tape.made([-cos_1 * sin]);
  tape.record(list);
  tape.push4(x, cos, cos_1, sin);
  return list;
}
function sincosGrad_pullback(tape) {
  const dlist = tape.shadow(tape.recall());
  const sin = tape.pop();
  const cos_1 = tape.pop();
  const cos = tape.pop();
  const x = tape.pop();
  const d_1 = dlist[0] ?? 0;
  const dcos_1 = -(d_1 * sin);
  const dsin = -(d_1 * cos_1);
  let dx_1 = dsin !== 0 ? dsin * Math.cos(x) : 0;
  const dcos = dcos_1 !== 0 ? -(dcos_1 * Math.sin(cos)) : 0;
  if (dcos !== 0) {
    dx_1 -= dcos * Math.sin(x);
  }
  return [dx_1];
}
export function power(x, n) {
  let r = 1;
  for (let i = 0; i < n; i++) r *= x;
  return r;
}
function power_forward(tape, x, n) {
  let r = 1;
  let i = 0;
  for (; i < n; i++) {
    tape.push(r);
    r *= x;
  }
  tape.push2(i, x);
  return r;
}
function power_pullback(tape, dresult) {
  const x = tape.pop();
  let dr_1 = dresult;
  let dx_1 = 0;
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const r = tape.pop();
    dx_1 += dr_1 * r;
    dr_1 *= x;
  }
  return [dx_1];
}
function powerGrad(x, n) {
  // reverse sweep of the loop, no division, no Math.pow
  let r = 1,
    g = 0;
  for (let i = 0; i < n; i++) {
    g = g * x + r;
    r *= x;
  }
  return [g];
}

// ---------- c. log-sum-exp -------------------------------------------------------------------
function powerGrad_forward(tape, x, n) {
  let r = 1;
  let g = 0;
  let i = 0;
  for (; i < n; i++) {
    tape.push(g);
    g = g * x + r;
    tape.push(r);
    r *= x;
  }
  tape.push(i);
  const list = tape.made([g]);
  tape.record(list);
  tape.push(x);
  return list;
}
function powerGrad_pullback(tape) {
  const dlist = tape.shadow(tape.recall());
  const x = tape.pop();
  let dg = dlist[0] ?? 0;
  let dr_1 = 0;
  let dx_1 = 0;
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const r = tape.pop();
    dx_1 += dr_1 * r;
    dr_1 *= x;
    const g = tape.pop();
    dx_1 += dg * g;
    dr_1 += dg;
    dg *= x;
  }
  return [dx_1];
}
export function logSumExp(xs) {
  let m = -Infinity;
  for (let i = 0; i < xs.length; i++) {
    if (xs[i] > m) m = xs[i];
  }
  let s = 0;
  for (let i = 0; i < xs.length; i++) {
    s += Math.exp(xs[i] - m);
  }
  return m + Math.log(s);
}
function logSumExp_forward(tape, xs) {
  let m = -Infinity;
  let i = 0;
  for (; i < xs.length; i++) {
    const taken = xs[i] > m ? 1 : 0;
    if (taken) {
      m = xs[i];
    }
    tape.push(taken);
  }
  tape.push(i);
  let s = 0;
  let i_1 = 0;
  for (; i_1 < xs.length; i_1++) {
    const exp = Math.exp(xs[i_1] - m);
    s += exp;
    tape.push(exp);
  }
  tape.push(i_1);
  const log = Math.log(s);
  tape.record(xs);
  tape.push(s);
  return m + log;
}
function logSumExp_pullback(tape, dresult) {
  const s = tape.pop();
  const dxs = tape.shadow(tape.recall());
  let dm = dresult;
  const ds = dresult !== 0 ? dresult / s : 0;
  for (let i_1 = tape.pop() - 1; i_1 >= 0; i_1--) {
    const exp = tape.pop();
    let delement_2 = 0;
    if (ds !== 0) {
      const d_1 = ds * exp;
      delement_2 += d_1;
      dm -= d_1;
    }
    if (dxs) {
      dxs[i_1] = (dxs[i_1] ?? 0) + delement_2;
    }
  }
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const taken = tape.pop();
    if (taken) {
      const delement_1 = dm;
      dm = 0;
      if (dxs) {
        dxs[i] = (dxs[i] ?? 0) + delement_1;
      }
    }
  }
}
function logSumExpGrad(xs) {
  const n = xs.length,
    g = new Float64Array(n);
  let m = -Infinity;
  for (let i = 0; i < n; i++) if (xs[i] > m) m = xs[i];
  let s = 0;
  for (let i = 0; i < n; i++) s += g[i] = Math.exp(xs[i] - m);
  const k = 1 / s;
  for (let i = 0; i < n; i++) g[i] *= k;
  return [g];
}

// ---------- d. logistic regression, mean loss + L2, 100 rows x 10 features ---------------------
function logSumExpGrad_forward(tape, xs) {
  const n = xs.length;
  const g = $.construct(tape, "/tmp/wlb.mjs:50:28", Float64Array, n);
  let m = -Infinity;
  let i = 0;
  for (; i < n; i++) {
    const taken = xs[i] > m ? 1 : 0;
    if (taken) {
      m = xs[i];
    }
    tape.push(taken);
  }
  tape.push(i);
  let s = 0;
  let i_1 = 0;
  for (; i_1 < n; i_1++) {
    const exp = Math.exp(xs[i_1] - m);
    g[i_1] = exp;
    s += exp;
    tape.push(exp);
  }
  tape.push(i_1);
  const k = 1 / s;
  let i_2 = 0;
  for (; i_2 < n; i_2++) {
    const element_3 = g[i_2];
    g[i_2] = element_3 * k;
    tape.push(element_3);
  }
  tape.push(i_2);
  const list = tape.made([g]);
  tape.record2(xs, g);
  tape.push2(s, k);
  return list;
}
function logSumExpGrad_pullback(tape) {
  const k = tape.pop();
  const s = tape.pop();
  const dg = tape.shadow(tape.recall());
  const dxs = tape.shadow(tape.recall());
  let dk = 0;
  for (let i_2 = tape.pop() - 1; i_2 >= 0; i_2--) {
    const element_3 = tape.pop();
    const d_3 = dg[i_2];
    const delement_3 = d_3 * k;
    dk += d_3 * element_3;
    dg[i_2] = 0;
    dg[i_2] += delement_3;
  }
  const ds = -(dk * k / s);
  let dm = 0;
  for (let i_1 = tape.pop() - 1; i_1 >= 0; i_1--) {
    const exp = tape.pop();
    const dexp = ds + dg[i_1];
    dg[i_1] = 0;
    let delement_2 = 0;
    if (dexp !== 0) {
      const d_2 = dexp * exp;
      delement_2 += d_2;
      dm -= d_2;
    }
    if (dxs) {
      dxs[i_1] = (dxs[i_1] ?? 0) + delement_2;
    }
  }
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const taken = tape.pop();
    if (taken) {
      const delement_1 = dm;
      dm = 0;
      if (dxs) {
        dxs[i] = (dxs[i] ?? 0) + delement_1;
      }
    }
  }
  const d_1 = $.back(tape, 0);
  if (dxs) {
    $.addExtent(dxs, "length", d_1[0] ?? 0);
  }
}
export function logisticLoss(w, b, X, y, lambda) {
  let loss = 0;
  for (let i = 0; i < X.length; i++) {
    const row = X[i];
    let z = b;
    for (let j = 0; j < w.length; j++) z += w[j] * row[j];
    const margin = y[i] ? z : -z;
    loss += Math.log(1 + Math.exp(-margin));
  }
  let reg = 0;
  for (const wj of w) reg += wj * wj;
  return loss / X.length + 0.5 * lambda * reg;
}
function logisticLoss_forward(tape, w, b, X, y, lambda) {
  let loss = 0;
  let i = 0;
  for (; i < X.length; i++) {
    const row = X[i];
    let z = b;
    let j = 0;
    for (; j < w.length; j++) {
      const element_1 = w[j];
      const element_2 = row[j];
      z += element_1 * element_2;
      tape.push2(element_1, element_2);
    }
    tape.push(j);
    const element_3 = y[i];
    const margin = element_3 ? z : -z;
    const exp = Math.exp(-margin);
    loss += Math.log(1 + exp);
    tape.record2(row, element_3);
    tape.push(exp);
  }
  tape.push(i);
  let reg = 0;
  const steps_1 = $.iterate(tape, w);
  let turns = 0;
  for (const wj of steps_1) {
    turns++;
    reg += wj * wj;
    tape.push(wj);
  }
  tape.record(steps_1);
  tape.push(turns);
  const length_2 = X.length;
  tape.record2(w, X);
  tape.push4(lambda, loss, reg, length_2);
  return loss / length_2 + 0.5 * lambda * reg;
}
function logisticLoss_pullback(tape, dresult) {
  const length_2 = tape.pop();
  const reg = tape.pop();
  const loss = tape.pop();
  const lambda = tape.pop();
  const dX = tape.shadow(tape.recall());
  const dw = tape.shadow(tape.recall());
  const dloss = dresult / length_2;
  const dlength_2 = -(dresult * (loss / length_2) / length_2);
  const dlambda = dresult * reg * 0.5;
  const dreg = dresult * (0.5 * lambda);
  if (dX) {
    $.addExtent(dX, "length", dlength_2);
  }
  let n_1 = tape.pop();
  const steps_2 = $.steps(tape, tape.recall());
  while (n_1-- > 0) {
    const wj = tape.pop();
    steps_2.back(n_1, 2 * (dreg * wj));
  }
  let db = 0;
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const exp = tape.pop();
    const element_3 = tape.recall();
    const drow_1 = tape.shadow(tape.recall());
    const dexp = dloss !== 0 ? dloss / (1 + exp) : 0;
    const dmargin = dexp !== 0 ? -(dexp * exp) : 0;
    let dz = 0;
    if (element_3) {
      dz += dmargin;
    } else {
      dz -= dmargin;
    }
    for (let j = tape.pop() - 1; j >= 0; j--) {
      const element_2 = tape.pop();
      const element_1 = tape.pop();
      const delement_1 = dz * element_2;
      if (drow_1) {
        drow_1[j] = (drow_1[j] ?? 0) + dz * element_1;
      }
      if (dw) {
        dw[j] = (dw[j] ?? 0) + delement_1;
      }
    }
    db += dz;
  }
  return [0, db, 0, 0, dlambda];
}
function logisticGrad(w, b, X, y, lambda) {
  const n = X.length,
    d = w.length,
    gw = new Array(d).fill(0);
  let gb = 0;
  for (let i = 0; i < n; i++) {
    const row = X[i];
    let z = b;
    for (let j = 0; j < d; j++) z += w[j] * row[j];
    const s = y[i] ? 1 : -1;
    const r = -s / (1 + Math.exp(s * z)) / n;
    gb += r;
    for (let j = 0; j < d; j++) gw[j] += r * row[j];
  }
  for (let j = 0; j < d; j++) gw[j] += lambda * w[j];
  return [gw, gb];
}

// ---------- e. MLP 784-32-10, batch 32, tanh, softmax cross-entropy ----------------------------
function logisticGrad_forward(tape, w, b, X, y, lambda) {
  const n = X.length;
  const d = w.length;
  const gw = $.invokeConstant(tape, "/tmp/wlb.mjs:75:42", $.construct(tape, "/tmp/wlb.mjs:75:42", Array, d), "fill", 0);
  const gw_slot = tape.touch(gw);
  let gb = 0;
  let i = 0;
  for (; i < n; i++) {
    const row = X[i];
    let z = b;
    let j = 0;
    for (; j < d; j++) {
      const element_1 = w[j];
      const element_2 = row[j];
      z += element_1 * element_2;
      tape.push2(element_1, element_2);
    }
    tape.push(j);
    const s = y[i] ? 1 : -1;
    const exp = Math.exp(s * z);
    const r = -s / (1 + exp) / n;
    gb += r;
    let j_1 = 0;
    for (; j_1 < d; j_1++) {
      const element_4 = row[j_1];
      gw[j_1] += r * element_4;
      tape.push(element_4);
    }
    tape.record(row);
    tape.push4(j_1, s, exp, r);
  }
  tape.push(i);
  let j_2 = 0;
  for (; j_2 < d; j_2++) {
    const element_5 = w[j_2];
    gw[j_2] += lambda * element_5;
    tape.push(element_5);
  }
  tape.push(j_2);
  const list = tape.made([gw, gb]);
  tape.record4(w, X, gw_slot, list);
  tape.push2(lambda, n);
  return list;
}
function logisticGrad_pullback(tape) {
  const dlist = tape.shadow(tape.recall());
  const dgw_1 = tape.open(tape.recall());
  const n = tape.pop();
  const lambda = tape.pop();
  const dX = tape.shadow(tape.recall());
  const dw = tape.shadow(tape.recall());
  const dgw = dlist[0] ?? 0;
  const dgb = dlist[1] ?? 0;
  let dlambda = 0;
  for (let j_2 = tape.pop() - 1; j_2 >= 0; j_2--) {
    const element_5 = tape.pop();
    let delement_5 = 0;
    if (dgw_1) {
      const d_3 = $.accumulated(dgw_1, j_2);
      dlambda += d_3 * element_5;
      delement_5 += d_3 * lambda;
    }
    if (dw) {
      dw[j_2] = (dw[j_2] ?? 0) + delement_5;
    }
  }
  let dn = 0;
  let db = 0;
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const r = tape.pop();
    const exp = tape.pop();
    const s = tape.pop();
    const drow_1 = tape.shadow(tape.recall());
    let dr_1 = 0;
    for (let j_1 = tape.pop() - 1; j_1 >= 0; j_1--) {
      const element_4 = tape.pop();
      let delement_4 = 0;
      if (dgw_1) {
        const d_2 = $.accumulated(dgw_1, j_1);
        dr_1 += d_2 * element_4;
        delement_4 += d_2 * r;
      }
      if (drow_1) {
        drow_1[j_1] = (drow_1[j_1] ?? 0) + delement_4;
      }
    }
    dr_1 += dgb;
    const dexp = -(dr_1 / n * (-s / (1 + exp)) / (1 + exp));
    dn -= dr_1 * r / n;
    const dz = dexp !== 0 ? dexp * exp * s : 0;
    for (let j = tape.pop() - 1; j >= 0; j--) {
      const element_2 = tape.pop();
      const element_1 = tape.pop();
      const delement_1 = dz * element_2;
      if (drow_1) {
        drow_1[j] = (drow_1[j] ?? 0) + dz * element_1;
      }
      if (dw) {
        dw[j] = (dw[j] ?? 0) + delement_1;
      }
    }
    db += dz;
  }
  $.back(tape, dgw);
  const d_1 = $.back(tape, 0);
  if (dw) {
    $.addExtent(dw, "length", d_1[0] ?? 0);
  }
  if (dX) {
    $.addExtent(dX, "length", dn);
  }
  return [0, db, 0, 0, dlambda];
}
export function mlpLoss(params, X, labels, dims) {
  const {
    W1,
    b1,
    W2,
    b2
  } = params;
  const {
    batch,
    nin,
    nhid,
    nout
  } = dims;
  let loss = 0;
  const h = new Float64Array(nhid);
  const z = new Float64Array(nout);
  for (let n = 0; n < batch; n++) {
    for (let j = 0; j < nhid; j++) {
      let s = b1[j];
      for (let i = 0; i < nin; i++) s += W1[j * nin + i] * X[n * nin + i];
      h[j] = Math.tanh(s);
    }
    for (let k = 0; k < nout; k++) {
      let s = b2[k];
      for (let j = 0; j < nhid; j++) s += W2[k * nhid + j] * h[j];
      z[k] = s;
    }
    loss += logSumExp(z) - z[labels[n]];
  }
  return loss / batch;
}
function mlpLoss_forward(tape, params, X, labels, dims) {
  const W1 = params.W1;
  const b1 = params.b1;
  const W2 = params.W2;
  const b2 = params.b2;
  const batch = dims.batch;
  const nin = dims.nin;
  const nhid = dims.nhid;
  const nout = dims.nout;
  let loss = 0;
  const h = $.construct(tape, "/tmp/wlb.mjs:95:13", Float64Array, nhid);
  const z = $.construct(tape, "/tmp/wlb.mjs:96:13", Float64Array, nout);
  let n = 0;
  for (; n < batch; n++) {
    let j = 0;
    for (; j < nhid; j++) {
      let s = b1[j];
      let i = 0;
      for (; i < nin; i++) {
        const element_1 = W1[j * nin + i];
        const element_2 = X[n * nin + i];
        s += element_1 * element_2;
        tape.push2(element_1, element_2);
      }
      tape.push(i);
      const tanh = Math.tanh(s);
      h[j] = tanh;
      tape.push(tanh);
    }
    tape.push(j);
    let k = 0;
    for (; k < nout; k++) {
      let s_1 = b2[k];
      let j_1 = 0;
      for (; j_1 < nhid; j_1++) {
        const element_4 = W2[k * nhid + j_1];
        const element_5 = h[j_1];
        s_1 += element_4 * element_5;
        tape.push2(element_4, element_5);
      }
      tape.push(j_1);
      z[k] = s_1;
    }
    tape.push(k);
    const logSumExp_result = logSumExp_forward(tape, z);
    const element_6 = labels[n];
    loss += logSumExp_result - z[element_6];
    tape.record(element_6);
  }
  tape.record4(X, dims, W1, b1);
  tape.record4(W2, b2, nin, nhid);
  tape.record2(h, z);
  tape.push3(n, batch, loss);
  return loss / batch;
}
function mlpLoss_pullback(tape, dresult) {
  const dz = tape.shadow(tape.recall());
  const dh_1 = tape.shadow(tape.recall());
  const loss = tape.pop();
  const nhid = tape.recall();
  const nin = tape.recall();
  const batch = tape.pop();
  const db2_1 = tape.shadow(tape.recall());
  const dW2_1 = tape.shadow(tape.recall());
  const db1_1 = tape.shadow(tape.recall());
  const dW1_1 = tape.shadow(tape.recall());
  const ddims = tape.shadow(tape.recall());
  const dX = tape.shadow(tape.recall());
  const dloss = dresult / batch;
  const dbatch = -(dresult * (loss / batch) / batch);
  for (let n = tape.pop() - 1; n >= 0; n--) {
    const element_6 = tape.recall();
    dz[element_6] -= dloss;
    logSumExp_pullback(tape, dloss);
    for (let k = tape.pop() - 1; k >= 0; k--) {
      const ds_1 = dz[k];
      dz[k] = 0;
      for (let j_1 = tape.pop() - 1; j_1 >= 0; j_1--) {
        const element_5 = tape.pop();
        const element_4 = tape.pop();
        const delement_4 = ds_1 * element_5;
        dh_1[j_1] += ds_1 * element_4;
        if (dW2_1) {
          dW2_1[k * nhid + j_1] = (dW2_1[k * nhid + j_1] ?? 0) + delement_4;
        }
      }
      if (db2_1) {
        db2_1[k] = (db2_1[k] ?? 0) + ds_1;
      }
    }
    for (let j = tape.pop() - 1; j >= 0; j--) {
      const tanh = tape.pop();
      const dtanh = dh_1[j];
      dh_1[j] = 0;
      const ds = dtanh !== 0 ? dtanh * (1 - tanh * tanh) : 0;
      for (let i = tape.pop() - 1; i >= 0; i--) {
        const element_2 = tape.pop();
        const element_1 = tape.pop();
        const delement_1 = ds * element_2;
        if (dX) {
          dX[n * nin + i] = (dX[n * nin + i] ?? 0) + ds * element_1;
        }
        if (dW1_1) {
          dW1_1[j * nin + i] = (dW1_1[j * nin + i] ?? 0) + delement_1;
        }
      }
      if (db1_1) {
        db1_1[j] = (db1_1[j] ?? 0) + ds;
      }
    }
  }
  const d_2 = $.back(tape, 0);
  const dnout = d_2[0] ?? 0;
  const d_1 = $.back(tape, 0);
  const dnhid = d_1[0] ?? 0;
  if (ddims) {
    ddims.nout = (ddims.nout ?? 0) + dnout;
    ddims.nhid = (ddims.nhid ?? 0) + dnhid;
    ddims.batch = (ddims.batch ?? 0) + dbatch;
  }
}
function mlpGrad(params, X, labels, dims) {
  const {
    W1,
    b1,
    W2,
    b2
  } = params;
  const {
    batch,
    nin,
    nhid,
    nout
  } = dims;
  const gW1 = new Float64Array(W1.length),
    gb1 = new Float64Array(nhid);
  const gW2 = new Float64Array(W2.length),
    gb2 = new Float64Array(nout);
  const h = new Float64Array(nhid),
    z = new Float64Array(nout),
    gh = new Float64Array(nhid);
  for (let n = 0; n < batch; n++) {
    const xo = n * nin;
    for (let j = 0; j < nhid; j++) {
      const wo = j * nin;
      let s = b1[j];
      for (let i = 0; i < nin; i++) s += W1[wo + i] * X[xo + i];
      h[j] = Math.tanh(s);
    }
    let m = -Infinity;
    for (let k = 0; k < nout; k++) {
      let s = b2[k];
      for (let j = 0; j < nhid; j++) s += W2[k * nhid + j] * h[j];
      z[k] = s;
      if (s > m) m = s;
    }
    let tot = 0;
    for (let k = 0; k < nout; k++) tot += z[k] = Math.exp(z[k] - m);
    gh.fill(0);
    for (let k = 0; k < nout; k++) {
      const gz = (z[k] / tot - (k === labels[n] ? 1 : 0)) / batch;
      gb2[k] += gz;
      for (let j = 0; j < nhid; j++) {
        gW2[k * nhid + j] += gz * h[j];
        gh[j] += gz * W2[k * nhid + j];
      }
    }
    for (let j = 0; j < nhid; j++) {
      const gs = gh[j] * (1 - h[j] * h[j]);
      gb1[j] += gs;
      const wo = j * nin;
      for (let i = 0; i < nin; i++) gW1[wo + i] += gs * X[xo + i];
    }
  }
  return [{
    W1: gW1,
    b1: gb1,
    W2: gW2,
    b2: gb2
  }];
}

// ---------- f. Rosenbrock, n = 1000 ------------------------------------------------------------
function mlpGrad_forward(tape, params, X, labels, dims) {
  const W1 = params.W1;
  const b1 = params.b1;
  const W2 = params.W2;
  const b2 = params.b2;
  const batch = dims.batch;
  const nin = dims.nin;
  const nhid = dims.nhid;
  const nout = dims.nout;
  const gW1 = $.construct(tape, "/tmp/wlb.mjs:115:15", Float64Array, W1.length);
  const gb1 = $.construct(tape, "/tmp/wlb.mjs:115:50", Float64Array, nhid);
  const gW2 = $.construct(tape, "/tmp/wlb.mjs:116:15", Float64Array, W2.length);
  const gb2 = $.construct(tape, "/tmp/wlb.mjs:116:50", Float64Array, nout);
  const h = $.construct(tape, "/tmp/wlb.mjs:117:13", Float64Array, nhid);
  const z = $.construct(tape, "/tmp/wlb.mjs:117:41", Float64Array, nout);
  const gh = $.construct(tape, "/tmp/wlb.mjs:117:70", Float64Array, nhid);
  let n = 0;
  for (; n < batch; n++) {
    const xo = n * nin;
    let j = 0;
    for (; j < nhid; j++) {
      const wo = j * nin;
      let s = b1[j];
      let i = 0;
      for (; i < nin; i++) {
        const element_1 = W1[wo + i];
        const element_2 = X[xo + i];
        s += element_1 * element_2;
        tape.push2(element_1, element_2);
      }
      tape.push(i);
      const tanh = Math.tanh(s);
      h[j] = tanh;
      tape.push2(wo, tanh);
    }
    tape.push(j);
    let m = -Infinity;
    let k = 0;
    for (; k < nout; k++) {
      let s_1 = b2[k];
      let j_1 = 0;
      for (; j_1 < nhid; j_1++) {
        const element_4 = W2[k * nhid + j_1];
        const element_5 = h[j_1];
        s_1 += element_4 * element_5;
        tape.push2(element_4, element_5);
      }
      tape.push(j_1);
      z[k] = s_1;
      const taken = s_1 > m ? 1 : 0;
      if (taken) {
        m = s_1;
      }
      tape.push(taken);
    }
    tape.push(k);
    let tot = 0;
    let k_1 = 0;
    for (; k_1 < nout; k_1++) {
      const exp = Math.exp(z[k_1] - m);
      z[k_1] = exp;
      tot += exp;
      tape.push(exp);
    }
    tape.push(k_1);
    $.invokeConstant(tape, "/tmp/wlb.mjs:135:5", gh, "fill", 0);
    let k_2 = 0;
    for (; k_2 < nout; k_2++) {
      const element_7 = z[k_2];
      const gz = (element_7 / tot - (k_2 === labels[n] ? 1 : 0)) / batch;
      gb2[k_2] += gz;
      let j_2 = 0;
      for (; j_2 < nhid; j_2++) {
        const element_9 = h[j_2];
        gW2[k_2 * nhid + j_2] += gz * element_9;
        const element_10 = W2[k_2 * nhid + j_2];
        gh[j_2] += gz * element_10;
        tape.push2(element_9, element_10);
      }
      tape.push3(j_2, element_7, gz);
    }
    tape.push(k_2);
    let j_3 = 0;
    for (; j_3 < nhid; j_3++) {
      const element_11 = gh[j_3];
      const element_12 = h[j_3];
      const element_13 = h[j_3];
      const gs = element_11 * (1 - element_12 * element_13);
      gb1[j_3] += gs;
      const wo_1 = j_3 * nin;
      let i_1 = 0;
      for (; i_1 < nin; i_1++) {
        const element_14 = X[xo + i_1];
        gW1[wo_1 + i_1] += gs * element_14;
        tape.push(element_14);
      }
      tape.push4(i_1, element_11, element_12, element_13);
      tape.push(wo_1);
    }
    tape.push3(j_3, xo, tot);
  }
  tape.push(n);
  const list = tape.made([tape.made({
    W1: gW1,
    b1: gb1,
    W2: gW2,
    b2: gb2
  })]);
  tape.record4(X, dims, W1, b1);
  tape.record4(W2, b2, nhid, gW1);
  tape.record4(gb1, gW2, gb2, h);
  tape.record2(z, gh);
  tape.push(batch);
  return list;
}
function mlpGrad_pullback(tape) {
  const dgh = tape.shadow(tape.recall());
  const dz = tape.shadow(tape.recall());
  const dh_1 = tape.shadow(tape.recall());
  const dgb2 = tape.shadow(tape.recall());
  const dgW2 = tape.shadow(tape.recall());
  const dgb1 = tape.shadow(tape.recall());
  const dgW1 = tape.shadow(tape.recall());
  const nhid = tape.recall();
  const batch = tape.pop();
  const db2_1 = tape.shadow(tape.recall());
  const dW2_1 = tape.shadow(tape.recall());
  const db1_1 = tape.shadow(tape.recall());
  const dW1_1 = tape.shadow(tape.recall());
  const ddims = tape.shadow(tape.recall());
  const dX = tape.shadow(tape.recall());
  let dbatch = 0;
  for (let n = tape.pop() - 1; n >= 0; n--) {
    const tot = tape.pop();
    const xo = tape.pop();
    for (let j_3 = tape.pop() - 1; j_3 >= 0; j_3--) {
      const wo_1 = tape.pop();
      const element_13 = tape.pop();
      const element_12 = tape.pop();
      const element_11 = tape.pop();
      const gs = element_11 * (1 - element_12 * element_13);
      let dgs = 0;
      for (let i_1 = tape.pop() - 1; i_1 >= 0; i_1--) {
        const element_14 = tape.pop();
        const d_13 = dgW1[wo_1 + i_1];
        dgs += d_13 * element_14;
        if (dX) {
          dX[xo + i_1] = (dX[xo + i_1] ?? 0) + d_13 * gs;
        }
      }
      dgs += dgb1[j_3];
      const delement_11 = dgs * (1 - element_12 * element_13);
      const d_12 = -(dgs * element_11);
      const delement_12 = d_12 * element_13;
      dh_1[j_3] += d_12 * element_12;
      dh_1[j_3] += delement_12;
      dgh[j_3] += delement_11;
    }
    let dtot = 0;
    for (let k_2 = tape.pop() - 1; k_2 >= 0; k_2--) {
      const gz = tape.pop();
      const element_7 = tape.pop();
      let dgz = 0;
      for (let j_2 = tape.pop() - 1; j_2 >= 0; j_2--) {
        const element_10 = tape.pop();
        const element_9 = tape.pop();
        const d_11 = dgh[j_2];
        dgz += d_11 * element_10;
        if (dW2_1) {
          dW2_1[k_2 * nhid + j_2] = (dW2_1[k_2 * nhid + j_2] ?? 0) + d_11 * gz;
        }
        const d_10 = dgW2[k_2 * nhid + j_2];
        dgz += d_10 * element_9;
        dh_1[j_2] += d_10 * gz;
      }
      dgz += dgb2[k_2];
      const d_9 = dgz / batch;
      const delement_7 = d_9 / tot;
      dtot -= d_9 * (element_7 / tot) / tot;
      dbatch -= dgz * gz / batch;
      dz[k_2] += delement_7;
    }
    $.back(tape, 0);
    let dm = 0;
    for (let k_1 = tape.pop() - 1; k_1 >= 0; k_1--) {
      const exp = tape.pop();
      const dexp = dtot + dz[k_1];
      dz[k_1] = 0;
      let delement_6 = 0;
      if (dexp !== 0) {
        const d_8 = dexp * exp;
        delement_6 += d_8;
        dm -= d_8;
      }
      dz[k_1] += delement_6;
    }
    for (let k = tape.pop() - 1; k >= 0; k--) {
      const taken = tape.pop();
      let ds_1 = 0;
      if (taken) {
        ds_1 += dm;
        dm = 0;
      }
      ds_1 += dz[k];
      dz[k] = 0;
      for (let j_1 = tape.pop() - 1; j_1 >= 0; j_1--) {
        const element_5 = tape.pop();
        const element_4 = tape.pop();
        const delement_4 = ds_1 * element_5;
        dh_1[j_1] += ds_1 * element_4;
        if (dW2_1) {
          dW2_1[k * nhid + j_1] = (dW2_1[k * nhid + j_1] ?? 0) + delement_4;
        }
      }
      if (db2_1) {
        db2_1[k] = (db2_1[k] ?? 0) + ds_1;
      }
    }
    for (let j = tape.pop() - 1; j >= 0; j--) {
      const tanh = tape.pop();
      const wo = tape.pop();
      const dtanh = dh_1[j];
      dh_1[j] = 0;
      const ds = dtanh !== 0 ? dtanh * (1 - tanh * tanh) : 0;
      for (let i = tape.pop() - 1; i >= 0; i--) {
        const element_2 = tape.pop();
        const element_1 = tape.pop();
        const delement_1 = ds * element_2;
        if (dX) {
          dX[xo + i] = (dX[xo + i] ?? 0) + ds * element_1;
        }
        if (dW1_1) {
          dW1_1[wo + i] = (dW1_1[wo + i] ?? 0) + delement_1;
        }
      }
      if (db1_1) {
        db1_1[j] = (db1_1[j] ?? 0) + ds;
      }
    }
  }
  const d_7 = $.back(tape, 0);
  let dnhid = d_7[0] ?? 0;
  const d_6 = $.back(tape, 0);
  let dnout = d_6[0] ?? 0;
  const d_5 = $.back(tape, 0);
  dnhid += d_5[0] ?? 0;
  const d_4 = $.back(tape, 0);
  dnout += d_4[0] ?? 0;
  const d_3 = $.back(tape, 0);
  if (dW2_1) {
    $.addExtent(dW2_1, "length", d_3[0] ?? 0);
  }
  const d_2 = $.back(tape, 0);
  dnhid += d_2[0] ?? 0;
  const d_1 = $.back(tape, 0);
  if (dW1_1) {
    $.addExtent(dW1_1, "length", d_1[0] ?? 0);
  }
  if (ddims) {
    ddims.nout = (ddims.nout ?? 0) + dnout;
    ddims.nhid = (ddims.nhid ?? 0) + dnhid;
    ddims.batch = (ddims.batch ?? 0) + dbatch;
  }
}
export function rosenbrock(x) {
  let s = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = 1 - x[i];
    const b = x[i + 1] - x[i] ** 2;
    s += a * a + 100 * b * b;
  }
  return s;
}
function rosenbrock_forward(tape, x) {
  let s = 0;
  let i = 0;
  for (; i + 1 < x.length; i++) {
    const a = 1 - x[i];
    const element_1 = x[i + 1];
    const element_2 = x[i];
    const b = element_1 - element_2 ** 2;
    s += a * a + 100 * b * b;
    tape.push3(a, element_2, b);
  }
  tape.record(x);
  tape.push(i);
  return s;
}
function rosenbrock_pullback(tape, dresult) {
  const dx_1 = tape.shadow(tape.recall());
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const b = tape.pop();
    const element_2 = tape.pop();
    const a = tape.pop();
    const da = 2 * (dresult * a);
    const db = dresult * b * 100 + dresult * (100 * b);
    const dpower_1 = -db;
    const delement_2 = dpower_1 !== 0 ? dpower_1 * (2 * element_2) : 0;
    if (dx_1) {
      dx_1[i] = (dx_1[i] ?? 0) + delement_2;
      dx_1[i + 1] = (dx_1[i + 1] ?? 0) + db;
    }
    if (dx_1) {
      dx_1[i] = (dx_1[i] ?? 0) - da;
    }
  }
}
function rosenbrockGrad(x) {
  const n = x.length,
    g = new Float64Array(n);
  for (let i = 0; i + 1 < n; i++) {
    const b = x[i + 1] - x[i] * x[i];
    g[i] += -2 * (1 - x[i]) - 400 * b * x[i];
    g[i + 1] += 200 * b;
  }
  return [g];
}

// ---------- g. spring chain, objects and methods, explicit Euler -------------------------------
function rosenbrockGrad_forward(tape, x) {
  const n = x.length;
  const g = $.construct(tape, "/tmp/wlb.mjs:165:27", Float64Array, n);
  let i = 0;
  for (; i + 1 < n; i++) {
    const element = x[i + 1];
    const element_1 = x[i];
    const element_2 = x[i];
    const b = element - element_1 * element_2;
    const element_3 = x[i];
    const element_4 = x[i];
    g[i] += -2 * (1 - element_3) - 400 * b * element_4;
    g[i + 1] += 200 * b;
    tape.push4(element_1, element_2, b, element_4);
  }
  tape.push(i);
  const list = tape.made([g]);
  tape.record2(x, g);
  return list;
}
function rosenbrockGrad_pullback(tape) {
  const dg = tape.shadow(tape.recall());
  const dx_1 = tape.shadow(tape.recall());
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const element_4 = tape.pop();
    const b = tape.pop();
    const element_2 = tape.pop();
    const element_1 = tape.pop();
    let db = dg[i + 1] * 200;
    const d_2 = dg[i];
    const delement_3 = d_2 * 2;
    db -= d_2 * element_4 * 400;
    const delement_4 = -(d_2 * (400 * b));
    if (dx_1) {
      dx_1[i] = (dx_1[i] ?? 0) + delement_4;
      dx_1[i] = (dx_1[i] ?? 0) + delement_3;
    }
    const delement = db;
    const delement_1 = -(db * element_2);
    const delement_2 = -(db * element_1);
    if (dx_1) {
      dx_1[i] = (dx_1[i] ?? 0) + delement_2;
      dx_1[i] = (dx_1[i] ?? 0) + delement_1;
      dx_1[i + 1] = (dx_1[i + 1] ?? 0) + delement;
    }
  }
  const d_1 = $.back(tape, 0);
  if (dx_1) {
    $.addExtent(dx_1, "length", d_1[0] ?? 0);
  }
}
export class Particle {
  constructor(x, y, vx, vy) {
    this.x = x;
    this.y = y;
    this.vx = vx;
    this.vy = vy;
    this.fx = 0;
    this.fy = 0;
  }
  applyForce(fx, fy) {
    this.fx += fx;
    this.fy += fy;
  }
  step(dt) {
    const ax = this.fx,
      ay = this.fy; // unit mass
    this.x += this.vx * dt;
    this.y += this.vy * dt;
    this.vx += ax * dt;
    this.vy += ay * dt;
    this.fx = 0;
    this.fy = 0;
  }
  kineticEnergy() {
    return 0.5 * (this.vx * this.vx + this.vy * this.vy);
  }
  static {
    $.pair(this, Particle_pair);
    $.members(this, [["method", false, "applyForce", Particle_applyForce_pair], ["method", false, "step", Particle_step_pair], ["method", false, "kineticEnergy", Particle_kineticEnergy_pair]]);
  }
}
function Particle_forward(tape, x, y, vx, vy) {
  this.x = x;
  this.y = y;
  this.vx = vx;
  this.vy = vy;
  this.fx = 0;
  this.fy = 0;
  tape.record(this);
}
function Particle_pullback(tape) {
  const dself = tape.shadow(tape.recall());
  dself.fy = 0;
  dself.fx = 0;
  const dvy = dself.vy ?? 0;
  dself.vy = 0;
  const dvx = dself.vx ?? 0;
  dself.vx = 0;
  const dy_1 = dself.y ?? 0;
  dself.y = 0;
  const dx_1 = dself.x ?? 0;
  dself.x = 0;
  return [dx_1, dy_1, dvx, dvy];
}
function Particle_applyForce_forward(tape, fx, fy) {
  const self_slot = tape.touch(this);
  this.fx += fx;
  this.fy += fy;
  tape.record(self_slot);
}
function Particle_applyForce_pullback(tape) {
  const dself = tape.open(tape.recall());
  let dfy = 0;
  let dfx = 0;
  if (dself) {
    dfy += dself.fy ?? 0;
    dfx += dself.fx ?? 0;
  }
  return [dfx, dfy];
}
function Particle_step_forward(tape, dt) {
  const self_slot = tape.touch(this);
  const ax = this.fx;
  const ay = this.fy;
  const vx_1 = this.vx;
  this.x += vx_1 * dt;
  const vy_1 = this.vy;
  this.y += vy_1 * dt;
  this.vx += ax * dt;
  this.vy += ay * dt;
  this.fx = 0;
  this.fy = 0;
  tape.record(self_slot);
  tape.push4(dt, ax, ay, vx_1);
  tape.push(vy_1);
}
function Particle_step_pullback(tape) {
  const vy_1 = tape.pop();
  const vx_1 = tape.pop();
  const ay = tape.pop();
  const ax = tape.pop();
  const dt = tape.pop();
  const dself = tape.open(tape.recall());
  let ddt = 0;
  if (dself) {
    dself.fy = 0;
    dself.fx = 0;
    const d_4 = dself.vy ?? 0;
    const day = d_4 * dt;
    ddt += d_4 * ay;
    const d_3 = dself.vx ?? 0;
    const dax = d_3 * dt;
    ddt += d_3 * ax;
    const d_2 = dself.y ?? 0;
    const dvy_1 = d_2 * dt;
    ddt += d_2 * vy_1;
    dself.vy = (dself.vy ?? 0) + dvy_1;
    const d_1 = dself.x ?? 0;
    const dvx_1 = d_1 * dt;
    ddt += d_1 * vx_1;
    dself.vx = (dself.vx ?? 0) + dvx_1;
    dself.fy = (dself.fy ?? 0) + day;
    dself.fx = (dself.fx ?? 0) + dax;
  }
  return [ddt];
}
function Particle_kineticEnergy_forward(tape) {
  const vx_1 = this.vx;
  $.again("/tmp/wlb.mjs:194:29", this.vx, vx_1);
  const vy_1 = this.vy;
  $.again("/tmp/wlb.mjs:194:49", this.vy, vy_1);
  const sum_1 = vx_1 * vx_1 + vy_1 * vy_1;
  tape.record(this);
  tape.push2(vx_1, vy_1);
  return 0.5 * sum_1;
}
function Particle_kineticEnergy_pullback(tape, dresult) {
  const vy_1 = tape.pop();
  const vx_1 = tape.pop();
  const dself = tape.shadow(tape.recall());
  const dsum_1 = dresult * 0.5;
  const dvx_1 = 2 * (dsum_1 * vx_1);
  const dvy_1 = 2 * (dsum_1 * vy_1);
  if (dself) {
    dself.vy = (dself.vy ?? 0) + dvy_1;
    dself.vx = (dself.vx ?? 0) + dvx_1;
  }
}
export class Spring {
  constructor(a, b, rest, k) {
    this.a = a;
    this.b = b;
    this.rest = rest;
    this.k = k;
  }
  length() {
    const dx = this.b.x - this.a.x;
    const dy = this.b.y - this.a.y;
    return Math.sqrt(dx * dx + dy * dy);
  }
  pull() {
    const {
      a,
      b
    } = this;
    const len = this.length();
    const f = this.k * (len - this.rest) / len;
    const fx = f * (b.x - a.x);
    const fy = f * (b.y - a.y);
    a.applyForce(fx, fy);
    b.applyForce(-fx, -fy);
  }
  energy() {
    const d = this.length() - this.rest;
    return 0.5 * this.k * d * d;
  }
  static {
    $.pair(this, Spring_pair);
    $.members(this, [["method", false, "length", Spring_length_pair], ["method", false, "pull", Spring_pull_pair], ["method", false, "energy", Spring_energy_pair]]);
  }
}
function Spring_forward(tape, a, b, rest, k) {
  this.a = a;
  this.b = b;
  this.rest = rest;
  this.k = k;
  tape.record(this);
}
function Spring_pullback(tape) {
  const dself = tape.shadow(tape.recall());
  const dk = dself.k ?? 0;
  dself.k = 0;
  const drest = dself.rest ?? 0;
  dself.rest = 0;
  const db = dself.b ?? 0;
  dself.b = 0;
  const da = dself.a ?? 0;
  dself.a = 0;
  return [da, db, drest, dk];
}
function Spring_length_forward(tape) {
  const b_1 = this.b;
  const x_1 = b_1.x;
  const a_1 = this.a;
  const dx = x_1 - a_1.x;
  $.again("/tmp/wlb.mjs:203:16", this.b, b_1);
  const y_1 = b_1.y;
  $.again("/tmp/wlb.mjs:203:27", this.a, a_1);
  const dy = y_1 - a_1.y;
  const sqrt = Math.sqrt(dx * dx + dy * dy);
  tape.record2(b_1, a_1);
  tape.push3(dx, dy, sqrt);
  return sqrt;
}
function Spring_length_pullback(tape, dresult) {
  const sqrt = tape.pop();
  const dy = tape.pop();
  const dx = tape.pop();
  const da_1_1 = tape.shadow(tape.recall());
  const db_1_1 = tape.shadow(tape.recall());
  const dsum_1 = dresult !== 0 ? dresult * (0.5 / sqrt) : 0;
  const ddx = 2 * (dsum_1 * dx);
  const ddy = 2 * (dsum_1 * dy);
  if (da_1_1) {
    da_1_1.y = (da_1_1.y ?? 0) - ddy;
  }
  if (db_1_1) {
    db_1_1.y = (db_1_1.y ?? 0) + ddy;
  }
  if (da_1_1) {
    da_1_1.x = (da_1_1.x ?? 0) - ddx;
  }
  if (db_1_1) {
    db_1_1.x = (db_1_1.x ?? 0) + ddx;
  }
}
function Spring_pull_forward(tape) {
  const a = this.a;
  const a_slot = tape.touch(a);
  const b = this.b;
  const b_slot = tape.touch(b);
  const length = this.length;
  let len;
  const taken = length === Spring_length_pair.method ? 1 : 0;
  if (taken) {
    $.again("/tmp/wlb.mjs:202:16", this.b, b);
    const x_1_1 = b.x;
    $.again("/tmp/wlb.mjs:202:27", this.a, a);
    const dx = x_1_1 - a.x;
    $.again("/tmp/wlb.mjs:203:16", this.b, b);
    const y_1_1 = b.y;
    $.again("/tmp/wlb.mjs:203:27", this.a, a);
    const dy = y_1_1 - a.y;
    const sqrt = Math.sqrt(dx * dx + dy * dy);
    len = sqrt;
    tape.push3(dx, dy, sqrt);
  } else {
    len = $.callWithConstant(tape, "/tmp/wlb.mjs:208:17", length, this);
  }
  const k_1 = this.k;
  const rest_1 = this.rest;
  const f = k_1 * (len - rest_1) / len;
  const difference = b.x - a.x;
  const fx = f * difference;
  const difference_1 = b.y - a.y;
  const fy = f * difference_1;
  const applyForce = a.applyForce;
  let applyForce_result;
  const taken_1 = applyForce === Particle_applyForce_pair.method ? 1 : 0;
  if (taken_1) {
    a.fx += fx;
    a.fy += fy;
    applyForce_result = undefined;
  } else {
    applyForce_result = $.callWith(tape, "/tmp/wlb.mjs:212:5", applyForce, a, fx, fy);
  }
  const applyForce_1 = b.applyForce;
  let applyForce_1_result;
  const taken_2 = applyForce_1 === Particle_applyForce_pair.method ? 1 : 0;
  if (taken_2) {
    const fx_1 = -fx;
    const fy_1 = -fy;
    b.fx += fx_1;
    b.fy += fy_1;
    applyForce_1_result = undefined;
  } else {
    applyForce_1_result = $.callWith(tape, "/tmp/wlb.mjs:213:5", applyForce_1, b, -fx, -fy);
  }
  tape.record3(this, a_slot, b_slot);
  tape.push4(len, k_1, rest_1, f);
  tape.push4(difference, difference_1, taken, taken_1);
  tape.push(taken_2);
}
function Spring_pull_pullback(tape) {
  const taken_2 = tape.pop();
  const taken_1 = tape.pop();
  const taken = tape.pop();
  const difference_1 = tape.pop();
  const difference = tape.pop();
  const f = tape.pop();
  const rest_1 = tape.pop();
  const k_1 = tape.pop();
  const len = tape.pop();
  const db_1 = tape.open(tape.recall());
  const da_1 = tape.open(tape.recall());
  const dself = tape.shadow(tape.recall());
  let dfy = 0;
  let dfx = 0;
  if (taken_2) {
    let dfy_1 = 0;
    let dfx_1 = 0;
    if (db_1) {
      dfy_1 += db_1.fy ?? 0;
      dfx_1 += db_1.fx ?? 0;
    }
    dfy -= dfy_1;
    dfx -= dfx_1;
  } else {
    const d_4 = $.back(tape, 0);
    dfx -= d_4[0] ?? 0;
    dfy -= d_4[1] ?? 0;
  }
  if (taken_1) {
    if (da_1) {
      dfy += da_1.fy ?? 0;
      dfx += da_1.fx ?? 0;
    }
  } else {
    const d_3 = $.back(tape, 0);
    dfx += d_3[0] ?? 0;
    dfy += d_3[1] ?? 0;
  }
  let df = dfy * difference_1;
  const ddifference_1 = dfy * f;
  if (da_1) {
    da_1.y = (da_1.y ?? 0) - ddifference_1;
  }
  if (db_1) {
    db_1.y = (db_1.y ?? 0) + ddifference_1;
  }
  df += dfx * difference;
  const ddifference = dfx * f;
  if (da_1) {
    da_1.x = (da_1.x ?? 0) - ddifference;
  }
  if (db_1) {
    db_1.x = (db_1.x ?? 0) + ddifference;
  }
  const d_1 = df / len;
  const dk_1 = d_1 * (len - rest_1);
  const d_2 = d_1 * k_1;
  let dlen = d_2;
  const drest_1 = -d_2;
  dlen -= df * f / len;
  if (dself) {
    dself.rest = (dself.rest ?? 0) + drest_1;
    dself.k = (dself.k ?? 0) + dk_1;
  }
  if (taken) {
    const sqrt = tape.pop();
    const dy = tape.pop();
    const dx = tape.pop();
    const dsqrt = dlen;
    const dsum_1 = dsqrt !== 0 ? dsqrt * (0.5 / sqrt) : 0;
    const ddx = 2 * (dsum_1 * dx);
    const ddy = 2 * (dsum_1 * dy);
    if (da_1) {
      da_1.y = (da_1.y ?? 0) - ddy;
    }
    if (db_1) {
      db_1.y = (db_1.y ?? 0) + ddy;
    }
    if (da_1) {
      da_1.x = (da_1.x ?? 0) - ddx;
    }
    if (db_1) {
      db_1.x = (db_1.x ?? 0) + ddx;
    }
  } else {
    $.back(tape, dlen);
  }
}
function Spring_energy_forward(tape) {
  const length = this.length;
  let length_result;
  const taken = length === Spring_length_pair.method ? 1 : 0;
  if (taken) {
    const b_1 = this.b;
    const x_1 = b_1.x;
    const a_1 = this.a;
    const dx = x_1 - a_1.x;
    $.again("/tmp/wlb.mjs:203:16", this.b, b_1);
    const y_1 = b_1.y;
    $.again("/tmp/wlb.mjs:203:27", this.a, a_1);
    const dy = y_1 - a_1.y;
    const sqrt = Math.sqrt(dx * dx + dy * dy);
    length_result = sqrt;
    tape.record2(b_1, a_1);
    tape.push3(dx, dy, sqrt);
  } else {
    length_result = $.callWithConstant(tape, "/tmp/wlb.mjs:216:15", length, this);
  }
  const d = length_result - this.rest;
  const k_1 = this.k;
  tape.record(this);
  tape.push3(d, k_1, taken);
  return 0.5 * k_1 * d * d;
}
function Spring_energy_pullback(tape, dresult) {
  const taken = tape.pop();
  const k_1 = tape.pop();
  const d = tape.pop();
  const dself = tape.shadow(tape.recall());
  const d_1 = dresult * d;
  const dk_1 = d_1 * d * 0.5;
  const dd = d_1 * (0.5 * k_1) + dresult * (0.5 * k_1 * d);
  if (dself) {
    dself.k = (dself.k ?? 0) + dk_1;
  }
  if (dself) {
    dself.rest = (dself.rest ?? 0) - dd;
  }
  if (taken) {
    const sqrt = tape.pop();
    const dy = tape.pop();
    const dx = tape.pop();
    const da_1_1 = tape.shadow(tape.recall());
    const db_1_1 = tape.shadow(tape.recall());
    const dsum_1 = dd !== 0 ? dd * (0.5 / sqrt) : 0;
    const ddx = 2 * (dsum_1 * dx);
    const ddy = 2 * (dsum_1 * dy);
    if (da_1_1) {
      da_1_1.y = (da_1_1.y ?? 0) - ddy;
    }
    if (db_1_1) {
      db_1_1.y = (db_1_1.y ?? 0) + ddy;
    }
    if (da_1_1) {
      da_1_1.x = (da_1_1.x ?? 0) - ddx;
    }
    if (db_1_1) {
      db_1_1.x = (db_1_1.x ?? 0) + ddx;
    }
  } else {
    $.back(tape, dd);
  }
}
export function chainEnergy(velocities, steps, dt) {
  const particles = velocities.map($.pair((v, i) => new Particle(i, 0.1 * i * i, v.vx, v.vy), chainEnergy_inner_pair));
  const springs = [];
  for (let i = 0; i + 1 < particles.length; i++) {
    springs.push(new Spring(particles[i], particles[i + 1], 1, 20));
  }
  for (let s = 0; s < steps; s++) {
    for (const spring of springs) spring.pull();
    for (const p of particles) {
      p.applyForce(0, -9.81);
      p.step(dt);
    }
  }
  let e = 0;
  for (const p of particles) e += p.kineticEnergy();
  for (const spring of springs) e += spring.energy();
  return e;
}
// Expert version: structure of arrays, positions of every step kept (velocities are not needed).
function chainEnergy_forward(tape, velocities, steps, dt) {
  const particles = $.invokeConstant(tape, "/tmp/wlb.mjs:221:21", velocities, "map", $.pair((v, i) => new Particle(i, 0.1 * i * i, v.vx, v.vy), chainEnergy_inner_pair));
  const springs = tape.made([]);
  let i = 0;
  for (; i + 1 < particles.length; i++) {
    $.callWith(tape, "/tmp/wlb.mjs:224:5", springs.push, springs, $.construct(tape, "/tmp/wlb.mjs:224:18", Spring, particles[i], particles[i + 1], 1, 20));
  }
  tape.push(i);
  let s = 0;
  for (; s < steps; s++) {
    const steps_1 = $.iterate(tape, springs);
    let turns = 0;
    for (const spring of steps_1) {
      turns++;
      const pull = spring.pull;
      pull === Spring_pull_pair.method ? $.noted(tape, Spring_pull_pair, Spring_pull_forward.call(spring, tape)) : $.callWithConstant(tape, "/tmp/wlb.mjs:227:35", pull, spring);
    }
    tape.record(steps_1);
    tape.push(turns);
    const steps_2 = $.iterate(tape, particles);
    let turns_1 = 0;
    for (const p of steps_2) {
      turns_1++;
      const p_slot = tape.touch(p);
      const applyForce = p.applyForce;
      let applyForce_result;
      const taken = applyForce === Particle_applyForce_pair.method ? 1 : 0;
      if (taken) {
        p.fx += 0;
        p.fy += -9.81;
        applyForce_result = undefined;
      } else {
        applyForce_result = $.callWithConstant(tape, "/tmp/wlb.mjs:229:7", applyForce, p, 0, -9.81);
      }
      const step = p.step;
      let step_result;
      const taken_1 = step === Particle_step_pair.method ? 1 : 0;
      if (taken_1) {
        const ax = p.fx;
        const ay = p.fy;
        const vx_1 = p.vx;
        p.x += vx_1 * dt;
        const vy_1 = p.vy;
        p.y += vy_1 * dt;
        p.vx += ax * dt;
        p.vy += ay * dt;
        p.fx = 0;
        p.fy = 0;
        step_result = undefined;
        tape.push4(ax, ay, vx_1, vy_1);
      } else {
        step_result = $.callWith(tape, "/tmp/wlb.mjs:230:7", step, p, dt);
      }
      tape.record(p_slot);
      tape.push2(taken, taken_1);
    }
    tape.record(steps_2);
    tape.push(turns_1);
  }
  tape.push(s);
  let e = 0;
  const steps_3 = $.iterate(tape, particles);
  let turns_2 = 0;
  for (const p_1 of steps_3) {
    turns_2++;
    const kineticEnergy = p_1.kineticEnergy;
    let kineticEnergy_result;
    const taken_2 = kineticEnergy === Particle_kineticEnergy_pair.method ? 1 : 0;
    if (taken_2) {
      const vx_1_1 = p_1.vx;
      $.again("/tmp/wlb.mjs:194:29", p_1.vx, vx_1_1);
      const vy_1_1 = p_1.vy;
      $.again("/tmp/wlb.mjs:194:49", p_1.vy, vy_1_1);
      kineticEnergy_result = 0.5 * (vx_1_1 * vx_1_1 + vy_1_1 * vy_1_1);
      tape.push2(vx_1_1, vy_1_1);
    } else {
      kineticEnergy_result = $.callWithConstant(tape, "/tmp/wlb.mjs:234:35", kineticEnergy, p_1);
    }
    e += kineticEnergy_result;
    tape.record(p_1);
    tape.push(taken_2);
  }
  tape.record(steps_3);
  tape.push(turns_2);
  const steps_4 = $.iterate(tape, springs);
  let turns_3 = 0;
  for (const spring_1 of steps_4) {
    turns_3++;
    const energy = spring_1.energy;
    e += energy === Spring_energy_pair.method ? $.noted(tape, Spring_energy_pair, Spring_energy_forward.call(spring_1, tape)) : $.callWithConstant(tape, "/tmp/wlb.mjs:235:38", energy, spring_1);
  }
  tape.record2(steps_4, particles);
  tape.push2(turns_3, dt);
  return e;
}
function chainEnergy_pullback(tape, dresult) {
  const dparticles = tape.shadow(tape.recall());
  const dt = tape.pop();
  let n_4 = tape.pop();
  const steps_8 = $.steps(tape, tape.recall());
  while (n_4-- > 0) {
    const callee_1 = tape.recall();
    callee_1 === Spring_energy_pair ? Spring_energy_pullback(tape, dresult) : callee_1.pullback(tape, dresult);
    steps_8.back(n_4, 0);
  }
  let n_3 = tape.pop();
  const steps_7 = $.steps(tape, tape.recall());
  while (n_3-- > 0) {
    const taken_2 = tape.pop();
    const dp_1 = tape.shadow(tape.recall());
    if (taken_2) {
      const vy_1_1 = tape.pop();
      const vx_1_1 = tape.pop();
      const dsum_1 = dresult * 0.5;
      const dvx_1_1_1 = 2 * (dsum_1 * vx_1_1);
      const dvy_1_1_1 = 2 * (dsum_1 * vy_1_1);
      if (dp_1) {
        dp_1.vy = (dp_1.vy ?? 0) + dvy_1_1_1;
        dp_1.vx = (dp_1.vx ?? 0) + dvx_1_1_1;
      }
    } else {
      $.back(tape, dresult);
    }
    steps_7.back(n_3, 0);
  }
  let ddt = 0;
  for (let s = tape.pop() - 1; s >= 0; s--) {
    let n_2 = tape.pop();
    const steps_6 = $.steps(tape, tape.recall());
    while (n_2-- > 0) {
      const taken_1 = tape.pop();
      const taken = tape.pop();
      const dp = tape.open(tape.recall());
      if (taken_1) {
        const vy_1 = tape.pop();
        const vx_1 = tape.pop();
        const ay = tape.pop();
        const ax = tape.pop();
        if (dp) {
          dp.fy = 0;
          dp.fx = 0;
          const d_5 = dp.vy ?? 0;
          const day = d_5 * dt;
          ddt += d_5 * ay;
          const d_4 = dp.vx ?? 0;
          const dax = d_4 * dt;
          ddt += d_4 * ax;
          const d_3 = dp.y ?? 0;
          const dvy_1 = d_3 * dt;
          ddt += d_3 * vy_1;
          dp.vy = (dp.vy ?? 0) + dvy_1;
          const d_2 = dp.x ?? 0;
          const dvx_1 = d_2 * dt;
          ddt += d_2 * vx_1;
          dp.vx = (dp.vx ?? 0) + dvx_1;
          dp.fy = (dp.fy ?? 0) + day;
          dp.fx = (dp.fx ?? 0) + dax;
        }
      } else {
        const d_6 = $.back(tape, 0);
        ddt += d_6[0] ?? 0;
      }
      if (!taken) {
        $.back(tape, 0);
      }
      steps_6.back(n_2, 0);
    }
    let n_1 = tape.pop();
    const steps_5 = $.steps(tape, tape.recall());
    while (n_1-- > 0) {
      const callee = tape.recall();
      callee === Spring_pull_pair ? Spring_pull_pullback(tape, 0) : callee.pullback(tape, 0);
      steps_5.back(n_1, 0);
    }
  }
  for (let i = tape.pop() - 1; i >= 0; i--) {
    $.back(tape, 0);
    const d_1 = $.back(tape, 0);
    const delement_2 = d_1[0] ?? 0;
    const delement_3 = d_1[1] ?? 0;
    if (dparticles) {
      dparticles[i + 1] = (dparticles[i + 1] ?? 0) + delement_3;
      dparticles[i] = (dparticles[i] ?? 0) + delement_2;
    }
  }
  $.back(tape, 0);
  return [0, 0, ddt];
}
function chainEnergy_inner_forward(tape, v, i) {
  const particle_result = $.construct(tape, "/tmp/wlb.mjs:221:46", Particle, i, 0.1 * i * i, v.vx, v.vy);
  tape.record(v);
  tape.push(i);
  return particle_result;
}
function chainEnergy_inner_pullback(tape) {
  const i = tape.pop();
  const dv_1 = tape.shadow(tape.recall());
  const d_1 = $.back(tape, 0);
  let di = d_1[0] ?? 0;
  const d_2 = d_1[1] ?? 0;
  di += d_2 * i * 0.1;
  di += d_2 * (0.1 * i);
  const dvx_1 = d_1[2] ?? 0;
  const dvy_1 = d_1[3] ?? 0;
  if (dv_1) {
    dv_1.vy = (dv_1.vy ?? 0) + dvy_1;
    dv_1.vx = (dv_1.vx ?? 0) + dvx_1;
  }
  return [0, di];
}
function chainGrad(velocities, steps, dt) {
  const n = velocities.length,
    k = 20,
    rest = 1;
  const x = new Float64Array(n),
    y = new Float64Array(n),
    vx = new Float64Array(n),
    vy = new Float64Array(n);
  const hx = new Float64Array(n * steps),
    hy = new Float64Array(n * steps);
  const fx = new Float64Array(n),
    fy = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    x[i] = i;
    y[i] = 0.1 * i * i;
    vx[i] = velocities[i].vx;
    vy[i] = velocities[i].vy;
  }
  for (let s = 0; s < steps; s++) {
    const o = s * n;
    for (let i = 0; i < n; i++) {
      hx[o + i] = x[i];
      hy[o + i] = y[i];
      fx[i] = 0;
      fy[i] = -9.81;
    }
    for (let i = 0; i + 1 < n; i++) {
      const dx = x[i + 1] - x[i],
        dy = y[i + 1] - y[i];
      const len = Math.sqrt(dx * dx + dy * dy),
        f = k * (len - rest) / len;
      fx[i] += f * dx;
      fy[i] += f * dy;
      fx[i + 1] -= f * dx;
      fy[i + 1] -= f * dy;
    }
    for (let i = 0; i < n; i++) {
      x[i] += vx[i] * dt;
      y[i] += vy[i] * dt;
      vx[i] += fx[i] * dt;
      vy[i] += fy[i] * dt;
    }
  }
  // adjoints of the final state
  const gx = new Float64Array(n),
    gy = new Float64Array(n),
    gvx = vx,
    gvy = vy; // d(0.5 v^2)/dv = v
  for (let i = 0; i + 1 < n; i++) {
    const dx = x[i + 1] - x[i],
      dy = y[i + 1] - y[i],
      len = Math.sqrt(dx * dx + dy * dy);
    const c = k * (len - rest) / len;
    gx[i + 1] += c * dx;
    gy[i + 1] += c * dy;
    gx[i] -= c * dx;
    gy[i] -= c * dy;
  }
  for (let s = steps - 1; s >= 0; s--) {
    const o = s * n;
    for (let i = 0; i < n; i++) {
      fx[i] = gvx[i] * dt;
      fy[i] = gvy[i] * dt;
      gvx[i] += gx[i] * dt;
      gvy[i] += gy[i] * dt;
    }
    for (let i = 0; i + 1 < n; i++) {
      const dx = hx[o + i + 1] - hx[o + i],
        dy = hy[o + i + 1] - hy[o + i];
      const len = Math.sqrt(dx * dx + dy * dy),
        f = k * (len - rest) / len;
      const gFx = fx[i] - fx[i + 1],
        gFy = fy[i] - fy[i + 1];
      const gl = (gFx * dx + gFy * dy) * k * rest / (len * len * len);
      const gdx = f * gFx + gl * dx,
        gdy = f * gFy + gl * dy;
      gx[i + 1] += gdx;
      gx[i] -= gdx;
      gy[i + 1] += gdy;
      gy[i] -= gdy;
    }
  }
  const out = new Array(n);
  for (let i = 0; i < n; i++) out[i] = {
    vx: gvx[i],
    vy: gvy[i]
  };
  return [out];
}

// ---------- h. CIEDE2000 between two sRGB colours -----------------------------------------------
function chainGrad_forward(tape, velocities, steps, dt) {
  const n = velocities.length;
  const x = $.construct(tape, "/tmp/wlb.mjs:241:13", Float64Array, n);
  const y = $.construct(tape, "/tmp/wlb.mjs:241:38", Float64Array, n);
  const vx = $.construct(tape, "/tmp/wlb.mjs:241:64", Float64Array, n);
  const vy = $.construct(tape, "/tmp/wlb.mjs:241:90", Float64Array, n);
  const hx = $.construct(tape, "/tmp/wlb.mjs:242:14", Float64Array, n * steps);
  const hy = $.construct(tape, "/tmp/wlb.mjs:242:48", Float64Array, n * steps);
  const fx = $.construct(tape, "/tmp/wlb.mjs:243:14", Float64Array, n);
  const fy = $.construct(tape, "/tmp/wlb.mjs:243:40", Float64Array, n);
  let i = 0;
  for (; i < n; i++) {
    x[i] = i;
    y[i] = 0.1 * i * i;
    const element = velocities[i];
    vx[i] = element.vx;
    const element_1 = velocities[i];
    vy[i] = element_1.vy;
    tape.record2(element, element_1);
  }
  tape.push(i);
  let s = 0;
  for (; s < steps; s++) {
    const o = s * n;
    let i_1 = 0;
    for (; i_1 < n; i_1++) {
      hx[o + i_1] = x[i_1];
      hy[o + i_1] = y[i_1];
      fx[i_1] = 0;
      fy[i_1] = -9.81;
    }
    tape.push(i_1);
    let i_2 = 0;
    for (; i_2 + 1 < n; i_2++) {
      const dx = x[i_2 + 1] - x[i_2];
      const dy = y[i_2 + 1] - y[i_2];
      const len = Math.sqrt(dx * dx + dy * dy);
      const f = 20 * (len - 1) / len;
      fx[i_2] += f * dx;
      fy[i_2] += f * dy;
      fx[i_2 + 1] -= f * dx;
      fy[i_2 + 1] -= f * dy;
      tape.push4(dx, dy, len, f);
    }
    tape.push(i_2);
    let i_3 = 0;
    for (; i_3 < n; i_3++) {
      const element_8 = vx[i_3];
      x[i_3] += element_8 * dt;
      const element_9 = vy[i_3];
      y[i_3] += element_9 * dt;
      const element_10 = fx[i_3];
      vx[i_3] += element_10 * dt;
      const element_11 = fy[i_3];
      vy[i_3] += element_11 * dt;
      tape.push4(element_8, element_9, element_10, element_11);
    }
    tape.push2(i_3, o);
  }
  tape.push(s);
  const gx = $.construct(tape, "/tmp/wlb.mjs:258:14", Float64Array, n);
  const gy = $.construct(tape, "/tmp/wlb.mjs:258:40", Float64Array, n);
  let i_4 = 0;
  for (; i_4 + 1 < n; i_4++) {
    const dx_1 = x[i_4 + 1] - x[i_4];
    const dy_1 = y[i_4 + 1] - y[i_4];
    const len_1 = Math.sqrt(dx_1 * dx_1 + dy_1 * dy_1);
    const c = 20 * (len_1 - 1) / len_1;
    gx[i_4 + 1] += c * dx_1;
    gy[i_4 + 1] += c * dy_1;
    gx[i_4] -= c * dx_1;
    gy[i_4] -= c * dy_1;
    tape.push4(dx_1, dy_1, len_1, c);
  }
  tape.push(i_4);
  let s_1 = steps - 1;
  let turns = 0;
  for (; s_1 >= 0; s_1--) {
    turns++;
    const o_1 = s_1 * n;
    let i_5 = 0;
    for (; i_5 < n; i_5++) {
      const element_16 = vx[i_5];
      fx[i_5] = element_16 * dt;
      const element_17 = vy[i_5];
      fy[i_5] = element_17 * dt;
      const element_18 = gx[i_5];
      vx[i_5] += element_18 * dt;
      const element_19 = gy[i_5];
      vy[i_5] += element_19 * dt;
      tape.push4(element_16, element_17, element_18, element_19);
    }
    tape.push(i_5);
    let i_6 = 0;
    for (; i_6 + 1 < n; i_6++) {
      const dx_2 = hx[o_1 + i_6 + 1] - hx[o_1 + i_6];
      const dy_2 = hy[o_1 + i_6 + 1] - hy[o_1 + i_6];
      const len_2 = Math.sqrt(dx_2 * dx_2 + dy_2 * dy_2);
      const f_1 = 20 * (len_2 - 1) / len_2;
      const gFx = fx[i_6] - fx[i_6 + 1];
      const gFy = fy[i_6] - fy[i_6 + 1];
      const gl = (gFx * dx_2 + gFy * dy_2) * 20 * 1 / (len_2 * len_2 * len_2);
      const gdx = f_1 * gFx + gl * dx_2;
      const gdy = f_1 * gFy + gl * dy_2;
      gx[i_6 + 1] += gdx;
      gx[i_6] -= gdx;
      gy[i_6 + 1] += gdy;
      gy[i_6] -= gdy;
      tape.push4(dx_2, dy_2, len_2, f_1);
      tape.push3(gFx, gFy, gl);
    }
    tape.record(o_1);
    tape.push(i_6);
  }
  tape.push(turns);
  const out = $.construct(tape, "/tmp/wlb.mjs:276:15", Array, n);
  let i_7 = 0;
  for (; i_7 < n; i_7++) {
    const object = tape.made({
      vx: vx[i_7],
      vy: vy[i_7]
    });
    out[i_7] = object;
    tape.record(object);
  }
  tape.push(i_7);
  const list = tape.made([out]);
  tape.record4(velocities, x, y, vx);
  tape.record4(vy, hx, hy, fx);
  tape.record4(fy, gx, gy, out);
  tape.push3(steps, dt, n);
  return list;
}
function chainGrad_pullback(tape) {
  const dout = tape.shadow(tape.recall());
  const dgy = tape.shadow(tape.recall());
  const dgx = tape.shadow(tape.recall());
  const dfy = tape.shadow(tape.recall());
  const dfx = tape.shadow(tape.recall());
  const dhy = tape.shadow(tape.recall());
  const dhx = tape.shadow(tape.recall());
  const dvy = tape.shadow(tape.recall());
  const dvx = tape.shadow(tape.recall());
  const dy_3 = tape.shadow(tape.recall());
  const dx_3 = tape.shadow(tape.recall());
  const n = tape.pop();
  const dt = tape.pop();
  const steps = tape.pop();
  const dvelocities = tape.shadow(tape.recall());
  for (let i_7 = tape.pop() - 1; i_7 >= 0; i_7--) {
    const dobject = tape.shadow(tape.recall());
    dout[i_7] = 0;
    const delement_29 = dobject.vy ?? 0;
    const delement_28 = dobject.vx ?? 0;
    dvy[i_7] += delement_29;
    dvx[i_7] += delement_28;
  }
  const d_31 = $.back(tape, 0);
  let dn = d_31[0] ?? 0;
  let ddt = 0;
  for (let n_1 = tape.pop(); n_1 > 0; n_1--) {
    const o_1 = tape.recall();
    for (let i_6 = tape.pop() - 1; i_6 >= 0; i_6--) {
      const gl = tape.pop();
      const gFy = tape.pop();
      const gFx = tape.pop();
      const f_1 = tape.pop();
      const len_2 = tape.pop();
      const dy_2 = tape.pop();
      const dx_2 = tape.pop();
      const dgdy = -dgy[i_6] + dgy[i_6 + 1];
      const dgdx = -dgx[i_6] + dgx[i_6 + 1];
      let df_1_1 = dgdy * gFy;
      let dgFy = dgdy * f_1;
      let dgl = dgdy * dy_2;
      let ddy_2 = dgdy * gl;
      df_1_1 += dgdx * gFx;
      let dgFx = dgdx * f_1;
      dgl += dgdx * dx_2;
      let ddx_2 = dgdx * gl;
      const dsum_4 = dgl / (len_2 * len_2 * len_2) * 20;
      const d_29 = -(dgl * gl / (len_2 * len_2 * len_2));
      let dlen_2 = 2 * (d_29 * len_2 * len_2) + d_29 * (len_2 * len_2);
      dgFx += dsum_4 * dx_2;
      ddx_2 += dsum_4 * gFx;
      dgFy += dsum_4 * dy_2;
      ddy_2 += dsum_4 * gFy;
      const delement_26 = dgFy;
      dfy[i_6 + 1] -= dgFy;
      dfy[i_6] += delement_26;
      const delement_24 = dgFx;
      dfx[i_6 + 1] -= dgFx;
      dfx[i_6] += delement_24;
      dlen_2 += df_1_1 / len_2 * 20;
      dlen_2 -= df_1_1 * f_1 / len_2;
      const dsum_3 = dlen_2 !== 0 ? dlen_2 * (0.5 / len_2) : 0;
      ddx_2 += 2 * (dsum_3 * dx_2);
      ddy_2 += 2 * (dsum_3 * dy_2);
      const delement_22 = ddy_2;
      dhy[o_1 + i_6] -= ddy_2;
      dhy[o_1 + i_6 + 1] += delement_22;
      const delement_20 = ddx_2;
      dhx[o_1 + i_6] -= ddx_2;
      dhx[o_1 + i_6 + 1] += delement_20;
    }
    for (let i_5 = tape.pop() - 1; i_5 >= 0; i_5--) {
      const element_19 = tape.pop();
      const element_18 = tape.pop();
      const element_17 = tape.pop();
      const element_16 = tape.pop();
      const d_28 = dvy[i_5];
      const delement_19 = d_28 * dt;
      ddt += d_28 * element_19;
      dgy[i_5] += delement_19;
      const d_27 = dvx[i_5];
      const delement_18 = d_27 * dt;
      ddt += d_27 * element_18;
      dgx[i_5] += delement_18;
      const d_26 = dfy[i_5];
      const delement_17 = d_26 * dt;
      ddt += d_26 * element_17;
      dfy[i_5] = 0;
      dvy[i_5] += delement_17;
      const d_25 = dfx[i_5];
      const delement_16 = d_25 * dt;
      ddt += d_25 * element_16;
      dfx[i_5] = 0;
      dvx[i_5] += delement_16;
    }
  }
  for (let i_4 = tape.pop() - 1; i_4 >= 0; i_4--) {
    const c = tape.pop();
    const len_1 = tape.pop();
    const dy_1 = tape.pop();
    const dx_1 = tape.pop();
    const d_24 = -dgy[i_4];
    let dc = d_24 * dy_1;
    let ddy_1_1 = d_24 * c;
    const d_23 = -dgx[i_4];
    dc += d_23 * dx_1;
    let ddx_1_1 = d_23 * c;
    const d_22 = dgy[i_4 + 1];
    dc += d_22 * dy_1;
    ddy_1_1 += d_22 * c;
    const d_21 = dgx[i_4 + 1];
    dc += d_21 * dx_1;
    ddx_1_1 += d_21 * c;
    const dlen_1_1 = dc / len_1 * 20 - dc * c / len_1;
    const dsum_2 = dlen_1_1 !== 0 ? dlen_1_1 * (0.5 / len_1) : 0;
    ddx_1_1 += 2 * (dsum_2 * dx_1);
    ddy_1_1 += 2 * (dsum_2 * dy_1);
    const delement_14 = ddy_1_1;
    dy_3[i_4] -= ddy_1_1;
    dy_3[i_4 + 1] += delement_14;
    const delement_12 = ddx_1_1;
    dx_3[i_4] -= ddx_1_1;
    dx_3[i_4 + 1] += delement_12;
  }
  const d_20 = $.back(tape, 0);
  dn += d_20[0] ?? 0;
  const d_19 = $.back(tape, 0);
  dn += d_19[0] ?? 0;
  for (let s = tape.pop() - 1; s >= 0; s--) {
    const o = tape.pop();
    for (let i_3 = tape.pop() - 1; i_3 >= 0; i_3--) {
      const element_11 = tape.pop();
      const element_10 = tape.pop();
      const element_9 = tape.pop();
      const element_8 = tape.pop();
      const d_18 = dvy[i_3];
      const delement_11 = d_18 * dt;
      ddt += d_18 * element_11;
      dfy[i_3] += delement_11;
      const d_17 = dvx[i_3];
      const delement_10 = d_17 * dt;
      ddt += d_17 * element_10;
      dfx[i_3] += delement_10;
      const d_16 = dy_3[i_3];
      const delement_9 = d_16 * dt;
      ddt += d_16 * element_9;
      dvy[i_3] += delement_9;
      const d_15 = dx_3[i_3];
      const delement_8 = d_15 * dt;
      ddt += d_15 * element_8;
      dvx[i_3] += delement_8;
    }
    for (let i_2 = tape.pop() - 1; i_2 >= 0; i_2--) {
      const f = tape.pop();
      const len = tape.pop();
      const dy = tape.pop();
      const dx = tape.pop();
      const d_14 = -dfy[i_2 + 1];
      let df = d_14 * dy;
      let ddy = d_14 * f;
      const d_13 = -dfx[i_2 + 1];
      df += d_13 * dx;
      let ddx = d_13 * f;
      const d_12 = dfy[i_2];
      df += d_12 * dy;
      ddy += d_12 * f;
      const d_11 = dfx[i_2];
      df += d_11 * dx;
      ddx += d_11 * f;
      const dlen = df / len * 20 - df * f / len;
      const dsum_1 = dlen !== 0 ? dlen * (0.5 / len) : 0;
      ddx += 2 * (dsum_1 * dx);
      ddy += 2 * (dsum_1 * dy);
      const delement_6 = ddy;
      dy_3[i_2] -= ddy;
      dy_3[i_2 + 1] += delement_6;
      const delement_4 = ddx;
      dx_3[i_2] -= ddx;
      dx_3[i_2 + 1] += delement_4;
    }
    for (let i_1 = tape.pop() - 1; i_1 >= 0; i_1--) {
      dfy[i_1] = 0;
      dfx[i_1] = 0;
      const delement_3 = dhy[o + i_1];
      dhy[o + i_1] = 0;
      dy_3[i_1] += delement_3;
      const delement_2 = dhx[o + i_1];
      dhx[o + i_1] = 0;
      dx_3[i_1] += delement_2;
    }
  }
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const delement_1_2 = tape.shadow(tape.recall());
    const delement_1 = tape.shadow(tape.recall());
    const dvy_1 = dvy[i];
    dvy[i] = 0;
    if (delement_1_2) {
      delement_1_2.vy = (delement_1_2.vy ?? 0) + dvy_1;
    }
    const dvx_1 = dvx[i];
    dvx[i] = 0;
    if (delement_1) {
      delement_1.vx = (delement_1.vx ?? 0) + dvx_1;
    }
    dy_3[i] = 0;
    dx_3[i] = 0;
  }
  const d_10 = $.back(tape, 0);
  dn += d_10[0] ?? 0;
  const d_9 = $.back(tape, 0);
  dn += d_9[0] ?? 0;
  const d_7 = $.back(tape, 0);
  const d_8 = d_7[0] ?? 0;
  dn += d_8 * steps;
  let dsteps = d_8 * n;
  const d_5 = $.back(tape, 0);
  const d_6 = d_5[0] ?? 0;
  dn += d_6 * steps;
  dsteps += d_6 * n;
  const d_4 = $.back(tape, 0);
  dn += d_4[0] ?? 0;
  const d_3 = $.back(tape, 0);
  dn += d_3[0] ?? 0;
  const d_2 = $.back(tape, 0);
  dn += d_2[0] ?? 0;
  const d_1 = $.back(tape, 0);
  dn += d_1[0] ?? 0;
  if (dvelocities) {
    $.addExtent(dvelocities, "length", dn);
  }
  return [0, dsteps, ddt];
}
const toLinear = c => c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
const labF = t => t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116;
export function rgbToLab({
  r,
  g,
  b
}) {
  const R = toLinear(r),
    G = toLinear(g),
    B = toLinear(b);
  const X = 0.4124564 * R + 0.3575761 * G + 0.1804375 * B;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = 0.0193339 * R + 0.119192 * G + 0.9503041 * B;
  const fx = labF(X / 0.95047),
    fy = labF(Y),
    fz = labF(Z / 1.08883);
  return {
    L: 116 * fy - 16,
    a: 500 * (fx - fy),
    b: 200 * (fy - fz)
  };
}
function rgbToLab_forward(tape, given) {
  const r = given.r;
  const g = given.g;
  const b = given.b;
  let R;
  let value;
  const taken = r <= 0.04045 ? 1 : 0;
  if (taken) {
    value = r / 12.92;
  } else {
    const sum_1 = r + 0.055;
    value = Math.pow(sum_1 / 1.055, 2.4);
    tape.push(sum_1);
  }
  R = value;
  let G;
  let value_1;
  const taken_1 = g <= 0.04045 ? 1 : 0;
  if (taken_1) {
    value_1 = g / 12.92;
  } else {
    const sum_1_1 = g + 0.055;
    value_1 = Math.pow(sum_1_1 / 1.055, 2.4);
    tape.push(sum_1_1);
  }
  G = value_1;
  let B;
  let value_2;
  const taken_2 = b <= 0.04045 ? 1 : 0;
  if (taken_2) {
    value_2 = b / 12.92;
  } else {
    const sum_1_2 = b + 0.055;
    value_2 = Math.pow(sum_1_2 / 1.055, 2.4);
    tape.push(sum_1_2);
  }
  B = value_2;
  const X = 0.4124564 * R + 0.3575761 * G + 0.1804375 * B;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = 0.0193339 * R + 0.119192 * G + 0.9503041 * B;
  let fx;
  const t = X / 0.95047;
  let value_3;
  const taken_3 = t > 216 / 24389 ? 1 : 0;
  if (taken_3) {
    const cbrt = Math.cbrt(t);
    value_3 = cbrt;
    tape.push(cbrt);
  } else {
    value_3 = (24389 / 27 * t + 16) / 116;
  }
  fx = value_3;
  let fy;
  let value_4;
  const taken_4 = Y > 216 / 24389 ? 1 : 0;
  if (taken_4) {
    const cbrt_1 = Math.cbrt(Y);
    value_4 = cbrt_1;
    tape.push(cbrt_1);
  } else {
    value_4 = (24389 / 27 * Y + 16) / 116;
  }
  fy = value_4;
  let fz;
  const t_1 = Z / 1.08883;
  let value_5;
  const taken_5 = t_1 > 216 / 24389 ? 1 : 0;
  if (taken_5) {
    const cbrt_2 = Math.cbrt(t_1);
    value_5 = cbrt_2;
    tape.push(cbrt_2);
  } else {
    value_5 = (24389 / 27 * t_1 + 16) / 116;
  }
  fz = value_5;
  const object = tape.made({
    L: 116 * fy - 16,
    a: 500 * (fx - fy),
    b: 200 * (fy - fz)
  });
  tape.record2(given, object);
  tape.push4(taken, taken_1, taken_2, taken_3);
  tape.push2(taken_4, taken_5);
  return object;
}
function rgbToLab_pullback(tape) {
  const taken_5 = tape.pop();
  const taken_4 = tape.pop();
  const taken_3 = tape.pop();
  const taken_2 = tape.pop();
  const taken_1 = tape.pop();
  const taken = tape.pop();
  const dobject = tape.shadow(tape.recall());
  const dgiven = tape.shadow(tape.recall());
  const d_1 = (dobject.b ?? 0) * 200;
  let dfy = d_1;
  const dfz = -d_1;
  const d_2 = (dobject.a ?? 0) * 500;
  dfy -= d_2;
  dfy += (dobject.L ?? 0) * 116;
  let dt_1_1 = 0;
  if (taken_5) {
    const cbrt_2 = tape.pop();
    if (dfz !== 0) {
      dt_1_1 += dfz / (3 * cbrt_2 * cbrt_2);
    }
  } else {
    dt_1_1 += dfz / 116 * (24389 / 27);
  }
  const dZ = dt_1_1 / 1.08883;
  const dvalue_4 = dfy;
  let dY = 0;
  if (taken_4) {
    const cbrt_1 = tape.pop();
    if (dvalue_4 !== 0) {
      dY += dvalue_4 / (3 * cbrt_1 * cbrt_1);
    }
  } else {
    dY += dvalue_4 / 116 * (24389 / 27);
  }
  let dt_1 = 0;
  if (taken_3) {
    const cbrt = tape.pop();
    if (d_2 !== 0) {
      dt_1 += d_2 / (3 * cbrt * cbrt);
    }
  } else {
    dt_1 += d_2 / 116 * (24389 / 27);
  }
  const dX = dt_1 / 0.95047;
  let dR = dZ * 0.0193339;
  let dG = dZ * 0.119192;
  let dB = dZ * 0.9503041;
  dR += dY * 0.2126729;
  dG += dY * 0.7151522;
  dB += dY * 0.072175;
  dR += dX * 0.4124564;
  dG += dX * 0.3575761;
  dB += dX * 0.1804375;
  const dvalue_2 = dB;
  let db = 0;
  if (taken_2) {
    db += dvalue_2 / 12.92;
  } else {
    const sum_1_2 = tape.pop();
    db += dvalue_2 !== 0 ? dvalue_2 * (2.4 * (sum_1_2 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1 = dG;
  let dg = 0;
  if (taken_1) {
    dg += dvalue_1 / 12.92;
  } else {
    const sum_1_1 = tape.pop();
    dg += dvalue_1 !== 0 ? dvalue_1 * (2.4 * (sum_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue = dR;
  let dr_1 = 0;
  if (taken) {
    dr_1 += dvalue / 12.92;
  } else {
    const sum_1 = tape.pop();
    dr_1 += dvalue !== 0 ? dvalue * (2.4 * (sum_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (dgiven) {
    dgiven.b = (dgiven.b ?? 0) + db;
    dgiven.g = (dgiven.g ?? 0) + dg;
    dgiven.r = (dgiven.r ?? 0) + dr_1;
  }
}
const RAD = Math.PI / 180;
const P25_7 = 25 ** 7;
function hueAngle(a, b) {
  if (a === 0 && b === 0) return 0;
  const h = Math.atan2(b, a);
  return h < 0 ? h + 2 * Math.PI : h;
}
export function ciede2000(lab1, lab2) {
  const C1 = Math.sqrt(lab1.a ** 2 + lab1.b ** 2);
  const C2 = Math.sqrt(lab2.a ** 2 + lab2.b ** 2);
  const Cm7 = ((C1 + C2) / 2) ** 7;
  const G = 0.5 * (1 - Math.sqrt(Cm7 / (Cm7 + P25_7)));
  const a1 = (1 + G) * lab1.a,
    a2 = (1 + G) * lab2.a;
  const c1 = Math.sqrt(a1 * a1 + lab1.b ** 2),
    c2 = Math.sqrt(a2 * a2 + lab2.b ** 2);
  const h1 = hueAngle(a1, lab1.b),
    h2 = hueAngle(a2, lab2.b);
  const dL = lab2.L - lab1.L,
    dC = c2 - c1;
  let dh = h2 - h1;
  let hm = h1 + h2;
  if (c1 * c2 === 0) {
    dh = 0;
  } else {
    if (dh > Math.PI) dh -= 2 * Math.PI;else if (dh < -Math.PI) dh += 2 * Math.PI;
    if (Math.abs(h1 - h2) <= Math.PI) hm = hm / 2;else hm = hm < 2 * Math.PI ? (hm + 2 * Math.PI) / 2 : (hm - 2 * Math.PI) / 2;
  }
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(dh / 2);
  const Lm = (lab1.L + lab2.L) / 2,
    Cm = (c1 + c2) / 2;
  const T = 1 - 0.17 * Math.cos(hm - 30 * RAD) + 0.24 * Math.cos(2 * hm) + 0.32 * Math.cos(3 * hm + 6 * RAD) - 0.2 * Math.cos(4 * hm - 63 * RAD);
  const dTheta = 30 * RAD * Math.exp(-(((hm / RAD - 275) / 25) ** 2));
  const cm7 = Cm ** 7;
  const RC = 2 * Math.sqrt(cm7 / (cm7 + P25_7));
  const L50 = (Lm - 50) ** 2;
  const SL = 1 + 0.015 * L50 / Math.sqrt(20 + L50);
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const RT = -Math.sin(2 * dTheta) * RC;
  const tL = dL / SL,
    tC = dC / SC,
    tH = dH / SH;
  return Math.sqrt(tL * tL + tC * tC + tH * tH + RT * tC * tH);
}
function ciede2000_forward(tape, lab1, lab2) {
  const a_1 = lab1.a;
  const power_1 = a_1 ** 2;
  const b_1 = lab1.b;
  const C1 = Math.sqrt(power_1 + b_1 ** 2);
  const a_2 = lab2.a;
  const power_3 = a_2 ** 2;
  const b_2 = lab2.b;
  const C2 = Math.sqrt(power_3 + b_2 ** 2);
  const Cm7 = ((C1 + C2) / 2) ** 7;
  const sqrt_2 = Math.sqrt(Cm7 / (Cm7 + P25_7));
  const G = 0.5 * (1 - sqrt_2);
  $.again("/tmp/wlb.mjs:304:24", lab1.a, a_1);
  const a1 = (1 + G) * a_1;
  $.again("/tmp/wlb.mjs:304:47", lab2.a, a_2);
  const a2 = (1 + G) * a_2;
  $.again("/tmp/wlb.mjs:305:34", lab1.b, b_1);
  const c1 = Math.sqrt(a1 * a1 + b_1 ** 2);
  $.again("/tmp/wlb.mjs:305:73", lab2.b, b_2);
  const c2 = Math.sqrt(a2 * a2 + b_2 ** 2);
  $.again("/tmp/wlb.mjs:306:27", lab1.b, b_1);
  let h1;
  const taken = a1 === 0 && b_1 === 0 ? 1 : 0;
  if (taken) {
    h1 = 0;
  } else {
    const h = Math.atan2(b_1, a1);
    h1 = h < 0 ? h + 2 * Math.PI : h;
    tape.push(h);
  }
  $.again("/tmp/wlb.mjs:306:54", lab2.b, b_2);
  let h2;
  const taken_1 = a2 === 0 && b_2 === 0 ? 1 : 0;
  if (taken_1) {
    h2 = 0;
  } else {
    const h_1 = Math.atan2(b_2, a2);
    h2 = h_1 < 0 ? h_1 + 2 * Math.PI : h_1;
    tape.push(h_1);
  }
  const L = lab2.L;
  const L_1 = lab1.L;
  const dL = L - L_1;
  const dC = c2 - c1;
  let dh = h2 - h1;
  let hm = h1 + h2;
  const taken_6 = c1 * c2 === 0 ? 1 : 0;
  if (taken_6) {
    dh = 0;
  } else {
    const taken_3 = dh > Math.PI ? 1 : 0;
    if (taken_3) {
      dh -= 2 * Math.PI;
    } else {
      const taken_2 = dh < -Math.PI ? 1 : 0;
      if (taken_2) {
        dh += 2 * Math.PI;
      }
      tape.push(taken_2);
    }
    const taken_5 = Math.abs(h1 - h2) <= Math.PI ? 1 : 0;
    if (taken_5) {
      hm /= 2;
    } else {
      let value;
      const taken_4 = hm < 2 * Math.PI ? 1 : 0;
      if (taken_4) {
        value = (hm + 2 * Math.PI) / 2;
      } else {
        value = (hm - 2 * Math.PI) / 2;
      }
      hm = value;
      tape.push(taken_4);
    }
    tape.push2(taken_3, taken_5);
  }
  const sqrt_5 = Math.sqrt(c1 * c2);
  const sin = Math.sin(dh / 2);
  const dH = 2 * sqrt_5 * sin;
  $.again("/tmp/wlb.mjs:319:15", lab1.L, L_1);
  $.again("/tmp/wlb.mjs:319:24", lab2.L, L);
  const Lm = (L_1 + L) / 2;
  const Cm = (c1 + c2) / 2;
  const T = 1 - 0.17 * Math.cos(hm - 30 * RAD) + 0.24 * Math.cos(2 * hm) + 0.32 * Math.cos(3 * hm + 6 * RAD) - 0.2 * Math.cos(4 * hm - 63 * RAD);
  const exp = Math.exp(-(((hm / RAD - 275) / 25) ** 2));
  const dTheta = 30 * RAD * exp;
  const cm7 = Cm ** 7;
  const sqrt_6 = Math.sqrt(cm7 / (cm7 + P25_7));
  const RC = 2 * sqrt_6;
  const L50 = (Lm - 50) ** 2;
  const sqrt_7 = Math.sqrt(20 + L50);
  const SL = 1 + 0.015 * L50 / sqrt_7;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const sin_1 = Math.sin(2 * dTheta);
  const RT = -sin_1 * RC;
  const tL = dL / SL;
  const tC = dC / SC;
  const tH = dH / SH;
  const sqrt_8 = Math.sqrt(tL * tL + tC * tC + tH * tH + RT * tC * tH);
  tape.record2(lab1, lab2);
  tape.push4(a_1, b_1, C1, a_2);
  tape.push4(b_2, C2, Cm7, sqrt_2);
  tape.push4(c1, c2, dh, hm);
  tape.push4(sqrt_5, sin, Lm, Cm);
  tape.push4(T, exp, dTheta, cm7);
  tape.push4(sqrt_6, L50, sqrt_7, SL);
  tape.push4(sin_1, tL, tC, tH);
  tape.push4(sqrt_8, taken, taken_1, taken_6);
  return sqrt_8;
}
function ciede2000_pullback(tape, dresult) {
  const taken_6 = tape.pop();
  const taken_1 = tape.pop();
  const taken = tape.pop();
  const sqrt_8 = tape.pop();
  const tH = tape.pop();
  const tC = tape.pop();
  const tL = tape.pop();
  const sin_1 = tape.pop();
  const SL = tape.pop();
  const sqrt_7 = tape.pop();
  const L50 = tape.pop();
  const sqrt_6 = tape.pop();
  const cm7 = tape.pop();
  const dTheta = tape.pop();
  const exp = tape.pop();
  const T = tape.pop();
  const Cm = tape.pop();
  const Lm = tape.pop();
  const sin = tape.pop();
  const sqrt_5 = tape.pop();
  const hm = tape.pop();
  const dh = tape.pop();
  const c2 = tape.pop();
  const c1 = tape.pop();
  const sqrt_2 = tape.pop();
  const Cm7 = tape.pop();
  const C2 = tape.pop();
  const b_2 = tape.pop();
  const a_2 = tape.pop();
  const C1 = tape.pop();
  const b_1 = tape.pop();
  const a_1 = tape.pop();
  const dlab2 = tape.shadow(tape.recall());
  const dlab1 = tape.shadow(tape.recall());
  const G = 0.5 * (1 - sqrt_2);
  const a1 = (1 + G) * a_1;
  const a2 = (1 + G) * a_2;
  const RC = 2 * sqrt_6;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const RT = -sin_1 * RC;
  let dtH = 0;
  let dtC = 0;
  let dtL = 0;
  let dRT = 0;
  if (dresult !== 0) {
    const d_8 = dresult * (0.5 / sqrt_8);
    dtL += 2 * (d_8 * tL);
    dtC += 2 * (d_8 * tC);
    dtH += 2 * (d_8 * tH);
    const d_9 = d_8 * tH;
    dRT += d_9 * tC;
    dtC += d_9 * RT;
    dtH += d_8 * (RT * tC);
  }
  const ddH = dtH / SH;
  const dSH = -(dtH * tH / SH);
  const ddC = dtC / SC;
  const dSC = -(dtC * tC / SC);
  const ddL = dtL / SL;
  const dSL = -(dtL * tL / SL);
  const dsin_1 = -(dRT * RC);
  const dRC = -(dRT * sin_1);
  const ddTheta = dsin_1 !== 0 ? dsin_1 * Math.cos(2 * dTheta) * 2 : 0;
  let dCm = dSH * T * 0.015;
  const dT = dSH * (0.015 * Cm);
  dCm += dSC * 0.045;
  let dL50 = dSL / sqrt_7 * 0.015;
  const dsqrt_7 = -(dSL * (0.015 * L50 / sqrt_7) / sqrt_7);
  if (dsqrt_7 !== 0) {
    dL50 += dsqrt_7 * (0.5 / sqrt_7);
  }
  const dLm = dL50 !== 0 ? dL50 * (2 * (Lm - 50)) : 0;
  const dsqrt_6 = dRC * 2;
  let dcm7 = 0;
  if (dsqrt_6 !== 0) {
    const d_7 = dsqrt_6 * (0.5 / sqrt_6);
    dcm7 += d_7 / (cm7 + P25_7);
    dcm7 -= d_7 * (cm7 / (cm7 + P25_7)) / (cm7 + P25_7);
  }
  if (dcm7 !== 0) {
    dCm += dcm7 * (7 * Cm ** 6);
  }
  const dexp = ddTheta * (30 * RAD);
  const dpower_8 = dexp !== 0 ? -(dexp * exp) : 0;
  let dhm = dpower_8 !== 0 ? dpower_8 * (2 * ((hm / RAD - 275) / 25)) / 25 / RAD : 0;
  const dcos = -(dT * 0.17);
  const dcos_1 = dT * 0.24;
  const dcos_2 = dT * 0.32;
  const dcos_3 = -(dT * 0.2);
  if (dcos_3 !== 0) {
    dhm -= dcos_3 * Math.sin(4 * hm - 63 * RAD) * 4;
  }
  if (dcos_2 !== 0) {
    dhm -= dcos_2 * Math.sin(3 * hm + 6 * RAD) * 3;
  }
  if (dcos_1 !== 0) {
    dhm -= dcos_1 * Math.sin(2 * hm) * 2;
  }
  if (dcos !== 0) {
    dhm -= dcos * Math.sin(hm - 30 * RAD);
  }
  const d_6 = dCm / 2;
  let dc1 = d_6;
  let dc2 = d_6;
  const dsum_4 = dLm / 2;
  let dL_1_1 = dsum_4;
  let dL_1 = dsum_4;
  const dsqrt_5 = ddH * sin * 2;
  const dsin = ddH * (2 * sqrt_5);
  let ddh = dsin !== 0 ? dsin * Math.cos(dh / 2) / 2 : 0;
  if (dsqrt_5 !== 0) {
    const d_5 = dsqrt_5 * (0.5 / sqrt_5);
    dc1 += d_5 * c2;
    dc2 += d_5 * c1;
  }
  if (taken_6) {
    ddh = 0;
  } else {
    const taken_5 = tape.pop();
    const taken_3 = tape.pop();
    if (taken_5) {
      dhm /= 2;
    } else {
      const taken_4 = tape.pop();
      const dvalue = dhm;
      dhm = 0;
      if (taken_4) {
        dhm += dvalue / 2;
      } else {
        dhm += dvalue / 2;
      }
    }
    if (!taken_3) {
      tape.pop();
    }
  }
  let dh1 = dhm;
  const dh2 = dhm + ddh;
  dh1 -= ddh;
  dc2 += ddC;
  dc1 -= ddC;
  dL_1 += ddL;
  dL_1_1 -= ddL;
  if (dlab1) {
    dlab1.L = (dlab1.L ?? 0) + dL_1_1;
  }
  if (dlab2) {
    dlab2.L = (dlab2.L ?? 0) + dL_1;
  }
  let da2 = 0;
  let db_2 = 0;
  if (!taken_1) {
    const h_1 = tape.pop();
    let dh_1_1 = 0;
    if (h_1 < 0) {
      dh_1_1 += dh2;
    } else {
      dh_1_1 += dh2;
    }
    if (dh_1_1 !== 0) {
      db_2 += dh_1_1 * (b_2 === 0 && a2 === 0 ? 0 : a2 / (b_2 * b_2 + a2 * a2));
      da2 += dh_1_1 * (b_2 === 0 && a2 === 0 ? 0 : -b_2 / (b_2 * b_2 + a2 * a2));
    }
  }
  let da1 = 0;
  let db_1 = 0;
  if (!taken) {
    const h = tape.pop();
    const dh1_before = dh1;
    let dh_1 = 0;
    if (h < 0) {
      dh_1 += dh1_before;
    } else {
      dh_1 += dh1_before;
    }
    if (dh_1 !== 0) {
      db_1 += dh_1 * (b_1 === 0 && a1 === 0 ? 0 : a1 / (b_1 * b_1 + a1 * a1));
      da1 += dh_1 * (b_1 === 0 && a1 === 0 ? 0 : -b_1 / (b_1 * b_1 + a1 * a1));
    }
  }
  let dpower_7 = 0;
  if (dc2 !== 0) {
    const d_4 = dc2 * (0.5 / c2);
    da2 += 2 * (d_4 * a2);
    dpower_7 += d_4;
  }
  if (dpower_7 !== 0) {
    db_2 += dpower_7 * (2 * b_2);
  }
  let dpower_6 = 0;
  if (dc1 !== 0) {
    const d_3 = dc1 * (0.5 / c1);
    da1 += 2 * (d_3 * a1);
    dpower_6 += d_3;
  }
  if (dpower_6 !== 0) {
    db_1 += dpower_6 * (2 * b_1);
  }
  let dG = da2 * a_2;
  let da_2 = da2 * (1 + G);
  dG += da1 * a_1;
  let da_1 = da1 * (1 + G);
  const dsqrt_2 = -(dG * 0.5);
  let dCm7 = 0;
  if (dsqrt_2 !== 0) {
    const d_2 = dsqrt_2 * (0.5 / sqrt_2);
    dCm7 += d_2 / (Cm7 + P25_7);
    dCm7 -= d_2 * (Cm7 / (Cm7 + P25_7)) / (Cm7 + P25_7);
  }
  let dC2 = 0;
  let dC1 = 0;
  if (dCm7 !== 0) {
    const d_1 = dCm7 * (7 * ((C1 + C2) / 2) ** 6) / 2;
    dC1 += d_1;
    dC2 += d_1;
  }
  const dsum_2 = dC2 !== 0 ? dC2 * (0.5 / C2) : 0;
  if (dsum_2 !== 0) {
    db_2 += dsum_2 * (2 * b_2);
  }
  if (dlab2) {
    dlab2.b = (dlab2.b ?? 0) + db_2;
  }
  if (dsum_2 !== 0) {
    da_2 += dsum_2 * (2 * a_2);
  }
  if (dlab2) {
    dlab2.a = (dlab2.a ?? 0) + da_2;
  }
  const dsum_1 = dC1 !== 0 ? dC1 * (0.5 / C1) : 0;
  if (dsum_1 !== 0) {
    db_1 += dsum_1 * (2 * b_1);
  }
  if (dlab1) {
    dlab1.b = (dlab1.b ?? 0) + db_1;
  }
  if (dsum_1 !== 0) {
    da_1 += dsum_1 * (2 * a_1);
  }
  if (dlab1) {
    dlab1.a = (dlab1.a ?? 0) + da_1;
  }
}
export function colourDifference(rgb1, rgb2) {
  return ciede2000(rgbToLab(rgb1), rgbToLab(rgb2));
}
// Expert gradient: straight-line forward with locals, then straight-line reverse.
function colourDifference_forward(tape, rgb1, rgb2) {
  let rgbToLab_result_L;
  let rgbToLab_result_a;
  let rgbToLab_result_b;
  const r = rgb1.r;
  const g = rgb1.g;
  const b = rgb1.b;
  let R;
  let value;
  const taken = r <= 0.04045 ? 1 : 0;
  if (taken) {
    value = r / 12.92;
  } else {
    const sum_1 = r + 0.055;
    value = Math.pow(sum_1 / 1.055, 2.4);
    tape.push(sum_1);
  }
  R = value;
  let G;
  let value_1;
  const taken_1 = g <= 0.04045 ? 1 : 0;
  if (taken_1) {
    value_1 = g / 12.92;
  } else {
    const sum_1_1 = g + 0.055;
    value_1 = Math.pow(sum_1_1 / 1.055, 2.4);
    tape.push(sum_1_1);
  }
  G = value_1;
  let B;
  let value_2;
  const taken_2 = b <= 0.04045 ? 1 : 0;
  if (taken_2) {
    value_2 = b / 12.92;
  } else {
    const sum_1_2 = b + 0.055;
    value_2 = Math.pow(sum_1_2 / 1.055, 2.4);
    tape.push(sum_1_2);
  }
  B = value_2;
  const X = 0.4124564 * R + 0.3575761 * G + 0.1804375 * B;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = 0.0193339 * R + 0.119192 * G + 0.9503041 * B;
  let fx;
  const t = X / 0.95047;
  let value_3;
  const taken_3 = t > 216 / 24389 ? 1 : 0;
  if (taken_3) {
    const cbrt = Math.cbrt(t);
    value_3 = cbrt;
    tape.push(cbrt);
  } else {
    value_3 = (24389 / 27 * t + 16) / 116;
  }
  fx = value_3;
  let fy;
  let value_4;
  const taken_4 = Y > 216 / 24389 ? 1 : 0;
  if (taken_4) {
    const cbrt_1 = Math.cbrt(Y);
    value_4 = cbrt_1;
    tape.push(cbrt_1);
  } else {
    value_4 = (24389 / 27 * Y + 16) / 116;
  }
  fy = value_4;
  let fz;
  const t_1 = Z / 1.08883;
  let value_5;
  const taken_5 = t_1 > 216 / 24389 ? 1 : 0;
  if (taken_5) {
    const cbrt_2 = Math.cbrt(t_1);
    value_5 = cbrt_2;
    tape.push(cbrt_2);
  } else {
    value_5 = (24389 / 27 * t_1 + 16) / 116;
  }
  fz = value_5;
  rgbToLab_result_L = 116 * fy - 16;
  rgbToLab_result_a = 500 * (fx - fy);
  rgbToLab_result_b = 200 * (fy - fz);
  let rgbToLab_result_1_L;
  let rgbToLab_result_1_a;
  let rgbToLab_result_1_b;
  const r_1 = rgb2.r;
  const g_1 = rgb2.g;
  const b_1 = rgb2.b;
  let R_1;
  let value_6;
  const taken_6 = r_1 <= 0.04045 ? 1 : 0;
  if (taken_6) {
    value_6 = r_1 / 12.92;
  } else {
    const sum_1_3 = r_1 + 0.055;
    value_6 = Math.pow(sum_1_3 / 1.055, 2.4);
    tape.push(sum_1_3);
  }
  R_1 = value_6;
  let G_1;
  let value_1_1;
  const taken_7 = g_1 <= 0.04045 ? 1 : 0;
  if (taken_7) {
    value_1_1 = g_1 / 12.92;
  } else {
    const sum_1_1_1 = g_1 + 0.055;
    value_1_1 = Math.pow(sum_1_1_1 / 1.055, 2.4);
    tape.push(sum_1_1_1);
  }
  G_1 = value_1_1;
  let B_1;
  let value_2_1;
  const taken_8 = b_1 <= 0.04045 ? 1 : 0;
  if (taken_8) {
    value_2_1 = b_1 / 12.92;
  } else {
    const sum_1_2_1 = b_1 + 0.055;
    value_2_1 = Math.pow(sum_1_2_1 / 1.055, 2.4);
    tape.push(sum_1_2_1);
  }
  B_1 = value_2_1;
  const X_1 = 0.4124564 * R_1 + 0.3575761 * G_1 + 0.1804375 * B_1;
  const Y_1 = 0.2126729 * R_1 + 0.7151522 * G_1 + 0.072175 * B_1;
  const Z_1 = 0.0193339 * R_1 + 0.119192 * G_1 + 0.9503041 * B_1;
  let fx_1;
  const t_2 = X_1 / 0.95047;
  let value_3_1;
  const taken_9 = t_2 > 216 / 24389 ? 1 : 0;
  if (taken_9) {
    const cbrt_3 = Math.cbrt(t_2);
    value_3_1 = cbrt_3;
    tape.push(cbrt_3);
  } else {
    value_3_1 = (24389 / 27 * t_2 + 16) / 116;
  }
  fx_1 = value_3_1;
  let fy_1;
  let value_4_1;
  const taken_10 = Y_1 > 216 / 24389 ? 1 : 0;
  if (taken_10) {
    const cbrt_1_1 = Math.cbrt(Y_1);
    value_4_1 = cbrt_1_1;
    tape.push(cbrt_1_1);
  } else {
    value_4_1 = (24389 / 27 * Y_1 + 16) / 116;
  }
  fy_1 = value_4_1;
  let fz_1;
  const t_1_1 = Z_1 / 1.08883;
  let value_5_1;
  const taken_11 = t_1_1 > 216 / 24389 ? 1 : 0;
  if (taken_11) {
    const cbrt_2_1 = Math.cbrt(t_1_1);
    value_5_1 = cbrt_2_1;
    tape.push(cbrt_2_1);
  } else {
    value_5_1 = (24389 / 27 * t_1_1 + 16) / 116;
  }
  fz_1 = value_5_1;
  rgbToLab_result_1_L = 116 * fy_1 - 16;
  rgbToLab_result_1_a = 500 * (fx_1 - fy_1);
  rgbToLab_result_1_b = 200 * (fy_1 - fz_1);
  let ciede2000_result;
  const C1 = Math.sqrt(rgbToLab_result_a ** 2 + rgbToLab_result_b ** 2);
  const C2 = Math.sqrt(rgbToLab_result_1_a ** 2 + rgbToLab_result_1_b ** 2);
  const Cm7 = ((C1 + C2) / 2) ** 7;
  const sqrt_2 = Math.sqrt(Cm7 / (Cm7 + P25_7));
  const G_2 = 0.5 * (1 - sqrt_2);
  const a1 = (1 + G_2) * rgbToLab_result_a;
  const a2 = (1 + G_2) * rgbToLab_result_1_a;
  const c1 = Math.sqrt(a1 * a1 + rgbToLab_result_b ** 2);
  const c2 = Math.sqrt(a2 * a2 + rgbToLab_result_1_b ** 2);
  let h1;
  const taken_12 = a1 === 0 && rgbToLab_result_b === 0 ? 1 : 0;
  if (taken_12) {
    h1 = 0;
  } else {
    const h = Math.atan2(rgbToLab_result_b, a1);
    h1 = h < 0 ? h + 2 * Math.PI : h;
    tape.push(h);
  }
  let h2;
  const taken_13 = a2 === 0 && rgbToLab_result_1_b === 0 ? 1 : 0;
  if (taken_13) {
    h2 = 0;
  } else {
    const h_1 = Math.atan2(rgbToLab_result_1_b, a2);
    h2 = h_1 < 0 ? h_1 + 2 * Math.PI : h_1;
    tape.push(h_1);
  }
  const dL = rgbToLab_result_1_L - rgbToLab_result_L;
  const dC = c2 - c1;
  let dh = h2 - h1;
  let hm = h1 + h2;
  const taken_18 = c1 * c2 === 0 ? 1 : 0;
  if (taken_18) {
    dh = 0;
  } else {
    const taken_15 = dh > Math.PI ? 1 : 0;
    if (taken_15) {
      dh -= 2 * Math.PI;
    } else {
      const taken_14 = dh < -Math.PI ? 1 : 0;
      if (taken_14) {
        dh += 2 * Math.PI;
      }
      tape.push(taken_14);
    }
    const taken_17 = Math.abs(h1 - h2) <= Math.PI ? 1 : 0;
    if (taken_17) {
      hm /= 2;
    } else {
      let value_7;
      const taken_16 = hm < 2 * Math.PI ? 1 : 0;
      if (taken_16) {
        value_7 = (hm + 2 * Math.PI) / 2;
      } else {
        value_7 = (hm - 2 * Math.PI) / 2;
      }
      hm = value_7;
      tape.push(taken_16);
    }
    tape.push2(taken_15, taken_17);
  }
  const sqrt_5 = Math.sqrt(c1 * c2);
  const sin = Math.sin(dh / 2);
  const dH = 2 * sqrt_5 * sin;
  const Lm = (rgbToLab_result_L + rgbToLab_result_1_L) / 2;
  const Cm = (c1 + c2) / 2;
  const T = 1 - 0.17 * Math.cos(hm - 30 * RAD) + 0.24 * Math.cos(2 * hm) + 0.32 * Math.cos(3 * hm + 6 * RAD) - 0.2 * Math.cos(4 * hm - 63 * RAD);
  const exp = Math.exp(-(((hm / RAD - 275) / 25) ** 2));
  const dTheta = 30 * RAD * exp;
  const cm7 = Cm ** 7;
  const sqrt_6 = Math.sqrt(cm7 / (cm7 + P25_7));
  const RC = 2 * sqrt_6;
  const L50 = (Lm - 50) ** 2;
  const sqrt_7 = Math.sqrt(20 + L50);
  const SL = 1 + 0.015 * L50 / sqrt_7;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const sin_1 = Math.sin(2 * dTheta);
  const RT = -sin_1 * RC;
  const tL = dL / SL;
  const tC = dC / SC;
  const tH = dH / SH;
  const sqrt_8 = Math.sqrt(tL * tL + tC * tC + tH * tH + RT * tC * tH);
  ciede2000_result = sqrt_8;
  tape.record2(rgb1, rgb2);
  tape.push4(C1, C2, Cm7, sqrt_2);
  tape.push4(a1, a2, c1, c2);
  tape.push4(dh, hm, sqrt_5, sin);
  tape.push4(Lm, Cm, T, exp);
  tape.push4(dTheta, cm7, sqrt_6, L50);
  tape.push4(sqrt_7, SL, sin_1, tL);
  tape.push4(tC, tH, sqrt_8, rgbToLab_result_a);
  tape.push4(rgbToLab_result_b, rgbToLab_result_1_a, rgbToLab_result_1_b, taken);
  tape.push4(taken_1, taken_2, taken_3, taken_4);
  tape.push4(taken_5, taken_6, taken_7, taken_8);
  tape.push4(taken_9, taken_10, taken_11, taken_12);
  tape.push2(taken_13, taken_18);
  return ciede2000_result;
}
function colourDifference_pullback(tape, dresult) {
  const taken_18 = tape.pop();
  const taken_13 = tape.pop();
  const taken_12 = tape.pop();
  const taken_11 = tape.pop();
  const taken_10 = tape.pop();
  const taken_9 = tape.pop();
  const taken_8 = tape.pop();
  const taken_7 = tape.pop();
  const taken_6 = tape.pop();
  const taken_5 = tape.pop();
  const taken_4 = tape.pop();
  const taken_3 = tape.pop();
  const taken_2 = tape.pop();
  const taken_1 = tape.pop();
  const taken = tape.pop();
  const rgbToLab_result_1_b = tape.pop();
  const rgbToLab_result_1_a = tape.pop();
  const rgbToLab_result_b = tape.pop();
  const rgbToLab_result_a = tape.pop();
  const sqrt_8 = tape.pop();
  const tH = tape.pop();
  const tC = tape.pop();
  const tL = tape.pop();
  const sin_1 = tape.pop();
  const SL = tape.pop();
  const sqrt_7 = tape.pop();
  const L50 = tape.pop();
  const sqrt_6 = tape.pop();
  const cm7 = tape.pop();
  const dTheta = tape.pop();
  const exp = tape.pop();
  const T = tape.pop();
  const Cm = tape.pop();
  const Lm = tape.pop();
  const sin = tape.pop();
  const sqrt_5 = tape.pop();
  const hm = tape.pop();
  const dh = tape.pop();
  const c2 = tape.pop();
  const c1 = tape.pop();
  const a2 = tape.pop();
  const a1 = tape.pop();
  const sqrt_2 = tape.pop();
  const Cm7 = tape.pop();
  const C2 = tape.pop();
  const C1 = tape.pop();
  const drgb2 = tape.shadow(tape.recall());
  const drgb1 = tape.shadow(tape.recall());
  const G_2 = 0.5 * (1 - sqrt_2);
  const RC = 2 * sqrt_6;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const RT = -sin_1 * RC;
  let dtH = 0;
  let dtC = 0;
  let dtL = 0;
  let dRT = 0;
  if (dresult !== 0) {
    const d_12 = dresult * (0.5 / sqrt_8);
    dtL += 2 * (d_12 * tL);
    dtC += 2 * (d_12 * tC);
    dtH += 2 * (d_12 * tH);
    const d_13 = d_12 * tH;
    dRT += d_13 * tC;
    dtC += d_13 * RT;
    dtH += d_12 * (RT * tC);
  }
  const ddH = dtH / SH;
  const dSH = -(dtH * tH / SH);
  const ddC = dtC / SC;
  const dSC = -(dtC * tC / SC);
  const ddL = dtL / SL;
  const dSL = -(dtL * tL / SL);
  const dsin_1 = -(dRT * RC);
  const dRC = -(dRT * sin_1);
  const ddTheta = dsin_1 !== 0 ? dsin_1 * Math.cos(2 * dTheta) * 2 : 0;
  let dCm = dSH * T * 0.015;
  const dT = dSH * (0.015 * Cm);
  dCm += dSC * 0.045;
  let dL50 = dSL / sqrt_7 * 0.015;
  const dsqrt_7 = -(dSL * (0.015 * L50 / sqrt_7) / sqrt_7);
  if (dsqrt_7 !== 0) {
    dL50 += dsqrt_7 * (0.5 / sqrt_7);
  }
  const dLm = dL50 !== 0 ? dL50 * (2 * (Lm - 50)) : 0;
  const dsqrt_6 = dRC * 2;
  let dcm7 = 0;
  if (dsqrt_6 !== 0) {
    const d_11 = dsqrt_6 * (0.5 / sqrt_6);
    dcm7 += d_11 / (cm7 + P25_7);
    dcm7 -= d_11 * (cm7 / (cm7 + P25_7)) / (cm7 + P25_7);
  }
  if (dcm7 !== 0) {
    dCm += dcm7 * (7 * Cm ** 6);
  }
  const dexp = ddTheta * (30 * RAD);
  const dpower_8 = dexp !== 0 ? -(dexp * exp) : 0;
  let dhm = dpower_8 !== 0 ? dpower_8 * (2 * ((hm / RAD - 275) / 25)) / 25 / RAD : 0;
  const dcos = -(dT * 0.17);
  const dcos_1 = dT * 0.24;
  const dcos_2 = dT * 0.32;
  const dcos_3 = -(dT * 0.2);
  if (dcos_3 !== 0) {
    dhm -= dcos_3 * Math.sin(4 * hm - 63 * RAD) * 4;
  }
  if (dcos_2 !== 0) {
    dhm -= dcos_2 * Math.sin(3 * hm + 6 * RAD) * 3;
  }
  if (dcos_1 !== 0) {
    dhm -= dcos_1 * Math.sin(2 * hm) * 2;
  }
  if (dcos !== 0) {
    dhm -= dcos * Math.sin(hm - 30 * RAD);
  }
  const d_10 = dCm / 2;
  let dc1 = d_10;
  let dc2 = d_10;
  const dsum_4 = dLm / 2;
  let drgbToLab_result_L = dsum_4;
  let drgbToLab_result_1_L = dsum_4;
  const dsqrt_5 = ddH * sin * 2;
  const dsin = ddH * (2 * sqrt_5);
  let ddh = dsin !== 0 ? dsin * Math.cos(dh / 2) / 2 : 0;
  if (dsqrt_5 !== 0) {
    const d_9 = dsqrt_5 * (0.5 / sqrt_5);
    dc1 += d_9 * c2;
    dc2 += d_9 * c1;
  }
  if (taken_18) {
    ddh = 0;
  } else {
    const taken_17 = tape.pop();
    const taken_15 = tape.pop();
    if (taken_17) {
      dhm /= 2;
    } else {
      const taken_16 = tape.pop();
      const dvalue_7 = dhm;
      dhm = 0;
      if (taken_16) {
        dhm += dvalue_7 / 2;
      } else {
        dhm += dvalue_7 / 2;
      }
    }
    if (!taken_15) {
      tape.pop();
    }
  }
  let dh1 = dhm;
  const dh2 = dhm + ddh;
  dh1 -= ddh;
  dc2 += ddC;
  dc1 -= ddC;
  drgbToLab_result_1_L += ddL;
  drgbToLab_result_L -= ddL;
  let da2 = 0;
  let drgbToLab_result_1_b = 0;
  if (!taken_13) {
    const h_1 = tape.pop();
    let dh_1_1 = 0;
    if (h_1 < 0) {
      dh_1_1 += dh2;
    } else {
      dh_1_1 += dh2;
    }
    if (dh_1_1 !== 0) {
      drgbToLab_result_1_b += dh_1_1 * (rgbToLab_result_1_b === 0 && a2 === 0 ? 0 : a2 / (rgbToLab_result_1_b * rgbToLab_result_1_b + a2 * a2));
      da2 += dh_1_1 * (rgbToLab_result_1_b === 0 && a2 === 0 ? 0 : -rgbToLab_result_1_b / (rgbToLab_result_1_b * rgbToLab_result_1_b + a2 * a2));
    }
  }
  let da1 = 0;
  let drgbToLab_result_b = 0;
  if (!taken_12) {
    const h = tape.pop();
    const dh1_before = dh1;
    let dh_1 = 0;
    if (h < 0) {
      dh_1 += dh1_before;
    } else {
      dh_1 += dh1_before;
    }
    if (dh_1 !== 0) {
      drgbToLab_result_b += dh_1 * (rgbToLab_result_b === 0 && a1 === 0 ? 0 : a1 / (rgbToLab_result_b * rgbToLab_result_b + a1 * a1));
      da1 += dh_1 * (rgbToLab_result_b === 0 && a1 === 0 ? 0 : -rgbToLab_result_b / (rgbToLab_result_b * rgbToLab_result_b + a1 * a1));
    }
  }
  let dpower_7 = 0;
  if (dc2 !== 0) {
    const d_8 = dc2 * (0.5 / c2);
    da2 += 2 * (d_8 * a2);
    dpower_7 += d_8;
  }
  if (dpower_7 !== 0) {
    drgbToLab_result_1_b += dpower_7 * (2 * rgbToLab_result_1_b);
  }
  let dpower_6 = 0;
  if (dc1 !== 0) {
    const d_7 = dc1 * (0.5 / c1);
    da1 += 2 * (d_7 * a1);
    dpower_6 += d_7;
  }
  if (dpower_6 !== 0) {
    drgbToLab_result_b += dpower_6 * (2 * rgbToLab_result_b);
  }
  let dG_2 = da2 * rgbToLab_result_1_a;
  let drgbToLab_result_1_a = da2 * (1 + G_2);
  dG_2 += da1 * rgbToLab_result_a;
  let drgbToLab_result_a = da1 * (1 + G_2);
  const dsqrt_2 = -(dG_2 * 0.5);
  let dCm7 = 0;
  if (dsqrt_2 !== 0) {
    const d_6 = dsqrt_2 * (0.5 / sqrt_2);
    dCm7 += d_6 / (Cm7 + P25_7);
    dCm7 -= d_6 * (Cm7 / (Cm7 + P25_7)) / (Cm7 + P25_7);
  }
  let dC2 = 0;
  let dC1 = 0;
  if (dCm7 !== 0) {
    const d_5 = dCm7 * (7 * ((C1 + C2) / 2) ** 6) / 2;
    dC1 += d_5;
    dC2 += d_5;
  }
  const dsum_2 = dC2 !== 0 ? dC2 * (0.5 / C2) : 0;
  if (dsum_2 !== 0) {
    drgbToLab_result_1_b += dsum_2 * (2 * rgbToLab_result_1_b);
  }
  if (dsum_2 !== 0) {
    drgbToLab_result_1_a += dsum_2 * (2 * rgbToLab_result_1_a);
  }
  const dsum_1_4 = dC1 !== 0 ? dC1 * (0.5 / C1) : 0;
  if (dsum_1_4 !== 0) {
    drgbToLab_result_b += dsum_1_4 * (2 * rgbToLab_result_b);
  }
  if (dsum_1_4 !== 0) {
    drgbToLab_result_a += dsum_1_4 * (2 * rgbToLab_result_a);
  }
  const d_4 = drgbToLab_result_1_b * 200;
  let dfy_1 = d_4;
  const dfz_1 = -d_4;
  const d_3 = drgbToLab_result_1_a * 500;
  dfy_1 -= d_3;
  dfy_1 += drgbToLab_result_1_L * 116;
  let dt_1_1_1 = 0;
  if (taken_11) {
    const cbrt_2_1 = tape.pop();
    if (dfz_1 !== 0) {
      dt_1_1_1 += dfz_1 / (3 * cbrt_2_1 * cbrt_2_1);
    }
  } else {
    dt_1_1_1 += dfz_1 / 116 * (24389 / 27);
  }
  const dZ_1 = dt_1_1_1 / 1.08883;
  const dvalue_4_1 = dfy_1;
  let dY_1 = 0;
  if (taken_10) {
    const cbrt_1_1 = tape.pop();
    if (dvalue_4_1 !== 0) {
      dY_1 += dvalue_4_1 / (3 * cbrt_1_1 * cbrt_1_1);
    }
  } else {
    dY_1 += dvalue_4_1 / 116 * (24389 / 27);
  }
  let dt_2 = 0;
  if (taken_9) {
    const cbrt_3 = tape.pop();
    if (d_3 !== 0) {
      dt_2 += d_3 / (3 * cbrt_3 * cbrt_3);
    }
  } else {
    dt_2 += d_3 / 116 * (24389 / 27);
  }
  const dX_1 = dt_2 / 0.95047;
  let dR_1 = dZ_1 * 0.0193339;
  let dG_1 = dZ_1 * 0.119192;
  let dB_1 = dZ_1 * 0.9503041;
  dR_1 += dY_1 * 0.2126729;
  dG_1 += dY_1 * 0.7151522;
  dB_1 += dY_1 * 0.072175;
  dR_1 += dX_1 * 0.4124564;
  dG_1 += dX_1 * 0.3575761;
  dB_1 += dX_1 * 0.1804375;
  const dvalue_2_1 = dB_1;
  let db_1 = 0;
  if (taken_8) {
    db_1 += dvalue_2_1 / 12.92;
  } else {
    const sum_1_2_1 = tape.pop();
    db_1 += dvalue_2_1 !== 0 ? dvalue_2_1 * (2.4 * (sum_1_2_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1_1 = dG_1;
  let dg_1 = 0;
  if (taken_7) {
    dg_1 += dvalue_1_1 / 12.92;
  } else {
    const sum_1_1_1 = tape.pop();
    dg_1 += dvalue_1_1 !== 0 ? dvalue_1_1 * (2.4 * (sum_1_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_6 = dR_1;
  let dr_1_1 = 0;
  if (taken_6) {
    dr_1_1 += dvalue_6 / 12.92;
  } else {
    const sum_1_3 = tape.pop();
    dr_1_1 += dvalue_6 !== 0 ? dvalue_6 * (2.4 * (sum_1_3 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (drgb2) {
    drgb2.b = (drgb2.b ?? 0) + db_1;
    drgb2.g = (drgb2.g ?? 0) + dg_1;
    drgb2.r = (drgb2.r ?? 0) + dr_1_1;
  }
  const d_2 = drgbToLab_result_b * 200;
  let dfy = d_2;
  const dfz = -d_2;
  const d_1 = drgbToLab_result_a * 500;
  dfy -= d_1;
  dfy += drgbToLab_result_L * 116;
  let dt_1_1 = 0;
  if (taken_5) {
    const cbrt_2 = tape.pop();
    if (dfz !== 0) {
      dt_1_1 += dfz / (3 * cbrt_2 * cbrt_2);
    }
  } else {
    dt_1_1 += dfz / 116 * (24389 / 27);
  }
  const dZ = dt_1_1 / 1.08883;
  const dvalue_4 = dfy;
  let dY = 0;
  if (taken_4) {
    const cbrt_1 = tape.pop();
    if (dvalue_4 !== 0) {
      dY += dvalue_4 / (3 * cbrt_1 * cbrt_1);
    }
  } else {
    dY += dvalue_4 / 116 * (24389 / 27);
  }
  let dt_1 = 0;
  if (taken_3) {
    const cbrt = tape.pop();
    if (d_1 !== 0) {
      dt_1 += d_1 / (3 * cbrt * cbrt);
    }
  } else {
    dt_1 += d_1 / 116 * (24389 / 27);
  }
  const dX = dt_1 / 0.95047;
  let dR = dZ * 0.0193339;
  let dG = dZ * 0.119192;
  let dB = dZ * 0.9503041;
  dR += dY * 0.2126729;
  dG += dY * 0.7151522;
  dB += dY * 0.072175;
  dR += dX * 0.4124564;
  dG += dX * 0.3575761;
  dB += dX * 0.1804375;
  const dvalue_2 = dB;
  let db = 0;
  if (taken_2) {
    db += dvalue_2 / 12.92;
  } else {
    const sum_1_2 = tape.pop();
    db += dvalue_2 !== 0 ? dvalue_2 * (2.4 * (sum_1_2 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1 = dG;
  let dg = 0;
  if (taken_1) {
    dg += dvalue_1 / 12.92;
  } else {
    const sum_1_1 = tape.pop();
    dg += dvalue_1 !== 0 ? dvalue_1 * (2.4 * (sum_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue = dR;
  let dr_1 = 0;
  if (taken) {
    dr_1 += dvalue / 12.92;
  } else {
    const sum_1 = tape.pop();
    dr_1 += dvalue !== 0 ? dvalue * (2.4 * (sum_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (drgb1) {
    drgb1.b = (drgb1.b ?? 0) + db;
    drgb1.g = (drgb1.g ?? 0) + dg;
    drgb1.r = (drgb1.r ?? 0) + dr_1;
  }
}
const dLin = c => c <= 0.04045 ? 1 / 12.92 : 2.4 / 1.055 * Math.pow((c + 0.055) / 1.055, 1.4);
function labBack(c, gL, ga, gb) {
  // d(L,a,b) -> d(r,g,b); recomputes the cheap chain
  const R = toLinear(c.r),
    G = toLinear(c.g),
    B = toLinear(c.b);
  const X = (0.4124564 * R + 0.3575761 * G + 0.1804375 * B) / 0.95047;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = (0.0193339 * R + 0.119192 * G + 0.9503041 * B) / 1.08883;
  const d = t => {
    if (t > 216 / 24389) {
      const q = Math.cbrt(t);
      return 1 / (3 * q * q);
    }
    return 24389 / 27 / 116;
  };
  $.pair(d, d_pair);
  const gX = 500 * ga * d(X) / 0.95047;
  const gY = (116 * gL - 500 * ga + 200 * gb) * d(Y);
  const gZ = -200 * gb * d(Z) / 1.08883;
  return {
    r: (0.4124564 * gX + 0.2126729 * gY + 0.0193339 * gZ) * dLin(c.r),
    g: (0.3575761 * gX + 0.7151522 * gY + 0.119192 * gZ) * dLin(c.g),
    b: (0.1804375 * gX + 0.072175 * gY + 0.9503041 * gZ) * dLin(c.b)
  };
}
function labBack_forward(tape, c, gL, ga, gb) {
  const r_1 = c.r;
  let R;
  let value;
  const taken = r_1 <= 0.04045 ? 1 : 0;
  if (taken) {
    value = r_1 / 12.92;
  } else {
    const sum_1 = r_1 + 0.055;
    value = Math.pow(sum_1 / 1.055, 2.4);
    tape.push(sum_1);
  }
  R = value;
  const g_1 = c.g;
  let G;
  let value_1;
  const taken_1 = g_1 <= 0.04045 ? 1 : 0;
  if (taken_1) {
    value_1 = g_1 / 12.92;
  } else {
    const sum_1_1 = g_1 + 0.055;
    value_1 = Math.pow(sum_1_1 / 1.055, 2.4);
    tape.push(sum_1_1);
  }
  G = value_1;
  const b_1 = c.b;
  let B;
  let value_2;
  const taken_2 = b_1 <= 0.04045 ? 1 : 0;
  if (taken_2) {
    value_2 = b_1 / 12.92;
  } else {
    const sum_1_2 = b_1 + 0.055;
    value_2 = Math.pow(sum_1_2 / 1.055, 2.4);
    tape.push(sum_1_2);
  }
  B = value_2;
  const X = (0.4124564 * R + 0.3575761 * G + 0.1804375 * B) / 0.95047;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = (0.0193339 * R + 0.119192 * G + 0.9503041 * B) / 1.08883;
  const d = $.pair({
    d: t => {
      if (t > 216 / 24389) {
        const q = Math.cbrt(t);
        return 1 / (3 * q * q);
      }
      return 24389 / 27 / 116;
    }
  }.d, d_pair);
  let d_result;
  const taken_3 = X > 216 / 24389 ? 1 : 0;
  if (taken_3) {
    const q_1 = Math.cbrt(X);
    d_result = 1 / (3 * q_1 * q_1);
    tape.push(q_1);
  } else {
    d_result = 24389 / 27 / 116;
  }
  const gX = 500 * ga * d_result / 0.95047;
  let d_result_1;
  const taken_4 = Y > 216 / 24389 ? 1 : 0;
  if (taken_4) {
    const q_2 = Math.cbrt(Y);
    d_result_1 = 1 / (3 * q_2 * q_2);
    tape.push(q_2);
  } else {
    d_result_1 = 24389 / 27 / 116;
  }
  const gY = (116 * gL - 500 * ga + 200 * gb) * d_result_1;
  let d_result_2;
  const taken_5 = Z > 216 / 24389 ? 1 : 0;
  if (taken_5) {
    const q_3 = Math.cbrt(Z);
    d_result_2 = 1 / (3 * q_3 * q_3);
    tape.push(q_3);
  } else {
    d_result_2 = 24389 / 27 / 116;
  }
  const gZ = -200 * gb * d_result_2 / 1.08883;
  $.again("/tmp/wlb.mjs:348:66", c.r, r_1);
  let dLin_result;
  let value_3;
  const taken_6 = r_1 <= 0.04045 ? 1 : 0;
  if (taken_6) {
    value_3 = 1 / 12.92;
  } else {
    const sum_1_3 = r_1 + 0.055;
    value_3 = 2.4 / 1.055 * Math.pow(sum_1_3 / 1.055, 1.4);
    tape.push(sum_1_3);
  }
  dLin_result = value_3;
  $.again("/tmp/wlb.mjs:349:65", c.g, g_1);
  let dLin_result_1;
  let value_4;
  const taken_7 = g_1 <= 0.04045 ? 1 : 0;
  if (taken_7) {
    value_4 = 1 / 12.92;
  } else {
    const sum_1_4 = g_1 + 0.055;
    value_4 = 2.4 / 1.055 * Math.pow(sum_1_4 / 1.055, 1.4);
    tape.push(sum_1_4);
  }
  dLin_result_1 = value_4;
  $.again("/tmp/wlb.mjs:350:65", c.b, b_1);
  let dLin_result_2;
  let value_5;
  const taken_8 = b_1 <= 0.04045 ? 1 : 0;
  if (taken_8) {
    value_5 = 1 / 12.92;
  } else {
    const sum_1_5 = b_1 + 0.055;
    value_5 = 2.4 / 1.055 * Math.pow(sum_1_5 / 1.055, 1.4);
    tape.push(sum_1_5);
  }
  dLin_result_2 = value_5;
  const object = tape.made({
    r: (0.4124564 * gX + 0.2126729 * gY + 0.0193339 * gZ) * dLin_result,
    g: (0.3575761 * gX + 0.7151522 * gY + 0.119192 * gZ) * dLin_result_1,
    b: (0.1804375 * gX + 0.072175 * gY + 0.9503041 * gZ) * dLin_result_2
  });
  tape.record2(c, object);
  tape.push4(gL, ga, gb, d_result);
  tape.push4(gX, d_result_1, gY, d_result_2);
  tape.push4(gZ, dLin_result, dLin_result_1, dLin_result_2);
  tape.push4(taken, taken_1, taken_2, taken_3);
  tape.push4(taken_4, taken_5, taken_6, taken_7);
  tape.push(taken_8);
  return object;
}
function labBack_pullback(tape) {
  const taken_8 = tape.pop();
  const taken_7 = tape.pop();
  const taken_6 = tape.pop();
  const taken_5 = tape.pop();
  const taken_4 = tape.pop();
  const taken_3 = tape.pop();
  const taken_2 = tape.pop();
  const taken_1 = tape.pop();
  const taken = tape.pop();
  const dLin_result_2 = tape.pop();
  const dLin_result_1 = tape.pop();
  const dLin_result = tape.pop();
  const dobject = tape.shadow(tape.recall());
  const gZ = tape.pop();
  const d_result_2 = tape.pop();
  const gY = tape.pop();
  const d_result_1 = tape.pop();
  const gX = tape.pop();
  const d_result = tape.pop();
  const gb = tape.pop();
  const ga = tape.pop();
  const gL = tape.pop();
  const dc = tape.shadow(tape.recall());
  const d_9 = dobject.b ?? 0;
  const d_10 = d_9 * dLin_result_2;
  let dgX = d_10 * 0.1804375;
  let dgY = d_10 * 0.072175;
  let dgZ = d_10 * 0.9503041;
  const ddLin_result_2 = d_9 * (0.1804375 * gX + 0.072175 * gY + 0.9503041 * gZ);
  const d_11 = dobject.g ?? 0;
  const d_12 = d_11 * dLin_result_1;
  dgX += d_12 * 0.3575761;
  dgY += d_12 * 0.7151522;
  dgZ += d_12 * 0.119192;
  const ddLin_result_1 = d_11 * (0.3575761 * gX + 0.7151522 * gY + 0.119192 * gZ);
  const d_13 = dobject.r ?? 0;
  const d_14 = d_13 * dLin_result;
  dgX += d_14 * 0.4124564;
  dgY += d_14 * 0.2126729;
  dgZ += d_14 * 0.0193339;
  const ddLin_result = d_13 * (0.4124564 * gX + 0.2126729 * gY + 0.0193339 * gZ);
  let db_1 = 0;
  if (!taken_8) {
    const sum_1_5 = tape.pop();
    const dpow_5 = ddLin_result_2 * (2.4 / 1.055);
    db_1 += dpow_5 !== 0 ? dpow_5 * (1.4 * (sum_1_5 / 1.055) ** 0.3999999999999999) / 1.055 : 0;
  }
  let dg_1 = 0;
  if (!taken_7) {
    const sum_1_4 = tape.pop();
    const dpow_4 = ddLin_result_1 * (2.4 / 1.055);
    dg_1 += dpow_4 !== 0 ? dpow_4 * (1.4 * (sum_1_4 / 1.055) ** 0.3999999999999999) / 1.055 : 0;
  }
  let dr_1 = 0;
  if (!taken_6) {
    const sum_1_3 = tape.pop();
    const dpow_3 = ddLin_result * (2.4 / 1.055);
    dr_1 += dpow_3 !== 0 ? dpow_3 * (1.4 * (sum_1_3 / 1.055) ** 0.3999999999999999) / 1.055 : 0;
  }
  const d_8 = dgZ / 1.08883;
  let dgb = -(d_8 * d_result_2 * 200);
  const dd_result_2 = d_8 * (-200 * gb);
  let dZ = 0;
  if (taken_5) {
    const q_3 = tape.pop();
    const d_7 = -(dd_result_2 * (1 / (3 * q_3 * q_3)) / (3 * q_3 * q_3));
    const dq_3 = d_7 * q_3 * 3 + d_7 * (3 * q_3);
    if (dq_3 !== 0) {
      dZ += dq_3 / (3 * q_3 * q_3);
    }
  }
  const d_6 = dgY * d_result_1;
  const dgL = d_6 * 116;
  let dga = -(d_6 * 500);
  dgb += d_6 * 200;
  const dd_result_1 = dgY * (116 * gL - 500 * ga + 200 * gb);
  let dY = 0;
  if (taken_4) {
    const q_2 = tape.pop();
    const d_5 = -(dd_result_1 * (1 / (3 * q_2 * q_2)) / (3 * q_2 * q_2));
    const dq_2 = d_5 * q_2 * 3 + d_5 * (3 * q_2);
    if (dq_2 !== 0) {
      dY += dq_2 / (3 * q_2 * q_2);
    }
  }
  const d_4 = dgX / 0.95047;
  dga += d_4 * d_result * 500;
  const dd_result = d_4 * (500 * ga);
  let dX = 0;
  if (taken_3) {
    const q_1 = tape.pop();
    const d_3 = -(dd_result * (1 / (3 * q_1 * q_1)) / (3 * q_1 * q_1));
    const dq_1 = d_3 * q_1 * 3 + d_3 * (3 * q_1);
    if (dq_1 !== 0) {
      dX += dq_1 / (3 * q_1 * q_1);
    }
  }
  const d_2 = dZ / 1.08883;
  let dR = d_2 * 0.0193339;
  let dG = d_2 * 0.119192;
  let dB = d_2 * 0.9503041;
  dR += dY * 0.2126729;
  dG += dY * 0.7151522;
  dB += dY * 0.072175;
  const d_1 = dX / 0.95047;
  dR += d_1 * 0.4124564;
  dG += d_1 * 0.3575761;
  dB += d_1 * 0.1804375;
  const dvalue_2 = dB;
  if (taken_2) {
    db_1 += dvalue_2 / 12.92;
  } else {
    const sum_1_2 = tape.pop();
    db_1 += dvalue_2 !== 0 ? dvalue_2 * (2.4 * (sum_1_2 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (dc) {
    dc.b = (dc.b ?? 0) + db_1;
  }
  const dvalue_1 = dG;
  if (taken_1) {
    dg_1 += dvalue_1 / 12.92;
  } else {
    const sum_1_1 = tape.pop();
    dg_1 += dvalue_1 !== 0 ? dvalue_1 * (2.4 * (sum_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (dc) {
    dc.g = (dc.g ?? 0) + dg_1;
  }
  const dvalue = dR;
  if (taken) {
    dr_1 += dvalue / 12.92;
  } else {
    const sum_1 = tape.pop();
    dr_1 += dvalue !== 0 ? dvalue * (2.4 * (sum_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (dc) {
    dc.r = (dc.r ?? 0) + dr_1;
  }
  return [0, dgL, dga, dgb];
}
function d_forward(tape, t) {
  if (t > 216 / 24389) {
    const q = Math.cbrt(t);
    tape.push2(q, 1);
    return 1 / (3 * q * q);
  } else {
    tape.push(0);
    return 24389 / 27 / 116;
  }
}
function d_pullback(tape, dresult) {
  let dt_1 = 0;
  if (tape.pop()) {
    const q = tape.pop();
    const d_1 = -(dresult * (1 / (3 * q * q)) / (3 * q * q));
    const dq = d_1 * q * 3 + d_1 * (3 * q);
    if (dq !== 0) {
      dt_1 += dq / (3 * q * q);
    }
  }
  return [dt_1];
}
function colourGrad(rgb1, rgb2) {
  const l1 = rgbToLab(rgb1),
    l2 = rgbToLab(rgb2);
  const C1 = Math.sqrt(l1.a * l1.a + l1.b * l1.b),
    C2 = Math.sqrt(l2.a * l2.a + l2.b * l2.b);
  const Cb = (C1 + C2) / 2,
    Cb2 = Cb * Cb,
    Cb6 = Cb2 * Cb2 * Cb2,
    Cm7 = Cb6 * Cb;
  const q = Cm7 + P25_7,
    sq = Math.sqrt(Cm7 / q),
    G1 = 1 + 0.5 * (1 - sq);
  const a1 = G1 * l1.a,
    a2 = G1 * l2.a;
  const c1 = Math.sqrt(a1 * a1 + l1.b * l1.b),
    c2 = Math.sqrt(a2 * a2 + l2.b * l2.b);
  const h1 = hueAngle(a1, l1.b),
    h2 = hueAngle(a2, l2.b);
  const dL = l2.L - l1.L,
    dC = c2 - c1;
  const grey = c1 * c2 === 0;
  let dh = h2 - h1,
    hm = h1 + h2,
    wh = 1;
  if (grey) dh = 0;else {
    if (dh > Math.PI) dh -= 2 * Math.PI;else if (dh < -Math.PI) dh += 2 * Math.PI;
    wh = 0.5;
    if (Math.abs(h1 - h2) <= Math.PI) hm /= 2;else hm = hm < 2 * Math.PI ? (hm + 2 * Math.PI) / 2 : (hm - 2 * Math.PI) / 2;
  }
  const sc = Math.sqrt(c1 * c2),
    sh = Math.sin(dh / 2),
    dH = 2 * sc * sh;
  const Lm = (l1.L + l2.L) / 2,
    Cm = (c1 + c2) / 2;
  const T = 1 - 0.17 * Math.cos(hm - 30 * RAD) + 0.24 * Math.cos(2 * hm) + 0.32 * Math.cos(3 * hm + 6 * RAD) - 0.2 * Math.cos(4 * hm - 63 * RAD);
  const u = (hm / RAD - 275) / 25,
    dTheta = 30 * RAD * Math.exp(-u * u);
  const Cm2 = Cm * Cm,
    Cm6 = Cm2 * Cm2 * Cm2,
    cm7 = Cm6 * Cm,
    qc = cm7 + P25_7,
    sqc = Math.sqrt(cm7 / qc),
    RC = 2 * sqc;
  const e = Lm - 50,
    L50 = e * e,
    s20 = Math.sqrt(20 + L50);
  const SL = 1 + 0.015 * L50 / s20,
    SC = 1 + 0.045 * Cm,
    SH = 1 + 0.015 * Cm * T;
  const s2 = Math.sin(2 * dTheta),
    RT = -s2 * RC;
  const tL = dL / SL,
    tC = dC / SC,
    tH = dH / SH;
  const E = Math.sqrt(tL * tL + tC * tC + tH * tH + RT * tC * tH);
  // reverse
  const g = 0.5 / E;
  const gtL = 2 * tL * g,
    gtC = (2 * tC + RT * tH) * g,
    gtH = (2 * tH + RT * tC) * g,
    gRT = tC * tH * g;
  const gSL = -gtL * tL / SL,
    gSC = -gtC * tC / SC,
    gSH = -gtH * tH / SH;
  const gdL = gtL / SL,
    gdC = gtC / SC,
    gdH = gtH / SH;
  const gT = 0.015 * Cm * gSH;
  const gRC = -s2 * gRT,
    gTh = -2 * Math.cos(2 * dTheta) * RC * gRT;
  const gcm7 = gRC * (1 / sqc) * P25_7 / (qc * qc);
  const gCm = 0.045 * gSC + 0.015 * T * gSH + 7 * Cm6 * gcm7;
  const ghm = gT * (0.17 * Math.sin(hm - 30 * RAD) - 0.48 * Math.sin(2 * hm) - 0.96 * Math.sin(3 * hm + 6 * RAD) + 0.8 * Math.sin(4 * hm - 63 * RAD)) + gTh * dTheta * -2 * u / (25 * RAD);
  const gL50 = gSL * 0.015 * (1 / s20 - 0.5 * L50 / (s20 * s20 * s20));
  const gLm = 2 * e * gL50;
  const gsc = 2 * sh * gdH;
  const gdh = grey ? 0 : sc * Math.cos(dh / 2) * gdH;
  const gcc = grey ? 0 : 0.5 / sc * gsc;
  const gc1 = gcc * c2 - gdC + 0.5 * gCm,
    gc2 = gcc * c1 + gdC + 0.5 * gCm;
  const gh1 = wh * ghm - gdh,
    gh2 = wh * ghm + gdh;
  const i1 = c1 > 0 ? 1 / c1 : 0,
    i2 = c2 > 0 ? 1 / c2 : 0;
  const ga1 = gc1 * a1 * i1 - gh1 * l1.b * i1 * i1,
    ga2 = gc2 * a2 * i2 - gh2 * l2.b * i2 * i2;
  const gG = ga1 * l1.a + ga2 * l2.a;
  const gCb = 7 * Cb6 * (-0.5 * gG) * 0.5 / sq * P25_7 / (q * q);
  const j1 = C1 > 0 ? 0.5 * gCb / C1 : 0,
    j2 = C2 > 0 ? 0.5 * gCb / C2 : 0;
  const gA1 = G1 * ga1 + j1 * l1.a,
    gA2 = G1 * ga2 + j2 * l2.a;
  const gB1 = gc1 * l1.b * i1 + gh1 * a1 * i1 * i1 + j1 * l1.b;
  const gB2 = gc2 * l2.b * i2 + gh2 * a2 * i2 * i2 + j2 * l2.b;
  return [labBack(rgb1, 0.5 * gLm - gdL, gA1, gB1), labBack(rgb2, 0.5 * gLm + gdL, gA2, gB2)];
}

// ---------- i. curve fit, sum of squared residuals, 200 samples ----------------------------------
function colourGrad_forward(tape, rgb1, rgb2) {
  let l1_L;
  let l1_a;
  let l1_b;
  const r = rgb1.r;
  const g_1 = rgb1.g;
  const b = rgb1.b;
  let R;
  let value_2;
  const taken = r <= 0.04045 ? 1 : 0;
  if (taken) {
    value_2 = r / 12.92;
  } else {
    const sum_1_1 = r + 0.055;
    value_2 = Math.pow(sum_1_1 / 1.055, 2.4);
    tape.push(sum_1_1);
  }
  R = value_2;
  let G;
  let value_1_1;
  const taken_1 = g_1 <= 0.04045 ? 1 : 0;
  if (taken_1) {
    value_1_1 = g_1 / 12.92;
  } else {
    const sum_1_1_1 = g_1 + 0.055;
    value_1_1 = Math.pow(sum_1_1_1 / 1.055, 2.4);
    tape.push(sum_1_1_1);
  }
  G = value_1_1;
  let B;
  let value_2_1;
  const taken_2 = b <= 0.04045 ? 1 : 0;
  if (taken_2) {
    value_2_1 = b / 12.92;
  } else {
    const sum_1_2 = b + 0.055;
    value_2_1 = Math.pow(sum_1_2 / 1.055, 2.4);
    tape.push(sum_1_2);
  }
  B = value_2_1;
  const X = 0.4124564 * R + 0.3575761 * G + 0.1804375 * B;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = 0.0193339 * R + 0.119192 * G + 0.9503041 * B;
  let fx;
  const t = X / 0.95047;
  let value_3;
  const taken_3 = t > 216 / 24389 ? 1 : 0;
  if (taken_3) {
    const cbrt = Math.cbrt(t);
    value_3 = cbrt;
    tape.push(cbrt);
  } else {
    value_3 = (24389 / 27 * t + 16) / 116;
  }
  fx = value_3;
  let fy;
  let value_4;
  const taken_4 = Y > 216 / 24389 ? 1 : 0;
  if (taken_4) {
    const cbrt_1 = Math.cbrt(Y);
    value_4 = cbrt_1;
    tape.push(cbrt_1);
  } else {
    value_4 = (24389 / 27 * Y + 16) / 116;
  }
  fy = value_4;
  let fz;
  const t_1 = Z / 1.08883;
  let value_5;
  const taken_5 = t_1 > 216 / 24389 ? 1 : 0;
  if (taken_5) {
    const cbrt_2 = Math.cbrt(t_1);
    value_5 = cbrt_2;
    tape.push(cbrt_2);
  } else {
    value_5 = (24389 / 27 * t_1 + 16) / 116;
  }
  fz = value_5;
  l1_L = 116 * fy - 16;
  l1_a = 500 * (fx - fy);
  l1_b = 200 * (fy - fz);
  let l2_L;
  let l2_a;
  let l2_b;
  const r_1 = rgb2.r;
  const g_2 = rgb2.g;
  const b_17 = rgb2.b;
  let R_1;
  let value_6;
  const taken_6 = r_1 <= 0.04045 ? 1 : 0;
  if (taken_6) {
    value_6 = r_1 / 12.92;
  } else {
    const sum_1_3 = r_1 + 0.055;
    value_6 = Math.pow(sum_1_3 / 1.055, 2.4);
    tape.push(sum_1_3);
  }
  R_1 = value_6;
  let G_1;
  let value_1_2;
  const taken_7 = g_2 <= 0.04045 ? 1 : 0;
  if (taken_7) {
    value_1_2 = g_2 / 12.92;
  } else {
    const sum_1_1_2 = g_2 + 0.055;
    value_1_2 = Math.pow(sum_1_1_2 / 1.055, 2.4);
    tape.push(sum_1_1_2);
  }
  G_1 = value_1_2;
  let B_1;
  let value_2_2;
  const taken_8 = b_17 <= 0.04045 ? 1 : 0;
  if (taken_8) {
    value_2_2 = b_17 / 12.92;
  } else {
    const sum_1_2_1 = b_17 + 0.055;
    value_2_2 = Math.pow(sum_1_2_1 / 1.055, 2.4);
    tape.push(sum_1_2_1);
  }
  B_1 = value_2_2;
  const X_1 = 0.4124564 * R_1 + 0.3575761 * G_1 + 0.1804375 * B_1;
  const Y_1 = 0.2126729 * R_1 + 0.7151522 * G_1 + 0.072175 * B_1;
  const Z_1 = 0.0193339 * R_1 + 0.119192 * G_1 + 0.9503041 * B_1;
  let fx_1;
  const t_2 = X_1 / 0.95047;
  let value_3_1;
  const taken_9 = t_2 > 216 / 24389 ? 1 : 0;
  if (taken_9) {
    const cbrt_3 = Math.cbrt(t_2);
    value_3_1 = cbrt_3;
    tape.push(cbrt_3);
  } else {
    value_3_1 = (24389 / 27 * t_2 + 16) / 116;
  }
  fx_1 = value_3_1;
  let fy_1;
  let value_4_1;
  const taken_10 = Y_1 > 216 / 24389 ? 1 : 0;
  if (taken_10) {
    const cbrt_1_1 = Math.cbrt(Y_1);
    value_4_1 = cbrt_1_1;
    tape.push(cbrt_1_1);
  } else {
    value_4_1 = (24389 / 27 * Y_1 + 16) / 116;
  }
  fy_1 = value_4_1;
  let fz_1;
  const t_1_1 = Z_1 / 1.08883;
  let value_5_1;
  const taken_11 = t_1_1 > 216 / 24389 ? 1 : 0;
  if (taken_11) {
    const cbrt_2_1 = Math.cbrt(t_1_1);
    value_5_1 = cbrt_2_1;
    tape.push(cbrt_2_1);
  } else {
    value_5_1 = (24389 / 27 * t_1_1 + 16) / 116;
  }
  fz_1 = value_5_1;
  l2_L = 116 * fy_1 - 16;
  l2_a = 500 * (fx_1 - fy_1);
  l2_b = 200 * (fy_1 - fz_1);
  const C1 = Math.sqrt(l1_a * l1_a + l1_b * l1_b);
  const C2 = Math.sqrt(l2_a * l2_a + l2_b * l2_b);
  const Cb = (C1 + C2) / 2;
  const Cb2 = Cb * Cb;
  const Cb6 = Cb2 * Cb2 * Cb2;
  const Cm7 = Cb6 * Cb;
  const q = Cm7 + P25_7;
  const sq = Math.sqrt(Cm7 / q);
  const G1 = 1 + 0.5 * (1 - sq);
  const a1 = G1 * l1_a;
  const a2 = G1 * l2_a;
  const c1 = Math.sqrt(a1 * a1 + l1_b * l1_b);
  const c2 = Math.sqrt(a2 * a2 + l2_b * l2_b);
  let h1;
  const taken_12 = a1 === 0 && l1_b === 0 ? 1 : 0;
  if (taken_12) {
    h1 = 0;
  } else {
    const h = Math.atan2(l1_b, a1);
    h1 = h < 0 ? h + 2 * Math.PI : h;
    tape.push(h);
  }
  let h2;
  const taken_13 = a2 === 0 && l2_b === 0 ? 1 : 0;
  if (taken_13) {
    h2 = 0;
  } else {
    const h_1 = Math.atan2(l2_b, a2);
    h2 = h_1 < 0 ? h_1 + 2 * Math.PI : h_1;
    tape.push(h_1);
  }
  const dL = l2_L - l1_L;
  const dC = c2 - c1;
  const grey = c1 * c2 === 0;
  let dh = h2 - h1;
  let hm = h1 + h2;
  let wh = 1;
  const taken_18 = grey ? 1 : 0;
  if (taken_18) {
    dh = 0;
  } else {
    const taken_15 = dh > Math.PI ? 1 : 0;
    if (taken_15) {
      dh -= 2 * Math.PI;
    } else {
      const taken_14 = dh < -Math.PI ? 1 : 0;
      if (taken_14) {
        dh += 2 * Math.PI;
      }
      tape.push(taken_14);
    }
    wh = 0.5;
    const taken_17 = Math.abs(h1 - h2) <= Math.PI ? 1 : 0;
    if (taken_17) {
      hm /= 2;
    } else {
      let value;
      const taken_16 = hm < 2 * Math.PI ? 1 : 0;
      if (taken_16) {
        value = (hm + 2 * Math.PI) / 2;
      } else {
        value = (hm - 2 * Math.PI) / 2;
      }
      hm = value;
      tape.push(taken_16);
    }
    tape.push2(taken_15, taken_17);
  }
  const sc = Math.sqrt(c1 * c2);
  const sh = Math.sin(dh / 2);
  const dH = 2 * sc * sh;
  const Lm = (l1_L + l2_L) / 2;
  const Cm = (c1 + c2) / 2;
  const T = 1 - 0.17 * Math.cos(hm - 30 * RAD) + 0.24 * Math.cos(2 * hm) + 0.32 * Math.cos(3 * hm + 6 * RAD) - 0.2 * Math.cos(4 * hm - 63 * RAD);
  const u = (hm / RAD - 275) / 25;
  const exp = Math.exp(-u * u);
  const dTheta = 30 * RAD * exp;
  const Cm2 = Cm * Cm;
  const Cm6 = Cm2 * Cm2 * Cm2;
  const cm7 = Cm6 * Cm;
  const qc = cm7 + P25_7;
  const sqc = Math.sqrt(cm7 / qc);
  const RC = 2 * sqc;
  const e = Lm - 50;
  const L50 = e * e;
  const s20 = Math.sqrt(20 + L50);
  const SL = 1 + 0.015 * L50 / s20;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const s2 = Math.sin(2 * dTheta);
  const RT = -s2 * RC;
  const tL = dL / SL;
  const tC = dC / SC;
  const tH = dH / SH;
  const E = Math.sqrt(tL * tL + tC * tC + tH * tH + RT * tC * tH);
  const g = 0.5 / E;
  const gtL = 2 * tL * g;
  const gtC = (2 * tC + RT * tH) * g;
  const gtH = (2 * tH + RT * tC) * g;
  const gRT = tC * tH * g;
  const gSL = -gtL * tL / SL;
  const gSC = -gtC * tC / SC;
  const gSH = -gtH * tH / SH;
  const gdL = gtL / SL;
  const gdC = gtC / SC;
  const gdH = gtH / SH;
  const gT = 0.015 * Cm * gSH;
  const gRC = -s2 * gRT;
  const cos_4 = Math.cos(2 * dTheta);
  const gTh = -2 * cos_4 * RC * gRT;
  const gcm7 = gRC * (1 / sqc) * P25_7 / (qc * qc);
  const gCm = 0.045 * gSC + 0.015 * T * gSH + 7 * Cm6 * gcm7;
  const sin_2 = Math.sin(hm - 30 * RAD);
  const sin_3 = Math.sin(2 * hm);
  const sin_4 = Math.sin(3 * hm + 6 * RAD);
  const sin_5 = Math.sin(4 * hm - 63 * RAD);
  const ghm = gT * (0.17 * sin_2 - 0.48 * sin_3 - 0.96 * sin_4 + 0.8 * sin_5) + gTh * dTheta * -2 * u / (25 * RAD);
  const gL50 = gSL * 0.015 * (1 / s20 - 0.5 * L50 / (s20 * s20 * s20));
  const gLm = 2 * e * gL50;
  const gsc = 2 * sh * gdH;
  let value_1;
  const taken_19 = grey ? 1 : 0;
  if (taken_19) {
    value_1 = 0;
  } else {
    const cos_5 = Math.cos(dh / 2);
    value_1 = sc * cos_5 * gdH;
    tape.push(cos_5);
  }
  const gdh = value_1;
  const gcc = grey ? 0 : 0.5 / sc * gsc;
  const gc1 = gcc * c2 - gdC + 0.5 * gCm;
  const gc2 = gcc * c1 + gdC + 0.5 * gCm;
  const gh1 = wh * ghm - gdh;
  const gh2 = wh * ghm + gdh;
  const i1 = c1 > 0 ? 1 / c1 : 0;
  const i2 = c2 > 0 ? 1 / c2 : 0;
  const ga1 = gc1 * a1 * i1 - gh1 * l1_b * i1 * i1;
  const ga2 = gc2 * a2 * i2 - gh2 * l2_b * i2 * i2;
  const gG = ga1 * l1_a + ga2 * l2_a;
  const gCb = 7 * Cb6 * (-0.5 * gG) * 0.5 / sq * P25_7 / (q * q);
  const j1 = C1 > 0 ? 0.5 * gCb / C1 : 0;
  const j2 = C2 > 0 ? 0.5 * gCb / C2 : 0;
  const gA1 = G1 * ga1 + j1 * l1_a;
  const gA2 = G1 * ga2 + j2 * l2_a;
  const gB1 = gc1 * l1_b * i1 + gh1 * a1 * i1 * i1 + j1 * l1_b;
  const gB2 = gc2 * l2_b * i2 + gh2 * a2 * i2 * i2 + j2 * l2_b;
  const list = tape.made([labBack_forward(tape, rgb1, 0.5 * gLm - gdL, gA1, gB1), labBack_forward(tape, rgb2, 0.5 * gLm + gdL, gA2, gB2)]);
  tape.record4(rgb1, rgb2, grey, list);
  tape.push4(C1, C2, Cb, q);
  tape.push4(sq, a1, a2, c1);
  tape.push4(c2, dh, hm, wh);
  tape.push4(sc, sh, Cm, T);
  tape.push4(u, exp, dTheta, qc);
  tape.push4(sqc, e, s20, SL);
  tape.push4(s2, tL, tC, tH);
  tape.push4(E, g, gSL, gSC);
  tape.push4(gSH, gdL, gdC, gdH);
  tape.push4(cos_4, gcm7, sin_2, sin_3);
  tape.push4(sin_4, sin_5, gL50, gcc);
  tape.push4(gc1, gc2, gh1, gh2);
  tape.push4(i1, i2, ga1, ga2);
  tape.push4(gG, gCb, j1, j2);
  tape.push4(l1_a, l1_b, l2_a, l2_b);
  tape.push4(taken, taken_1, taken_2, taken_3);
  tape.push4(taken_4, taken_5, taken_6, taken_7);
  tape.push4(taken_8, taken_9, taken_10, taken_11);
  tape.push4(taken_12, taken_13, taken_18, taken_19);
  return list;
}
function colourGrad_pullback(tape) {
  const taken_19 = tape.pop();
  const taken_18 = tape.pop();
  const taken_13 = tape.pop();
  const taken_12 = tape.pop();
  const taken_11 = tape.pop();
  const taken_10 = tape.pop();
  const taken_9 = tape.pop();
  const taken_8 = tape.pop();
  const taken_7 = tape.pop();
  const taken_6 = tape.pop();
  const taken_5 = tape.pop();
  const taken_4 = tape.pop();
  const taken_3 = tape.pop();
  const taken_2 = tape.pop();
  const taken_1 = tape.pop();
  const taken = tape.pop();
  const l2_b = tape.pop();
  const l2_a = tape.pop();
  const l1_b = tape.pop();
  const l1_a = tape.pop();
  const dlist = tape.shadow(tape.recall());
  const j2 = tape.pop();
  const j1 = tape.pop();
  const gCb = tape.pop();
  const gG = tape.pop();
  const ga2 = tape.pop();
  const ga1 = tape.pop();
  const i2 = tape.pop();
  const i1 = tape.pop();
  const gh2 = tape.pop();
  const gh1 = tape.pop();
  const gc2 = tape.pop();
  const gc1 = tape.pop();
  const gcc = tape.pop();
  const gL50 = tape.pop();
  const sin_5 = tape.pop();
  const sin_4 = tape.pop();
  const sin_3 = tape.pop();
  const sin_2 = tape.pop();
  const gcm7 = tape.pop();
  const cos_4 = tape.pop();
  const gdH = tape.pop();
  const gdC = tape.pop();
  const gdL = tape.pop();
  const gSH = tape.pop();
  const gSC = tape.pop();
  const gSL = tape.pop();
  const g = tape.pop();
  const E = tape.pop();
  const tH = tape.pop();
  const tC = tape.pop();
  const tL = tape.pop();
  const s2 = tape.pop();
  const SL = tape.pop();
  const s20 = tape.pop();
  const e = tape.pop();
  const sqc = tape.pop();
  const qc = tape.pop();
  const dTheta = tape.pop();
  const exp = tape.pop();
  const u = tape.pop();
  const T = tape.pop();
  const Cm = tape.pop();
  const sh = tape.pop();
  const sc = tape.pop();
  const wh = tape.pop();
  const hm = tape.pop();
  const dh = tape.pop();
  const grey = tape.recall();
  const c2 = tape.pop();
  const c1 = tape.pop();
  const a2 = tape.pop();
  const a1 = tape.pop();
  const sq = tape.pop();
  const q = tape.pop();
  const Cb = tape.pop();
  const C2 = tape.pop();
  const C1 = tape.pop();
  const drgb2 = tape.shadow(tape.recall());
  const drgb1 = tape.shadow(tape.recall());
  const Cb2 = Cb * Cb;
  const Cb6 = Cb2 * Cb2 * Cb2;
  const Cm7 = Cb6 * Cb;
  const G1 = 1 + 0.5 * (1 - sq);
  const Cm2 = Cm * Cm;
  const Cm6 = Cm2 * Cm2 * Cm2;
  const cm7 = Cm6 * Cm;
  const RC = 2 * sqc;
  const L50 = e * e;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const RT = -s2 * RC;
  const gtL = 2 * tL * g;
  const gtC = (2 * tC + RT * tH) * g;
  const gtH = (2 * tH + RT * tC) * g;
  const gRT = tC * tH * g;
  const gT = 0.015 * Cm * gSH;
  const gRC = -s2 * gRT;
  const gTh = -2 * cos_4 * RC * gRT;
  const gsc = 2 * sh * gdH;
  const dlabBack_result = dlist[0] ?? 0;
  const d_48 = labBack_pullback(tape, dlist[1] ?? 0);
  const d_49 = d_48[1];
  let dgLm = d_49 * 0.5;
  let dgdL = d_49;
  const dgA2 = d_48[2];
  const dgB2 = d_48[3];
  const d_46 = labBack_pullback(tape, dlabBack_result);
  const d_47 = d_46[1];
  dgLm += d_47 * 0.5;
  dgdL -= d_47;
  const dgA1 = d_46[2];
  const dgB1 = d_46[3];
  const d_43 = dgB2 * i2;
  let dgc2 = d_43 * l2_b;
  let dl2_b = d_43 * gc2;
  let di2 = dgB2 * (gc2 * l2_b);
  const d_44 = dgB2 * i2;
  const d_45 = d_44 * i2;
  let dgh2 = d_45 * a2;
  let da2 = d_45 * gh2;
  di2 += d_44 * (gh2 * a2);
  di2 += dgB2 * (gh2 * a2 * i2);
  let dj2 = dgB2 * l2_b;
  dl2_b += dgB2 * j2;
  const d_40 = dgB1 * i1;
  let dgc1 = d_40 * l1_b;
  let dl1_b = d_40 * gc1;
  let di1 = dgB1 * (gc1 * l1_b);
  const d_41 = dgB1 * i1;
  const d_42 = d_41 * i1;
  let dgh1 = d_42 * a1;
  let da1 = d_42 * gh1;
  di1 += d_41 * (gh1 * a1);
  di1 += dgB1 * (gh1 * a1 * i1);
  let dj1 = dgB1 * l1_b;
  dl1_b += dgB1 * j1;
  let dG1 = dgA2 * ga2;
  let dga2 = dgA2 * G1;
  dj2 += dgA2 * l2_a;
  let dl2_a = dgA2 * j2;
  dG1 += dgA1 * ga1;
  let dga1 = dgA1 * G1;
  dj1 += dgA1 * l1_a;
  let dl1_a = dgA1 * j1;
  let dgCb = 0;
  let dC2 = 0;
  if (C2 > 0) {
    dgCb += dj2 / C2 * 0.5;
    dC2 -= dj2 * (0.5 * gCb / C2) / C2;
  }
  let dC1 = 0;
  if (C1 > 0) {
    dgCb += dj1 / C1 * 0.5;
    dC1 -= dj1 * (0.5 * gCb / C1) / C1;
  }
  const d_37 = dgCb / (q * q) * P25_7;
  const d_38 = d_37 / sq * 0.5;
  let dCb6 = d_38 * (-0.5 * gG) * 7;
  const dgG = -(d_38 * (7 * Cb6) * 0.5);
  let dsq = -(d_37 * (7 * Cb6 * (-0.5 * gG) * 0.5 / sq) / sq);
  let dq = 2 * (-(dgCb * gCb / (q * q)) * q);
  dga1 += dgG * l1_a;
  dl1_a += dgG * ga1;
  dga2 += dgG * l2_a;
  dl2_a += dgG * ga2;
  const d_34 = dga2 * i2;
  dgc2 += d_34 * a2;
  da2 += d_34 * gc2;
  di2 += dga2 * (gc2 * a2);
  const d_35 = -(dga2 * i2);
  const d_36 = d_35 * i2;
  dgh2 += d_36 * l2_b;
  dl2_b += d_36 * gh2;
  di2 += d_35 * (gh2 * l2_b);
  di2 -= dga2 * (gh2 * l2_b * i2);
  const d_31 = dga1 * i1;
  dgc1 += d_31 * a1;
  da1 += d_31 * gc1;
  di1 += dga1 * (gc1 * a1);
  const d_32 = -(dga1 * i1);
  const d_33 = d_32 * i1;
  dgh1 += d_33 * l1_b;
  dl1_b += d_33 * gh1;
  di1 += d_32 * (gh1 * l1_b);
  di1 -= dga1 * (gh1 * l1_b * i1);
  let dc2 = 0;
  if (c2 > 0) {
    dc2 -= di2 * (1 / c2) / c2;
  }
  let dc1 = 0;
  if (c1 > 0) {
    dc1 -= di1 * (1 / c1) / c1;
  }
  let dghm = dgh2 * wh;
  let dgdh = dgh2;
  dghm += dgh1 * wh;
  dgdh -= dgh1;
  let dgcc = dgc2 * c1;
  dc1 += dgc2 * gcc;
  let dgdC = dgc2;
  let dgCm = dgc2 * 0.5;
  dgcc += dgc1 * c2;
  dc2 += dgc1 * gcc;
  dgdC -= dgc1;
  dgCm += dgc1 * 0.5;
  let dgsc = 0;
  let dsc = 0;
  if (!grey) {
    dsc -= dgcc * gsc * (0.5 / sc) / sc;
    dgsc += dgcc * (0.5 / sc);
  }
  const dvalue_1 = dgdh;
  let dgdH = 0;
  let ddh = 0;
  if (!taken_19) {
    const cos_5 = tape.pop();
    const d_30 = dvalue_1 * gdH;
    dsc += d_30 * cos_5;
    const dcos_5 = d_30 * sc;
    dgdH += dvalue_1 * (sc * cos_5);
    if (dcos_5 !== 0) {
      ddh += -(dcos_5 * Math.sin(dh / 2)) / 2;
    }
  }
  let dsh = dgsc * gdH * 2;
  dgdH += dgsc * (2 * sh);
  let de = dgLm * gL50 * 2;
  const dgL50 = dgLm * (2 * e);
  const dgSL = dgL50 * (1 / s20 - 0.5 * L50 / (s20 * s20 * s20)) * 0.015;
  const d_27 = dgL50 * (gSL * 0.015);
  let ds20 = -(d_27 * (1 / s20) / s20);
  let dL50 = -d_27 / (s20 * s20 * s20) * 0.5;
  const d_28 = -(-(d_27 * (0.5 * L50 / (s20 * s20 * s20))) / (s20 * s20 * s20));
  ds20 += 2 * (d_28 * s20 * s20);
  ds20 += d_28 * (s20 * s20);
  const dgT = dghm * (0.17 * sin_2 - 0.48 * sin_3 - 0.96 * sin_4 + 0.8 * sin_5);
  const d_24 = dghm * gT;
  const dsin_2 = d_24 * 0.17;
  const dsin_3 = -(d_24 * 0.48);
  const dsin_4 = -(d_24 * 0.96);
  const dsin_5 = d_24 * 0.8;
  const d_25 = dghm / (25 * RAD);
  const d_26 = -(d_25 * u * 2);
  const dgTh = d_26 * dTheta;
  let ddTheta = d_26 * gTh;
  let du_1 = d_25 * (gTh * dTheta * -2);
  let dhm = dsin_5 !== 0 ? dsin_5 * Math.cos(4 * hm - 63 * RAD) * 4 : 0;
  if (dsin_4 !== 0) {
    dhm += dsin_4 * Math.cos(3 * hm + 6 * RAD) * 3;
  }
  if (dsin_3 !== 0) {
    dhm += dsin_3 * Math.cos(2 * hm) * 2;
  }
  if (dsin_2 !== 0) {
    dhm += dsin_2 * Math.cos(hm - 30 * RAD);
  }
  const dgSC = dgCm * 0.045;
  let dT = dgCm * gSH * 0.015;
  let dgSH = dgCm * (0.015 * T);
  let dCm6 = dgCm * gcm7 * 7;
  const dgcm7 = dgCm * (7 * Cm6);
  const d_22 = dgcm7 / (qc * qc) * P25_7;
  const dgRC = d_22 * (1 / sqc);
  let dsqc = -(d_22 * gRC * (1 / sqc) / sqc);
  let dqc = 2 * (-(dgcm7 * gcm7 / (qc * qc)) * qc);
  const d_21 = dgTh * gRT;
  const dcos_4 = -(d_21 * RC * 2);
  let dRC = d_21 * (-2 * cos_4);
  let dgRT = dgTh * (-2 * cos_4 * RC);
  if (dcos_4 !== 0) {
    ddTheta -= dcos_4 * Math.sin(2 * dTheta) * 2;
  }
  let ds2 = -(dgRC * gRT);
  dgRT -= dgRC * s2;
  let dCm = dgT * gSH * 0.015;
  dgSH += dgT * (0.015 * Cm);
  let dgtH = dgdH / SH;
  let dSH = -(dgdH * gdH / SH);
  let dgtC = dgdC / SC;
  let dSC = -(dgdC * gdC / SC);
  let dgtL = dgdL / SL;
  let dSL = -(dgdL * gdL / SL);
  const d_20 = dgSH / SH;
  dgtH -= d_20 * tH;
  let dtH = -(d_20 * gtH);
  dSH -= dgSH * gSH / SH;
  const d_19 = dgSC / SC;
  dgtC -= d_19 * tC;
  let dtC = -(d_19 * gtC);
  dSC -= dgSC * gSC / SC;
  const d_18 = dgSL / SL;
  dgtL -= d_18 * tL;
  let dtL = -(d_18 * gtL);
  dSL -= dgSL * gSL / SL;
  const d_17 = dgRT * g;
  dtC += d_17 * tH;
  dtH += d_17 * tC;
  let dg = dgRT * (tC * tH);
  const d_16 = dgtH * g;
  dtH += d_16 * 2;
  let dRT = d_16 * tC;
  dtC += d_16 * RT;
  dg += dgtH * (2 * tH + RT * tC);
  const d_15 = dgtC * g;
  dtC += d_15 * 2;
  dRT += d_15 * tH;
  dtH += d_15 * RT;
  dg += dgtC * (2 * tC + RT * tH);
  dtL += dgtL * g * 2;
  dg += dgtL * (2 * tL);
  const dE = -(dg * g / E);
  if (dE !== 0) {
    const d_13 = dE * (0.5 / E);
    dtL += 2 * (d_13 * tL);
    dtC += 2 * (d_13 * tC);
    dtH += 2 * (d_13 * tH);
    const d_14 = d_13 * tH;
    dRT += d_14 * tC;
    dtC += d_14 * RT;
    dtH += d_13 * (RT * tC);
  }
  const ddH = dtH / SH;
  dSH -= dtH * tH / SH;
  const ddC = dtC / SC;
  dSC -= dtC * tC / SC;
  const ddL = dtL / SL;
  dSL -= dtL * tL / SL;
  ds2 -= dRT * RC;
  dRC -= dRT * s2;
  if (ds2 !== 0) {
    ddTheta += ds2 * Math.cos(2 * dTheta) * 2;
  }
  dCm += dSH * T * 0.015;
  dT += dSH * (0.015 * Cm);
  dCm += dSC * 0.045;
  dL50 += dSL / s20 * 0.015;
  ds20 -= dSL * (0.015 * L50 / s20) / s20;
  if (ds20 !== 0) {
    dL50 += ds20 * (0.5 / s20);
  }
  de += 2 * (dL50 * e);
  const dLm = de;
  dsqc += dRC * 2;
  let dcm7 = 0;
  if (dsqc !== 0) {
    const d_12 = dsqc * (0.5 / sqc);
    dcm7 += d_12 / qc;
    dqc -= d_12 * (cm7 / qc) / qc;
  }
  dcm7 += dqc;
  dCm6 += dcm7 * Cm;
  dCm += dcm7 * Cm6;
  dCm += 2 * ((2 * (dCm6 * Cm2 * Cm2) + dCm6 * (Cm2 * Cm2)) * Cm);
  const dexp = ddTheta * (30 * RAD);
  if (dexp !== 0) {
    const d_10 = dexp * exp;
    du_1 -= d_10 * u;
    du_1 -= d_10 * u;
  }
  dhm += du_1 / 25 / RAD;
  const dcos = -(dT * 0.17);
  const dcos_1 = dT * 0.24;
  const dcos_2 = dT * 0.32;
  const dcos_3 = -(dT * 0.2);
  if (dcos_3 !== 0) {
    dhm -= dcos_3 * Math.sin(4 * hm - 63 * RAD) * 4;
  }
  if (dcos_2 !== 0) {
    dhm -= dcos_2 * Math.sin(3 * hm + 6 * RAD) * 3;
  }
  if (dcos_1 !== 0) {
    dhm -= dcos_1 * Math.sin(2 * hm) * 2;
  }
  if (dcos !== 0) {
    dhm -= dcos * Math.sin(hm - 30 * RAD);
  }
  const d_9 = dCm / 2;
  dc1 += d_9;
  dc2 += d_9;
  const dsum_6 = dLm / 2;
  let dl1_L = dsum_6;
  let dl2_L = dsum_6;
  dsc += ddH * sh * 2;
  dsh += ddH * (2 * sc);
  if (dsh !== 0) {
    ddh += dsh * Math.cos(dh / 2) / 2;
  }
  if (dsc !== 0) {
    const d_8 = dsc * (0.5 / sc);
    dc1 += d_8 * c2;
    dc2 += d_8 * c1;
  }
  if (taken_18) {
    ddh = 0;
  } else {
    const taken_17 = tape.pop();
    const taken_15 = tape.pop();
    if (taken_17) {
      dhm /= 2;
    } else {
      const taken_16 = tape.pop();
      const dvalue = dhm;
      dhm = 0;
      if (taken_16) {
        dhm += dvalue / 2;
      } else {
        dhm += dvalue / 2;
      }
    }
    if (!taken_15) {
      tape.pop();
    }
  }
  let dh1 = dhm;
  const dh2 = dhm + ddh;
  dh1 -= ddh;
  dc2 += ddC;
  dc1 -= ddC;
  dl2_L += ddL;
  dl1_L -= ddL;
  if (!taken_13) {
    const h_1 = tape.pop();
    let dh_1_1 = 0;
    if (h_1 < 0) {
      dh_1_1 += dh2;
    } else {
      dh_1_1 += dh2;
    }
    if (dh_1_1 !== 0) {
      dl2_b += dh_1_1 * (l2_b === 0 && a2 === 0 ? 0 : a2 / (l2_b * l2_b + a2 * a2));
      da2 += dh_1_1 * (l2_b === 0 && a2 === 0 ? 0 : -l2_b / (l2_b * l2_b + a2 * a2));
    }
  }
  if (!taken_12) {
    const h = tape.pop();
    const dh1_before = dh1;
    let dh_1 = 0;
    if (h < 0) {
      dh_1 += dh1_before;
    } else {
      dh_1 += dh1_before;
    }
    if (dh_1 !== 0) {
      dl1_b += dh_1 * (l1_b === 0 && a1 === 0 ? 0 : a1 / (l1_b * l1_b + a1 * a1));
      da1 += dh_1 * (l1_b === 0 && a1 === 0 ? 0 : -l1_b / (l1_b * l1_b + a1 * a1));
    }
  }
  const dsum_4 = dc2 !== 0 ? dc2 * (0.5 / c2) : 0;
  da2 += 2 * (dsum_4 * a2);
  dl2_b += 2 * (dsum_4 * l2_b);
  const dsum_3 = dc1 !== 0 ? dc1 * (0.5 / c1) : 0;
  da1 += 2 * (dsum_3 * a1);
  dl1_b += 2 * (dsum_3 * l1_b);
  dG1 += da2 * l2_a;
  dl2_a += da2 * G1;
  dG1 += da1 * l1_a;
  dl1_a += da1 * G1;
  dsq -= dG1 * 0.5;
  let dCm7 = 0;
  if (dsq !== 0) {
    const d_7 = dsq * (0.5 / sq);
    dCm7 += d_7 / q;
    dq -= d_7 * (Cm7 / q) / q;
  }
  dCm7 += dq;
  dCb6 += dCm7 * Cb;
  let dCb = dCm7 * Cb6;
  dCb += 2 * ((2 * (dCb6 * Cb2 * Cb2) + dCb6 * (Cb2 * Cb2)) * Cb);
  const d_5 = dCb / 2;
  dC1 += d_5;
  dC2 += d_5;
  const dsum_2 = dC2 !== 0 ? dC2 * (0.5 / C2) : 0;
  dl2_a += 2 * (dsum_2 * l2_a);
  dl2_b += 2 * (dsum_2 * l2_b);
  const dsum_1 = dC1 !== 0 ? dC1 * (0.5 / C1) : 0;
  dl1_a += 2 * (dsum_1 * l1_a);
  dl1_b += 2 * (dsum_1 * l1_b);
  const d_4 = dl2_b * 200;
  let dfy_1 = d_4;
  const dfz_1 = -d_4;
  const d_3 = dl2_a * 500;
  dfy_1 -= d_3;
  dfy_1 += dl2_L * 116;
  let dt_1_1_1 = 0;
  if (taken_11) {
    const cbrt_2_1 = tape.pop();
    if (dfz_1 !== 0) {
      dt_1_1_1 += dfz_1 / (3 * cbrt_2_1 * cbrt_2_1);
    }
  } else {
    dt_1_1_1 += dfz_1 / 116 * (24389 / 27);
  }
  const dZ_1 = dt_1_1_1 / 1.08883;
  const dvalue_4_1 = dfy_1;
  let dY_1 = 0;
  if (taken_10) {
    const cbrt_1_1 = tape.pop();
    if (dvalue_4_1 !== 0) {
      dY_1 += dvalue_4_1 / (3 * cbrt_1_1 * cbrt_1_1);
    }
  } else {
    dY_1 += dvalue_4_1 / 116 * (24389 / 27);
  }
  let dt_2 = 0;
  if (taken_9) {
    const cbrt_3 = tape.pop();
    if (d_3 !== 0) {
      dt_2 += d_3 / (3 * cbrt_3 * cbrt_3);
    }
  } else {
    dt_2 += d_3 / 116 * (24389 / 27);
  }
  const dX_1 = dt_2 / 0.95047;
  let dR_1 = dZ_1 * 0.0193339;
  let dG_1 = dZ_1 * 0.119192;
  let dB_1 = dZ_1 * 0.9503041;
  dR_1 += dY_1 * 0.2126729;
  dG_1 += dY_1 * 0.7151522;
  dB_1 += dY_1 * 0.072175;
  dR_1 += dX_1 * 0.4124564;
  dG_1 += dX_1 * 0.3575761;
  dB_1 += dX_1 * 0.1804375;
  const dvalue_2_2 = dB_1;
  let db_17 = 0;
  if (taken_8) {
    db_17 += dvalue_2_2 / 12.92;
  } else {
    const sum_1_2_1 = tape.pop();
    db_17 += dvalue_2_2 !== 0 ? dvalue_2_2 * (2.4 * (sum_1_2_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1_2 = dG_1;
  let dg_2 = 0;
  if (taken_7) {
    dg_2 += dvalue_1_2 / 12.92;
  } else {
    const sum_1_1_2 = tape.pop();
    dg_2 += dvalue_1_2 !== 0 ? dvalue_1_2 * (2.4 * (sum_1_1_2 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_6 = dR_1;
  let dr_1_1 = 0;
  if (taken_6) {
    dr_1_1 += dvalue_6 / 12.92;
  } else {
    const sum_1_3 = tape.pop();
    dr_1_1 += dvalue_6 !== 0 ? dvalue_6 * (2.4 * (sum_1_3 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (drgb2) {
    drgb2.b = (drgb2.b ?? 0) + db_17;
    drgb2.g = (drgb2.g ?? 0) + dg_2;
    drgb2.r = (drgb2.r ?? 0) + dr_1_1;
  }
  const d_2 = dl1_b * 200;
  let dfy = d_2;
  const dfz = -d_2;
  const d_1 = dl1_a * 500;
  dfy -= d_1;
  dfy += dl1_L * 116;
  let dt_1_1 = 0;
  if (taken_5) {
    const cbrt_2 = tape.pop();
    if (dfz !== 0) {
      dt_1_1 += dfz / (3 * cbrt_2 * cbrt_2);
    }
  } else {
    dt_1_1 += dfz / 116 * (24389 / 27);
  }
  const dZ = dt_1_1 / 1.08883;
  const dvalue_4 = dfy;
  let dY = 0;
  if (taken_4) {
    const cbrt_1 = tape.pop();
    if (dvalue_4 !== 0) {
      dY += dvalue_4 / (3 * cbrt_1 * cbrt_1);
    }
  } else {
    dY += dvalue_4 / 116 * (24389 / 27);
  }
  let dt_1 = 0;
  if (taken_3) {
    const cbrt = tape.pop();
    if (d_1 !== 0) {
      dt_1 += d_1 / (3 * cbrt * cbrt);
    }
  } else {
    dt_1 += d_1 / 116 * (24389 / 27);
  }
  const dX = dt_1 / 0.95047;
  let dR = dZ * 0.0193339;
  let dG = dZ * 0.119192;
  let dB = dZ * 0.9503041;
  dR += dY * 0.2126729;
  dG += dY * 0.7151522;
  dB += dY * 0.072175;
  dR += dX * 0.4124564;
  dG += dX * 0.3575761;
  dB += dX * 0.1804375;
  const dvalue_2_1 = dB;
  let db = 0;
  if (taken_2) {
    db += dvalue_2_1 / 12.92;
  } else {
    const sum_1_2 = tape.pop();
    db += dvalue_2_1 !== 0 ? dvalue_2_1 * (2.4 * (sum_1_2 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1_1 = dG;
  let dg_1 = 0;
  if (taken_1) {
    dg_1 += dvalue_1_1 / 12.92;
  } else {
    const sum_1_1_1 = tape.pop();
    dg_1 += dvalue_1_1 !== 0 ? dvalue_1_1 * (2.4 * (sum_1_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_2 = dR;
  let dr_1 = 0;
  if (taken) {
    dr_1 += dvalue_2 / 12.92;
  } else {
    const sum_1_1 = tape.pop();
    dr_1 += dvalue_2 !== 0 ? dvalue_2 * (2.4 * (sum_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (drgb1) {
    drgb1.b = (drgb1.b ?? 0) + db;
    drgb1.g = (drgb1.g ?? 0) + dg_1;
    drgb1.r = (drgb1.r ?? 0) + dr_1;
  }
}
export function fitResidual(params, samples) {
  const {
    a,
    b,
    c,
    d
  } = params;
  const model = x => a * Math.exp(-b * x) + c * Math.pow(x, d);
  $.closure(model, model_pair, () => ({
    a,
    b,
    c,
    d
  }));
  return samples.reduce($.closure((sum, {
    x,
    y
  }) => sum + (model(x) - y) ** 2, fitResidual_inner_pair, () => ({
    model
  })), 0);
}
function fitResidual_forward(tape, params, samples) {
  const a = params.a;
  const b = params.b;
  const c = params.c;
  const d = params.d;
  const model_fn_env = tape.made({
    a,
    b,
    c,
    d
  });
  const model = $.closureMade(tape, {
    model: x => a * Math.exp(-b * x) + c * Math.pow(x, d)
  }.model, model_pair, model_fn_env);
  const fn_1_env = tape.made({
    model
  });
  const reduce_result = $.invokeConstant(tape, "/tmp/wlb.mjs:413:10", samples, "reduce", $.closureMade(tape, (sum, {
    x,
    y
  }) => sum + (model(x) - y) ** 2, fitResidual_inner_pair, fn_1_env), 0);
  tape.record2(params, model_fn_env);
  return reduce_result;
}
function fitResidual_pullback(tape, dresult) {
  const dmodel_fn_env = tape.shadow(tape.recall());
  const dparams = tape.shadow(tape.recall());
  $.back(tape, dresult);
  const dd = dmodel_fn_env.d ?? 0;
  const dc = dmodel_fn_env.c ?? 0;
  const db = dmodel_fn_env.b ?? 0;
  const da = dmodel_fn_env.a ?? 0;
  if (dparams) {
    dparams.d = (dparams.d ?? 0) + dd;
    dparams.c = (dparams.c ?? 0) + dc;
    dparams.b = (dparams.b ?? 0) + db;
    dparams.a = (dparams.a ?? 0) + da;
  }
}
function model_forward(tape, env, x) {
  const a = env.a;
  const b = env.b;
  const c = env.c;
  const d = env.d;
  const exp = Math.exp(-b * x);
  const pow = Math.pow(x, d);
  tape.record(env);
  tape.push4(a, b, c, d);
  tape.push3(x, exp, pow);
  return a * exp + c * pow;
}
function model_pullback(tape, dresult) {
  const pow = tape.pop();
  const exp = tape.pop();
  const x = tape.pop();
  const d = tape.pop();
  const c = tape.pop();
  const b = tape.pop();
  const a = tape.pop();
  const denv = tape.shadow(tape.recall());
  const da = dresult * exp;
  const dexp = dresult * a;
  const dc = dresult * pow;
  const dpow = dresult * c;
  let dd = 0;
  let dx_1 = 0;
  if (dpow !== 0) {
    dx_1 += dpow * (d === 0 ? 0 : d * x ** (d - 1));
    dd += dpow * (x === 0 && d >= 0 ? 0 : pow * Math.log(x));
  }
  let db = 0;
  if (dexp !== 0) {
    const d_1 = dexp * exp;
    db -= d_1 * x;
    dx_1 -= d_1 * b;
  }
  if (denv) {
    denv.d = (denv.d ?? 0) + dd;
    denv.c = (denv.c ?? 0) + dc;
    denv.b = (denv.b ?? 0) + db;
    denv.a = (denv.a ?? 0) + da;
  }
  return [dx_1];
}
function fitResidual_inner_forward(tape, env, sum, given) {
  const model = env.model;
  const x = given.x;
  const y = given.y;
  const model_result = model_forward(tape, $.environment(model), x);
  const power_1 = (model_result - y) ** 2;
  tape.record(given);
  tape.push2(y, model_result);
  return sum + power_1;
}
function fitResidual_inner_pullback(tape, dresult) {
  const model_result = tape.pop();
  const y = tape.pop();
  const dgiven = tape.shadow(tape.recall());
  let dmodel_result = 0;
  let dy_1 = 0;
  if (dresult !== 0) {
    const d_2 = dresult * (2 * (model_result - y));
    dmodel_result += d_2;
    dy_1 -= d_2;
  }
  const d_1 = model_pullback(tape, dmodel_result);
  const dx_1 = d_1[0];
  if (dgiven) {
    dgiven.y = (dgiven.y ?? 0) + dy_1;
    dgiven.x = (dgiven.x ?? 0) + dx_1;
  }
  return [dresult];
}
function fitGrad({
  a,
  b,
  c,
  d
}, samples) {
  let ga = 0,
    gb = 0,
    gc = 0,
    gd = 0;
  for (let i = 0; i < samples.length; i++) {
    const {
      x,
      y
    } = samples[i];
    const e = Math.exp(-b * x),
      p = Math.pow(x, d);
    const r = 2 * (a * e + c * p - y);
    ga += r * e;
    gb -= r * a * x * e;
    gc += r * p;
    gd += r * c * p * Math.log(x);
  }
  return [{
    a: ga,
    b: gb,
    c: gc,
    d: gd
  }];
}

// ---------- j. binary-tree recursion, depth 8 (511 calls) ----------------------------------------
function fitGrad_forward(tape, given, samples) {
  const a = given.a;
  const b = given.b;
  const c = given.c;
  const d = given.d;
  let ga = 0;
  let gb = 0;
  let gc = 0;
  let gd = 0;
  let i = 0;
  for (; i < samples.length; i++) {
    const element = samples[i];
    const x = element.x;
    const y = element.y;
    const e = Math.exp(-b * x);
    const p = Math.pow(x, d);
    const r = 2 * (a * e + c * p - y);
    ga += r * e;
    gb -= r * a * x * e;
    gc += r * p;
    const log = Math.log(x);
    gd += r * c * p * log;
    tape.record(element);
    tape.push4(x, e, p, r);
    tape.push(log);
  }
  tape.push(i);
  const object = tape.made({
    a: ga,
    b: gb,
    c: gc,
    d: gd
  });
  const list = tape.made([object]);
  tape.record2(given, object);
  tape.push4(a, b, c, d);
  return list;
}
function fitGrad_pullback(tape) {
  const dobject = tape.shadow(tape.recall());
  const d = tape.pop();
  const c = tape.pop();
  const b = tape.pop();
  const a = tape.pop();
  const dgiven = tape.shadow(tape.recall());
  const dgd = dobject.d ?? 0;
  const dgc = dobject.c ?? 0;
  const dgb = dobject.b ?? 0;
  const dga = dobject.a ?? 0;
  let dd = 0;
  let dc = 0;
  let db = 0;
  let da = 0;
  for (let i = tape.pop() - 1; i >= 0; i--) {
    const log = tape.pop();
    const r = tape.pop();
    const p = tape.pop();
    const e = tape.pop();
    const x = tape.pop();
    const delement_1 = tape.shadow(tape.recall());
    const d_5 = dgd * log;
    const d_6 = d_5 * p;
    let dr_1 = d_6 * c;
    dc += d_6 * r;
    let dp = d_5 * (r * c);
    const dlog = dgd * (r * c * p);
    let dx_1 = dlog !== 0 ? dlog / x : 0;
    dr_1 += dgc * p;
    dp += dgc * r;
    const d_3 = -(dgb * e);
    const d_4 = d_3 * x;
    dr_1 += d_4 * a;
    da += d_4 * r;
    dx_1 += d_3 * (r * a);
    let de = -(dgb * (r * a * x));
    dr_1 += dga * e;
    de += dga * r;
    const d_2 = dr_1 * 2;
    da += d_2 * e;
    de += d_2 * a;
    dc += d_2 * p;
    dp += d_2 * c;
    const dy_1 = -d_2;
    if (dp !== 0) {
      dx_1 += dp * (d === 0 ? 0 : d * x ** (d - 1));
      dd += dp * (x === 0 && d >= 0 ? 0 : p * Math.log(x));
    }
    if (de !== 0) {
      const d_1 = de * e;
      db -= d_1 * x;
      dx_1 -= d_1 * b;
    }
    if (delement_1) {
      delement_1.y = (delement_1.y ?? 0) + dy_1;
      delement_1.x = (delement_1.x ?? 0) + dx_1;
    }
  }
  if (dgiven) {
    dgiven.d = (dgiven.d ?? 0) + dd;
    dgiven.c = (dgiven.c ?? 0) + dc;
    dgiven.b = (dgiven.b ?? 0) + db;
    dgiven.a = (dgiven.a ?? 0) + da;
  }
}
export function tree(x, depth) {
  if (depth === 0) return Math.sin(x);
  return 0.5 * (tree(0.9 * x, depth - 1) + x * tree(1.05 * x + 0.1, depth - 1));
}
function tree_forward(tape, x, depth) {
  if (depth === 0) {
    const sin = Math.sin(x);
    tape.push2(1, x);
    return sin;
  } else {
    const tree_result = tree_forward(tape, 0.9 * x, depth - 1);
    const tree_result_1 = tree_forward(tape, 1.05 * x + 0.1, depth - 1);
    const sum_1 = tree_result + x * tree_result_1;
    tape.push3(tree_result_1, 0, x);
    return 0.5 * sum_1;
  }
}
function tree_pullback(tape, dresult) {
  const x = tape.pop();
  let dx_1 = 0;
  if (tape.pop()) {
    if (dresult !== 0) {
      dx_1 += dresult * Math.cos(x);
    }
  } else {
    const tree_result_1 = tape.pop();
    const dsum_1 = dresult * 0.5;
    dx_1 += dsum_1 * tree_result_1;
    const d_2 = tree_pullback(tape, dsum_1 * x);
    dx_1 += d_2[0] * 1.05;
    const d_1 = tree_pullback(tape, dsum_1);
    dx_1 += d_1[0] * 0.9;
  }
  return [dx_1];
}
let treeVal = 0;
function treeD(x, depth) {
  // one input: the expert writes forward mode
  if (depth === 0) {
    treeVal = Math.sin(x);
    return Math.cos(x);
  }
  const dl = 0.9 * treeD(0.9 * x, depth - 1),
    l = treeVal;
  const dr = 1.05 * treeD(1.05 * x + 0.1, depth - 1),
    r = treeVal;
  treeVal = 0.5 * (l + x * r);
  return 0.5 * (dl + r + x * dr);
}
function treeD_forward(tape, x, depth) {
  tape.touch(treeVal_cell);
  if (depth === 0) {
    treeVal = Math.sin(x);
    const cos = Math.cos(x);
    tape.push2(1, x);
    return cos;
  } else {
    const dl = 0.9 * treeD_forward(tape, 0.9 * x, depth - 1);
    const l = treeVal;
    const dr = 1.05 * treeD_forward(tape, 1.05 * x + 0.1, depth - 1);
    const r = treeVal;
    treeVal = 0.5 * (l + x * r);
    const sum_2 = dl + r + x * dr;
    tape.push4(dr, r, 0, x);
    return 0.5 * sum_2;
  }
}
function treeD_pullback(tape, dresult) {
  const dtreeVal_cell = tape.shadow(treeVal_cell);
  const x = tape.pop();
  let dx_1 = 0;
  if (tape.pop()) {
    if (dresult !== 0) {
      dx_1 -= dresult * Math.sin(x);
    }
    let dsin = 0;
    if (dtreeVal_cell) {
      dsin += dtreeVal_cell.v ?? 0;
      dtreeVal_cell.v = 0;
    }
    if (dsin !== 0) {
      dx_1 += dsin * Math.cos(x);
    }
  } else {
    const r = tape.pop();
    const dr = tape.pop();
    const dsum_2 = dresult * 0.5;
    let dr_1 = dsum_2;
    dx_1 += dsum_2 * dr;
    const ddr = dsum_2 * x;
    let dsum_1 = 0;
    if (dtreeVal_cell) {
      dsum_1 += (dtreeVal_cell.v ?? 0) * 0.5;
      dtreeVal_cell.v = 0;
    }
    const dl_1 = dsum_1;
    dx_1 += dsum_1 * r;
    dr_1 += dsum_1 * x;
    if (dtreeVal_cell) {
      dtreeVal_cell.v = (dtreeVal_cell.v ?? 0) + dr_1;
    }
    const d_2 = treeD_pullback(tape, ddr * 1.05);
    dx_1 += d_2[0] * 1.05;
    if (dtreeVal_cell) {
      dtreeVal_cell.v = (dtreeVal_cell.v ?? 0) + dl_1;
    }
    const d_1 = treeD_pullback(tape, dsum_2 * 0.9);
    dx_1 += d_1[0] * 0.9;
  }
  return [dx_1];
}
const treeGrad = (x, depth) => [treeD(x, depth)];

// ---------- k. bundle-adjustment reprojection error, 2 cameras, 20 points, 40 observations --------
function treeGrad_forward(tape, x, depth) {
  const list = tape.made([treeD_forward(tape, x, depth)]);
  tape.record(list);
  return list;
}
function treeGrad_pullback(tape) {
  const dlist = tape.shadow(tape.recall());
  const d_1 = treeD_pullback(tape, dlist[0] ?? 0);
  return [d_1[0]];
}
$.pair(treeGrad, treeGrad_pair);
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const scale = (a, s) => [a[0] * s, a[1] * s, a[2] * s];
export function rotate(w, p) {
  // Rodrigues
  const th2 = dot(w, w);
  if (th2 < 1e-12) return add(p, cross(w, p));
  const th = Math.sqrt(th2);
  const u = scale(w, 1 / th);
  const c = Math.cos(th),
    s = Math.sin(th);
  return add(add(scale(p, c), scale(cross(u, p), s)), scale(u, dot(u, p) * (1 - c)));
}
function rotate_forward(tape, w, p) {
  const element = w[0];
  const element_2 = w[1];
  const element_4 = w[2];
  const th2 = element * element + element_2 * element_2 + element_4 * element_4;
  if (th2 < 1e-12) {
    const element_1_1 = p[2];
    const element_3_1 = p[1];
    const element_5_1 = p[0];
    const add_result = tape.made([element_5_1 + (element_2 * element_1_1 - element_4 * element_3_1), element_3_1 + (element_4 * element_5_1 - element * element_1_1), element_1_1 + (element * element_3_1 - element_2 * element_5_1)]);
    tape.record3(add_result, w, p);
    tape.push4(element_1_1, element_3_1, element_5_1, 1);
    tape.push3(element, element_2, element_4);
    return add_result;
  } else {
    const th = Math.sqrt(th2);
    const s_1 = 1 / th;
    const element_13 = w[0];
    const element_1_3 = w[1];
    const element_2_3 = w[2];
    const u_0 = element_13 * s_1;
    const u_1 = element_1_3 * s_1;
    const u_2 = element_2_3 * s_1;
    const c = Math.cos(th);
    const s = Math.sin(th);
    const element_14 = p[0];
    const element_1_4 = p[1];
    const element_2_4 = p[2];
    const scale_result_1_0 = element_14 * c;
    const scale_result_1_1 = element_1_4 * c;
    const scale_result_1_2 = element_2_4 * c;
    const cross_result_1_0 = u_1 * element_2_4 - u_2 * element_1_4;
    const cross_result_1_1_1 = u_2 * element_14 - u_0 * element_2_4;
    const cross_result_1_2 = u_0 * element_1_4 - u_1 * element_14;
    const scale_result_2_0 = cross_result_1_0 * s;
    const scale_result_2_1 = cross_result_1_1_1 * s;
    const scale_result_2_2 = cross_result_1_2 * s;
    const add_result_1_0 = scale_result_1_0 + scale_result_2_0;
    const add_result_1_1 = scale_result_1_1 + scale_result_2_1;
    const add_result_1_2 = scale_result_1_2 + scale_result_2_2;
    const s_2 = (u_0 * element_14 + u_1 * element_1_4 + u_2 * element_2_4) * (1 - c);
    const add_result_2 = tape.made([add_result_1_0 + u_0 * s_2, add_result_1_1 + u_1 * s_2, add_result_1_2 + u_2 * s_2]);
    tape.record3(add_result_2, w, p);
    tape.push4(th, c, s, s_1);
    tape.push4(element_13, element_1_3, element_2_3, element_14);
    tape.push4(element_1_4, element_2_4, 0, element);
    tape.push2(element_2, element_4);
    return add_result_2;
  }
}
function rotate_pullback(tape) {
  const element_4 = tape.pop();
  const element_2 = tape.pop();
  const element = tape.pop();
  const dp = tape.shadow(tape.recall());
  const dw = tape.shadow(tape.recall());
  let dth2 = 0;
  let delement_4 = 0;
  let delement_2 = 0;
  let delement = 0;
  if (tape.pop()) {
    const element_5_1 = tape.pop();
    const element_3_1 = tape.pop();
    const element_1_1 = tape.pop();
    const dadd_result = tape.shadow(tape.recall());
    const d_1 = dadd_result[0] ?? 0;
    let delement_5_1 = d_1;
    const d_2 = dadd_result[1] ?? 0;
    let delement_3_1 = d_2;
    const d_3 = dadd_result[2] ?? 0;
    let delement_1_1 = d_3;
    delement += d_3 * element_3_1;
    delement_3_1 += d_3 * element;
    delement_2 -= d_3 * element_5_1;
    delement_5_1 -= d_3 * element_2;
    delement_4 += d_2 * element_5_1;
    delement_5_1 += d_2 * element_4;
    delement -= d_2 * element_1_1;
    delement_1_1 -= d_2 * element;
    delement_2 += d_1 * element_1_1;
    delement_1_1 += d_1 * element_2;
    delement_4 -= d_1 * element_3_1;
    delement_3_1 -= d_1 * element_4;
    if (dp) {
      dp[0] = (dp[0] ?? 0) + delement_5_1;
      dp[1] = (dp[1] ?? 0) + delement_3_1;
      dp[2] = (dp[2] ?? 0) + delement_1_1;
    }
  } else {
    const element_2_4 = tape.pop();
    const element_1_4 = tape.pop();
    const element_14 = tape.pop();
    const element_2_3 = tape.pop();
    const element_1_3 = tape.pop();
    const element_13 = tape.pop();
    const s_1 = tape.pop();
    const dadd_result_2 = tape.shadow(tape.recall());
    const s = tape.pop();
    const c = tape.pop();
    const th = tape.pop();
    const u_0 = element_13 * s_1;
    const u_1 = element_1_3 * s_1;
    const u_2 = element_2_3 * s_1;
    const dot_result_1 = u_0 * element_14 + u_1 * element_1_4 + u_2 * element_2_4;
    const s_2 = dot_result_1 * (1 - c);
    const cross_result_1_0 = u_1 * element_2_4 - u_2 * element_1_4;
    const cross_result_1_1_1 = u_2 * element_14 - u_0 * element_2_4;
    const cross_result_1_2 = u_0 * element_1_4 - u_1 * element_14;
    const d_4 = dadd_result_2[0] ?? 0;
    const d_5 = dadd_result_2[1] ?? 0;
    const d_6 = dadd_result_2[2] ?? 0;
    let du_2 = d_6 * s_2;
    let ds_2 = d_6 * u_2;
    let du_1 = d_5 * s_2;
    ds_2 += d_5 * u_1;
    let du_0 = d_4 * s_2;
    ds_2 += d_4 * u_0;
    const ddot_result_1 = ds_2 * (1 - c);
    let dc = -(ds_2 * dot_result_1);
    du_0 += ddot_result_1 * element_14;
    let delement_14 = ddot_result_1 * u_0;
    du_1 += ddot_result_1 * element_1_4;
    let delement_1_4 = ddot_result_1 * u_1;
    du_2 += ddot_result_1 * element_2_4;
    let delement_2_4 = ddot_result_1 * u_2;
    const dcross_result_1_2 = d_6 * s;
    let ds = d_6 * cross_result_1_2;
    const dcross_result_1_1_1 = d_5 * s;
    ds += d_5 * cross_result_1_1_1;
    const dcross_result_1_0 = d_4 * s;
    ds += d_4 * cross_result_1_0;
    du_0 += dcross_result_1_2 * element_1_4;
    delement_1_4 += dcross_result_1_2 * u_0;
    du_1 -= dcross_result_1_2 * element_14;
    delement_14 -= dcross_result_1_2 * u_1;
    du_2 += dcross_result_1_1_1 * element_14;
    delement_14 += dcross_result_1_1_1 * u_2;
    du_0 -= dcross_result_1_1_1 * element_2_4;
    delement_2_4 -= dcross_result_1_1_1 * u_0;
    du_1 += dcross_result_1_0 * element_2_4;
    delement_2_4 += dcross_result_1_0 * u_1;
    du_2 -= dcross_result_1_0 * element_1_4;
    delement_1_4 -= dcross_result_1_0 * u_2;
    delement_2_4 += d_6 * c;
    dc += d_6 * element_2_4;
    delement_1_4 += d_5 * c;
    dc += d_5 * element_1_4;
    delement_14 += d_4 * c;
    dc += d_4 * element_14;
    if (dp) {
      dp[2] = (dp[2] ?? 0) + delement_2_4;
      dp[1] = (dp[1] ?? 0) + delement_1_4;
      dp[0] = (dp[0] ?? 0) + delement_14;
    }
    let dth = ds !== 0 ? ds * Math.cos(th) : 0;
    if (dc !== 0) {
      dth -= dc * Math.sin(th);
    }
    const delement_2_3 = du_2 * s_1;
    let ds_1 = du_2 * element_2_3;
    const delement_1_3 = du_1 * s_1;
    ds_1 += du_1 * element_1_3;
    const delement_13 = du_0 * s_1;
    ds_1 += du_0 * element_13;
    if (dw) {
      dw[2] = (dw[2] ?? 0) + delement_2_3;
      dw[1] = (dw[1] ?? 0) + delement_1_3;
      dw[0] = (dw[0] ?? 0) + delement_13;
    }
    dth -= ds_1 * s_1 / th;
    if (dth !== 0) {
      dth2 += dth * (0.5 / th);
    }
  }
  delement += 2 * (dth2 * element);
  delement_2 += 2 * (dth2 * element_2);
  delement_4 += 2 * (dth2 * element_4);
  if (dw) {
    dw[2] = (dw[2] ?? 0) + delement_4;
    dw[1] = (dw[1] ?? 0) + delement_2;
    dw[0] = (dw[0] ?? 0) + delement;
  }
}
export function project(cam, p) {
  const q = add(rotate(cam.rot, p), cam.trans);
  const x = q[0] / q[2],
    y = q[1] / q[2];
  const r2 = x * x + y * y;
  const distort = 1 + r2 * (cam.k1 + r2 * cam.k2);
  return [cam.focal * distort * x, cam.focal * distort * y];
}
function project_forward(tape, cam, p) {
  const rot = cam.rot;
  let rotate_result_0;
  let rotate_result_1;
  let rotate_result_2;
  const element_4 = rot[0];
  const element_2_1 = rot[1];
  const element_4_1 = rot[2];
  const th2 = element_4 * element_4 + element_2_1 * element_2_1 + element_4_1 * element_4_1;
  const taken = th2 < 1e-12 ? 1 : 0;
  if (taken) {
    const element_1_1_1 = p[2];
    const element_3_1_1 = p[1];
    const element_5_1 = p[0];
    const cross_result_0 = element_2_1 * element_1_1_1 - element_4_1 * element_3_1_1;
    const cross_result_1_1 = element_4_1 * element_5_1 - element_4 * element_1_1_1;
    const cross_result_2 = element_4 * element_3_1_1 - element_2_1 * element_5_1;
    rotate_result_0 = element_5_1 + cross_result_0;
    rotate_result_1 = element_3_1_1 + cross_result_1_1;
    rotate_result_2 = element_1_1_1 + cross_result_2;
    tape.push3(element_1_1_1, element_3_1_1, element_5_1);
  } else {
    const th = Math.sqrt(th2);
    const s_1 = 1 / th;
    const u_0 = element_4 * s_1;
    const u_1 = element_2_1 * s_1;
    const u_2 = element_4_1 * s_1;
    const c = Math.cos(th);
    const s = Math.sin(th);
    const element_14 = p[0];
    const element_1_4 = p[1];
    const element_2_4 = p[2];
    const scale_result_1_0 = element_14 * c;
    const scale_result_1_1 = element_1_4 * c;
    const scale_result_1_2 = element_2_4 * c;
    const cross_result_1_0 = u_1 * element_2_4 - u_2 * element_1_4;
    const cross_result_1_1_1 = u_2 * element_14 - u_0 * element_2_4;
    const cross_result_1_2 = u_0 * element_1_4 - u_1 * element_14;
    const scale_result_2_0 = cross_result_1_0 * s;
    const scale_result_2_1 = cross_result_1_1_1 * s;
    const scale_result_2_2 = cross_result_1_2 * s;
    const add_result_1_0 = scale_result_1_0 + scale_result_2_0;
    const add_result_1_1 = scale_result_1_1 + scale_result_2_1;
    const add_result_1_2 = scale_result_1_2 + scale_result_2_2;
    const s_2 = (u_0 * element_14 + u_1 * element_1_4 + u_2 * element_2_4) * (1 - c);
    const scale_result_3_0 = u_0 * s_2;
    const scale_result_3_1 = u_1 * s_2;
    const scale_result_3_2 = u_2 * s_2;
    rotate_result_0 = add_result_1_0 + scale_result_3_0;
    rotate_result_1 = add_result_1_1 + scale_result_3_1;
    rotate_result_2 = add_result_1_2 + scale_result_3_2;
    tape.push4(th, s_1, c, s);
    tape.push3(element_14, element_1_4, element_2_4);
  }
  const trans = cam.trans;
  const element_1_11 = trans[0];
  const element_3_7 = trans[1];
  const element_5_7 = trans[2];
  const q_0 = rotate_result_0 + element_1_11;
  const q_1 = rotate_result_1 + element_3_7;
  const q_2 = rotate_result_2 + element_5_7;
  const x = q_0 / q_2;
  const y = q_1 / q_2;
  const r2 = x * x + y * y;
  const k1 = cam.k1;
  const k2 = cam.k2;
  const sum_1 = k1 + r2 * k2;
  const distort = 1 + r2 * sum_1;
  const focal = cam.focal;
  $.again("/tmp/wlb.mjs:459:36", cam.focal, focal);
  const list = tape.made([focal * distort * x, focal * distort * y]);
  tape.record4(cam, p, rot, trans);
  tape.record(list);
  tape.push4(x, y, k2, sum_1);
  tape.push4(focal, element_4, element_2_1, element_4_1);
  tape.push2(q_2, taken);
  return list;
}
function project_pullback(tape) {
  const taken = tape.pop();
  const q_2 = tape.pop();
  const element_4_1 = tape.pop();
  const element_2_1 = tape.pop();
  const element_4 = tape.pop();
  const dlist = tape.shadow(tape.recall());
  const focal = tape.pop();
  const sum_1 = tape.pop();
  const k2 = tape.pop();
  const y = tape.pop();
  const x = tape.pop();
  const dtrans_1 = tape.shadow(tape.recall());
  const drot_1 = tape.shadow(tape.recall());
  const dp = tape.shadow(tape.recall());
  const dcam = tape.shadow(tape.recall());
  const r2 = x * x + y * y;
  const distort = 1 + r2 * sum_1;
  const d_1 = dlist[0] ?? 0;
  const d_2 = d_1 * x;
  let dfocal = d_2 * distort;
  let ddistort = d_2 * focal;
  let dx_1 = d_1 * (focal * distort);
  const d_3 = dlist[1] ?? 0;
  const d_4 = d_3 * y;
  dfocal += d_4 * distort;
  ddistort += d_4 * focal;
  let dy_1 = d_3 * (focal * distort);
  if (dcam) {
    dcam.focal = (dcam.focal ?? 0) + dfocal;
  }
  let dr2 = ddistort * sum_1;
  const dsum_1 = ddistort * r2;
  dr2 += dsum_1 * k2;
  const dk2 = dsum_1 * r2;
  if (dcam) {
    dcam.k2 = (dcam.k2 ?? 0) + dk2;
    dcam.k1 = (dcam.k1 ?? 0) + dsum_1;
  }
  dx_1 += 2 * (dr2 * x);
  dy_1 += 2 * (dr2 * y);
  const dq_1 = dy_1 / q_2;
  let dq_2 = -(dy_1 * y / q_2);
  const dq_0 = dx_1 / q_2;
  dq_2 -= dx_1 * x / q_2;
  const drotate_result_2 = dq_2;
  const delement_5_7 = dq_2;
  if (dtrans_1) {
    dtrans_1[2] = (dtrans_1[2] ?? 0) + delement_5_7;
    dtrans_1[1] = (dtrans_1[1] ?? 0) + dq_1;
    dtrans_1[0] = (dtrans_1[0] ?? 0) + dq_0;
  }
  let dth2 = 0;
  let delement_4_1 = 0;
  let delement_2_1 = 0;
  let delement_4 = 0;
  if (taken) {
    const element_5_1 = tape.pop();
    const element_3_1_1 = tape.pop();
    const element_1_1_1 = tape.pop();
    let delement_1_1_1 = drotate_result_2;
    let delement_3_1_1 = dq_1;
    let delement_5_1 = dq_0;
    delement_4 += drotate_result_2 * element_3_1_1;
    delement_3_1_1 += drotate_result_2 * element_4;
    delement_2_1 -= drotate_result_2 * element_5_1;
    delement_5_1 -= drotate_result_2 * element_2_1;
    delement_4_1 += dq_1 * element_5_1;
    delement_5_1 += dq_1 * element_4_1;
    delement_4 -= dq_1 * element_1_1_1;
    delement_1_1_1 -= dq_1 * element_4;
    delement_2_1 += dq_0 * element_1_1_1;
    delement_1_1_1 += dq_0 * element_2_1;
    delement_4_1 -= dq_0 * element_3_1_1;
    delement_3_1_1 -= dq_0 * element_4_1;
    if (dp) {
      dp[0] = (dp[0] ?? 0) + delement_5_1;
      dp[1] = (dp[1] ?? 0) + delement_3_1_1;
      dp[2] = (dp[2] ?? 0) + delement_1_1_1;
    }
  } else {
    const element_2_4 = tape.pop();
    const element_1_4 = tape.pop();
    const element_14 = tape.pop();
    const s = tape.pop();
    const c = tape.pop();
    const s_1 = tape.pop();
    const th = tape.pop();
    const u_0 = element_4 * s_1;
    const u_1 = element_2_1 * s_1;
    const u_2 = element_4_1 * s_1;
    const dot_result_1 = u_0 * element_14 + u_1 * element_1_4 + u_2 * element_2_4;
    const s_2 = dot_result_1 * (1 - c);
    const cross_result_1_0 = u_1 * element_2_4 - u_2 * element_1_4;
    const cross_result_1_1_1 = u_2 * element_14 - u_0 * element_2_4;
    const cross_result_1_2 = u_0 * element_1_4 - u_1 * element_14;
    let du_2 = drotate_result_2 * s_2;
    let ds_2 = drotate_result_2 * u_2;
    let du_1 = dq_1 * s_2;
    ds_2 += dq_1 * u_1;
    let du_0 = dq_0 * s_2;
    ds_2 += dq_0 * u_0;
    const ddot_result_1 = ds_2 * (1 - c);
    let dc = -(ds_2 * dot_result_1);
    du_0 += ddot_result_1 * element_14;
    let delement_14 = ddot_result_1 * u_0;
    du_1 += ddot_result_1 * element_1_4;
    let delement_1_4 = ddot_result_1 * u_1;
    du_2 += ddot_result_1 * element_2_4;
    let delement_2_4 = ddot_result_1 * u_2;
    const dcross_result_1_2 = drotate_result_2 * s;
    let ds = drotate_result_2 * cross_result_1_2;
    const dcross_result_1_1_1 = dq_1 * s;
    ds += dq_1 * cross_result_1_1_1;
    const dcross_result_1_0 = dq_0 * s;
    ds += dq_0 * cross_result_1_0;
    du_0 += dcross_result_1_2 * element_1_4;
    delement_1_4 += dcross_result_1_2 * u_0;
    du_1 -= dcross_result_1_2 * element_14;
    delement_14 -= dcross_result_1_2 * u_1;
    du_2 += dcross_result_1_1_1 * element_14;
    delement_14 += dcross_result_1_1_1 * u_2;
    du_0 -= dcross_result_1_1_1 * element_2_4;
    delement_2_4 -= dcross_result_1_1_1 * u_0;
    du_1 += dcross_result_1_0 * element_2_4;
    delement_2_4 += dcross_result_1_0 * u_1;
    du_2 -= dcross_result_1_0 * element_1_4;
    delement_1_4 -= dcross_result_1_0 * u_2;
    delement_2_4 += drotate_result_2 * c;
    dc += drotate_result_2 * element_2_4;
    delement_1_4 += dq_1 * c;
    dc += dq_1 * element_1_4;
    delement_14 += dq_0 * c;
    dc += dq_0 * element_14;
    if (dp) {
      dp[2] = (dp[2] ?? 0) + delement_2_4;
      dp[1] = (dp[1] ?? 0) + delement_1_4;
      dp[0] = (dp[0] ?? 0) + delement_14;
    }
    let dth = ds !== 0 ? ds * Math.cos(th) : 0;
    if (dc !== 0) {
      dth -= dc * Math.sin(th);
    }
    delement_4_1 += du_2 * s_1;
    let ds_1 = du_2 * element_4_1;
    delement_2_1 += du_1 * s_1;
    ds_1 += du_1 * element_2_1;
    delement_4 += du_0 * s_1;
    ds_1 += du_0 * element_4;
    dth -= ds_1 * s_1 / th;
    if (dth !== 0) {
      dth2 += dth * (0.5 / th);
    }
  }
  delement_4 += 2 * (dth2 * element_4);
  delement_2_1 += 2 * (dth2 * element_2_1);
  delement_4_1 += 2 * (dth2 * element_4_1);
  if (drot_1) {
    drot_1[2] = (drot_1[2] ?? 0) + delement_4_1;
    drot_1[1] = (drot_1[1] ?? 0) + delement_2_1;
    drot_1[0] = (drot_1[0] ?? 0) + delement_4;
  }
}
export function reprojectionError(cams, points, observations) {
  let err = 0;
  for (const obs of observations) {
    const [u, v] = project(cams[obs.cam], points[obs.pt]);
    const du = u - obs.u,
      dv = v - obs.v;
    err += du * du + dv * dv;
  }
  return err;
}
function reprojectionError_forward(tape, cams, points, observations) {
  let err = 0;
  const steps_1 = $.iterate(tape, observations);
  let turns = 0;
  for (const obs of steps_1) {
    turns++;
    const element = cams[obs.cam];
    const element_1 = points[obs.pt];
    let project_result_0;
    let project_result_1;
    const rot = element.rot;
    let rotate_result_0;
    let rotate_result_1;
    let rotate_result_2;
    const element_4 = rot[0];
    const element_2_1 = rot[1];
    const element_4_1 = rot[2];
    const th2 = element_4 * element_4 + element_2_1 * element_2_1 + element_4_1 * element_4_1;
    const taken = th2 < 1e-12 ? 1 : 0;
    if (taken) {
      const element_1_1_1 = element_1[2];
      const element_3_1_1 = element_1[1];
      const element_5_1 = element_1[0];
      const cross_result_0 = element_2_1 * element_1_1_1 - element_4_1 * element_3_1_1;
      const cross_result_1_1 = element_4_1 * element_5_1 - element_4 * element_1_1_1;
      const cross_result_2 = element_4 * element_3_1_1 - element_2_1 * element_5_1;
      rotate_result_0 = element_5_1 + cross_result_0;
      rotate_result_1 = element_3_1_1 + cross_result_1_1;
      rotate_result_2 = element_1_1_1 + cross_result_2;
      tape.push3(element_1_1_1, element_3_1_1, element_5_1);
    } else {
      const th = Math.sqrt(th2);
      const s_1 = 1 / th;
      const u_2_0 = element_4 * s_1;
      const u_2_1 = element_2_1 * s_1;
      const u_2_2 = element_4_1 * s_1;
      const c = Math.cos(th);
      const s = Math.sin(th);
      const element_14 = element_1[0];
      const element_1_4 = element_1[1];
      const element_2_4 = element_1[2];
      const scale_result_1_0 = element_14 * c;
      const scale_result_1_1 = element_1_4 * c;
      const scale_result_1_2 = element_2_4 * c;
      const cross_result_1_0 = u_2_1 * element_2_4 - u_2_2 * element_1_4;
      const cross_result_1_1_1 = u_2_2 * element_14 - u_2_0 * element_2_4;
      const cross_result_1_2 = u_2_0 * element_1_4 - u_2_1 * element_14;
      const scale_result_2_0 = cross_result_1_0 * s;
      const scale_result_2_1 = cross_result_1_1_1 * s;
      const scale_result_2_2 = cross_result_1_2 * s;
      const add_result_1_0 = scale_result_1_0 + scale_result_2_0;
      const add_result_1_1 = scale_result_1_1 + scale_result_2_1;
      const add_result_1_2 = scale_result_1_2 + scale_result_2_2;
      const s_2 = (u_2_0 * element_14 + u_2_1 * element_1_4 + u_2_2 * element_2_4) * (1 - c);
      const scale_result_3_0 = u_2_0 * s_2;
      const scale_result_3_1 = u_2_1 * s_2;
      const scale_result_3_2 = u_2_2 * s_2;
      rotate_result_0 = add_result_1_0 + scale_result_3_0;
      rotate_result_1 = add_result_1_1 + scale_result_3_1;
      rotate_result_2 = add_result_1_2 + scale_result_3_2;
      tape.push4(th, s_1, c, s);
      tape.push3(element_14, element_1_4, element_2_4);
    }
    const trans = element.trans;
    const element_1_11 = trans[0];
    const element_3_7 = trans[1];
    const element_5_7 = trans[2];
    const q_0 = rotate_result_0 + element_1_11;
    const q_1 = rotate_result_1 + element_3_7;
    const q_2 = rotate_result_2 + element_5_7;
    const x = q_0 / q_2;
    const y = q_1 / q_2;
    const r2 = x * x + y * y;
    const k1 = element.k1;
    const k2 = element.k2;
    const sum_1 = k1 + r2 * k2;
    const distort = 1 + r2 * sum_1;
    const focal = element.focal;
    $.again("/tmp/wlb.mjs:459:36", element.focal, focal);
    project_result_0 = focal * distort * x;
    project_result_1 = focal * distort * y;
    const du = project_result_0 - obs.u;
    const dv = project_result_1 - obs.v;
    err += du * du + dv * dv;
    tape.record4(obs, element, element_1, rot);
    tape.record(trans);
    tape.push4(du, dv, element_4, element_2_1);
    tape.push4(element_4_1, x, y, k2);
    tape.push4(sum_1, focal, q_2, taken);
  }
  tape.record(steps_1);
  tape.push(turns);
  return err;
}
function reprojectionError_pullback(tape, dresult) {
  let n_1 = tape.pop();
  const steps_2 = $.steps(tape, tape.recall());
  while (n_1-- > 0) {
    const taken = tape.pop();
    const q_2 = tape.pop();
    const focal = tape.pop();
    const sum_1 = tape.pop();
    const k2 = tape.pop();
    const y = tape.pop();
    const x = tape.pop();
    const dtrans_1 = tape.shadow(tape.recall());
    const element_4_1 = tape.pop();
    const element_2_1 = tape.pop();
    const element_4 = tape.pop();
    const drot_1 = tape.shadow(tape.recall());
    const dv = tape.pop();
    const du = tape.pop();
    const delement_1_1 = tape.shadow(tape.recall());
    const delement_2 = tape.shadow(tape.recall());
    const dobs = tape.shadow(tape.recall());
    const r2 = x * x + y * y;
    const distort = 1 + r2 * sum_1;
    const ddu = 2 * (dresult * du);
    const ddv = 2 * (dresult * dv);
    if (dobs) {
      dobs.v = (dobs.v ?? 0) - ddv;
    }
    if (dobs) {
      dobs.u = (dobs.u ?? 0) - ddu;
    }
    const d_2 = ddv * y;
    let dfocal = d_2 * distort;
    let ddistort = d_2 * focal;
    let dy_1 = ddv * (focal * distort);
    const d_1 = ddu * x;
    dfocal += d_1 * distort;
    ddistort += d_1 * focal;
    let dx_1 = ddu * (focal * distort);
    if (delement_2) {
      delement_2.focal = (delement_2.focal ?? 0) + dfocal;
    }
    let dr2 = ddistort * sum_1;
    const dsum_1 = ddistort * r2;
    dr2 += dsum_1 * k2;
    const dk2 = dsum_1 * r2;
    if (delement_2) {
      delement_2.k2 = (delement_2.k2 ?? 0) + dk2;
      delement_2.k1 = (delement_2.k1 ?? 0) + dsum_1;
    }
    dx_1 += 2 * (dr2 * x);
    dy_1 += 2 * (dr2 * y);
    const dq_1 = dy_1 / q_2;
    let dq_2 = -(dy_1 * y / q_2);
    const dq_0 = dx_1 / q_2;
    dq_2 -= dx_1 * x / q_2;
    const drotate_result_2 = dq_2;
    const delement_5_7 = dq_2;
    if (dtrans_1) {
      dtrans_1[2] = (dtrans_1[2] ?? 0) + delement_5_7;
      dtrans_1[1] = (dtrans_1[1] ?? 0) + dq_1;
      dtrans_1[0] = (dtrans_1[0] ?? 0) + dq_0;
    }
    let dth2 = 0;
    let delement_4_1 = 0;
    let delement_2_1 = 0;
    let delement_4 = 0;
    if (taken) {
      const element_5_1 = tape.pop();
      const element_3_1_1 = tape.pop();
      const element_1_1_1 = tape.pop();
      let delement_1_1_1 = drotate_result_2;
      let delement_3_1_1 = dq_1;
      let delement_5_1 = dq_0;
      delement_4 += drotate_result_2 * element_3_1_1;
      delement_3_1_1 += drotate_result_2 * element_4;
      delement_2_1 -= drotate_result_2 * element_5_1;
      delement_5_1 -= drotate_result_2 * element_2_1;
      delement_4_1 += dq_1 * element_5_1;
      delement_5_1 += dq_1 * element_4_1;
      delement_4 -= dq_1 * element_1_1_1;
      delement_1_1_1 -= dq_1 * element_4;
      delement_2_1 += dq_0 * element_1_1_1;
      delement_1_1_1 += dq_0 * element_2_1;
      delement_4_1 -= dq_0 * element_3_1_1;
      delement_3_1_1 -= dq_0 * element_4_1;
      if (delement_1_1) {
        delement_1_1[0] = (delement_1_1[0] ?? 0) + delement_5_1;
        delement_1_1[1] = (delement_1_1[1] ?? 0) + delement_3_1_1;
        delement_1_1[2] = (delement_1_1[2] ?? 0) + delement_1_1_1;
      }
    } else {
      const element_2_4 = tape.pop();
      const element_1_4 = tape.pop();
      const element_14 = tape.pop();
      const s = tape.pop();
      const c = tape.pop();
      const s_1 = tape.pop();
      const th = tape.pop();
      const u_2_0 = element_4 * s_1;
      const u_2_1 = element_2_1 * s_1;
      const u_2_2 = element_4_1 * s_1;
      const dot_result_1 = u_2_0 * element_14 + u_2_1 * element_1_4 + u_2_2 * element_2_4;
      const s_2 = dot_result_1 * (1 - c);
      const cross_result_1_0 = u_2_1 * element_2_4 - u_2_2 * element_1_4;
      const cross_result_1_1_1 = u_2_2 * element_14 - u_2_0 * element_2_4;
      const cross_result_1_2 = u_2_0 * element_1_4 - u_2_1 * element_14;
      let du_2_2 = drotate_result_2 * s_2;
      let ds_2 = drotate_result_2 * u_2_2;
      let du_2_1 = dq_1 * s_2;
      ds_2 += dq_1 * u_2_1;
      let du_2_0 = dq_0 * s_2;
      ds_2 += dq_0 * u_2_0;
      const ddot_result_1 = ds_2 * (1 - c);
      let dc = -(ds_2 * dot_result_1);
      du_2_0 += ddot_result_1 * element_14;
      let delement_14 = ddot_result_1 * u_2_0;
      du_2_1 += ddot_result_1 * element_1_4;
      let delement_1_4 = ddot_result_1 * u_2_1;
      du_2_2 += ddot_result_1 * element_2_4;
      let delement_2_4 = ddot_result_1 * u_2_2;
      const dcross_result_1_2 = drotate_result_2 * s;
      let ds = drotate_result_2 * cross_result_1_2;
      const dcross_result_1_1_1 = dq_1 * s;
      ds += dq_1 * cross_result_1_1_1;
      const dcross_result_1_0 = dq_0 * s;
      ds += dq_0 * cross_result_1_0;
      du_2_0 += dcross_result_1_2 * element_1_4;
      delement_1_4 += dcross_result_1_2 * u_2_0;
      du_2_1 -= dcross_result_1_2 * element_14;
      delement_14 -= dcross_result_1_2 * u_2_1;
      du_2_2 += dcross_result_1_1_1 * element_14;
      delement_14 += dcross_result_1_1_1 * u_2_2;
      du_2_0 -= dcross_result_1_1_1 * element_2_4;
      delement_2_4 -= dcross_result_1_1_1 * u_2_0;
      du_2_1 += dcross_result_1_0 * element_2_4;
      delement_2_4 += dcross_result_1_0 * u_2_1;
      du_2_2 -= dcross_result_1_0 * element_1_4;
      delement_1_4 -= dcross_result_1_0 * u_2_2;
      delement_2_4 += drotate_result_2 * c;
      dc += drotate_result_2 * element_2_4;
      delement_1_4 += dq_1 * c;
      dc += dq_1 * element_1_4;
      delement_14 += dq_0 * c;
      dc += dq_0 * element_14;
      if (delement_1_1) {
        delement_1_1[2] = (delement_1_1[2] ?? 0) + delement_2_4;
        delement_1_1[1] = (delement_1_1[1] ?? 0) + delement_1_4;
        delement_1_1[0] = (delement_1_1[0] ?? 0) + delement_14;
      }
      let dth = ds !== 0 ? ds * Math.cos(th) : 0;
      if (dc !== 0) {
        dth -= dc * Math.sin(th);
      }
      delement_4_1 += du_2_2 * s_1;
      let ds_1 = du_2_2 * element_4_1;
      delement_2_1 += du_2_1 * s_1;
      ds_1 += du_2_1 * element_2_1;
      delement_4 += du_2_0 * s_1;
      ds_1 += du_2_0 * element_4;
      dth -= ds_1 * s_1 / th;
      if (dth !== 0) {
        dth2 += dth * (0.5 / th);
      }
    }
    delement_4 += 2 * (dth2 * element_4);
    delement_2_1 += 2 * (dth2 * element_2_1);
    delement_4_1 += 2 * (dth2 * element_4_1);
    if (drot_1) {
      drot_1[2] = (drot_1[2] ?? 0) + delement_4_1;
      drot_1[1] = (drot_1[1] ?? 0) + delement_2_1;
      drot_1[0] = (drot_1[0] ?? 0) + delement_4;
    }
    steps_2.back(n_1, 0);
  }
}
function reprojectionGrad(cams, points, observations) {
  const gc = cams.map($.pair(() => ({
    rot: [0, 0, 0],
    trans: [0, 0, 0],
    focal: 0,
    k1: 0,
    k2: 0
  }), reprojectionGrad_inner_pair));
  const gp = points.map($.pair(() => [0, 0, 0], reprojectionGrad_inner_2_pair));
  for (let o = 0; o < observations.length; o++) {
    const ob = observations[o],
      cam = cams[ob.cam],
      p = points[ob.pt],
      G = gc[ob.cam],
      P = gp[ob.pt];
    const w0 = cam.rot[0],
      w1 = cam.rot[1],
      w2 = cam.rot[2],
      p0 = p[0],
      p1 = p[1],
      p2 = p[2];
    const th2 = w0 * w0 + w1 * w1 + w2 * w2,
      small = th2 < 1e-12;
    let th = 1,
      u0 = w0,
      u1 = w1,
      u2 = w2,
      c = 1,
      s = 1;
    if (!small) {
      th = Math.sqrt(th2);
      const it = 1 / th;
      u0 *= it;
      u1 *= it;
      u2 *= it;
      c = Math.cos(th);
      s = Math.sin(th);
    }
    const x0 = u1 * p2 - u2 * p1,
      x1 = u2 * p0 - u0 * p2,
      x2 = u0 * p1 - u1 * p0;
    const d = u0 * p0 + u1 * p1 + u2 * p2,
      m = small ? 0 : d * (1 - c);
    const q0 = c * p0 + s * x0 + m * u0 + cam.trans[0],
      q1 = c * p1 + s * x1 + m * u1 + cam.trans[1],
      q2 = c * p2 + s * x2 + m * u2 + cam.trans[2];
    const iz = 1 / q2,
      x = q0 * iz,
      y = q1 * iz,
      r2 = x * x + y * y;
    const f = cam.focal,
      D = 1 + r2 * (cam.k1 + r2 * cam.k2);
    const gu = 2 * (f * D * x - ob.u),
      gv = 2 * (f * D * y - ob.v);
    G.focal += D * (gu * x + gv * y);
    const gD = f * (gu * x + gv * y);
    G.k1 += gD * r2;
    G.k2 += gD * r2 * r2;
    const gr2 = gD * (cam.k1 + 2 * r2 * cam.k2);
    const gx = gu * f * D + 2 * x * gr2,
      gy = gv * f * D + 2 * y * gr2;
    const g0 = gx * iz,
      g1 = gy * iz,
      g2 = -(gx * x + gy * y) * iz;
    G.trans[0] += g0;
    G.trans[1] += g1;
    G.trans[2] += g2;
    // q = c p + s (u x p) + (u.p)(1-c) u
    const gu_ = g0 * u0 + g1 * u1 + g2 * u2; // g.u
    const a = small ? 0 : (1 - c) * gu_;
    // d/dp: c g + s (g x u) + (1-c)(g.u) u
    P[0] += c * g0 + s * (g1 * u2 - g2 * u1) + a * u0;
    P[1] += c * g1 + s * (g2 * u0 - g0 * u2) + a * u1;
    P[2] += c * g2 + s * (g0 * u1 - g1 * u0) + a * u2;
    // d/du: s (p x g) + (1-c)((g.u) p + (u.p) g)
    const k = small ? 0 : (1 - c) * d;
    const v0 = s * (p1 * g2 - p2 * g1) + a * p0 + k * g0;
    const v1 = s * (p2 * g0 - p0 * g2) + a * p1 + k * g1;
    const v2 = s * (p0 * g1 - p1 * g0) + a * p2 + k * g2;
    if (small) {
      G.rot[0] += v0;
      G.rot[1] += v1;
      G.rot[2] += v2;
    } else {
      const gth = -s * (g0 * p0 + g1 * p1 + g2 * p2) + c * (g0 * x0 + g1 * x1 + g2 * x2) + d * s * gu_;
      const vu = v0 * u0 + v1 * u1 + v2 * u2,
        it = 1 / th;
      G.rot[0] += gth * u0 + (v0 - vu * u0) * it;
      G.rot[1] += gth * u1 + (v1 - vu * u1) * it;
      G.rot[2] += gth * u2 + (v2 - vu * u2) * it;
    }
  }
  return [gc, gp];
}

// ---------- data ----------------------------------------------------------------------------------
function reprojectionGrad_forward(tape, cams, points, observations) {
  const gc = $.invokeConstant(tape, "/tmp/wlb.mjs:471:14", cams, "map", $.pair(() => ({
    rot: [0, 0, 0],
    trans: [0, 0, 0],
    focal: 0,
    k1: 0,
    k2: 0
  }), reprojectionGrad_inner_pair));
  const gp = $.invokeConstant(tape, "/tmp/wlb.mjs:472:14", points, "map", $.pair(() => [0, 0, 0], reprojectionGrad_inner_2_pair));
  let o = 0;
  for (; o < observations.length; o++) {
    const ob = observations[o];
    const cam_1 = ob.cam;
    const cam = cams[cam_1];
    const pt = ob.pt;
    const p = points[pt];
    $.again("/tmp/wlb.mjs:474:79", ob.cam, cam_1);
    const G = gc[cam_1];
    const G_slot = tape.touch(G);
    $.again("/tmp/wlb.mjs:474:95", ob.pt, pt);
    const P = gp[pt];
    const P_slot = tape.touch(P);
    const rot = cam.rot;
    const w0 = rot[0];
    $.again("/tmp/wlb.mjs:475:33", cam.rot, rot);
    const w1 = rot[1];
    $.again("/tmp/wlb.mjs:475:50", cam.rot, rot);
    const w2 = rot[2];
    const p0 = p[0];
    const p1 = p[1];
    const p2 = p[2];
    const th2 = w0 * w0 + w1 * w1 + w2 * w2;
    const small = th2 < 1e-12;
    let th = 1;
    let u0 = w0;
    let u1 = w1;
    let u2 = w2;
    let c = 1;
    let s = 1;
    const taken = !small ? 1 : 0;
    if (taken) {
      const sqrt = Math.sqrt(th2);
      th = sqrt;
      const it = 1 / th;
      tape.push(u0);
      u0 *= it;
      tape.push(u1);
      u1 *= it;
      tape.push(u2);
      u2 *= it;
      c = Math.cos(th);
      s = Math.sin(th);
      tape.push2(sqrt, it);
    }
    const x0 = u1 * p2 - u2 * p1;
    const x1 = u2 * p0 - u0 * p2;
    const x2 = u0 * p1 - u1 * p0;
    const d = u0 * p0 + u1 * p1 + u2 * p2;
    const m = small ? 0 : d * (1 - c);
    const trans = cam.trans;
    const q0 = c * p0 + s * x0 + m * u0 + trans[0];
    $.again("/tmp/wlb.mjs:481:89", cam.trans, trans);
    const q1 = c * p1 + s * x1 + m * u1 + trans[1];
    $.again("/tmp/wlb.mjs:481:135", cam.trans, trans);
    const q2 = c * p2 + s * x2 + m * u2 + trans[2];
    const iz = 1 / q2;
    const x = q0 * iz;
    const y = q1 * iz;
    const r2 = x * x + y * y;
    const f = cam.focal;
    const k1 = cam.k1;
    const k2 = cam.k2;
    const sum_1 = k1 + r2 * k2;
    const D = 1 + r2 * sum_1;
    const gu = 2 * (f * D * x - ob.u);
    const gv = 2 * (f * D * y - ob.v);
    G.focal += D * (gu * x + gv * y);
    const gD = f * (gu * x + gv * y);
    G.k1 += gD * r2;
    G.k2 += gD * r2 * r2;
    const k1_1 = cam.k1;
    const k2_1 = cam.k2;
    const sum_2 = k1_1 + 2 * r2 * k2_1;
    const gr2 = gD * sum_2;
    const gx = gu * f * D + 2 * x * gr2;
    const gy = gv * f * D + 2 * y * gr2;
    const g0 = gx * iz;
    const g1 = gy * iz;
    const g2 = -(gx * x + gy * y) * iz;
    const trans_3 = G.trans;
    const trans_3_slot = tape.touch(trans_3);
    trans_3[0] += g0;
    const trans_4 = G.trans;
    const trans_4_slot = tape.touch(trans_4);
    trans_4[1] += g1;
    const trans_5 = G.trans;
    const trans_5_slot = tape.touch(trans_5);
    trans_5[2] += g2;
    const gu_ = g0 * u0 + g1 * u1 + g2 * u2;
    const a = small ? 0 : (1 - c) * gu_;
    P[0] += c * g0 + s * (g1 * u2 - g2 * u1) + a * u0;
    P[1] += c * g1 + s * (g2 * u0 - g0 * u2) + a * u1;
    P[2] += c * g2 + s * (g0 * u1 - g1 * u0) + a * u2;
    const k = small ? 0 : (1 - c) * d;
    const v0 = s * (p1 * g2 - p2 * g1) + a * p0 + k * g0;
    const v1 = s * (p2 * g0 - p0 * g2) + a * p1 + k * g1;
    const v2 = s * (p0 * g1 - p1 * g0) + a * p2 + k * g2;
    const taken_1 = small ? 1 : 0;
    if (taken_1) {
      const rot_3 = G.rot;
      const rot_3_slot = tape.touch(rot_3);
      rot_3[0] += v0;
      const rot_4 = G.rot;
      const rot_4_slot = tape.touch(rot_4);
      rot_4[1] += v1;
      const rot_5 = G.rot;
      const rot_5_slot = tape.touch(rot_5);
      rot_5[2] += v2;
      tape.record3(rot_3_slot, rot_4_slot, rot_5_slot);
    } else {
      const gth = -s * (g0 * p0 + g1 * p1 + g2 * p2) + c * (g0 * x0 + g1 * x1 + g2 * x2) + d * s * gu_;
      const vu = v0 * u0 + v1 * u1 + v2 * u2;
      const it_1 = 1 / th;
      const rot_6 = G.rot;
      const rot_6_slot = tape.touch(rot_6);
      rot_6[0] += gth * u0 + (v0 - vu * u0) * it_1;
      const rot_7 = G.rot;
      const rot_7_slot = tape.touch(rot_7);
      rot_7[1] += gth * u1 + (v1 - vu * u1) * it_1;
      const rot_8 = G.rot;
      const rot_8_slot = tape.touch(rot_8);
      rot_8[2] += gth * u2 + (v2 - vu * u2) * it_1;
      tape.record3(rot_6_slot, rot_7_slot, rot_8_slot);
      tape.push3(gth, vu, it_1);
    }
    tape.record4(ob, cam, p, G_slot);
    tape.record4(P_slot, rot, small, trans);
    tape.record3(trans_3_slot, trans_4_slot, trans_5_slot);
    tape.push4(w0, w1, w2, p0);
    tape.push4(p1, p2, th, u0);
    tape.push4(u1, u2, c, s);
    tape.push4(x0, x1, x2, d);
    tape.push4(m, q0, q1, q2);
    tape.push4(iz, f, k2, sum_1);
    tape.push4(gu, gv, k2_1, sum_2);
    tape.push4(gu_, a, k, v0);
    tape.push4(v1, v2, taken, taken_1);
  }
  tape.push(o);
  const list = tape.made([gc, gp]);
  tape.record(list);
  return list;
}
function reprojectionGrad_pullback(tape) {
  const dlist = tape.shadow(tape.recall());
  const dgc = dlist[0] ?? 0;
  const dgp = dlist[1] ?? 0;
  for (let o = tape.pop() - 1; o >= 0; o--) {
    const taken_1 = tape.pop();
    const taken = tape.pop();
    const v2 = tape.pop();
    const v1 = tape.pop();
    const v0 = tape.pop();
    const k = tape.pop();
    const a = tape.pop();
    const gu_ = tape.pop();
    const dtrans_5_1 = tape.open(tape.recall());
    const dtrans_4_1 = tape.open(tape.recall());
    const dtrans_3_1 = tape.open(tape.recall());
    const sum_2 = tape.pop();
    const k2_1 = tape.pop();
    const gv = tape.pop();
    const gu = tape.pop();
    const sum_1 = tape.pop();
    const k2 = tape.pop();
    const f = tape.pop();
    const iz = tape.pop();
    const q2 = tape.pop();
    const q1 = tape.pop();
    const q0 = tape.pop();
    const dtrans_1 = tape.shadow(tape.recall());
    const m = tape.pop();
    const d = tape.pop();
    const x2 = tape.pop();
    const x1 = tape.pop();
    const x0 = tape.pop();
    const s = tape.pop();
    const c = tape.pop();
    let u2 = tape.pop();
    let u1 = tape.pop();
    let u0 = tape.pop();
    const th = tape.pop();
    const small = tape.recall();
    const p2 = tape.pop();
    const p1 = tape.pop();
    const p0 = tape.pop();
    const w2 = tape.pop();
    const w1 = tape.pop();
    const w0 = tape.pop();
    const drot_1 = tape.shadow(tape.recall());
    const dP_1 = tape.open(tape.recall());
    const dG_1 = tape.open(tape.recall());
    const dp_1 = tape.shadow(tape.recall());
    const dcam_2 = tape.shadow(tape.recall());
    const dob_1 = tape.shadow(tape.recall());
    const x = q0 * iz;
    const y = q1 * iz;
    const r2 = x * x + y * y;
    const D = 1 + r2 * sum_1;
    const gD = f * (gu * x + gv * y);
    const gr2 = gD * sum_2;
    const gx = gu * f * D + 2 * x * gr2;
    const gy = gv * f * D + 2 * y * gr2;
    const g0 = gx * iz;
    const g1 = gy * iz;
    const g2 = -(gx * x + gy * y) * iz;
    let dv2 = 0;
    let dv1 = 0;
    let dv0 = 0;
    let dgu_ = 0;
    let dg2 = 0;
    let dg1 = 0;
    let dg0 = 0;
    let dd = 0;
    let dx2 = 0;
    let dx1 = 0;
    let dx0 = 0;
    let ds = 0;
    let dc = 0;
    let du2 = 0;
    let du1 = 0;
    let du0 = 0;
    let dth = 0;
    let dp2 = 0;
    let dp1 = 0;
    let dp0 = 0;
    if (taken_1) {
      const drot_5_1 = tape.open(tape.recall());
      const drot_4_1 = tape.open(tape.recall());
      const drot_3_1 = tape.open(tape.recall());
      if (drot_5_1) {
        dv2 += $.accumulated(drot_5_1, 2);
      }
      if (drot_4_1) {
        dv1 += $.accumulated(drot_4_1, 1);
      }
      if (drot_3_1) {
        dv0 += $.accumulated(drot_3_1, 0);
      }
    } else {
      const drot_8_1 = tape.open(tape.recall());
      const drot_7_1 = tape.open(tape.recall());
      const drot_6_1 = tape.open(tape.recall());
      const it_1 = tape.pop();
      const vu = tape.pop();
      const gth = tape.pop();
      let dit_1_1 = 0;
      let dvu = 0;
      let dgth = 0;
      if (drot_8_1) {
        const d_30 = $.accumulated(drot_8_1, 2);
        dgth += d_30 * u2;
        du2 += d_30 * gth;
        const d_31 = d_30 * it_1;
        dv2 += d_31;
        dvu -= d_31 * u2;
        du2 -= d_31 * vu;
        dit_1_1 += d_30 * (v2 - vu * u2);
      }
      if (drot_7_1) {
        const d_28 = $.accumulated(drot_7_1, 1);
        dgth += d_28 * u1;
        du1 += d_28 * gth;
        const d_29 = d_28 * it_1;
        dv1 += d_29;
        dvu -= d_29 * u1;
        du1 -= d_29 * vu;
        dit_1_1 += d_28 * (v1 - vu * u1);
      }
      if (drot_6_1) {
        const d_26 = $.accumulated(drot_6_1, 0);
        dgth += d_26 * u0;
        du0 += d_26 * gth;
        const d_27 = d_26 * it_1;
        dv0 += d_27;
        dvu -= d_27 * u0;
        du0 -= d_27 * vu;
        dit_1_1 += d_26 * (v0 - vu * u0);
      }
      dth -= dit_1_1 * it_1 / th;
      dv0 += dvu * u0;
      du0 += dvu * v0;
      dv1 += dvu * u1;
      du1 += dvu * v1;
      dv2 += dvu * u2;
      du2 += dvu * v2;
      ds -= dgth * (g0 * p0 + g1 * p1 + g2 * p2);
      const d_23 = -(dgth * s);
      dg0 += d_23 * p0;
      dp0 += d_23 * g0;
      dg1 += d_23 * p1;
      dp1 += d_23 * g1;
      dg2 += d_23 * p2;
      dp2 += d_23 * g2;
      dc += dgth * (g0 * x0 + g1 * x1 + g2 * x2);
      const d_24 = dgth * c;
      dg0 += d_24 * x0;
      dx0 += d_24 * g0;
      dg1 += d_24 * x1;
      dx1 += d_24 * g1;
      dg2 += d_24 * x2;
      dx2 += d_24 * g2;
      const d_25 = dgth * gu_;
      dd += d_25 * s;
      ds += d_25 * d;
      dgu_ += dgth * (d * s);
    }
    ds += dv2 * (p0 * g1 - p1 * g0);
    const d_22 = dv2 * s;
    dp0 += d_22 * g1;
    dg1 += d_22 * p0;
    dp1 -= d_22 * g0;
    dg0 -= d_22 * p1;
    let da = dv2 * p2;
    dp2 += dv2 * a;
    let dk = dv2 * g2;
    dg2 += dv2 * k;
    ds += dv1 * (p2 * g0 - p0 * g2);
    const d_21 = dv1 * s;
    dp2 += d_21 * g0;
    dg0 += d_21 * p2;
    dp0 -= d_21 * g2;
    dg2 -= d_21 * p0;
    da += dv1 * p1;
    dp1 += dv1 * a;
    dk += dv1 * g1;
    dg1 += dv1 * k;
    ds += dv0 * (p1 * g2 - p2 * g1);
    const d_20 = dv0 * s;
    dp1 += d_20 * g2;
    dg2 += d_20 * p1;
    dp2 -= d_20 * g1;
    dg1 -= d_20 * p2;
    da += dv0 * p0;
    dp0 += dv0 * a;
    dk += dv0 * g0;
    dg0 += dv0 * k;
    if (!small) {
      dc -= dk * d;
      dd += dk * (1 - c);
    }
    if (dP_1) {
      const d_18 = $.accumulated(dP_1, 2);
      dc += d_18 * g2;
      dg2 += d_18 * c;
      ds += d_18 * (g0 * u1 - g1 * u0);
      const d_19 = d_18 * s;
      dg0 += d_19 * u1;
      du1 += d_19 * g0;
      dg1 -= d_19 * u0;
      du0 -= d_19 * g1;
      da += d_18 * u2;
      du2 += d_18 * a;
      const d_16 = $.accumulated(dP_1, 1);
      dc += d_16 * g1;
      dg1 += d_16 * c;
      ds += d_16 * (g2 * u0 - g0 * u2);
      const d_17 = d_16 * s;
      dg2 += d_17 * u0;
      du0 += d_17 * g2;
      dg0 -= d_17 * u2;
      du2 -= d_17 * g0;
      da += d_16 * u1;
      du1 += d_16 * a;
      const d_14 = $.accumulated(dP_1, 0);
      dc += d_14 * g0;
      dg0 += d_14 * c;
      ds += d_14 * (g1 * u2 - g2 * u1);
      const d_15 = d_14 * s;
      dg1 += d_15 * u2;
      du2 += d_15 * g1;
      dg2 -= d_15 * u1;
      du1 -= d_15 * g2;
      da += d_14 * u0;
      du0 += d_14 * a;
    }
    if (!small) {
      dc -= da * gu_;
      dgu_ += da * (1 - c);
    }
    dg0 += dgu_ * u0;
    du0 += dgu_ * g0;
    dg1 += dgu_ * u1;
    du1 += dgu_ * g1;
    dg2 += dgu_ * u2;
    du2 += dgu_ * g2;
    if (dtrans_5_1) {
      dg2 += $.accumulated(dtrans_5_1, 2);
    }
    if (dtrans_4_1) {
      dg1 += $.accumulated(dtrans_4_1, 1);
    }
    if (dtrans_3_1) {
      dg0 += $.accumulated(dtrans_3_1, 0);
    }
    const d_13 = -(dg2 * iz);
    let dgx = d_13 * x;
    let dx_1 = d_13 * gx;
    let dgy = d_13 * y;
    let dy_1 = d_13 * gy;
    let diz = -(dg2 * (gx * x + gy * y));
    dgy += dg1 * iz;
    diz += dg1 * gy;
    dgx += dg0 * iz;
    diz += dg0 * gx;
    const d_12 = dgy * D;
    let dgv = d_12 * f;
    let df = d_12 * gv;
    let dD = dgy * (gv * f);
    dy_1 += dgy * gr2 * 2;
    let dgr2 = dgy * (2 * y);
    const d_11 = dgx * D;
    let dgu = d_11 * f;
    df += d_11 * gu;
    dD += dgx * (gu * f);
    dx_1 += dgx * gr2 * 2;
    dgr2 += dgx * (2 * x);
    let dgD = dgr2 * sum_2;
    const dsum_2 = dgr2 * gD;
    let dr2 = dsum_2 * k2_1 * 2;
    const dk2_1 = dsum_2 * (2 * r2);
    if (dcam_2) {
      dcam_2.k2 = (dcam_2.k2 ?? 0) + dk2_1;
      dcam_2.k1 = (dcam_2.k1 ?? 0) + dsum_2;
    }
    if (dG_1) {
      const d_9 = dG_1.k2 ?? 0;
      const d_10 = d_9 * r2;
      dgD += d_10 * r2;
      dr2 += d_10 * gD;
      dr2 += d_9 * (gD * r2);
      const d_8 = dG_1.k1 ?? 0;
      dgD += d_8 * r2;
      dr2 += d_8 * gD;
    }
    df += dgD * (gu * x + gv * y);
    const d_7 = dgD * f;
    dgu += d_7 * x;
    dx_1 += d_7 * gu;
    dgv += d_7 * y;
    dy_1 += d_7 * gv;
    if (dG_1) {
      const d_5 = dG_1.focal ?? 0;
      dD += d_5 * (gu * x + gv * y);
      const d_6 = d_5 * D;
      dgu += d_6 * x;
      dx_1 += d_6 * gu;
      dgv += d_6 * y;
      dy_1 += d_6 * gv;
    }
    const d_3 = dgv * 2;
    const d_4 = d_3 * y;
    df += d_4 * D;
    dD += d_4 * f;
    dy_1 += d_3 * (f * D);
    if (dob_1) {
      dob_1.v = (dob_1.v ?? 0) - d_3;
    }
    const d_1 = dgu * 2;
    const d_2 = d_1 * x;
    df += d_2 * D;
    dD += d_2 * f;
    dx_1 += d_1 * (f * D);
    if (dob_1) {
      dob_1.u = (dob_1.u ?? 0) - d_1;
    }
    dr2 += dD * sum_1;
    const dsum_1 = dD * r2;
    dr2 += dsum_1 * k2;
    const dk2 = dsum_1 * r2;
    if (dcam_2) {
      dcam_2.k2 = (dcam_2.k2 ?? 0) + dk2;
      dcam_2.k1 = (dcam_2.k1 ?? 0) + dsum_1;
      dcam_2.focal = (dcam_2.focal ?? 0) + df;
    }
    dx_1 += 2 * (dr2 * x);
    dy_1 += 2 * (dr2 * y);
    const dq1 = dy_1 * iz;
    diz += dy_1 * q1;
    const dq0 = dx_1 * iz;
    diz += dx_1 * q0;
    const dq2 = -(diz * iz / q2);
    dc += dq2 * p2;
    dp2 += dq2 * c;
    ds += dq2 * x2;
    dx2 += dq2 * s;
    let dm = dq2 * u2;
    du2 += dq2 * m;
    if (dtrans_1) {
      dtrans_1[2] = (dtrans_1[2] ?? 0) + dq2;
    }
    dc += dq1 * p1;
    dp1 += dq1 * c;
    ds += dq1 * x1;
    dx1 += dq1 * s;
    dm += dq1 * u1;
    du1 += dq1 * m;
    if (dtrans_1) {
      dtrans_1[1] = (dtrans_1[1] ?? 0) + dq1;
    }
    dc += dq0 * p0;
    dp0 += dq0 * c;
    ds += dq0 * x0;
    dx0 += dq0 * s;
    dm += dq0 * u0;
    du0 += dq0 * m;
    if (dtrans_1) {
      dtrans_1[0] = (dtrans_1[0] ?? 0) + dq0;
    }
    if (!small) {
      dd += dm * (1 - c);
      dc -= dm * d;
    }
    du0 += dd * p0;
    dp0 += dd * u0;
    du1 += dd * p1;
    dp1 += dd * u1;
    du2 += dd * p2;
    dp2 += dd * u2;
    du0 += dx2 * p1;
    dp1 += dx2 * u0;
    du1 -= dx2 * p0;
    dp0 -= dx2 * u1;
    du2 += dx1 * p0;
    dp0 += dx1 * u2;
    du0 -= dx1 * p2;
    dp2 -= dx1 * u0;
    du1 += dx0 * p2;
    dp2 += dx0 * u1;
    du2 -= dx0 * p1;
    dp1 -= dx0 * u2;
    let dth2 = 0;
    if (taken) {
      const it = tape.pop();
      const sqrt = tape.pop();
      const dsin = ds;
      if (dsin !== 0) {
        dth += dsin * Math.cos(th);
      }
      const dcos = dc;
      if (dcos !== 0) {
        dth -= dcos * Math.sin(th);
      }
      u2 = tape.pop();
      let dit = du2 * u2;
      du2 *= it;
      u1 = tape.pop();
      dit += du1 * u1;
      du1 *= it;
      u0 = tape.pop();
      dit += du0 * u0;
      du0 *= it;
      dth -= dit * it / th;
      const dsqrt = dth;
      if (dsqrt !== 0) {
        dth2 += dsqrt * (0.5 / sqrt);
      }
    }
    let dw2 = du2;
    let dw1 = du1;
    const dw0 = du0 + 2 * (dth2 * w0);
    dw1 += 2 * (dth2 * w1);
    dw2 += 2 * (dth2 * w2);
    if (dp_1) {
      dp_1[2] = (dp_1[2] ?? 0) + dp2;
      dp_1[1] = (dp_1[1] ?? 0) + dp1;
      dp_1[0] = (dp_1[0] ?? 0) + dp0;
    }
    if (drot_1) {
      drot_1[2] = (drot_1[2] ?? 0) + dw2;
      drot_1[1] = (drot_1[1] ?? 0) + dw1;
      drot_1[0] = (drot_1[0] ?? 0) + dw0;
    }
  }
  $.back(tape, dgp);
  $.back(tape, dgc);
}
function reprojectionGrad_inner_forward(tape) {
  return tape.made({
    rot: tape.made([0, 0, 0]),
    trans: tape.made([0, 0, 0]),
    focal: 0,
    k1: 0,
    k2: 0
  });
}
function reprojectionGrad_inner_pullback(tape) {}
function reprojectionGrad_inner_2_forward(tape) {
  return tape.made([0, 0, 0]);
}
function reprojectionGrad_inner_2_pullback(tape) {}
function makeData() {
  const r = rng(42);
  const D = {};
  D.lse = Float64Array.from({
    length: 1000
  }, $.closure(() => 3 * sym(r), makeData_inner_pair, () => ({
    r
  })));
  D.X = Array.from({
    length: 100
  }, $.closure(() => Array.from({
    length: 10
  }, $.closure(() => sym(r), makeData_inner_2_inner_pair, () => ({
    r
  }))), makeData_inner_2_pair, () => ({
    r
  })));
  D.y = D.X.map($.closure(row => row[0] - 0.5 * row[1] + 0.3 * sym(r) > 0 ? 1 : 0, makeData_inner_3_pair, () => ({
    r
  })));
  D.w = Array.from({
    length: 10
  }, $.closure(() => sym(r), makeData_inner_4_pair, () => ({
    r
  })));
  D.b = 0.1;
  const dims = {
    batch: 32,
    nin: 784,
    nhid: 32,
    nout: 10
  };
  D.dims = dims;
  D.mlpX = Float64Array.from({
    length: 32 * 784
  }, $.closure(() => r(), makeData_inner_5_pair, () => ({
    r
  })));
  D.labels = Array.from({
    length: 32
  }, $.closure(() => Math.floor(10 * r()), makeData_inner_6_pair, () => ({
    r
  })));
  D.mlp = {
    W1: Float64Array.from({
      length: 784 * 32
    }, $.closure(() => sym(r) / 28, makeData_inner_7_pair, () => ({
      r
    }))),
    b1: Float64Array.from({
      length: 32
    }, $.closure(() => 0.1 * sym(r), makeData_inner_8_pair, () => ({
      r
    }))),
    W2: Float64Array.from({
      length: 320
    }, $.closure(() => sym(r) / 6, makeData_inner_9_pair, () => ({
      r
    }))),
    b2: Float64Array.from({
      length: 10
    }, $.closure(() => 0.1 * sym(r), makeData_inner_10_pair, () => ({
      r
    })))
  };
  D.ros = Float64Array.from({
    length: 1000
  }, $.closure(() => 1.5 * sym(r), makeData_inner_11_pair, () => ({
    r
  })));
  D.vel = Array.from({
    length: 8
  }, $.closure(() => ({
    vx: sym(r),
    vy: sym(r)
  }), makeData_inner_12_pair, () => ({
    r
  })));
  D.rgb1 = {
    r: 0.81,
    g: 0.35,
    b: 0.12
  };
  D.rgb2 = {
    r: 0.64,
    g: 0.03,
    b: 0.55
  }; // one channel below the sRGB linear-toe threshold
  D.samples = Array.from({
    length: 200
  }, $.closure((_, i) => {
    const x = 0.05 + i * 0.02;
    return {
      x,
      y: 2 * Math.exp(-1.3 * x) + 0.5 * Math.pow(x, 0.7) + 0.05 * sym(r)
    };
  }, makeData_inner_13_pair, () => ({
    r
  })));
  D.fit = {
    a: 1.7,
    b: 1.1,
    c: 0.6,
    d: 0.8
  };
  D.cams = Array.from({
    length: 2
  }, $.closure(() => ({
    rot: [0.2 * sym(r), 0.2 * sym(r), 0.2 * sym(r)],
    trans: [0.3 * sym(r), 0.3 * sym(r), 5 + 0.3 * sym(r)],
    focal: 1.2 + 0.1 * sym(r),
    k1: 0.02 * sym(r),
    k2: 0.01 * sym(r)
  }), makeData_inner_14_pair, () => ({
    r
  })));
  D.points = Array.from({
    length: 20
  }, $.closure(() => [sym(r), sym(r), sym(r)], makeData_inner_15_pair, () => ({
    r
  })));
  D.obs = [];
  for (let c = 0; c < 2; c++) for (let p = 0; p < 20; p++) {
    const [u, v] = project(D.cams[c], D.points[p]);
    D.obs.push({
      cam: c,
      pt: p,
      u: u + 0.05 * sym(r),
      v: v + 0.05 * sym(r)
    });
  }
  return D;
}
function makeData_forward(tape) {
  const r = rng_forward(tape, 42);
  const D = tape.made({});
  const object_2 = tape.made({
    length: 1000
  });
  const fn_1_env = tape.made({
    r
  });
  D.lse = $.invokeConstant(tape, "/tmp/wlb.mjs:520:11", Float64Array, "from", object_2, $.closureMade(tape, () => 3 * sym(r), makeData_inner_pair, fn_1_env));
  const object_4 = tape.made({
    length: 100
  });
  const fn_3_env = tape.made({
    r
  });
  D.X = $.invokeConstant(tape, "/tmp/wlb.mjs:521:9", Array, "from", object_4, $.closureMade(tape, () => Array.from({
    length: 10
  }, $.closure(() => sym(r), makeData_inner_2_inner_pair, () => ({
    r
  }))), makeData_inner_2_pair, fn_3_env));
  const X_1 = D.X;
  const fn_5_env = tape.made({
    r
  });
  D.y = $.invokeConstant(tape, "/tmp/wlb.mjs:522:9", X_1, "map", $.closureMade(tape, row => row[0] - 0.5 * row[1] + 0.3 * sym(r) > 0 ? 1 : 0, makeData_inner_3_pair, fn_5_env));
  const object_6 = tape.made({
    length: 10
  });
  const fn_7_env = tape.made({
    r
  });
  D.w = $.invokeConstant(tape, "/tmp/wlb.mjs:523:9", Array, "from", object_6, $.closureMade(tape, () => sym(r), makeData_inner_4_pair, fn_7_env));
  D.b = 0.1;
  const dims = tape.made({
    batch: 32,
    nin: 784,
    nhid: 32,
    nout: 10
  });
  D.dims = dims;
  const object_9 = tape.made({
    length: 32 * 784
  });
  const fn_9_env = tape.made({
    r
  });
  D.mlpX = $.invokeConstant(tape, "/tmp/wlb.mjs:527:12", Float64Array, "from", object_9, $.closureMade(tape, () => r(), makeData_inner_5_pair, fn_9_env));
  const object_11 = tape.made({
    length: 32
  });
  const fn_11_env = tape.made({
    r
  });
  D.labels = $.invokeConstant(tape, "/tmp/wlb.mjs:528:14", Array, "from", object_11, $.closureMade(tape, () => Math.floor(10 * r()), makeData_inner_6_pair, fn_11_env));
  const object_14 = tape.made({
    length: 784 * 32
  });
  const fn_13_env = tape.made({
    r
  });
  const from_result_5 = $.invokeConstant(tape, "/tmp/wlb.mjs:530:9", Float64Array, "from", object_14, $.closureMade(tape, () => sym(r) / 28, makeData_inner_7_pair, fn_13_env));
  const object_16 = tape.made({
    length: 32
  });
  const fn_15_env = tape.made({
    r
  });
  const from_result_6 = $.invokeConstant(tape, "/tmp/wlb.mjs:531:9", Float64Array, "from", object_16, $.closureMade(tape, () => 0.1 * sym(r), makeData_inner_8_pair, fn_15_env));
  const object_18 = tape.made({
    length: 320
  });
  const fn_17_env = tape.made({
    r
  });
  const from_result_7 = $.invokeConstant(tape, "/tmp/wlb.mjs:532:9", Float64Array, "from", object_18, $.closureMade(tape, () => sym(r) / 6, makeData_inner_9_pair, fn_17_env));
  const object_20 = tape.made({
    length: 10
  });
  const fn_19_env = tape.made({
    r
  });
  const object_12 = tape.made({
    W1: from_result_5,
    b1: from_result_6,
    W2: from_result_7,
    b2: $.invokeConstant(tape, "/tmp/wlb.mjs:533:9", Float64Array, "from", object_20, $.closureMade(tape, () => 0.1 * sym(r), makeData_inner_10_pair, fn_19_env))
  });
  D.mlp = object_12;
  const object_22 = tape.made({
    length: 1000
  });
  const fn_21_env = tape.made({
    r
  });
  D.ros = $.invokeConstant(tape, "/tmp/wlb.mjs:535:11", Float64Array, "from", object_22, $.closureMade(tape, () => 1.5 * sym(r), makeData_inner_11_pair, fn_21_env));
  const object_24 = tape.made({
    length: 8
  });
  const fn_23_env = tape.made({
    r
  });
  D.vel = $.invokeConstant(tape, "/tmp/wlb.mjs:536:11", Array, "from", object_24, $.closureMade(tape, () => ({
    vx: sym(r),
    vy: sym(r)
  }), makeData_inner_12_pair, fn_23_env));
  D.rgb1 = tape.made({
    r: 0.81,
    g: 0.35,
    b: 0.12
  });
  D.rgb2 = tape.made({
    r: 0.64,
    g: 0.03,
    b: 0.55
  });
  const object_28 = tape.made({
    length: 200
  });
  const fn_25_env = tape.made({
    r
  });
  D.samples = $.invokeConstant(tape, "/tmp/wlb.mjs:539:15", Array, "from", object_28, $.closureMade(tape, (_, i) => {
    const x = 0.05 + i * 0.02;
    return {
      x,
      y: 2 * Math.exp(-1.3 * x) + 0.5 * Math.pow(x, 0.7) + 0.05 * sym(r)
    };
  }, makeData_inner_13_pair, fn_25_env));
  D.fit = tape.made({
    a: 1.7,
    b: 1.1,
    c: 0.6,
    d: 0.8
  });
  const object_31 = tape.made({
    length: 2
  });
  const fn_27_env = tape.made({
    r
  });
  D.cams = $.invokeConstant(tape, "/tmp/wlb.mjs:544:12", Array, "from", object_31, $.closureMade(tape, () => ({
    rot: [0.2 * sym(r), 0.2 * sym(r), 0.2 * sym(r)],
    trans: [0.3 * sym(r), 0.3 * sym(r), 5 + 0.3 * sym(r)],
    focal: 1.2 + 0.1 * sym(r),
    k1: 0.02 * sym(r),
    k2: 0.01 * sym(r)
  }), makeData_inner_14_pair, fn_27_env));
  const object_33 = tape.made({
    length: 20
  });
  const fn_29_env = tape.made({
    r
  });
  D.points = $.invokeConstant(tape, "/tmp/wlb.mjs:548:14", Array, "from", object_33, $.closureMade(tape, () => [sym(r), sym(r), sym(r)], makeData_inner_15_pair, fn_29_env));
  D.obs = tape.made([]);
  let c = 0;
  for (; c < 2; c++) {
    let p = 0;
    for (; p < 20; p++) {
      const element = D.cams[c];
      const element_1 = D.points[p];
      let project_result_0;
      let project_result_1;
      const rot = element.rot;
      let rotate_result_0;
      let rotate_result_1;
      let rotate_result_2;
      const element_4 = rot[0];
      const element_2_1 = rot[1];
      const element_4_1 = rot[2];
      const th2 = element_4 * element_4 + element_2_1 * element_2_1 + element_4_1 * element_4_1;
      const taken = th2 < 1e-12 ? 1 : 0;
      if (taken) {
        const element_1_1_1 = element_1[2];
        const element_3_1_1 = element_1[1];
        const element_5_1 = element_1[0];
        const cross_result_0 = element_2_1 * element_1_1_1 - element_4_1 * element_3_1_1;
        const cross_result_1_1 = element_4_1 * element_5_1 - element_4 * element_1_1_1;
        const cross_result_2 = element_4 * element_3_1_1 - element_2_1 * element_5_1;
        rotate_result_0 = element_5_1 + cross_result_0;
        rotate_result_1 = element_3_1_1 + cross_result_1_1;
        rotate_result_2 = element_1_1_1 + cross_result_2;
        tape.push3(element_1_1_1, element_3_1_1, element_5_1);
      } else {
        const th = Math.sqrt(th2);
        const s_1 = 1 / th;
        const u_1_0 = element_4 * s_1;
        const u_1_1 = element_2_1 * s_1;
        const u_1_2 = element_4_1 * s_1;
        const c_1 = Math.cos(th);
        const s = Math.sin(th);
        const element_14 = element_1[0];
        const element_1_4 = element_1[1];
        const element_2_4 = element_1[2];
        const scale_result_1_0 = element_14 * c_1;
        const scale_result_1_1 = element_1_4 * c_1;
        const scale_result_1_2 = element_2_4 * c_1;
        const cross_result_1_0 = u_1_1 * element_2_4 - u_1_2 * element_1_4;
        const cross_result_1_1_1 = u_1_2 * element_14 - u_1_0 * element_2_4;
        const cross_result_1_2 = u_1_0 * element_1_4 - u_1_1 * element_14;
        const scale_result_2_0 = cross_result_1_0 * s;
        const scale_result_2_1 = cross_result_1_1_1 * s;
        const scale_result_2_2 = cross_result_1_2 * s;
        const add_result_1_0 = scale_result_1_0 + scale_result_2_0;
        const add_result_1_1 = scale_result_1_1 + scale_result_2_1;
        const add_result_1_2 = scale_result_1_2 + scale_result_2_2;
        const s_2 = (u_1_0 * element_14 + u_1_1 * element_1_4 + u_1_2 * element_2_4) * (1 - c_1);
        const scale_result_3_0 = u_1_0 * s_2;
        const scale_result_3_1 = u_1_1 * s_2;
        const scale_result_3_2 = u_1_2 * s_2;
        rotate_result_0 = add_result_1_0 + scale_result_3_0;
        rotate_result_1 = add_result_1_1 + scale_result_3_1;
        rotate_result_2 = add_result_1_2 + scale_result_3_2;
        tape.push4(th, s_1, c_1, s);
        tape.push3(element_14, element_1_4, element_2_4);
      }
      const trans = element.trans;
      const element_1_11 = trans[0];
      const element_3_7 = trans[1];
      const element_5_7 = trans[2];
      const q_0 = rotate_result_0 + element_1_11;
      const q_1 = rotate_result_1 + element_3_7;
      const q_2 = rotate_result_2 + element_5_7;
      const x_1 = q_0 / q_2;
      const y = q_1 / q_2;
      const r2 = x_1 * x_1 + y * y;
      const k1 = element.k1;
      const k2 = element.k2;
      const sum_1 = k1 + r2 * k2;
      const distort = 1 + r2 * sum_1;
      const focal = element.focal;
      $.again("/tmp/wlb.mjs:459:36", element.focal, focal);
      project_result_0 = focal * distort * x_1;
      project_result_1 = focal * distort * y;
      const obs_1 = D.obs;
      const push = obs_1.push;
      const object_35 = tape.made({
        cam: c,
        pt: p,
        u: project_result_0 + 0.05 * sym_forward(tape, r),
        v: project_result_1 + 0.05 * sym_forward(tape, r)
      });
      $.callWithConstant(tape, "/tmp/wlb.mjs:552:5", push, obs_1, object_35);
      tape.record4(element, element_1, object_35, rot);
      tape.record(trans);
      tape.push4(element_4, element_2_1, element_4_1, x_1);
      tape.push4(y, k2, sum_1, focal);
      tape.push2(q_2, taken);
    }
    tape.push(p);
  }
  tape.record4(D, fn_1_env, fn_3_env, fn_5_env);
  tape.record4(fn_7_env, fn_9_env, fn_11_env, object_12);
  tape.record4(fn_13_env, fn_15_env, fn_17_env, fn_19_env);
  tape.record4(fn_21_env, fn_23_env, fn_25_env, fn_27_env);
  tape.record(fn_29_env);
  tape.push(c);
  return D;
}
function makeData_pullback(tape) {
  const dfn_29_env = tape.shadow(tape.recall());
  const dfn_27_env = tape.shadow(tape.recall());
  const dfn_25_env = tape.shadow(tape.recall());
  const dfn_23_env = tape.shadow(tape.recall());
  const dfn_21_env = tape.shadow(tape.recall());
  const dfn_19_env = tape.shadow(tape.recall());
  const dfn_17_env = tape.shadow(tape.recall());
  const dfn_15_env = tape.shadow(tape.recall());
  const dfn_13_env = tape.shadow(tape.recall());
  const dobject_12 = tape.shadow(tape.recall());
  const dfn_11_env = tape.shadow(tape.recall());
  const dfn_9_env = tape.shadow(tape.recall());
  const dfn_7_env = tape.shadow(tape.recall());
  const dfn_5_env = tape.shadow(tape.recall());
  const dfn_3_env = tape.shadow(tape.recall());
  const dfn_1_env = tape.shadow(tape.recall());
  const dD = tape.shadow(tape.recall());
  for (let c = tape.pop() - 1; c >= 0; c--) {
    for (let p = tape.pop() - 1; p >= 0; p--) {
      const taken = tape.pop();
      const q_2 = tape.pop();
      const focal = tape.pop();
      const sum_1 = tape.pop();
      const k2 = tape.pop();
      const y = tape.pop();
      const x_1 = tape.pop();
      const dtrans_1 = tape.shadow(tape.recall());
      const element_4_1 = tape.pop();
      const element_2_1 = tape.pop();
      const element_4 = tape.pop();
      const drot_1 = tape.shadow(tape.recall());
      const dobject_35 = tape.shadow(tape.recall());
      const delement_1_1 = tape.shadow(tape.recall());
      const delement_2 = tape.shadow(tape.recall());
      const r2 = x_1 * x_1 + y * y;
      const distort = 1 + r2 * sum_1;
      $.back(tape, 0);
      const d_3 = dobject_35.v ?? 0;
      const dsym_result_3 = d_3 * 0.05;
      const d_4 = dobject_35.u ?? 0;
      const dsym_result_2 = d_4 * 0.05;
      sym_pullback(tape, dsym_result_3);
      sym_pullback(tape, dsym_result_2);
      const d_2 = d_3 * y;
      let dfocal = d_2 * distort;
      let ddistort = d_2 * focal;
      let dy_1 = d_3 * (focal * distort);
      const d_1 = d_4 * x_1;
      dfocal += d_1 * distort;
      ddistort += d_1 * focal;
      let dx_1 = d_4 * (focal * distort);
      if (delement_2) {
        delement_2.focal = (delement_2.focal ?? 0) + dfocal;
      }
      let dr2 = ddistort * sum_1;
      const dsum_1 = ddistort * r2;
      dr2 += dsum_1 * k2;
      const dk2 = dsum_1 * r2;
      if (delement_2) {
        delement_2.k2 = (delement_2.k2 ?? 0) + dk2;
        delement_2.k1 = (delement_2.k1 ?? 0) + dsum_1;
      }
      dx_1 += 2 * (dr2 * x_1);
      dy_1 += 2 * (dr2 * y);
      const dq_1 = dy_1 / q_2;
      let dq_2 = -(dy_1 * y / q_2);
      const dq_0 = dx_1 / q_2;
      dq_2 -= dx_1 * x_1 / q_2;
      const drotate_result_2 = dq_2;
      const delement_5_7 = dq_2;
      if (dtrans_1) {
        dtrans_1[2] = (dtrans_1[2] ?? 0) + delement_5_7;
        dtrans_1[1] = (dtrans_1[1] ?? 0) + dq_1;
        dtrans_1[0] = (dtrans_1[0] ?? 0) + dq_0;
      }
      let dth2 = 0;
      let delement_4_1 = 0;
      let delement_2_1 = 0;
      let delement_4 = 0;
      if (taken) {
        const element_5_1 = tape.pop();
        const element_3_1_1 = tape.pop();
        const element_1_1_1 = tape.pop();
        let delement_1_1_1 = drotate_result_2;
        let delement_3_1_1 = dq_1;
        let delement_5_1 = dq_0;
        delement_4 += drotate_result_2 * element_3_1_1;
        delement_3_1_1 += drotate_result_2 * element_4;
        delement_2_1 -= drotate_result_2 * element_5_1;
        delement_5_1 -= drotate_result_2 * element_2_1;
        delement_4_1 += dq_1 * element_5_1;
        delement_5_1 += dq_1 * element_4_1;
        delement_4 -= dq_1 * element_1_1_1;
        delement_1_1_1 -= dq_1 * element_4;
        delement_2_1 += dq_0 * element_1_1_1;
        delement_1_1_1 += dq_0 * element_2_1;
        delement_4_1 -= dq_0 * element_3_1_1;
        delement_3_1_1 -= dq_0 * element_4_1;
        if (delement_1_1) {
          delement_1_1[0] = (delement_1_1[0] ?? 0) + delement_5_1;
          delement_1_1[1] = (delement_1_1[1] ?? 0) + delement_3_1_1;
          delement_1_1[2] = (delement_1_1[2] ?? 0) + delement_1_1_1;
        }
      } else {
        const element_2_4 = tape.pop();
        const element_1_4 = tape.pop();
        const element_14 = tape.pop();
        const s = tape.pop();
        const c_1 = tape.pop();
        const s_1 = tape.pop();
        const th = tape.pop();
        const u_1_0 = element_4 * s_1;
        const u_1_1 = element_2_1 * s_1;
        const u_1_2 = element_4_1 * s_1;
        const dot_result_1 = u_1_0 * element_14 + u_1_1 * element_1_4 + u_1_2 * element_2_4;
        const s_2 = dot_result_1 * (1 - c_1);
        const cross_result_1_0 = u_1_1 * element_2_4 - u_1_2 * element_1_4;
        const cross_result_1_1_1 = u_1_2 * element_14 - u_1_0 * element_2_4;
        const cross_result_1_2 = u_1_0 * element_1_4 - u_1_1 * element_14;
        let du_1_2 = drotate_result_2 * s_2;
        let ds_2 = drotate_result_2 * u_1_2;
        let du_1_1 = dq_1 * s_2;
        ds_2 += dq_1 * u_1_1;
        let du_1_0 = dq_0 * s_2;
        ds_2 += dq_0 * u_1_0;
        const ddot_result_1 = ds_2 * (1 - c_1);
        let dc_1 = -(ds_2 * dot_result_1);
        du_1_0 += ddot_result_1 * element_14;
        let delement_14 = ddot_result_1 * u_1_0;
        du_1_1 += ddot_result_1 * element_1_4;
        let delement_1_4 = ddot_result_1 * u_1_1;
        du_1_2 += ddot_result_1 * element_2_4;
        let delement_2_4 = ddot_result_1 * u_1_2;
        const dcross_result_1_2 = drotate_result_2 * s;
        let ds = drotate_result_2 * cross_result_1_2;
        const dcross_result_1_1_1 = dq_1 * s;
        ds += dq_1 * cross_result_1_1_1;
        const dcross_result_1_0 = dq_0 * s;
        ds += dq_0 * cross_result_1_0;
        du_1_0 += dcross_result_1_2 * element_1_4;
        delement_1_4 += dcross_result_1_2 * u_1_0;
        du_1_1 -= dcross_result_1_2 * element_14;
        delement_14 -= dcross_result_1_2 * u_1_1;
        du_1_2 += dcross_result_1_1_1 * element_14;
        delement_14 += dcross_result_1_1_1 * u_1_2;
        du_1_0 -= dcross_result_1_1_1 * element_2_4;
        delement_2_4 -= dcross_result_1_1_1 * u_1_0;
        du_1_1 += dcross_result_1_0 * element_2_4;
        delement_2_4 += dcross_result_1_0 * u_1_1;
        du_1_2 -= dcross_result_1_0 * element_1_4;
        delement_1_4 -= dcross_result_1_0 * u_1_2;
        delement_2_4 += drotate_result_2 * c_1;
        dc_1 += drotate_result_2 * element_2_4;
        delement_1_4 += dq_1 * c_1;
        dc_1 += dq_1 * element_1_4;
        delement_14 += dq_0 * c_1;
        dc_1 += dq_0 * element_14;
        if (delement_1_1) {
          delement_1_1[2] = (delement_1_1[2] ?? 0) + delement_2_4;
          delement_1_1[1] = (delement_1_1[1] ?? 0) + delement_1_4;
          delement_1_1[0] = (delement_1_1[0] ?? 0) + delement_14;
        }
        let dth = ds !== 0 ? ds * Math.cos(th) : 0;
        if (dc_1 !== 0) {
          dth -= dc_1 * Math.sin(th);
        }
        delement_4_1 += du_1_2 * s_1;
        let ds_1 = du_1_2 * element_4_1;
        delement_2_1 += du_1_1 * s_1;
        ds_1 += du_1_1 * element_2_1;
        delement_4 += du_1_0 * s_1;
        ds_1 += du_1_0 * element_4;
        dth -= ds_1 * s_1 / th;
        if (dth !== 0) {
          dth2 += dth * (0.5 / th);
        }
      }
      delement_4 += 2 * (dth2 * element_4);
      delement_2_1 += 2 * (dth2 * element_2_1);
      delement_4_1 += 2 * (dth2 * element_4_1);
      if (drot_1) {
        drot_1[2] = (drot_1[2] ?? 0) + delement_4_1;
        drot_1[1] = (drot_1[1] ?? 0) + delement_2_1;
        drot_1[0] = (drot_1[0] ?? 0) + delement_4;
      }
    }
  }
  dD.obs = 0;
  const dfrom_result_13 = dD.points ?? 0;
  dD.points = 0;
  $.back(tape, dfrom_result_13);
  let dr_1 = dfn_29_env.r ?? 0;
  const dfrom_result_12 = dD.cams ?? 0;
  dD.cams = 0;
  $.back(tape, dfrom_result_12);
  dr_1 += dfn_27_env.r ?? 0;
  dD.fit = 0;
  const dfrom_result_11 = dD.samples ?? 0;
  dD.samples = 0;
  $.back(tape, dfrom_result_11);
  dr_1 += dfn_25_env.r ?? 0;
  dD.rgb2 = 0;
  dD.rgb1 = 0;
  const dfrom_result_10 = dD.vel ?? 0;
  dD.vel = 0;
  $.back(tape, dfrom_result_10);
  dr_1 += dfn_23_env.r ?? 0;
  const dfrom_result_9 = dD.ros ?? 0;
  dD.ros = 0;
  $.back(tape, dfrom_result_9);
  dr_1 += dfn_21_env.r ?? 0;
  dD.mlp = 0;
  const dfrom_result_8 = dobject_12.b2 ?? 0;
  const dfrom_result_7 = dobject_12.W2 ?? 0;
  const dfrom_result_6 = dobject_12.b1 ?? 0;
  const dfrom_result_5 = dobject_12.W1 ?? 0;
  $.back(tape, dfrom_result_8);
  dr_1 += dfn_19_env.r ?? 0;
  $.back(tape, dfrom_result_7);
  dr_1 += dfn_17_env.r ?? 0;
  $.back(tape, dfrom_result_6);
  dr_1 += dfn_15_env.r ?? 0;
  $.back(tape, dfrom_result_5);
  dr_1 += dfn_13_env.r ?? 0;
  const dfrom_result_4 = dD.labels ?? 0;
  dD.labels = 0;
  $.back(tape, dfrom_result_4);
  dr_1 += dfn_11_env.r ?? 0;
  const dfrom_result_3 = dD.mlpX ?? 0;
  dD.mlpX = 0;
  $.back(tape, dfrom_result_3);
  dr_1 += dfn_9_env.r ?? 0;
  dD.dims = 0;
  dD.b = 0;
  const dfrom_result_2 = dD.w ?? 0;
  dD.w = 0;
  $.back(tape, dfrom_result_2);
  dr_1 += dfn_7_env.r ?? 0;
  const dmap_result = dD.y ?? 0;
  dD.y = 0;
  $.back(tape, dmap_result);
  dr_1 += dfn_5_env.r ?? 0;
  const dfrom_result_1 = dD.X ?? 0;
  dD.X = 0;
  $.back(tape, dfrom_result_1);
  dr_1 += dfn_3_env.r ?? 0;
  const dfrom_result = dD.lse ?? 0;
  dD.lse = 0;
  $.back(tape, dfrom_result);
  dr_1 += dfn_1_env.r ?? 0;
  rng_pullback(tape, dr_1);
}
function makeData_inner_forward(tape, env) {
  const r = env.r;
  return 3 * sym_forward(tape, r);
}
function makeData_inner_pullback(tape, dresult) {
  sym_pullback(tape, dresult * 3);
}
function makeData_inner_2_forward(tape, env) {
  const r = env.r;
  const object_1 = tape.made({
    length: 10
  });
  const fn_1_env = tape.made({
    r
  });
  const from_result = $.invokeConstant(tape, "/tmp/wlb.mjs:521:43", Array, "from", object_1, $.closureMade(tape, () => sym(r), makeData_inner_2_inner_pair, fn_1_env));
  tape.record2(env, fn_1_env);
  return from_result;
}
function makeData_inner_2_pullback(tape, dresult) {
  const dfn_1_env = tape.shadow(tape.recall());
  const denv = tape.shadow(tape.recall());
  $.back(tape, dresult);
  if (denv) {
    denv.r = (denv.r ?? 0) + (dfn_1_env.r ?? 0);
  }
}
function makeData_inner_2_inner_forward(tape, env) {
  const r = env.r;
  return sym_forward(tape, r);
}
function makeData_inner_2_inner_pullback(tape, dresult) {
  sym_pullback(tape, dresult);
}
function makeData_inner_3_forward(tape, env, row) {
  const r = env.r;
  return row[0] - 0.5 * row[1] + 0.3 * sym_forward(tape, r) > 0 ? 1 : 0;
}
function makeData_inner_3_pullback(tape) {
  sym_pullback(tape, 0);
}
function makeData_inner_4_forward(tape, env) {
  const r = env.r;
  return sym_forward(tape, r);
}
function makeData_inner_4_pullback(tape, dresult) {
  sym_pullback(tape, dresult);
}
function makeData_inner_5_forward(tape, env) {
  const r = env.r;
  return $.callConstant(tape, "/tmp/wlb.mjs:527:58", r);
}
function makeData_inner_5_pullback(tape, dresult) {
  $.back(tape, dresult);
}
function makeData_inner_6_forward(tape, env) {
  const r = env.r;
  return Math.floor(10 * $.callConstant(tape, "/tmp/wlb.mjs:528:63", r));
}
function makeData_inner_6_pullback(tape) {
  $.back(tape, 0);
}
function makeData_inner_7_forward(tape, env) {
  const r = env.r;
  return sym_forward(tape, r) / 28;
}
function makeData_inner_7_pullback(tape, dresult) {
  sym_pullback(tape, dresult / 28);
}
function makeData_inner_8_forward(tape, env) {
  const r = env.r;
  return 0.1 * sym_forward(tape, r);
}
function makeData_inner_8_pullback(tape, dresult) {
  sym_pullback(tape, dresult * 0.1);
}
function makeData_inner_9_forward(tape, env) {
  const r = env.r;
  return sym_forward(tape, r) / 6;
}
function makeData_inner_9_pullback(tape, dresult) {
  sym_pullback(tape, dresult / 6);
}
function makeData_inner_10_forward(tape, env) {
  const r = env.r;
  return 0.1 * sym_forward(tape, r);
}
function makeData_inner_10_pullback(tape, dresult) {
  sym_pullback(tape, dresult * 0.1);
}
function makeData_inner_11_forward(tape, env) {
  const r = env.r;
  return 1.5 * sym_forward(tape, r);
}
function makeData_inner_11_pullback(tape, dresult) {
  sym_pullback(tape, dresult * 1.5);
}
function makeData_inner_12_forward(tape, env) {
  const r = env.r;
  const object = tape.made({
    vx: sym_forward(tape, r),
    vy: sym_forward(tape, r)
  });
  tape.record(object);
  return object;
}
function makeData_inner_12_pullback(tape) {
  const dobject = tape.shadow(tape.recall());
  const dsym_result_1 = dobject.vy ?? 0;
  const dsym_result = dobject.vx ?? 0;
  sym_pullback(tape, dsym_result_1);
  sym_pullback(tape, dsym_result);
}
function makeData_inner_13_forward(tape, env, _, i) {
  const r = env.r;
  const x = 0.05 + i * 0.02;
  const exp = Math.exp(-1.3 * x);
  const object = tape.made({
    x,
    y: 2 * exp + 0.5 * Math.pow(x, 0.7) + 0.05 * sym_forward(tape, r)
  });
  tape.record(object);
  tape.push2(x, exp);
  return object;
}
function makeData_inner_13_pullback(tape) {
  const exp = tape.pop();
  const dobject = tape.shadow(tape.recall());
  const x = tape.pop();
  const d_1 = dobject.y ?? 0;
  const dexp = d_1 * 2;
  const dpow = d_1 * 0.5;
  const dsym_result = d_1 * 0.05;
  let dx_1 = dobject.x ?? 0;
  sym_pullback(tape, dsym_result);
  if (dpow !== 0) {
    dx_1 += dpow * (0.7 * x ** (0.7 - 1));
  }
  if (dexp !== 0) {
    dx_1 -= dexp * exp * 1.3;
  }
  return [0, dx_1 * 0.02];
}
function makeData_inner_14_forward(tape, env) {
  const r = env.r;
  const list = tape.made([0.2 * sym_forward(tape, r), 0.2 * sym_forward(tape, r), 0.2 * sym_forward(tape, r)]);
  const list_1 = tape.made([0.3 * sym_forward(tape, r), 0.3 * sym_forward(tape, r), 5 + 0.3 * sym_forward(tape, r)]);
  const object = tape.made({
    rot: list,
    trans: list_1,
    focal: 1.2 + 0.1 * sym_forward(tape, r),
    k1: 0.02 * sym_forward(tape, r),
    k2: 0.01 * sym_forward(tape, r)
  });
  tape.record3(object, list, list_1);
  return object;
}
function makeData_inner_14_pullback(tape) {
  const dlist_1 = tape.shadow(tape.recall());
  const dlist = tape.shadow(tape.recall());
  const dobject = tape.shadow(tape.recall());
  const dsym_result_8 = (dobject.k2 ?? 0) * 0.01;
  const dsym_result_7 = (dobject.k1 ?? 0) * 0.02;
  const dsym_result_6 = (dobject.focal ?? 0) * 0.1;
  sym_pullback(tape, dsym_result_8);
  sym_pullback(tape, dsym_result_7);
  sym_pullback(tape, dsym_result_6);
  const dsym_result_3 = (dlist_1[0] ?? 0) * 0.3;
  const dsym_result_4 = (dlist_1[1] ?? 0) * 0.3;
  sym_pullback(tape, (dlist_1[2] ?? 0) * 0.3);
  sym_pullback(tape, dsym_result_4);
  sym_pullback(tape, dsym_result_3);
  const dsym_result = (dlist[0] ?? 0) * 0.2;
  const dsym_result_1 = (dlist[1] ?? 0) * 0.2;
  sym_pullback(tape, (dlist[2] ?? 0) * 0.2);
  sym_pullback(tape, dsym_result_1);
  sym_pullback(tape, dsym_result);
}
function makeData_inner_15_forward(tape, env) {
  const r = env.r;
  const list = tape.made([sym_forward(tape, r), sym_forward(tape, r), sym_forward(tape, r)]);
  tape.record(list);
  return list;
}
function makeData_inner_15_pullback(tape) {
  const dlist = tape.shadow(tape.recall());
  const dsym_result = dlist[0] ?? 0;
  const dsym_result_1 = dlist[1] ?? 0;
  sym_pullback(tape, dlist[2] ?? 0);
  sym_pullback(tape, dsym_result_1);
  sym_pullback(tape, dsym_result);
}
export const data = makeData();
const D = data;
export const LAMBDA = 0.01,
  STEPS = 200,
  DT = 0.005;
export const workloads = [{
  id: 'a',
  name: 'sincos',
  f: sincos,
  args: [0.7],
  wrt: [0],
  handGradient: sincosGrad
}, {
  id: 'b',
  name: 'power-loop-100',
  f: power,
  args: [1.01, 100],
  wrt: [0],
  handGradient: powerGrad
}, {
  id: 'c',
  name: 'logsumexp-1000',
  f: logSumExp,
  args: [D.lse],
  wrt: [0],
  handGradient: logSumExpGrad
}, {
  id: 'd',
  name: 'logistic-100x10',
  f: logisticLoss,
  args: [D.w, D.b, D.X, D.y, LAMBDA],
  wrt: [0, 1],
  handGradient: logisticGrad
}, {
  id: 'e',
  name: 'mlp-784-32-10-b32',
  f: mlpLoss,
  args: [D.mlp, D.mlpX, D.labels, D.dims],
  wrt: [0],
  handGradient: mlpGrad
}, {
  id: 'f',
  name: 'rosenbrock-1000',
  f: rosenbrock,
  args: [D.ros],
  wrt: [0],
  handGradient: rosenbrockGrad
}, {
  id: 'g',
  name: 'spring-chain-8x200',
  f: chainEnergy,
  args: [D.vel, STEPS, DT],
  wrt: [0],
  handGradient: chainGrad
}, {
  id: 'h',
  name: 'ciede2000-sRGB',
  f: colourDifference,
  args: [D.rgb1, D.rgb2],
  wrt: [0, 1],
  handGradient: colourGrad
}, {
  id: 'i',
  name: 'curve-fit-200',
  f: fitResidual,
  args: [D.fit, D.samples],
  wrt: [0],
  handGradient: fitGrad
}, {
  id: 'j',
  name: 'tree-recursion-511',
  f: tree,
  args: [0.8, 8],
  wrt: [0],
  handGradient: treeGrad
}, {
  id: 'k',
  name: 'bundle-adj-40obs',
  f: reprojectionError,
  args: [D.cams, D.points, D.obs],
  wrt: [0, 1],
  handGradient: reprojectionGrad
}];

// ---------- leaves of nested number structures ------------------------------------------------------
export function flatten(v, out = []) {
  if (typeof v === 'number') out.push(v);else if (ArrayBuffer.isView(v) || Array.isArray(v)) for (let i = 0; i < v.length; i++) flatten(v[i], out);else for (const k in v) flatten(v[k], out);
  return out;
}
function flatten_forward(tape, v, given) {
  let value = given;
  const taken = given === undefined ? 1 : 0;
  if (taken) {
    value = tape.made([]);
  }
  const out = value;
  const taken_3 = typeof v === "number" ? 1 : 0;
  if (taken_3) {
    $.invoke(tape, "/tmp/wlb.mjs:576:30", out, "push", v);
  } else {
    let value_1 = $.invoke(tape, "/tmp/wlb.mjs:577:12", ArrayBuffer, "isView", v);
    const taken_1 = value_1 ? 1 : 0;
    if (!taken_1) {
      value_1 = $.invoke(tape, "/tmp/wlb.mjs:577:37", Array, "isArray", v);
    }
    const taken_2 = value_1 ? 1 : 0;
    if (taken_2) {
      let i = 0;
      for (; i < v.length; i++) {
        flatten_forward(tape, v[i], out);
      }
      tape.push(i);
    } else {
      const steps_1 = $.keysIn(v);
      let turns = 0;
      for (const k of steps_1) {
        turns++;
        flatten_forward(tape, v[k], out);
        tape.record(k);
      }
      tape.push(turns);
    }
    tape.push2(taken_1, taken_2);
  }
  tape.record(v);
  tape.push2(taken, taken_3);
  return out;
}
function flatten_pullback(tape, dresult) {
  const taken_3 = tape.pop();
  const taken = tape.pop();
  const dv_2 = tape.shadow(tape.recall());
  let dout = dresult;
  let dv_1 = 0;
  if (taken_3) {
    const d_1 = $.back(tape, 0);
    dv_1 += d_1[0] ?? 0;
  } else {
    const taken_2 = tape.pop();
    const taken_1 = tape.pop();
    if (taken_2) {
      for (let i = tape.pop() - 1; i >= 0; i--) {
        const d_4 = flatten_pullback(tape, 0);
        const delement = d_4[0];
        dout += d_4[1];
        if (dv_2) {
          dv_2[i] = (dv_2[i] ?? 0) + delement;
        }
      }
    } else {
      let n_1 = tape.pop();
      while (n_1-- > 0) {
        const k = tape.recall();
        const d_5 = flatten_pullback(tape, 0);
        const delement_1 = d_5[0];
        dout += d_5[1];
        if (dv_2) {
          dv_2[k] = (dv_2[k] ?? 0) + delement_1;
        }
      }
    }
    if (!taken_1) {
      const d_3 = $.back(tape, 0);
      dv_1 += d_3[0] ?? 0;
    }
    const d_2 = $.back(tape, 0);
    dv_1 += d_2[0] ?? 0;
  }
  let dvalue = dout;
  if (taken) {
    dvalue = 0;
  }
  return [dv_1, dvalue];
}
export function unflatten(shape, flat, st = {
  i: 0
}) {
  if (typeof shape === 'number') return flat[st.i++];
  if (ArrayBuffer.isView(shape)) {
    const n = shape.length,
      o = shape.constructor.from(flat.subarray ? flat.subarray(st.i, st.i + n) : flat.slice(st.i, st.i + n));
    st.i += n;
    return o;
  }
  if (Array.isArray(shape)) return shape.map($.closure(s => unflatten(s, flat, st), unflatten_inner_pair, () => ({
    flat,
    st
  })));
  const o = {};
  for (const k in shape) o[k] = unflatten(shape[k], flat, st);
  return o;
}
function unflatten_forward(tape, shape, flat, given) {
  let value = given;
  const taken = given === undefined ? 1 : 0;
  if (taken) {
    value = tape.made({
      i: 0
    });
  }
  const st = value;
  const st_slot = tape.touch(st);
  if (typeof shape === "number") {
    const before = $.toNumeric(st.i);
    st.i = $.increment(before);
    const element = flat[before];
    tape.record4(before, shape, flat, st_slot);
    tape.push2(1, taken);
    return element;
  } else {
    if ($.invoke(tape, "/tmp/wlb.mjs:583:7", ArrayBuffer, "isView", shape)) {
      const n = shape.length;
      const constructor = shape.constructor;
      const from = constructor.from;
      const subarray_1 = flat.subarray;
      let value_2;
      const taken_1 = subarray_1 ? 1 : 0;
      if (taken_1) {
        const i_12 = st.i;
        $.again("/tmp/wlb.mjs:583:123", st.i, i_12);
        value_2 = $.invoke(tape, "/tmp/wlb.mjs:583:103", flat, "subarray", i_12, i_12 + n);
      } else {
        const i_16 = st.i;
        $.again("/tmp/wlb.mjs:583:152", st.i, i_16);
        value_2 = $.invoke(tape, "/tmp/wlb.mjs:583:135", flat, "slice", i_16, i_16 + n);
      }
      const o = $.callWith(tape, "/tmp/wlb.mjs:583:64", from, constructor, value_2);
      st.i += n;
      tape.record3(shape, flat, st_slot);
      tape.push4(taken_1, 1, 0, taken);
      return o;
    } else {
      if ($.invoke(tape, "/tmp/wlb.mjs:584:7", Array, "isArray", shape)) {
        const fn_1_env = tape.made({
          flat,
          st
        });
        const map_result = $.invokeConstant(tape, "/tmp/wlb.mjs:584:36", shape, "map", $.closureMade(tape, s => unflatten(s, flat, st), unflatten_inner_pair, fn_1_env));
        tape.record4(fn_1_env, shape, flat, st_slot);
        tape.push4(1, 0, 0, taken);
        return map_result;
      } else {
        const o_1 = tape.made({});
        const steps_1 = $.keysIn(shape);
        let turns = 0;
        for (const k of steps_1) {
          turns++;
          o_1[k] = unflatten_forward(tape, shape[k], flat, st);
          tape.record(k);
        }
        tape.record4(o_1, shape, flat, st_slot);
        tape.push4(turns, 0, 0, 0);
        tape.push(taken);
        return o_1;
      }
    }
  }
}
function unflatten_pullback(tape, dresult) {
  const taken = tape.pop();
  const dst_1 = tape.open(tape.recall());
  const dflat = tape.shadow(tape.recall());
  const dshape_1 = tape.shadow(tape.recall());
  let dst = 0;
  let dflat_1 = 0;
  let dshape = 0;
  if (tape.pop()) {
    const before = tape.recall();
    if (dflat) {
      dflat[before] = (dflat[before] ?? 0) + dresult;
    }
    let dbefore = 0;
    if (dst_1) {
      dbefore += dst_1.i ?? 0;
      dst_1.i = 0;
    }
    if (dst_1) {
      dst_1.i = (dst_1.i ?? 0) + dbefore;
    }
  } else {
    if (tape.pop()) {
      const taken_1 = tape.pop();
      let dn = 0;
      if (dst_1) {
        dn += dst_1.i ?? 0;
      }
      const d_6 = $.back(tape, dresult);
      const dvalue_2 = d_6[0] ?? 0;
      if (taken_1) {
        const d_2 = $.back(tape, dvalue_2);
        let di_12 = d_2[0] ?? 0;
        const d_3 = d_2[1] ?? 0;
        di_12 += d_3;
        dn += d_3;
        if (dst_1) {
          dst_1.i = (dst_1.i ?? 0) + di_12;
        }
      } else {
        const d_4 = $.back(tape, dvalue_2);
        let di_16 = d_4[0] ?? 0;
        const d_5 = d_4[1] ?? 0;
        di_16 += d_5;
        dn += d_5;
        if (dst_1) {
          dst_1.i = (dst_1.i ?? 0) + di_16;
        }
      }
      if (dshape_1) {
        $.addExtent(dshape_1, "length", dn);
      }
    } else {
      if (tape.pop()) {
        const dfn_1_env = tape.shadow(tape.recall());
        $.back(tape, dresult);
        dst += dfn_1_env.st ?? 0;
        dflat_1 += dfn_1_env.flat ?? 0;
      } else {
        const do_1_1 = tape.shadow(tape.recall());
        let n_1 = tape.pop();
        while (n_1-- > 0) {
          const k = tape.recall();
          const dunflatten_result = do_1_1[k] ?? 0;
          do_1_1[k] = 0;
          const d_8 = unflatten_pullback(tape, dunflatten_result);
          const delement_1 = d_8[0];
          dflat_1 += d_8[1];
          dst += d_8[2];
          if (dshape_1) {
            dshape_1[k] = (dshape_1[k] ?? 0) + delement_1;
          }
        }
      }
      const d_7 = $.back(tape, 0);
      dshape += d_7[0] ?? 0;
    }
    const d_1 = $.back(tape, 0);
    dshape += d_1[0] ?? 0;
  }
  let dvalue = dst;
  if (taken) {
    dvalue = 0;
  }
  return [dshape, dflat_1, dvalue];
}
function unflatten_inner_forward(tape, env, s) {
  const flat = env.flat;
  const st = env.st;
  const unflatten_result = unflatten_forward(tape, s, flat, st);
  tape.record(env);
  return unflatten_result;
}
function unflatten_inner_pullback(tape, dresult) {
  const denv = tape.shadow(tape.recall());
  const d_1 = unflatten_pullback(tape, dresult);
  const ds = d_1[0];
  const dflat = d_1[1];
  const dst = d_1[2];
  if (denv) {
    denv.st = (denv.st ?? 0) + dst;
    denv.flat = (denv.flat ?? 0) + dflat;
  }
  return [ds];
}
export const activeArgs = w => w.wrt.map($.closure(i => w.args[i], activeArgs_inner_pair, () => ({
  w
})));
function activeArgs_forward(tape, w) {
  const wrt = w.wrt;
  const fn_1_env = tape.made({
    w
  });
  const map_result = $.invokeConstant(tape, "/tmp/wlb.mjs:589:34", wrt, "map", $.closureMade(tape, i => w.args[i], activeArgs_inner_pair, fn_1_env));
  tape.record(fn_1_env);
  return map_result;
}
function activeArgs_pullback(tape, dresult) {
  const dfn_1_env = tape.shadow(tape.recall());
  $.back(tape, dresult);
  return [dfn_1_env.w ?? 0];
}
function activeArgs_inner_forward(tape, env, i) {
  const w = env.w;
  const args_1 = w.args;
  const element = args_1[i];
  tape.record2(i, args_1);
  return element;
}
function activeArgs_inner_pullback(tape, dresult) {
  const dargs_1_1 = tape.shadow(tape.recall());
  const i = tape.recall();
  if (dargs_1_1) {
    dargs_1_1[i] = (dargs_1_1[i] ?? 0) + dresult;
  }
}
$.pair(activeArgs, activeArgs_pair);
export function withFlat(w, flat) {
  const act = unflatten(activeArgs(w), flat),
    args = w.args.slice();
  w.wrt.forEach($.closure((i, k) => {
    args[i] = act[k];
  }, withFlat_inner_pair, () => ({
    args,
    act
  })));
  return args;
}
function withFlat_forward(tape, w, flat) {
  const act = unflatten_forward(tape, activeArgs_forward(tape, w), flat);
  const args = $.invokeConstant(tape, "/tmp/wlb.mjs:591:54", w.args, "slice");
  const wrt = w.wrt;
  const fn_1_env = tape.made({
    args,
    act
  });
  $.invokeConstant(tape, "/tmp/wlb.mjs:592:3", wrt, "forEach", $.closureMade(tape, (i, k) => {
    args[i] = act[k];
  }, withFlat_inner_pair, fn_1_env));
  tape.record(fn_1_env);
  return args;
}
function withFlat_pullback(tape, dresult) {
  const dfn_1_env = tape.shadow(tape.recall());
  let dargs = dresult;
  $.back(tape, 0);
  const dact = dfn_1_env.act ?? 0;
  dargs += dfn_1_env.args ?? 0;
  $.back(tape, dargs);
  const d_2 = unflatten_pullback(tape, dact);
  const dactiveArgs_result = d_2[0];
  const dflat = d_2[1];
  const d_1 = activeArgs_pullback(tape, dactiveArgs_result);
  return [d_1[0], dflat];
}
function withFlat_inner_forward(tape, env, i, k) {
  const args = env.args;
  const args_slot = tape.touch(args);
  const act = env.act;
  args[i] = act[k];
  tape.record4(args_slot, act, i, k);
}
function withFlat_inner_pullback(tape) {
  const k = tape.recall();
  const i = tape.recall();
  const dact_1 = tape.shadow(tape.recall());
  const dargs_1 = tape.open(tape.recall());
  let delement = 0;
  if (dargs_1) {
    delement += $.take(dargs_1, i);
  }
  if (dact_1) {
    dact_1[k] = (dact_1[k] ?? 0) + delement;
  }
}
export function centralDifference(w, idx) {
  // Richardson-extrapolated, for verification only
  const x = flatten(activeArgs(w)),
    g = [];
  const at = (i, h) => {
    const y = x.slice();
    y[i] += h;
    return w.f(...withFlat(w, y));
  };
  $.closure(at, at_pair, () => ({
    x,
    w
  }));
  for (const i of idx ?? x.keys()) {
    const h = 1e-3 * Math.max(1, Math.abs(x[i]));
    const d = h => (at(i, h) - at(i, -h)) / (2 * h);
    $.closure(d, d_2_pair, () => ({
      at,
      i
    }));
    const d1 = d(h),
      d2 = d(h / 2),
      d3 = d(h / 4);
    const e1 = (4 * d2 - d1) / 3,
      e2 = (4 * d3 - d2) / 3;
    g.push((16 * e2 - e1) / 15);
  }
  return g;
}
function centralDifference_forward(tape, w, idx) {
  const x = flatten_forward(tape, activeArgs_forward(tape, w));
  const g = tape.made([]);
  const at_fn_env = tape.made({
    x,
    w
  });
  const at = $.closureMade(tape, {
    at: (i, h) => {
      const y = x.slice();
      y[i] += h;
      return w.f(...withFlat(w, y));
    }
  }.at, at_pair, at_fn_env);
  let value = idx;
  const taken = value == null ? 1 : 0;
  if (taken) {
    value = $.invokeConstant(tape, "/tmp/wlb.mjs:598:26", x, "keys");
  }
  const steps_1 = $.iterate(tape, value);
  let turns = 0;
  for (const i of steps_1) {
    turns++;
    const element = x[i];
    const abs = Math.abs(element);
    const h = 0.001 * Math.max(1, abs);
    const d_fn_env = tape.made({
      at,
      i
    });
    const d = $.closureMade(tape, {
      d: h => (at(i, h) - at(i, -h)) / (2 * h)
    }.d, d_2_pair, d_fn_env);
    const d1 = d_2_forward(tape, $.environment(d), h);
    const d2 = d_2_forward(tape, $.environment(d), h / 2);
    const d3 = d_2_forward(tape, $.environment(d), h / 4);
    const e1 = (4 * d2 - d1) / 3;
    const e2 = (4 * d3 - d2) / 3;
    $.invoke(tape, "/tmp/wlb.mjs:603:5", g, "push", (16 * e2 - e1) / 15);
    tape.record2(i, d_fn_env);
    tape.push2(element, abs);
  }
  tape.record3(steps_1, x, at_fn_env);
  tape.push2(turns, taken);
  return g;
}
function centralDifference_pullback(tape) {
  const taken = tape.pop();
  const dat_fn_env = tape.shadow(tape.recall());
  const dx_2 = tape.shadow(tape.recall());
  let n_1 = tape.pop();
  const steps_2 = $.steps(tape, tape.recall());
  while (n_1-- > 0) {
    const dd_fn_env = tape.shadow(tape.recall());
    const abs = tape.pop();
    const element = tape.pop();
    const i = tape.recall();
    const d_8 = $.back(tape, 0);
    const d_9 = (d_8[0] ?? 0) / 15;
    const de2 = d_9 * 16;
    const de1 = -d_9;
    const d_7 = de2 / 3;
    const dd3 = d_7 * 4;
    let dd2 = -d_7;
    const d_6 = de1 / 3;
    dd2 += d_6 * 4;
    const dd1 = -d_6;
    const d_5 = d_2_pullback(tape, dd3);
    let dh_1 = d_5[0] / 4;
    const d_4 = d_2_pullback(tape, dd2);
    dh_1 += d_4[0] / 2;
    const d_3 = d_2_pullback(tape, dd1);
    dh_1 += d_3[0];
    const di = dd_fn_env.i ?? 0;
    const dabs = dh_1 * 0.001 * (abs > 1 ? 1 : 1 === abs ? 0.5 : 0);
    if (dx_2) {
      dx_2[i] = (dx_2[i] ?? 0) + (dabs !== 0 ? dabs * Math.sign(element) : 0);
    }
    steps_2.back(n_1, di);
  }
  if (taken) {
    $.back(tape, 0);
  }
  let dw = dat_fn_env.w ?? 0;
  const d_2 = flatten_pullback(tape, dat_fn_env.x ?? 0);
  const d_1 = activeArgs_pullback(tape, d_2[0]);
  dw += d_1[0];
  return [dw];
}
function at_forward(tape, env, i, h) {
  const x = env.x;
  const w = env.w;
  const y = $.invokeConstant(tape, "/tmp/wlb.mjs:597:36", x, "slice");
  const y_slot = tape.touch(y);
  y[i] += h;
  const f_1 = w.f;
  const list_1 = tape.made([]);
  const withFlat_result_1 = withFlat_forward(tape, w, y);
  $.call(tape, "/tmp/wlb.mjs:597:69", $.arrayAppend, list_1, withFlat_result_1);
  const f_1_result = $.callArray(tape, "/tmp/wlb.mjs:597:65", f_1, w, list_1);
  tape.record3(env, i, y_slot);
  return f_1_result;
}
function at_pullback(tape, dresult) {
  const dy_2 = tape.open(tape.recall());
  const i = tape.recall();
  const denv = tape.shadow(tape.recall());
  $.back(tape, dresult);
  const d_2 = $.back(tape, 0);
  const d_1 = withFlat_pullback(tape, d_2[1] ?? 0);
  const dw = d_1[0];
  const dy_1 = d_1[1];
  let dh_1 = 0;
  if (dy_2) {
    dh_1 += $.accumulated(dy_2, i);
  }
  $.back(tape, dy_1);
  if (denv) {
    denv.w = (denv.w ?? 0) + dw;
  }
  return [0, dh_1];
}
function d_2_forward(tape, env, h) {
  const at = env.at;
  const i = env.i;
  const difference = at_forward(tape, $.environment(at), i, h) - at_forward(tape, $.environment(at), i, -h);
  tape.push2(h, difference);
  return difference / (2 * h);
}
function d_2_pullback(tape, dresult) {
  const difference = tape.pop();
  const h = tape.pop();
  const ddifference = dresult / (2 * h);
  let dh_1 = -(dresult * (difference / (2 * h)) / (2 * h) * 2);
  const d_2 = at_pullback(tape, -ddifference);
  dh_1 -= d_2[1];
  const d_1 = at_pullback(tape, ddifference);
  dh_1 += d_1[1];
  return [dh_1];
}
export function relErr(a, b) {
  // max-norm relative error
  let e = 0,
    s = 0;
  if (a.length !== b.length) return Infinity;
  for (let i = 0; i < a.length; i++) {
    if (!Number.isFinite(a[i])) return Infinity;
    e = Math.max(e, Math.abs(a[i] - b[i]));
    s = Math.max(s, Math.abs(b[i]));
  }
  return e / s;
}
function relErr_forward(tape, a, b) {
  let e = 0;
  let s = 0;
  if (a.length !== b.length) {
    tape.record2(a, b);
    tape.push4(1, e, s, 0);
    return Infinity;
  } else {
    let i = 0;
    for (; i < a.length; i++) {
      if (!$.invoke(tape, "/tmp/wlb.mjs:611:10", Number, "isFinite", a[i])) {
        tape.record2(a, b);
        tape.push2(i, 1);
        return Infinity;
      }
      const difference = a[i] - b[i];
      const abs = Math.abs(difference);
      const max = Math.max(e, abs);
      tape.push(e);
      e = max;
      const element_4 = b[i];
      const abs_1 = Math.abs(element_4);
      const max_1 = Math.max(s, abs_1);
      tape.push(s);
      s = max_1;
      tape.push4(difference, abs, element_4, abs_1);
    }
    tape.record2(a, b);
    tape.push4(i, 0, e, s);
    tape.push(0);
    return e / s;
  }
}
function relErr_pullback(tape, dresult) {
  let at_1 = tape.pop();
  let s;
  if (at_1 === 0) {
    s = tape.pop();
  }
  let e;
  if (at_1 === 0) {
    e = tape.pop();
  }
  const db = tape.shadow(tape.recall());
  const da = tape.shadow(tape.recall());
  if (!(at_1 === 0 ? tape.pop() : 0)) {
    let ds = 0;
    let de = 0;
    if (at_1 === 0) {
      de += dresult / s;
      ds -= dresult * (e / s) / s;
    }
    let i = tape.pop();
    if (at_1 === 0) {
      i--;
    }
    for (; i >= 0; i--) {
      let abs_1;
      if (at_1 === 0) {
        abs_1 = tape.pop();
      }
      let element_4;
      if (at_1 === 0) {
        element_4 = tape.pop();
      }
      let abs;
      if (at_1 === 0) {
        abs = tape.pop();
      }
      let difference;
      if (at_1 === 0) {
        difference = tape.pop();
      }
      if (at_1 === 0) {
        s = tape.pop();
        const dmax_1 = ds;
        ds = dmax_1 * (s > abs_1 ? 1 : s === abs_1 ? 0.5 : 0);
        const dabs_1 = dmax_1 * (abs_1 > s ? 1 : s === abs_1 ? 0.5 : 0);
        if (db) {
          db[i] = (db[i] ?? 0) + (dabs_1 !== 0 ? dabs_1 * Math.sign(element_4) : 0);
        }
        e = tape.pop();
        const dmax = de;
        de = dmax * (e > abs ? 1 : e === abs ? 0.5 : 0);
        const dabs = dmax * (abs > e ? 1 : e === abs ? 0.5 : 0);
        const ddifference = dabs !== 0 ? dabs * Math.sign(difference) : 0;
        if (db) {
          db[i] = (db[i] ?? 0) - ddifference;
        }
        if (da) {
          da[i] = (da[i] ?? 0) + ddifference;
        }
      }
      if (at_1 === 1) {
        at_1 = 0;
      }
      const d_1 = $.back(tape, 0);
      if (da) {
        da[i] = (da[i] ?? 0) + (d_1[0] ?? 0);
      }
    }
  }
}
const data0 = workloads[0].args;
export const loss0 = a0 => {
  "differentiable";

  return sincos(a0);
};
function loss0_forward(tape, a0) {
  const cos = Math.cos(a0);
  const sincos_result = Math.sin(cos);
  tape.push2(a0, cos);
  return sincos_result;
}
function loss0_pullback(tape, dresult) {
  const cos = tape.pop();
  const a0 = tape.pop();
  const dcos = dresult !== 0 ? dresult * Math.cos(cos) : 0;
  return [dcos !== 0 ? -(dcos * Math.sin(a0)) : 0];
}
function loss0_joint(tape, a0) {
  if (typeof a0 !== "number") {
    return;
  }
  const cos = Math.cos(a0);
  const value = Math.sin(cos);
  tape.value = value;
  const dcos = Math.cos(cos);
  return [dcos !== 0 ? -(dcos * Math.sin(a0)) : 0];
}
$.pair(loss0, loss0_pair);
const data1 = workloads[1].args;
export const loss1 = a0 => {
  "differentiable";

  return power(a0, data1[1]);
};
function loss1_forward(tape, a0) {
  return power_forward(tape, a0, data1[1]);
}
function loss1_pullback(tape, dresult) {
  const d_1 = power_pullback(tape, dresult);
  return [d_1[0]];
}
function loss1_joint(tape, a0) {
  if (!$.isList(data1) || typeof a0 !== "number") {
    return;
  }
  const element = data1[1];
  let r = 1;
  let i = 0;
  for (; i < element; i++) {
    tape.push(r);
    r *= a0;
  }
  const value = r;
  if (typeof value !== "number") {
    return;
  }
  tape.value = value;
  let dr_1 = 1;
  let da0 = 0;
  for (i = i - 1; i >= 0; i--) {
    r = tape.pop();
    da0 += dr_1 * r;
    dr_1 *= a0;
  }
  return [da0];
}
$.pair(loss1, loss1_pair);
const data2 = workloads[2].args;
export const loss2 = a0 => {
  "differentiable";

  return logSumExp(a0);
};
function loss2_forward(tape, a0) {
  return logSumExp_forward(tape, a0);
}
function loss2_pullback(tape, dresult) {
  logSumExp_pullback(tape, dresult);
}
function loss2_joint(tape, a0) {
  const da0 = tape.shadow(a0);
  if (!$.isList(a0)) {
    return;
  }
  let m = -Infinity;
  let i = 0;
  for (; i < a0.length; i++) {
    const taken = a0[i] > m ? 1 : 0;
    if (taken) {
      m = a0[i];
    }
    tape.push(taken);
  }
  let s = 0;
  let i_1 = 0;
  for (; i_1 < a0.length; i_1++) {
    const exp = Math.exp(a0[i_1] - m);
    s += exp;
    if (typeof s !== "number") {
      return;
    }
    tape.push(exp);
  }
  const value = m + Math.log(s);
  if (typeof value !== "number") {
    return;
  }
  tape.value = value;
  let dm = 1;
  const ds = 1 / s;
  for (i_1 = i_1 - 1; i_1 >= 0; i_1--) {
    const exp = tape.pop();
    let delement_2 = 0;
    if (ds !== 0) {
      const d_1 = ds * exp;
      delement_2 += d_1;
      dm -= d_1;
    }
    da0[i_1] += delement_2;
  }
  for (i = i - 1; i >= 0; i--) {
    const taken = tape.pop();
    if (taken) {
      const delement_1 = dm;
      dm = 0;
      da0[i] += delement_1;
    }
  }
  return [0];
}
$.pair(loss2, loss2_pair);
const data3 = workloads[3].args;
export const loss3 = (a0, a1) => {
  "differentiable";

  return logisticLoss(a0, a1, data3[2], data3[3], data3[4]);
};
function loss3_forward(tape, a0, a1) {
  return logisticLoss_forward(tape, a0, a1, data3[2], data3[3], data3[4]);
}
function loss3_pullback(tape, dresult) {
  const ddata3 = tape.shadow(data3);
  const d_1 = logisticLoss_pullback(tape, dresult);
  const da1 = d_1[1];
  if (ddata3) {
    ddata3[4] = (ddata3[4] ?? 0) + d_1[4];
  }
  return [0, da1];
}
function loss3_joint(tape, a0, a1) {
  const da0 = tape.shadow(a0);
  let da1 = 0;
  if (!$.isList(data3) || tape.wants(data3) || !$.isList(a0)) {
    return;
  }
  const element = data3[2];
  if (!$.isList(element)) {
    return;
  }
  const length_2 = element.length;
  const element_1 = data3[3];
  if (!$.isList(element_1)) {
    return;
  }
  const element_2 = data3[4];
  if (typeof element_2 !== "number") {
    return;
  }
  let loss = 0;
  let i = 0;
  const dloss = 1 / length_2;
  for (; i < element.length; i++) {
    const row = element[i];
    if (!$.isList(row) || tape.wants(row)) {
      return;
    }
    let z = a1;
    let j = 0;
    for (; j < a0.length; j++) {
      const element_1_1 = a0[j];
      const element_2_1 = row[j];
      if (typeof element_2_1 !== "number") {
        return;
      }
      z += element_1_1 * element_2_1;
    }
    const element_3 = element_1[i];
    const exp = Math.exp(-(element_3 ? z : -z));
    loss += Math.log(1 + exp);
    const dexp = dloss !== 0 ? dloss / (1 + exp) : 0;
    const dmargin = dexp !== 0 ? -(dexp * exp) : 0;
    let dz = 0;
    if (element_3) {
      dz += dmargin;
    } else {
      dz -= dmargin;
    }
    for (j = j - 1; j >= 0; j--) {
      da0[j] += dz * row[j];
    }
    da1 += dz;
  }
  let reg = 0;
  let i_1 = 0;
  const dreg = 0.5 * element_2;
  for (; i_1 < a0.length; i_1++) {
    const wj = a0[i_1];
    if (typeof wj !== "number") {
      return;
    }
    reg += wj * wj;
    da0[i_1] += 2 * (dreg * wj);
  }
  const value = loss / length_2 + 0.5 * element_2 * reg;
  tape.value = value;
  return [0, da1];
}
$.pair(loss3, loss3_pair);
const data4 = workloads[4].args;
export const loss4 = a0 => {
  "differentiable";

  return mlpLoss(a0, data4[1], data4[2], data4[3]);
};
function loss4_forward(tape, a0) {
  return mlpLoss_forward(tape, a0, data4[1], data4[2], data4[3]);
}
function loss4_pullback(tape, dresult) {
  mlpLoss_pullback(tape, dresult);
}
function loss4_joint(tape, a0) {
  if (!$.isList(data4)) {
    return;
  }
  const element = data4[1];
  if (!$.isList(element) || tape.wants(element)) {
    return;
  }
  const element_1 = data4[2];
  if (!$.isList(element_1)) {
    return;
  }
  const element_2 = data4[3];
  if (tape.wants(element_2)) {
    return;
  }
  const W1 = a0.W1;
  const dW1_1 = tape.shadow(W1);
  if (!$.isList(W1)) {
    return;
  }
  const b1 = a0.b1;
  const db1_1 = tape.shadow(b1);
  if (!$.isList(b1)) {
    return;
  }
  const W2 = a0.W2;
  const dW2_1 = tape.shadow(W2);
  if (!$.isList(W2)) {
    return;
  }
  const b2 = a0.b2;
  const db2_1 = tape.shadow(b2);
  if (!$.isList(b2)) {
    return;
  }
  const batch = element_2.batch;
  if (typeof batch !== "number") {
    return;
  }
  const nin = element_2.nin;
  const nhid = element_2.nhid;
  const nout = element_2.nout;
  let loss = 0;
  const h = $.constructConstant(tape, "/tmp/wlb.mjs:95:13", Float64Array, nhid);
  const dh_1 = tape.shadow(h);
  const z = $.constructConstant(tape, "/tmp/wlb.mjs:96:13", Float64Array, nout);
  const dz = tape.shadow(z);
  let n = 0;
  for (; n < batch; n++) {
    let j = 0;
    for (; j < nhid; j++) {
      let s = b1[j];
      let i = 0;
      for (; i < nin; i++) {
        const element_1_1 = W1[j * nin + i];
        const element_2_1 = element[n * nin + i];
        if (typeof element_2_1 !== "number") {
          return;
        }
        s += element_1_1 * element_2_1;
      }
      tape.push(i);
      const tanh = Math.tanh(s);
      h[j] = tanh;
      tape.push(tanh);
    }
    tape.push(j);
    let k = 0;
    for (; k < nout; k++) {
      let s_1 = b2[k];
      let j_1 = 0;
      for (; j_1 < nhid; j_1++) {
        const element_4 = W2[k * nhid + j_1];
        if (typeof element_4 !== "number") {
          return;
        }
        const element_5 = h[j_1];
        if (typeof element_5 !== "number") {
          return;
        }
        s_1 += element_4 * element_5;
        tape.push(element_5);
      }
      tape.push(j_1);
      z[k] = s_1;
    }
    tape.push(k);
    let m = -Infinity;
    let i_1 = 0;
    for (; i_1 < z.length; i_1++) {
      const taken = z[i_1] > m ? 1 : 0;
      if (taken) {
        m = z[i_1];
      }
      tape.push(taken);
    }
    tape.push(i_1);
    let s_2 = 0;
    let i_1_1 = 0;
    for (; i_1_1 < z.length; i_1_1++) {
      const exp = Math.exp(z[i_1_1] - m);
      s_2 += exp;
      if (typeof s_2 !== "number") {
        return;
      }
      tape.push(exp);
    }
    tape.push(i_1_1);
    loss += m + Math.log(s_2) - z[element_1[n]];
    tape.push(s_2);
  }
  const value = loss / batch;
  tape.value = value;
  const dloss = 1 / batch;
  for (n = n - 1; n >= 0; n--) {
    const s_2 = tape.pop();
    dz[element_1[n]] -= dloss;
    let dm = dloss;
    const ds_2 = dloss !== 0 ? dloss / s_2 : 0;
    for (let i_1_1 = tape.pop() - 1; i_1_1 >= 0; i_1_1--) {
      const exp = tape.pop();
      let delement_2_2 = 0;
      if (ds_2 !== 0) {
        const d_1 = ds_2 * exp;
        delement_2_2 += d_1;
        dm -= d_1;
      }
      dz[i_1_1] += delement_2_2;
    }
    for (let i_1 = tape.pop() - 1; i_1 >= 0; i_1--) {
      const taken = tape.pop();
      if (taken) {
        const delement_1_2 = dm;
        dm = 0;
        dz[i_1] += delement_1_2;
      }
    }
    for (let k = tape.pop() - 1; k >= 0; k--) {
      const ds_1 = dz[k];
      dz[k] = 0;
      for (let j_1 = tape.pop() - 1; j_1 >= 0; j_1--) {
        const element_5 = tape.pop();
        const element_4 = W2[k * nhid + j_1];
        const delement_4 = ds_1 * element_5;
        dh_1[j_1] += ds_1 * element_4;
        dW2_1[k * nhid + j_1] += delement_4;
      }
      db2_1[k] += ds_1;
    }
    for (let j = tape.pop() - 1; j >= 0; j--) {
      const tanh = tape.pop();
      const dtanh = dh_1[j];
      dh_1[j] = 0;
      const ds = dtanh !== 0 ? dtanh * (1 - tanh * tanh) : 0;
      for (let i = tape.pop() - 1; i >= 0; i--) {
        dW1_1[j * nin + i] += ds * element[n * nin + i];
      }
      db1_1[j] += ds;
    }
  }
  $.back(tape, 0);
  $.back(tape, 0);
  return [0];
}
$.pair(loss4, loss4_pair);
const data5 = workloads[5].args;
export const loss5 = a0 => {
  "differentiable";

  return rosenbrock(a0);
};
function loss5_forward(tape, a0) {
  return rosenbrock_forward(tape, a0);
}
function loss5_pullback(tape, dresult) {
  rosenbrock_pullback(tape, dresult);
}
function loss5_joint(tape, a0) {
  const da0 = tape.shadow(a0);
  if (!$.isList(a0)) {
    return;
  }
  let s = 0;
  let i = 0;
  const ds = 1;
  for (; i + 1 < a0.length; i++) {
    const a = 1 - a0[i];
    const element_1 = a0[i + 1];
    const element_2 = a0[i];
    if (typeof element_2 !== "number") {
      return;
    }
    const b = element_1 - element_2 ** 2;
    s += a * a + 100 * b * b;
    const da = 2 * (ds * a);
    const db = ds * b * 100 + ds * (100 * b);
    const dpower_1 = -db;
    da0[i] += dpower_1 !== 0 ? dpower_1 * (2 * element_2) : 0;
    da0[i + 1] += db;
    da0[i] -= da;
  }
  const value = s;
  if (typeof value !== "number") {
    return;
  }
  tape.value = value;
  return [0];
}
$.pair(loss5, loss5_pair);
const data6 = workloads[6].args;
export const loss6 = a0 => {
  "differentiable";

  return chainEnergy(a0, data6[1], data6[2]);
};
function loss6_forward(tape, a0) {
  return chainEnergy_forward(tape, a0, data6[1], data6[2]);
}
function loss6_pullback(tape, dresult) {
  const ddata6 = tape.shadow(data6);
  const d_1 = chainEnergy_pullback(tape, dresult);
  if (ddata6) {
    ddata6[2] = (ddata6[2] ?? 0) + d_1[2];
  }
}
$.pair(loss6, loss6_pair);
const data7 = workloads[7].args;
export const loss7 = (a0, a1) => {
  "differentiable";

  return colourDifference(a0, a1);
};
function loss7_forward(tape, a0, a1) {
  let colourDifference_result;
  let rgbToLab_result_L;
  let rgbToLab_result_a;
  let rgbToLab_result_b;
  const r = a0.r;
  const g = a0.g;
  const b = a0.b;
  let R;
  let value;
  const taken = r <= 0.04045 ? 1 : 0;
  if (taken) {
    value = r / 12.92;
  } else {
    const sum_1 = r + 0.055;
    value = Math.pow(sum_1 / 1.055, 2.4);
    tape.push(sum_1);
  }
  R = value;
  let G;
  let value_1;
  const taken_1 = g <= 0.04045 ? 1 : 0;
  if (taken_1) {
    value_1 = g / 12.92;
  } else {
    const sum_1_1 = g + 0.055;
    value_1 = Math.pow(sum_1_1 / 1.055, 2.4);
    tape.push(sum_1_1);
  }
  G = value_1;
  let B;
  let value_2;
  const taken_2 = b <= 0.04045 ? 1 : 0;
  if (taken_2) {
    value_2 = b / 12.92;
  } else {
    const sum_1_2 = b + 0.055;
    value_2 = Math.pow(sum_1_2 / 1.055, 2.4);
    tape.push(sum_1_2);
  }
  B = value_2;
  const X = 0.4124564 * R + 0.3575761 * G + 0.1804375 * B;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = 0.0193339 * R + 0.119192 * G + 0.9503041 * B;
  let fx;
  const t = X / 0.95047;
  let value_3;
  const taken_3 = t > 216 / 24389 ? 1 : 0;
  if (taken_3) {
    const cbrt = Math.cbrt(t);
    value_3 = cbrt;
    tape.push(cbrt);
  } else {
    value_3 = (24389 / 27 * t + 16) / 116;
  }
  fx = value_3;
  let fy;
  let value_4;
  const taken_4 = Y > 216 / 24389 ? 1 : 0;
  if (taken_4) {
    const cbrt_1 = Math.cbrt(Y);
    value_4 = cbrt_1;
    tape.push(cbrt_1);
  } else {
    value_4 = (24389 / 27 * Y + 16) / 116;
  }
  fy = value_4;
  let fz;
  const t_1 = Z / 1.08883;
  let value_5;
  const taken_5 = t_1 > 216 / 24389 ? 1 : 0;
  if (taken_5) {
    const cbrt_2 = Math.cbrt(t_1);
    value_5 = cbrt_2;
    tape.push(cbrt_2);
  } else {
    value_5 = (24389 / 27 * t_1 + 16) / 116;
  }
  fz = value_5;
  rgbToLab_result_L = 116 * fy - 16;
  rgbToLab_result_a = 500 * (fx - fy);
  rgbToLab_result_b = 200 * (fy - fz);
  let rgbToLab_result_1_L;
  let rgbToLab_result_1_a;
  let rgbToLab_result_1_b;
  const r_1 = a1.r;
  const g_1 = a1.g;
  const b_1 = a1.b;
  let R_1;
  let value_6;
  const taken_6 = r_1 <= 0.04045 ? 1 : 0;
  if (taken_6) {
    value_6 = r_1 / 12.92;
  } else {
    const sum_1_3 = r_1 + 0.055;
    value_6 = Math.pow(sum_1_3 / 1.055, 2.4);
    tape.push(sum_1_3);
  }
  R_1 = value_6;
  let G_1;
  let value_1_1;
  const taken_7 = g_1 <= 0.04045 ? 1 : 0;
  if (taken_7) {
    value_1_1 = g_1 / 12.92;
  } else {
    const sum_1_1_1 = g_1 + 0.055;
    value_1_1 = Math.pow(sum_1_1_1 / 1.055, 2.4);
    tape.push(sum_1_1_1);
  }
  G_1 = value_1_1;
  let B_1;
  let value_2_1;
  const taken_8 = b_1 <= 0.04045 ? 1 : 0;
  if (taken_8) {
    value_2_1 = b_1 / 12.92;
  } else {
    const sum_1_2_1 = b_1 + 0.055;
    value_2_1 = Math.pow(sum_1_2_1 / 1.055, 2.4);
    tape.push(sum_1_2_1);
  }
  B_1 = value_2_1;
  const X_1 = 0.4124564 * R_1 + 0.3575761 * G_1 + 0.1804375 * B_1;
  const Y_1 = 0.2126729 * R_1 + 0.7151522 * G_1 + 0.072175 * B_1;
  const Z_1 = 0.0193339 * R_1 + 0.119192 * G_1 + 0.9503041 * B_1;
  let fx_1;
  const t_2 = X_1 / 0.95047;
  let value_3_1;
  const taken_9 = t_2 > 216 / 24389 ? 1 : 0;
  if (taken_9) {
    const cbrt_3 = Math.cbrt(t_2);
    value_3_1 = cbrt_3;
    tape.push(cbrt_3);
  } else {
    value_3_1 = (24389 / 27 * t_2 + 16) / 116;
  }
  fx_1 = value_3_1;
  let fy_1;
  let value_4_1;
  const taken_10 = Y_1 > 216 / 24389 ? 1 : 0;
  if (taken_10) {
    const cbrt_1_1 = Math.cbrt(Y_1);
    value_4_1 = cbrt_1_1;
    tape.push(cbrt_1_1);
  } else {
    value_4_1 = (24389 / 27 * Y_1 + 16) / 116;
  }
  fy_1 = value_4_1;
  let fz_1;
  const t_1_1 = Z_1 / 1.08883;
  let value_5_1;
  const taken_11 = t_1_1 > 216 / 24389 ? 1 : 0;
  if (taken_11) {
    const cbrt_2_1 = Math.cbrt(t_1_1);
    value_5_1 = cbrt_2_1;
    tape.push(cbrt_2_1);
  } else {
    value_5_1 = (24389 / 27 * t_1_1 + 16) / 116;
  }
  fz_1 = value_5_1;
  rgbToLab_result_1_L = 116 * fy_1 - 16;
  rgbToLab_result_1_a = 500 * (fx_1 - fy_1);
  rgbToLab_result_1_b = 200 * (fy_1 - fz_1);
  let ciede2000_result;
  const C1 = Math.sqrt(rgbToLab_result_a ** 2 + rgbToLab_result_b ** 2);
  const C2 = Math.sqrt(rgbToLab_result_1_a ** 2 + rgbToLab_result_1_b ** 2);
  const Cm7 = ((C1 + C2) / 2) ** 7;
  const sqrt_2 = Math.sqrt(Cm7 / (Cm7 + P25_7));
  const G_2 = 0.5 * (1 - sqrt_2);
  const a1_1 = (1 + G_2) * rgbToLab_result_a;
  const a2 = (1 + G_2) * rgbToLab_result_1_a;
  const c1 = Math.sqrt(a1_1 * a1_1 + rgbToLab_result_b ** 2);
  const c2 = Math.sqrt(a2 * a2 + rgbToLab_result_1_b ** 2);
  let h1;
  const taken_12 = a1_1 === 0 && rgbToLab_result_b === 0 ? 1 : 0;
  if (taken_12) {
    h1 = 0;
  } else {
    const h = Math.atan2(rgbToLab_result_b, a1_1);
    h1 = h < 0 ? h + 2 * Math.PI : h;
    tape.push(h);
  }
  let h2;
  const taken_13 = a2 === 0 && rgbToLab_result_1_b === 0 ? 1 : 0;
  if (taken_13) {
    h2 = 0;
  } else {
    const h_1 = Math.atan2(rgbToLab_result_1_b, a2);
    h2 = h_1 < 0 ? h_1 + 2 * Math.PI : h_1;
    tape.push(h_1);
  }
  const dL = rgbToLab_result_1_L - rgbToLab_result_L;
  const dC = c2 - c1;
  let dh = h2 - h1;
  let hm = h1 + h2;
  const taken_18 = c1 * c2 === 0 ? 1 : 0;
  if (taken_18) {
    dh = 0;
  } else {
    const taken_15 = dh > Math.PI ? 1 : 0;
    if (taken_15) {
      dh -= 2 * Math.PI;
    } else {
      const taken_14 = dh < -Math.PI ? 1 : 0;
      if (taken_14) {
        dh += 2 * Math.PI;
      }
      tape.push(taken_14);
    }
    const taken_17 = Math.abs(h1 - h2) <= Math.PI ? 1 : 0;
    if (taken_17) {
      hm /= 2;
    } else {
      let value_7;
      const taken_16 = hm < 2 * Math.PI ? 1 : 0;
      if (taken_16) {
        value_7 = (hm + 2 * Math.PI) / 2;
      } else {
        value_7 = (hm - 2 * Math.PI) / 2;
      }
      hm = value_7;
      tape.push(taken_16);
    }
    tape.push2(taken_15, taken_17);
  }
  const sqrt_5 = Math.sqrt(c1 * c2);
  const sin = Math.sin(dh / 2);
  const dH = 2 * sqrt_5 * sin;
  const Lm = (rgbToLab_result_L + rgbToLab_result_1_L) / 2;
  const Cm = (c1 + c2) / 2;
  const T = 1 - 0.17 * Math.cos(hm - 30 * RAD) + 0.24 * Math.cos(2 * hm) + 0.32 * Math.cos(3 * hm + 6 * RAD) - 0.2 * Math.cos(4 * hm - 63 * RAD);
  const exp = Math.exp(-(((hm / RAD - 275) / 25) ** 2));
  const dTheta = 30 * RAD * exp;
  const cm7 = Cm ** 7;
  const sqrt_6 = Math.sqrt(cm7 / (cm7 + P25_7));
  const RC = 2 * sqrt_6;
  const L50 = (Lm - 50) ** 2;
  const sqrt_7 = Math.sqrt(20 + L50);
  const SL = 1 + 0.015 * L50 / sqrt_7;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const sin_1 = Math.sin(2 * dTheta);
  const RT = -sin_1 * RC;
  const tL = dL / SL;
  const tC = dC / SC;
  const tH = dH / SH;
  const sqrt_8 = Math.sqrt(tL * tL + tC * tC + tH * tH + RT * tC * tH);
  ciede2000_result = sqrt_8;
  colourDifference_result = ciede2000_result;
  tape.record2(a0, a1);
  tape.push4(C1, C2, Cm7, sqrt_2);
  tape.push4(a1_1, a2, c1, c2);
  tape.push4(dh, hm, sqrt_5, sin);
  tape.push4(Lm, Cm, T, exp);
  tape.push4(dTheta, cm7, sqrt_6, L50);
  tape.push4(sqrt_7, SL, sin_1, tL);
  tape.push4(tC, tH, sqrt_8, rgbToLab_result_a);
  tape.push4(rgbToLab_result_b, rgbToLab_result_1_a, rgbToLab_result_1_b, taken);
  tape.push4(taken_1, taken_2, taken_3, taken_4);
  tape.push4(taken_5, taken_6, taken_7, taken_8);
  tape.push4(taken_9, taken_10, taken_11, taken_12);
  tape.push2(taken_13, taken_18);
  return colourDifference_result;
}
function loss7_pullback(tape, dresult) {
  const taken_18 = tape.pop();
  const taken_13 = tape.pop();
  const taken_12 = tape.pop();
  const taken_11 = tape.pop();
  const taken_10 = tape.pop();
  const taken_9 = tape.pop();
  const taken_8 = tape.pop();
  const taken_7 = tape.pop();
  const taken_6 = tape.pop();
  const taken_5 = tape.pop();
  const taken_4 = tape.pop();
  const taken_3 = tape.pop();
  const taken_2 = tape.pop();
  const taken_1 = tape.pop();
  const taken = tape.pop();
  const rgbToLab_result_1_b = tape.pop();
  const rgbToLab_result_1_a = tape.pop();
  const rgbToLab_result_b = tape.pop();
  const rgbToLab_result_a = tape.pop();
  const sqrt_8 = tape.pop();
  const tH = tape.pop();
  const tC = tape.pop();
  const tL = tape.pop();
  const sin_1 = tape.pop();
  const SL = tape.pop();
  const sqrt_7 = tape.pop();
  const L50 = tape.pop();
  const sqrt_6 = tape.pop();
  const cm7 = tape.pop();
  const dTheta = tape.pop();
  const exp = tape.pop();
  const T = tape.pop();
  const Cm = tape.pop();
  const Lm = tape.pop();
  const sin = tape.pop();
  const sqrt_5 = tape.pop();
  const hm = tape.pop();
  const dh = tape.pop();
  const c2 = tape.pop();
  const c1 = tape.pop();
  const a2 = tape.pop();
  const a1_1 = tape.pop();
  const sqrt_2 = tape.pop();
  const Cm7 = tape.pop();
  const C2 = tape.pop();
  const C1 = tape.pop();
  const da1 = tape.shadow(tape.recall());
  const da0 = tape.shadow(tape.recall());
  const G_2 = 0.5 * (1 - sqrt_2);
  const RC = 2 * sqrt_6;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const RT = -sin_1 * RC;
  let dtH = 0;
  let dtC = 0;
  let dtL = 0;
  let dRT = 0;
  if (dresult !== 0) {
    const d_12 = dresult * (0.5 / sqrt_8);
    dtL += 2 * (d_12 * tL);
    dtC += 2 * (d_12 * tC);
    dtH += 2 * (d_12 * tH);
    const d_13 = d_12 * tH;
    dRT += d_13 * tC;
    dtC += d_13 * RT;
    dtH += d_12 * (RT * tC);
  }
  const ddH = dtH / SH;
  const dSH = -(dtH * tH / SH);
  const ddC = dtC / SC;
  const dSC = -(dtC * tC / SC);
  const ddL = dtL / SL;
  const dSL = -(dtL * tL / SL);
  const dsin_1 = -(dRT * RC);
  const dRC = -(dRT * sin_1);
  const ddTheta = dsin_1 !== 0 ? dsin_1 * Math.cos(2 * dTheta) * 2 : 0;
  let dCm = dSH * T * 0.015;
  const dT = dSH * (0.015 * Cm);
  dCm += dSC * 0.045;
  let dL50 = dSL / sqrt_7 * 0.015;
  const dsqrt_7 = -(dSL * (0.015 * L50 / sqrt_7) / sqrt_7);
  if (dsqrt_7 !== 0) {
    dL50 += dsqrt_7 * (0.5 / sqrt_7);
  }
  const dLm = dL50 !== 0 ? dL50 * (2 * (Lm - 50)) : 0;
  const dsqrt_6 = dRC * 2;
  let dcm7 = 0;
  if (dsqrt_6 !== 0) {
    const d_11 = dsqrt_6 * (0.5 / sqrt_6);
    dcm7 += d_11 / (cm7 + P25_7);
    dcm7 -= d_11 * (cm7 / (cm7 + P25_7)) / (cm7 + P25_7);
  }
  if (dcm7 !== 0) {
    dCm += dcm7 * (7 * Cm ** 6);
  }
  const dexp = ddTheta * (30 * RAD);
  const dpower_8 = dexp !== 0 ? -(dexp * exp) : 0;
  let dhm = dpower_8 !== 0 ? dpower_8 * (2 * ((hm / RAD - 275) / 25)) / 25 / RAD : 0;
  const dcos = -(dT * 0.17);
  const dcos_1 = dT * 0.24;
  const dcos_2 = dT * 0.32;
  const dcos_3 = -(dT * 0.2);
  if (dcos_3 !== 0) {
    dhm -= dcos_3 * Math.sin(4 * hm - 63 * RAD) * 4;
  }
  if (dcos_2 !== 0) {
    dhm -= dcos_2 * Math.sin(3 * hm + 6 * RAD) * 3;
  }
  if (dcos_1 !== 0) {
    dhm -= dcos_1 * Math.sin(2 * hm) * 2;
  }
  if (dcos !== 0) {
    dhm -= dcos * Math.sin(hm - 30 * RAD);
  }
  const d_10 = dCm / 2;
  let dc1 = d_10;
  let dc2 = d_10;
  const dsum_4 = dLm / 2;
  let drgbToLab_result_L = dsum_4;
  let drgbToLab_result_1_L = dsum_4;
  const dsqrt_5 = ddH * sin * 2;
  const dsin = ddH * (2 * sqrt_5);
  let ddh = dsin !== 0 ? dsin * Math.cos(dh / 2) / 2 : 0;
  if (dsqrt_5 !== 0) {
    const d_9 = dsqrt_5 * (0.5 / sqrt_5);
    dc1 += d_9 * c2;
    dc2 += d_9 * c1;
  }
  if (taken_18) {
    ddh = 0;
  } else {
    const taken_17 = tape.pop();
    const taken_15 = tape.pop();
    if (taken_17) {
      dhm /= 2;
    } else {
      const taken_16 = tape.pop();
      const dvalue_7 = dhm;
      dhm = 0;
      if (taken_16) {
        dhm += dvalue_7 / 2;
      } else {
        dhm += dvalue_7 / 2;
      }
    }
    if (!taken_15) {
      tape.pop();
    }
  }
  let dh1 = dhm;
  const dh2 = dhm + ddh;
  dh1 -= ddh;
  dc2 += ddC;
  dc1 -= ddC;
  drgbToLab_result_1_L += ddL;
  drgbToLab_result_L -= ddL;
  let da2 = 0;
  let drgbToLab_result_1_b = 0;
  if (!taken_13) {
    const h_1 = tape.pop();
    let dh_1_1 = 0;
    if (h_1 < 0) {
      dh_1_1 += dh2;
    } else {
      dh_1_1 += dh2;
    }
    if (dh_1_1 !== 0) {
      drgbToLab_result_1_b += dh_1_1 * (rgbToLab_result_1_b === 0 && a2 === 0 ? 0 : a2 / (rgbToLab_result_1_b * rgbToLab_result_1_b + a2 * a2));
      da2 += dh_1_1 * (rgbToLab_result_1_b === 0 && a2 === 0 ? 0 : -rgbToLab_result_1_b / (rgbToLab_result_1_b * rgbToLab_result_1_b + a2 * a2));
    }
  }
  let da1_1 = 0;
  let drgbToLab_result_b = 0;
  if (!taken_12) {
    const h = tape.pop();
    const dh1_before = dh1;
    let dh_1 = 0;
    if (h < 0) {
      dh_1 += dh1_before;
    } else {
      dh_1 += dh1_before;
    }
    if (dh_1 !== 0) {
      drgbToLab_result_b += dh_1 * (rgbToLab_result_b === 0 && a1_1 === 0 ? 0 : a1_1 / (rgbToLab_result_b * rgbToLab_result_b + a1_1 * a1_1));
      da1_1 += dh_1 * (rgbToLab_result_b === 0 && a1_1 === 0 ? 0 : -rgbToLab_result_b / (rgbToLab_result_b * rgbToLab_result_b + a1_1 * a1_1));
    }
  }
  let dpower_7 = 0;
  if (dc2 !== 0) {
    const d_8 = dc2 * (0.5 / c2);
    da2 += 2 * (d_8 * a2);
    dpower_7 += d_8;
  }
  if (dpower_7 !== 0) {
    drgbToLab_result_1_b += dpower_7 * (2 * rgbToLab_result_1_b);
  }
  let dpower_6 = 0;
  if (dc1 !== 0) {
    const d_7 = dc1 * (0.5 / c1);
    da1_1 += 2 * (d_7 * a1_1);
    dpower_6 += d_7;
  }
  if (dpower_6 !== 0) {
    drgbToLab_result_b += dpower_6 * (2 * rgbToLab_result_b);
  }
  let dG_2 = da2 * rgbToLab_result_1_a;
  let drgbToLab_result_1_a = da2 * (1 + G_2);
  dG_2 += da1_1 * rgbToLab_result_a;
  let drgbToLab_result_a = da1_1 * (1 + G_2);
  const dsqrt_2 = -(dG_2 * 0.5);
  let dCm7 = 0;
  if (dsqrt_2 !== 0) {
    const d_6 = dsqrt_2 * (0.5 / sqrt_2);
    dCm7 += d_6 / (Cm7 + P25_7);
    dCm7 -= d_6 * (Cm7 / (Cm7 + P25_7)) / (Cm7 + P25_7);
  }
  let dC2 = 0;
  let dC1 = 0;
  if (dCm7 !== 0) {
    const d_5 = dCm7 * (7 * ((C1 + C2) / 2) ** 6) / 2;
    dC1 += d_5;
    dC2 += d_5;
  }
  const dsum_2 = dC2 !== 0 ? dC2 * (0.5 / C2) : 0;
  if (dsum_2 !== 0) {
    drgbToLab_result_1_b += dsum_2 * (2 * rgbToLab_result_1_b);
  }
  if (dsum_2 !== 0) {
    drgbToLab_result_1_a += dsum_2 * (2 * rgbToLab_result_1_a);
  }
  const dsum_1_4 = dC1 !== 0 ? dC1 * (0.5 / C1) : 0;
  if (dsum_1_4 !== 0) {
    drgbToLab_result_b += dsum_1_4 * (2 * rgbToLab_result_b);
  }
  if (dsum_1_4 !== 0) {
    drgbToLab_result_a += dsum_1_4 * (2 * rgbToLab_result_a);
  }
  const d_4 = drgbToLab_result_1_b * 200;
  let dfy_1 = d_4;
  const dfz_1 = -d_4;
  const d_3 = drgbToLab_result_1_a * 500;
  dfy_1 -= d_3;
  dfy_1 += drgbToLab_result_1_L * 116;
  let dt_1_1_1 = 0;
  if (taken_11) {
    const cbrt_2_1 = tape.pop();
    if (dfz_1 !== 0) {
      dt_1_1_1 += dfz_1 / (3 * cbrt_2_1 * cbrt_2_1);
    }
  } else {
    dt_1_1_1 += dfz_1 / 116 * (24389 / 27);
  }
  const dZ_1 = dt_1_1_1 / 1.08883;
  const dvalue_4_1 = dfy_1;
  let dY_1 = 0;
  if (taken_10) {
    const cbrt_1_1 = tape.pop();
    if (dvalue_4_1 !== 0) {
      dY_1 += dvalue_4_1 / (3 * cbrt_1_1 * cbrt_1_1);
    }
  } else {
    dY_1 += dvalue_4_1 / 116 * (24389 / 27);
  }
  let dt_2 = 0;
  if (taken_9) {
    const cbrt_3 = tape.pop();
    if (d_3 !== 0) {
      dt_2 += d_3 / (3 * cbrt_3 * cbrt_3);
    }
  } else {
    dt_2 += d_3 / 116 * (24389 / 27);
  }
  const dX_1 = dt_2 / 0.95047;
  let dR_1 = dZ_1 * 0.0193339;
  let dG_1 = dZ_1 * 0.119192;
  let dB_1 = dZ_1 * 0.9503041;
  dR_1 += dY_1 * 0.2126729;
  dG_1 += dY_1 * 0.7151522;
  dB_1 += dY_1 * 0.072175;
  dR_1 += dX_1 * 0.4124564;
  dG_1 += dX_1 * 0.3575761;
  dB_1 += dX_1 * 0.1804375;
  const dvalue_2_1 = dB_1;
  let db_1 = 0;
  if (taken_8) {
    db_1 += dvalue_2_1 / 12.92;
  } else {
    const sum_1_2_1 = tape.pop();
    db_1 += dvalue_2_1 !== 0 ? dvalue_2_1 * (2.4 * (sum_1_2_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1_1 = dG_1;
  let dg_1 = 0;
  if (taken_7) {
    dg_1 += dvalue_1_1 / 12.92;
  } else {
    const sum_1_1_1 = tape.pop();
    dg_1 += dvalue_1_1 !== 0 ? dvalue_1_1 * (2.4 * (sum_1_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_6 = dR_1;
  let dr_1_1 = 0;
  if (taken_6) {
    dr_1_1 += dvalue_6 / 12.92;
  } else {
    const sum_1_3 = tape.pop();
    dr_1_1 += dvalue_6 !== 0 ? dvalue_6 * (2.4 * (sum_1_3 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (da1) {
    da1.b = (da1.b ?? 0) + db_1;
    da1.g = (da1.g ?? 0) + dg_1;
    da1.r = (da1.r ?? 0) + dr_1_1;
  }
  const d_2 = drgbToLab_result_b * 200;
  let dfy = d_2;
  const dfz = -d_2;
  const d_1 = drgbToLab_result_a * 500;
  dfy -= d_1;
  dfy += drgbToLab_result_L * 116;
  let dt_1_1 = 0;
  if (taken_5) {
    const cbrt_2 = tape.pop();
    if (dfz !== 0) {
      dt_1_1 += dfz / (3 * cbrt_2 * cbrt_2);
    }
  } else {
    dt_1_1 += dfz / 116 * (24389 / 27);
  }
  const dZ = dt_1_1 / 1.08883;
  const dvalue_4 = dfy;
  let dY = 0;
  if (taken_4) {
    const cbrt_1 = tape.pop();
    if (dvalue_4 !== 0) {
      dY += dvalue_4 / (3 * cbrt_1 * cbrt_1);
    }
  } else {
    dY += dvalue_4 / 116 * (24389 / 27);
  }
  let dt_1 = 0;
  if (taken_3) {
    const cbrt = tape.pop();
    if (d_1 !== 0) {
      dt_1 += d_1 / (3 * cbrt * cbrt);
    }
  } else {
    dt_1 += d_1 / 116 * (24389 / 27);
  }
  const dX = dt_1 / 0.95047;
  let dR = dZ * 0.0193339;
  let dG = dZ * 0.119192;
  let dB = dZ * 0.9503041;
  dR += dY * 0.2126729;
  dG += dY * 0.7151522;
  dB += dY * 0.072175;
  dR += dX * 0.4124564;
  dG += dX * 0.3575761;
  dB += dX * 0.1804375;
  const dvalue_2 = dB;
  let db = 0;
  if (taken_2) {
    db += dvalue_2 / 12.92;
  } else {
    const sum_1_2 = tape.pop();
    db += dvalue_2 !== 0 ? dvalue_2 * (2.4 * (sum_1_2 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1 = dG;
  let dg = 0;
  if (taken_1) {
    dg += dvalue_1 / 12.92;
  } else {
    const sum_1_1 = tape.pop();
    dg += dvalue_1 !== 0 ? dvalue_1 * (2.4 * (sum_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue = dR;
  let dr_1 = 0;
  if (taken) {
    dr_1 += dvalue / 12.92;
  } else {
    const sum_1 = tape.pop();
    dr_1 += dvalue !== 0 ? dvalue * (2.4 * (sum_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  if (da0) {
    da0.b = (da0.b ?? 0) + db;
    da0.g = (da0.g ?? 0) + dg;
    da0.r = (da0.r ?? 0) + dr_1;
  }
}
function loss7_joint(tape, a0, a1) {
  let sum_1 = 0;
  let sum_1_1 = 0;
  let sum_1_2 = 0;
  let cbrt = 0;
  let cbrt_1 = 0;
  let cbrt_2 = 0;
  let sum_1_3 = 0;
  let sum_1_1_1 = 0;
  let sum_1_2_1 = 0;
  let cbrt_3 = 0;
  let cbrt_1_1 = 0;
  let cbrt_2_1 = 0;
  let h = 0;
  let h_1 = 0;
  let taken_16 = 0;
  let taken_17 = 0;
  const da0 = tape.shadow(a0);
  const da1 = tape.shadow(a1);
  let colourDifference_result;
  let rgbToLab_result_L;
  let rgbToLab_result_a;
  let rgbToLab_result_b;
  const r = a0.r;
  const g = a0.g;
  const b = a0.b;
  let R;
  let value;
  const taken = r <= 0.04045 ? 1 : 0;
  if (taken) {
    value = r / 12.92;
  } else {
    sum_1 = r + 0.055;
    if (typeof sum_1 !== "number") {
      return;
    }
    value = Math.pow(sum_1 / 1.055, 2.4);
  }
  R = value;
  let G;
  let value_1;
  const taken_1 = g <= 0.04045 ? 1 : 0;
  if (taken_1) {
    value_1 = g / 12.92;
  } else {
    sum_1_1 = g + 0.055;
    if (typeof sum_1_1 !== "number") {
      return;
    }
    value_1 = Math.pow(sum_1_1 / 1.055, 2.4);
  }
  G = value_1;
  let B;
  let value_2;
  const taken_2 = b <= 0.04045 ? 1 : 0;
  if (taken_2) {
    value_2 = b / 12.92;
  } else {
    sum_1_2 = b + 0.055;
    if (typeof sum_1_2 !== "number") {
      return;
    }
    value_2 = Math.pow(sum_1_2 / 1.055, 2.4);
  }
  B = value_2;
  const X = 0.4124564 * R + 0.3575761 * G + 0.1804375 * B;
  const Y = 0.2126729 * R + 0.7151522 * G + 0.072175 * B;
  const Z = 0.0193339 * R + 0.119192 * G + 0.9503041 * B;
  let fx;
  const t = X / 0.95047;
  let value_3;
  const taken_3 = t > 216 / 24389 ? 1 : 0;
  if (taken_3) {
    cbrt = Math.cbrt(t);
    value_3 = cbrt;
  } else {
    value_3 = (24389 / 27 * t + 16) / 116;
  }
  fx = value_3;
  let fy;
  let value_4;
  const taken_4 = Y > 216 / 24389 ? 1 : 0;
  if (taken_4) {
    cbrt_1 = Math.cbrt(Y);
    value_4 = cbrt_1;
  } else {
    value_4 = (24389 / 27 * Y + 16) / 116;
  }
  fy = value_4;
  let fz;
  const t_1 = Z / 1.08883;
  let value_5;
  const taken_5 = t_1 > 216 / 24389 ? 1 : 0;
  if (taken_5) {
    cbrt_2 = Math.cbrt(t_1);
    value_5 = cbrt_2;
  } else {
    value_5 = (24389 / 27 * t_1 + 16) / 116;
  }
  fz = value_5;
  rgbToLab_result_L = 116 * fy - 16;
  rgbToLab_result_a = 500 * (fx - fy);
  rgbToLab_result_b = 200 * (fy - fz);
  let rgbToLab_result_1_L;
  let rgbToLab_result_1_a;
  let rgbToLab_result_1_b;
  const r_1 = a1.r;
  const g_1 = a1.g;
  const b_1 = a1.b;
  let R_1;
  let value_6;
  const taken_6 = r_1 <= 0.04045 ? 1 : 0;
  if (taken_6) {
    value_6 = r_1 / 12.92;
  } else {
    sum_1_3 = r_1 + 0.055;
    if (typeof sum_1_3 !== "number") {
      return;
    }
    value_6 = Math.pow(sum_1_3 / 1.055, 2.4);
  }
  R_1 = value_6;
  let G_1;
  let value_1_1;
  const taken_7 = g_1 <= 0.04045 ? 1 : 0;
  if (taken_7) {
    value_1_1 = g_1 / 12.92;
  } else {
    sum_1_1_1 = g_1 + 0.055;
    if (typeof sum_1_1_1 !== "number") {
      return;
    }
    value_1_1 = Math.pow(sum_1_1_1 / 1.055, 2.4);
  }
  G_1 = value_1_1;
  let B_1;
  let value_2_1;
  const taken_8 = b_1 <= 0.04045 ? 1 : 0;
  if (taken_8) {
    value_2_1 = b_1 / 12.92;
  } else {
    sum_1_2_1 = b_1 + 0.055;
    if (typeof sum_1_2_1 !== "number") {
      return;
    }
    value_2_1 = Math.pow(sum_1_2_1 / 1.055, 2.4);
  }
  B_1 = value_2_1;
  const X_1 = 0.4124564 * R_1 + 0.3575761 * G_1 + 0.1804375 * B_1;
  const Y_1 = 0.2126729 * R_1 + 0.7151522 * G_1 + 0.072175 * B_1;
  const Z_1 = 0.0193339 * R_1 + 0.119192 * G_1 + 0.9503041 * B_1;
  let fx_1;
  const t_2 = X_1 / 0.95047;
  let value_3_1;
  const taken_9 = t_2 > 216 / 24389 ? 1 : 0;
  if (taken_9) {
    cbrt_3 = Math.cbrt(t_2);
    value_3_1 = cbrt_3;
  } else {
    value_3_1 = (24389 / 27 * t_2 + 16) / 116;
  }
  fx_1 = value_3_1;
  let fy_1;
  let value_4_1;
  const taken_10 = Y_1 > 216 / 24389 ? 1 : 0;
  if (taken_10) {
    cbrt_1_1 = Math.cbrt(Y_1);
    value_4_1 = cbrt_1_1;
  } else {
    value_4_1 = (24389 / 27 * Y_1 + 16) / 116;
  }
  fy_1 = value_4_1;
  let fz_1;
  const t_1_1 = Z_1 / 1.08883;
  let value_5_1;
  const taken_11 = t_1_1 > 216 / 24389 ? 1 : 0;
  if (taken_11) {
    cbrt_2_1 = Math.cbrt(t_1_1);
    value_5_1 = cbrt_2_1;
  } else {
    value_5_1 = (24389 / 27 * t_1_1 + 16) / 116;
  }
  fz_1 = value_5_1;
  rgbToLab_result_1_L = 116 * fy_1 - 16;
  rgbToLab_result_1_a = 500 * (fx_1 - fy_1);
  rgbToLab_result_1_b = 200 * (fy_1 - fz_1);
  let ciede2000_result;
  const C1 = Math.sqrt(rgbToLab_result_a ** 2 + rgbToLab_result_b ** 2);
  const C2 = Math.sqrt(rgbToLab_result_1_a ** 2 + rgbToLab_result_1_b ** 2);
  const Cm7 = ((C1 + C2) / 2) ** 7;
  const sqrt_2 = Math.sqrt(Cm7 / (Cm7 + P25_7));
  const G_2 = 0.5 * (1 - sqrt_2);
  const a1_1 = (1 + G_2) * rgbToLab_result_a;
  const a2 = (1 + G_2) * rgbToLab_result_1_a;
  const c1 = Math.sqrt(a1_1 * a1_1 + rgbToLab_result_b ** 2);
  const c2 = Math.sqrt(a2 * a2 + rgbToLab_result_1_b ** 2);
  let h1;
  const taken_12 = a1_1 === 0 && rgbToLab_result_b === 0 ? 1 : 0;
  if (taken_12) {
    h1 = 0;
  } else {
    h = Math.atan2(rgbToLab_result_b, a1_1);
    h1 = h < 0 ? h + 2 * Math.PI : h;
  }
  let h2;
  const taken_13 = a2 === 0 && rgbToLab_result_1_b === 0 ? 1 : 0;
  if (taken_13) {
    h2 = 0;
  } else {
    h_1 = Math.atan2(rgbToLab_result_1_b, a2);
    h2 = h_1 < 0 ? h_1 + 2 * Math.PI : h_1;
  }
  const dL = rgbToLab_result_1_L - rgbToLab_result_L;
  const dC = c2 - c1;
  let dh = h2 - h1;
  if (typeof dh !== "number") {
    return;
  }
  let hm = h1 + h2;
  if (typeof hm !== "number") {
    return;
  }
  const taken_18 = c1 * c2 === 0 ? 1 : 0;
  if (taken_18) {
    dh = 0;
  } else {
    const taken_15 = dh > Math.PI ? 1 : 0;
    if (taken_15) {
      dh -= 2 * Math.PI;
    } else {
      const taken_14 = dh < -Math.PI ? 1 : 0;
      if (taken_14) {
        dh += 2 * Math.PI;
        if (typeof dh !== "number") {
          return;
        }
      }
    }
    taken_17 = Math.abs(h1 - h2) <= Math.PI ? 1 : 0;
    if (taken_17) {
      hm /= 2;
    } else {
      let value_7;
      taken_16 = hm < 2 * Math.PI ? 1 : 0;
      if (taken_16) {
        value_7 = (hm + 2 * Math.PI) / 2;
      } else {
        value_7 = (hm - 2 * Math.PI) / 2;
      }
      hm = value_7;
    }
  }
  const sqrt_5 = Math.sqrt(c1 * c2);
  const sin = Math.sin(dh / 2);
  const dH = 2 * sqrt_5 * sin;
  const Lm = (rgbToLab_result_L + rgbToLab_result_1_L) / 2;
  const Cm = (c1 + c2) / 2;
  const T = 1 - 0.17 * Math.cos(hm - 30 * RAD) + 0.24 * Math.cos(2 * hm) + 0.32 * Math.cos(3 * hm + 6 * RAD) - 0.2 * Math.cos(4 * hm - 63 * RAD);
  const exp = Math.exp(-(((hm / RAD - 275) / 25) ** 2));
  const dTheta = 30 * RAD * exp;
  const cm7 = Cm ** 7;
  const sqrt_6 = Math.sqrt(cm7 / (cm7 + P25_7));
  const RC = 2 * sqrt_6;
  const L50 = (Lm - 50) ** 2;
  const sqrt_7 = Math.sqrt(20 + L50);
  const SL = 1 + 0.015 * L50 / sqrt_7;
  const SC = 1 + 0.045 * Cm;
  const SH = 1 + 0.015 * Cm * T;
  const sin_1 = Math.sin(2 * dTheta);
  const RT = -sin_1 * RC;
  const tL = dL / SL;
  const tC = dC / SC;
  const tH = dH / SH;
  const sqrt_8 = Math.sqrt(tL * tL + tC * tC + tH * tH + RT * tC * tH);
  ciede2000_result = sqrt_8;
  colourDifference_result = ciede2000_result;
  const value_8 = colourDifference_result;
  if (typeof value_8 !== "number") {
    return;
  }
  tape.value = value_8;
  let dtH = 0;
  let dtC = 0;
  let dtL = 0;
  let dRT = 0;
  if (1 !== 0) {
    const d_12 = 0.5 / sqrt_8;
    dtL += 2 * (d_12 * tL);
    dtC += 2 * (d_12 * tC);
    dtH += 2 * (d_12 * tH);
    const d_13 = d_12 * tH;
    dRT += d_13 * tC;
    dtC += d_13 * RT;
    dtH += d_12 * (RT * tC);
  }
  const ddH = dtH / SH;
  const dSH = -(dtH * tH / SH);
  const ddC = dtC / SC;
  const dSC = -(dtC * tC / SC);
  const ddL = dtL / SL;
  const dSL = -(dtL * tL / SL);
  const dsin_1 = -(dRT * RC);
  const dRC = -(dRT * sin_1);
  const ddTheta = dsin_1 !== 0 ? dsin_1 * Math.cos(2 * dTheta) * 2 : 0;
  let dCm = dSH * T * 0.015;
  const dT = dSH * (0.015 * Cm);
  dCm += dSC * 0.045;
  let dL50 = dSL / sqrt_7 * 0.015;
  const dsqrt_7 = -(dSL * (0.015 * L50 / sqrt_7) / sqrt_7);
  if (dsqrt_7 !== 0) {
    dL50 += dsqrt_7 * (0.5 / sqrt_7);
  }
  const dLm = dL50 !== 0 ? dL50 * (2 * (Lm - 50)) : 0;
  const dsqrt_6 = dRC * 2;
  let dcm7 = 0;
  if (dsqrt_6 !== 0) {
    const d_11 = dsqrt_6 * (0.5 / sqrt_6);
    dcm7 += d_11 / (cm7 + P25_7);
    dcm7 -= d_11 * (cm7 / (cm7 + P25_7)) / (cm7 + P25_7);
  }
  if (dcm7 !== 0) {
    dCm += dcm7 * (7 * Cm ** 6);
  }
  const dexp = ddTheta * (30 * RAD);
  const dpower_8 = dexp !== 0 ? -(dexp * exp) : 0;
  let dhm = dpower_8 !== 0 ? dpower_8 * (2 * ((hm / RAD - 275) / 25)) / 25 / RAD : 0;
  const dcos = -(dT * 0.17);
  const dcos_1 = dT * 0.24;
  const dcos_2 = dT * 0.32;
  const dcos_3 = -(dT * 0.2);
  if (dcos_3 !== 0) {
    dhm -= dcos_3 * Math.sin(4 * hm - 63 * RAD) * 4;
  }
  if (dcos_2 !== 0) {
    dhm -= dcos_2 * Math.sin(3 * hm + 6 * RAD) * 3;
  }
  if (dcos_1 !== 0) {
    dhm -= dcos_1 * Math.sin(2 * hm) * 2;
  }
  if (dcos !== 0) {
    dhm -= dcos * Math.sin(hm - 30 * RAD);
  }
  const d_10 = dCm / 2;
  let dc1 = d_10;
  let dc2 = d_10;
  const dsum_4 = dLm / 2;
  let drgbToLab_result_L = dsum_4;
  let drgbToLab_result_1_L = dsum_4;
  const dsqrt_5 = ddH * sin * 2;
  const dsin = ddH * (2 * sqrt_5);
  let ddh = dsin !== 0 ? dsin * Math.cos(dh / 2) / 2 : 0;
  if (dsqrt_5 !== 0) {
    const d_9 = dsqrt_5 * (0.5 / sqrt_5);
    dc1 += d_9 * c2;
    dc2 += d_9 * c1;
  }
  if (taken_18) {
    ddh = 0;
  } else if (taken_17) {
    dhm /= 2;
  } else {
    const dvalue_7 = dhm;
    dhm = 0;
    if (taken_16) {
      dhm += dvalue_7 / 2;
    } else {
      dhm += dvalue_7 / 2;
    }
  }
  let dh1 = dhm;
  const dh2 = dhm + ddh;
  dh1 -= ddh;
  dc2 += ddC;
  dc1 -= ddC;
  drgbToLab_result_1_L += ddL;
  drgbToLab_result_L -= ddL;
  let da2 = 0;
  let drgbToLab_result_1_b = 0;
  if (!taken_13) {
    let dh_1_1 = 0;
    if (h_1 < 0) {
      dh_1_1 += dh2;
    } else {
      dh_1_1 += dh2;
    }
    if (dh_1_1 !== 0) {
      drgbToLab_result_1_b += dh_1_1 * (rgbToLab_result_1_b === 0 && a2 === 0 ? 0 : a2 / (rgbToLab_result_1_b * rgbToLab_result_1_b + a2 * a2));
      da2 += dh_1_1 * (rgbToLab_result_1_b === 0 && a2 === 0 ? 0 : -rgbToLab_result_1_b / (rgbToLab_result_1_b * rgbToLab_result_1_b + a2 * a2));
    }
  }
  let da1_1 = 0;
  let drgbToLab_result_b = 0;
  if (!taken_12) {
    const dh1_before = dh1;
    let dh_1 = 0;
    if (h < 0) {
      dh_1 += dh1_before;
    } else {
      dh_1 += dh1_before;
    }
    if (dh_1 !== 0) {
      drgbToLab_result_b += dh_1 * (rgbToLab_result_b === 0 && a1_1 === 0 ? 0 : a1_1 / (rgbToLab_result_b * rgbToLab_result_b + a1_1 * a1_1));
      da1_1 += dh_1 * (rgbToLab_result_b === 0 && a1_1 === 0 ? 0 : -rgbToLab_result_b / (rgbToLab_result_b * rgbToLab_result_b + a1_1 * a1_1));
    }
  }
  let dpower_7 = 0;
  if (dc2 !== 0) {
    const d_8 = dc2 * (0.5 / c2);
    da2 += 2 * (d_8 * a2);
    dpower_7 += d_8;
  }
  if (dpower_7 !== 0) {
    drgbToLab_result_1_b += dpower_7 * (2 * rgbToLab_result_1_b);
  }
  let dpower_6 = 0;
  if (dc1 !== 0) {
    const d_7 = dc1 * (0.5 / c1);
    da1_1 += 2 * (d_7 * a1_1);
    dpower_6 += d_7;
  }
  if (dpower_6 !== 0) {
    drgbToLab_result_b += dpower_6 * (2 * rgbToLab_result_b);
  }
  let dG_2 = da2 * rgbToLab_result_1_a;
  let drgbToLab_result_1_a = da2 * (1 + G_2);
  dG_2 += da1_1 * rgbToLab_result_a;
  let drgbToLab_result_a = da1_1 * (1 + G_2);
  const dsqrt_2 = -(dG_2 * 0.5);
  let dCm7 = 0;
  if (dsqrt_2 !== 0) {
    const d_6 = dsqrt_2 * (0.5 / sqrt_2);
    dCm7 += d_6 / (Cm7 + P25_7);
    dCm7 -= d_6 * (Cm7 / (Cm7 + P25_7)) / (Cm7 + P25_7);
  }
  let dC2 = 0;
  let dC1 = 0;
  if (dCm7 !== 0) {
    const d_5 = dCm7 * (7 * ((C1 + C2) / 2) ** 6) / 2;
    dC1 += d_5;
    dC2 += d_5;
  }
  const dsum_2 = dC2 !== 0 ? dC2 * (0.5 / C2) : 0;
  if (dsum_2 !== 0) {
    drgbToLab_result_1_b += dsum_2 * (2 * rgbToLab_result_1_b);
  }
  if (dsum_2 !== 0) {
    drgbToLab_result_1_a += dsum_2 * (2 * rgbToLab_result_1_a);
  }
  const dsum_1_4 = dC1 !== 0 ? dC1 * (0.5 / C1) : 0;
  if (dsum_1_4 !== 0) {
    drgbToLab_result_b += dsum_1_4 * (2 * rgbToLab_result_b);
  }
  if (dsum_1_4 !== 0) {
    drgbToLab_result_a += dsum_1_4 * (2 * rgbToLab_result_a);
  }
  const d_4 = drgbToLab_result_1_b * 200;
  let dfy_1 = d_4;
  const dfz_1 = -d_4;
  const d_3 = drgbToLab_result_1_a * 500;
  dfy_1 -= d_3;
  dfy_1 += drgbToLab_result_1_L * 116;
  let dt_1_1_1 = 0;
  if (taken_11) {
    if (dfz_1 !== 0) {
      dt_1_1_1 += dfz_1 / (3 * cbrt_2_1 * cbrt_2_1);
    }
  } else {
    dt_1_1_1 += dfz_1 / 116 * (24389 / 27);
  }
  const dZ_1 = dt_1_1_1 / 1.08883;
  const dvalue_4_1 = dfy_1;
  let dY_1 = 0;
  if (taken_10) {
    if (dvalue_4_1 !== 0) {
      dY_1 += dvalue_4_1 / (3 * cbrt_1_1 * cbrt_1_1);
    }
  } else {
    dY_1 += dvalue_4_1 / 116 * (24389 / 27);
  }
  let dt_2 = 0;
  if (taken_9) {
    if (d_3 !== 0) {
      dt_2 += d_3 / (3 * cbrt_3 * cbrt_3);
    }
  } else {
    dt_2 += d_3 / 116 * (24389 / 27);
  }
  const dX_1 = dt_2 / 0.95047;
  let dR_1 = dZ_1 * 0.0193339;
  let dG_1 = dZ_1 * 0.119192;
  let dB_1 = dZ_1 * 0.9503041;
  dR_1 += dY_1 * 0.2126729;
  dG_1 += dY_1 * 0.7151522;
  dB_1 += dY_1 * 0.072175;
  dR_1 += dX_1 * 0.4124564;
  dG_1 += dX_1 * 0.3575761;
  dB_1 += dX_1 * 0.1804375;
  const dvalue_2_1 = dB_1;
  let db_1 = 0;
  if (taken_8) {
    db_1 += dvalue_2_1 / 12.92;
  } else {
    db_1 += dvalue_2_1 !== 0 ? dvalue_2_1 * (2.4 * (sum_1_2_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1_1 = dG_1;
  let dg_1 = 0;
  if (taken_7) {
    dg_1 += dvalue_1_1 / 12.92;
  } else {
    dg_1 += dvalue_1_1 !== 0 ? dvalue_1_1 * (2.4 * (sum_1_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_6 = dR_1;
  let dr_1_1 = 0;
  if (taken_6) {
    dr_1_1 += dvalue_6 / 12.92;
  } else {
    dr_1_1 += dvalue_6 !== 0 ? dvalue_6 * (2.4 * (sum_1_3 / 1.055) ** 1.4) / 1.055 : 0;
  }
  da1.b = (da1.b ?? 0) + db_1;
  da1.g = (da1.g ?? 0) + dg_1;
  da1.r = (da1.r ?? 0) + dr_1_1;
  const d_2 = drgbToLab_result_b * 200;
  let dfy = d_2;
  const dfz = -d_2;
  const d_1 = drgbToLab_result_a * 500;
  dfy -= d_1;
  dfy += drgbToLab_result_L * 116;
  let dt_1_1 = 0;
  if (taken_5) {
    if (dfz !== 0) {
      dt_1_1 += dfz / (3 * cbrt_2 * cbrt_2);
    }
  } else {
    dt_1_1 += dfz / 116 * (24389 / 27);
  }
  const dZ = dt_1_1 / 1.08883;
  const dvalue_4 = dfy;
  let dY = 0;
  if (taken_4) {
    if (dvalue_4 !== 0) {
      dY += dvalue_4 / (3 * cbrt_1 * cbrt_1);
    }
  } else {
    dY += dvalue_4 / 116 * (24389 / 27);
  }
  let dt_1 = 0;
  if (taken_3) {
    if (d_1 !== 0) {
      dt_1 += d_1 / (3 * cbrt * cbrt);
    }
  } else {
    dt_1 += d_1 / 116 * (24389 / 27);
  }
  const dX = dt_1 / 0.95047;
  let dR = dZ * 0.0193339;
  let dG = dZ * 0.119192;
  let dB = dZ * 0.9503041;
  dR += dY * 0.2126729;
  dG += dY * 0.7151522;
  dB += dY * 0.072175;
  dR += dX * 0.4124564;
  dG += dX * 0.3575761;
  dB += dX * 0.1804375;
  const dvalue_2 = dB;
  let db = 0;
  if (taken_2) {
    db += dvalue_2 / 12.92;
  } else {
    db += dvalue_2 !== 0 ? dvalue_2 * (2.4 * (sum_1_2 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue_1 = dG;
  let dg = 0;
  if (taken_1) {
    dg += dvalue_1 / 12.92;
  } else {
    dg += dvalue_1 !== 0 ? dvalue_1 * (2.4 * (sum_1_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  const dvalue = dR;
  let dr_1 = 0;
  if (taken) {
    dr_1 += dvalue / 12.92;
  } else {
    dr_1 += dvalue !== 0 ? dvalue * (2.4 * (sum_1 / 1.055) ** 1.4) / 1.055 : 0;
  }
  da0.b = (da0.b ?? 0) + db;
  da0.g = (da0.g ?? 0) + dg;
  da0.r = (da0.r ?? 0) + dr_1;
  return [0, 0];
}
$.pair(loss7, loss7_pair);
const data8 = workloads[8].args;
export const loss8 = a0 => {
  "differentiable";

  return fitResidual(a0, data8[1]);
};
function loss8_forward(tape, a0) {
  return fitResidual_forward(tape, a0, data8[1]);
}
function loss8_pullback(tape, dresult) {
  fitResidual_pullback(tape, dresult);
}
$.pair(loss8, loss8_pair);
const data9 = workloads[9].args;
export const loss9 = a0 => {
  "differentiable";

  return tree(a0, data9[1]);
};
function loss9_forward(tape, a0) {
  const element = data9[1];
  let tree_result;
  const taken = element === 0 ? 1 : 0;
  if (taken) {
    tree_result = Math.sin(a0);
  } else {
    const tree_result_1 = tree_forward(tape, 0.9 * a0, element - 1);
    const tree_result_1_1 = tree_forward(tape, 1.05 * a0 + 0.1, element - 1);
    tree_result = 0.5 * (tree_result_1 + a0 * tree_result_1_1);
    tape.push(tree_result_1_1);
  }
  tape.push2(a0, taken);
  return tree_result;
}
function loss9_pullback(tape, dresult) {
  const taken = tape.pop();
  const a0 = tape.pop();
  let da0 = 0;
  if (taken) {
    if (dresult !== 0) {
      da0 += dresult * Math.cos(a0);
    }
  } else {
    const tree_result_1_1 = tape.pop();
    const dsum_1 = dresult * 0.5;
    da0 += dsum_1 * tree_result_1_1;
    const d_2 = tree_pullback(tape, dsum_1 * a0);
    da0 += d_2[0] * 1.05;
    const d_1 = tree_pullback(tape, dsum_1);
    da0 += d_1[0] * 0.9;
  }
  return [da0];
}
function loss9_joint(tape, a0) {
  let tree_result_1_2 = 0;
  let tree_result_1_3 = 0;
  let x = 0;
  let taken = 0;
  let tree_result_1_1 = 0;
  let x_1 = 0;
  let taken_1 = 0;
  if (!$.isList(data9) || typeof a0 !== "number") {
    return;
  }
  const element = data9[1];
  let tree_result;
  const taken_2 = element === 0 ? 1 : 0;
  if (taken_2) {
    tree_result = Math.sin(a0);
  } else {
    let tree_result_1;
    x = 0.9 * a0;
    const depth = element - 1;
    taken = depth === 0 ? 1 : 0;
    if (taken) {
      tree_result_1 = Math.sin(x);
    } else {
      const tree_result_2 = tree_forward(tape, 0.9 * x, depth - 1);
      tree_result_1_2 = tree_forward(tape, 1.05 * x + 0.1, depth - 1);
      if (typeof tree_result_1_2 !== "number") {
        return;
      }
      tree_result_1 = 0.5 * (tree_result_2 + x * tree_result_1_2);
    }
    tree_result_1_1 = undefined;
    x_1 = 1.05 * a0 + 0.1;
    const depth_1 = element - 1;
    taken_1 = depth_1 === 0 ? 1 : 0;
    if (taken_1) {
      tree_result_1_1 = Math.sin(x_1);
    } else {
      const tree_result_3 = tree_forward(tape, 0.9 * x_1, depth_1 - 1);
      tree_result_1_3 = tree_forward(tape, 1.05 * x_1 + 0.1, depth_1 - 1);
      if (typeof tree_result_1_3 !== "number") {
        return;
      }
      tree_result_1_1 = 0.5 * (tree_result_3 + x_1 * tree_result_1_3);
    }
    tree_result = 0.5 * (tree_result_1 + a0 * tree_result_1_1);
  }
  const value = tree_result;
  if (typeof value !== "number") {
    return;
  }
  tape.value = value;
  let da0 = 0;
  if (taken_2) {
    if (1 !== 0) {
      da0 += Math.cos(a0);
    }
  } else {
    const dsum_1 = 0.5;
    da0 += dsum_1 * tree_result_1_1;
    const dtree_result_1_1 = dsum_1 * a0;
    let dx_1_1 = 0;
    if (taken_1) {
      if (dtree_result_1_1 !== 0) {
        dx_1_1 += dtree_result_1_1 * Math.cos(x_1);
      }
    } else {
      const dsum_1_2 = dtree_result_1_1 * 0.5;
      dx_1_1 += dsum_1_2 * tree_result_1_3;
      const d_4 = tree_pullback(tape, dsum_1_2 * x_1);
      dx_1_1 += d_4[0] * 1.05;
      const d_3 = tree_pullback(tape, dsum_1_2);
      dx_1_1 += d_3[0] * 0.9;
    }
    da0 += dx_1_1 * 1.05;
    let dx_1 = 0;
    if (taken) {
      if (dsum_1 !== 0) {
        dx_1 += dsum_1 * Math.cos(x);
      }
    } else {
      const dsum_1_1 = dsum_1 * 0.5;
      dx_1 += dsum_1_1 * tree_result_1_2;
      const d_2 = tree_pullback(tape, dsum_1_1 * x);
      dx_1 += d_2[0] * 1.05;
      const d_1 = tree_pullback(tape, dsum_1_1);
      dx_1 += d_1[0] * 0.9;
    }
    da0 += dx_1 * 0.9;
  }
  return [da0];
}
$.pair(loss9, loss9_pair);
const data10 = workloads[10].args;
export const loss10 = (a0, a1) => {
  "differentiable";

  return reprojectionError(a0, a1, data10[2]);
};
function loss10_forward(tape, a0, a1) {
  return reprojectionError_forward(tape, a0, a1, data10[2]);
}
function loss10_pullback(tape, dresult) {
  reprojectionError_pullback(tape, dresult);
}
function loss10_joint(tape, a0, a1) {
  let element_1_1_1_1 = 0;
  let element_3_1_1 = 0;
  let element_5_1 = 0;
  let th = 0;
  let s_1 = 0;
  let u_2_0 = 0;
  let u_2_1 = 0;
  let u_2_2 = 0;
  let c = 0;
  let s = 0;
  let element_14 = 0;
  let element_1_4 = 0;
  let element_2_4 = 0;
  let cross_result_1_0 = 0;
  let cross_result_1_1_1 = 0;
  let cross_result_1_2 = 0;
  let dot_result_1 = 0;
  let s_2 = 0;
  if (!$.isList(data10)) {
    return;
  }
  const element = data10[2];
  if (!$.isList(element)) {
    return;
  }
  let err = 0;
  let i = 0;
  const derr = 1;
  for (; i < element.length; i++) {
    const obs = element[i];
    if (tape.wants(obs)) {
      return;
    }
    const element_1 = a0[obs.cam];
    const delement_1_1 = tape.shadow(element_1);
    const element_1_1 = a1[obs.pt];
    const delement_1_1_2 = tape.shadow(element_1_1);
    if (!$.isList(element_1_1)) {
      return;
    }
    let project_result_0;
    let project_result_1;
    const rot = element_1.rot;
    const drot_1 = tape.shadow(rot);
    if (!$.isList(rot)) {
      return;
    }
    let rotate_result_0;
    let rotate_result_1;
    let rotate_result_2;
    const element_4 = rot[0];
    if (typeof element_4 !== "number") {
      return;
    }
    const element_2_1 = rot[1];
    if (typeof element_2_1 !== "number") {
      return;
    }
    const element_4_1 = rot[2];
    if (typeof element_4_1 !== "number") {
      return;
    }
    const th2 = element_4 * element_4 + element_2_1 * element_2_1 + element_4_1 * element_4_1;
    const taken = th2 < 1e-12 ? 1 : 0;
    if (taken) {
      element_1_1_1_1 = element_1_1[2];
      if (typeof element_1_1_1_1 !== "number") {
        return;
      }
      element_3_1_1 = element_1_1[1];
      if (typeof element_3_1_1 !== "number") {
        return;
      }
      element_5_1 = element_1_1[0];
      if (typeof element_5_1 !== "number") {
        return;
      }
      const cross_result_0 = element_2_1 * element_1_1_1_1 - element_4_1 * element_3_1_1;
      const cross_result_1_1 = element_4_1 * element_5_1 - element_4 * element_1_1_1_1;
      const cross_result_2 = element_4 * element_3_1_1 - element_2_1 * element_5_1;
      rotate_result_0 = element_5_1 + cross_result_0;
      rotate_result_1 = element_3_1_1 + cross_result_1_1;
      rotate_result_2 = element_1_1_1_1 + cross_result_2;
    } else {
      th = Math.sqrt(th2);
      s_1 = 1 / th;
      u_2_0 = element_4 * s_1;
      u_2_1 = element_2_1 * s_1;
      u_2_2 = element_4_1 * s_1;
      c = Math.cos(th);
      s = Math.sin(th);
      element_14 = element_1_1[0];
      if (typeof element_14 !== "number") {
        return;
      }
      element_1_4 = element_1_1[1];
      if (typeof element_1_4 !== "number") {
        return;
      }
      element_2_4 = element_1_1[2];
      if (typeof element_2_4 !== "number") {
        return;
      }
      const scale_result_1_0 = element_14 * c;
      const scale_result_1_1 = element_1_4 * c;
      const scale_result_1_2 = element_2_4 * c;
      cross_result_1_0 = u_2_1 * element_2_4 - u_2_2 * element_1_4;
      cross_result_1_1_1 = u_2_2 * element_14 - u_2_0 * element_2_4;
      cross_result_1_2 = u_2_0 * element_1_4 - u_2_1 * element_14;
      const scale_result_2_0 = cross_result_1_0 * s;
      const scale_result_2_1 = cross_result_1_1_1 * s;
      const scale_result_2_2 = cross_result_1_2 * s;
      const add_result_1_0 = scale_result_1_0 + scale_result_2_0;
      const add_result_1_1 = scale_result_1_1 + scale_result_2_1;
      const add_result_1_2 = scale_result_1_2 + scale_result_2_2;
      dot_result_1 = u_2_0 * element_14 + u_2_1 * element_1_4 + u_2_2 * element_2_4;
      s_2 = dot_result_1 * (1 - c);
      const scale_result_3_0 = u_2_0 * s_2;
      const scale_result_3_1 = u_2_1 * s_2;
      const scale_result_3_2 = u_2_2 * s_2;
      rotate_result_0 = add_result_1_0 + scale_result_3_0;
      rotate_result_1 = add_result_1_1 + scale_result_3_1;
      rotate_result_2 = add_result_1_2 + scale_result_3_2;
    }
    const trans = element_1.trans;
    const dtrans_1 = tape.shadow(trans);
    if (!$.isList(trans)) {
      return;
    }
    const element_1_11 = trans[0];
    const element_3_7 = trans[1];
    const element_5_7 = trans[2];
    const q_0 = rotate_result_0 + element_1_11;
    const q_1 = rotate_result_1 + element_3_7;
    const q_2 = rotate_result_2 + element_5_7;
    if (typeof q_2 !== "number") {
      return;
    }
    const x = q_0 / q_2;
    const y = q_1 / q_2;
    const r2 = x * x + y * y;
    const k1 = element_1.k1;
    const k2 = element_1.k2;
    if (typeof k2 !== "number") {
      return;
    }
    const sum_1 = k1 + r2 * k2;
    if (typeof sum_1 !== "number") {
      return;
    }
    const distort = 1 + r2 * sum_1;
    const focal = element_1.focal;
    if (typeof focal !== "number") {
      return;
    }
    $.again("/tmp/wlb.mjs:459:36", element_1.focal, focal);
    project_result_0 = focal * distort * x;
    project_result_1 = focal * distort * y;
    const du = project_result_0 - obs.u;
    if (typeof du !== "number") {
      return;
    }
    const dv = project_result_1 - obs.v;
    if (typeof dv !== "number") {
      return;
    }
    err += du * du + dv * dv;
    const ddu = 2 * (derr * du);
    const ddv = 2 * (derr * dv);
    const d_2 = ddv * y;
    let dfocal = d_2 * distort;
    let ddistort = d_2 * focal;
    let dy_1 = ddv * (focal * distort);
    const d_1 = ddu * x;
    dfocal += d_1 * distort;
    ddistort += d_1 * focal;
    let dx_1 = ddu * (focal * distort);
    delement_1_1.focal = (delement_1_1.focal ?? 0) + dfocal;
    let dr2 = ddistort * sum_1;
    const dsum_1 = ddistort * r2;
    dr2 += dsum_1 * k2;
    delement_1_1.k2 = (delement_1_1.k2 ?? 0) + dsum_1 * r2;
    delement_1_1.k1 = (delement_1_1.k1 ?? 0) + dsum_1;
    dx_1 += 2 * (dr2 * x);
    dy_1 += 2 * (dr2 * y);
    const dq_1 = dy_1 / q_2;
    let dq_2 = -(dy_1 * y / q_2);
    const dq_0 = dx_1 / q_2;
    dq_2 -= dx_1 * x / q_2;
    const drotate_result_2 = dq_2;
    dtrans_1[2] += dq_2;
    dtrans_1[1] += dq_1;
    dtrans_1[0] += dq_0;
    let dth2 = 0;
    let delement_4_1 = 0;
    let delement_2_1 = 0;
    let delement_4 = 0;
    if (taken) {
      let delement_1_1_1_1 = drotate_result_2;
      let delement_3_1_1 = dq_1;
      let delement_5_1 = dq_0;
      delement_4 += drotate_result_2 * element_3_1_1;
      delement_3_1_1 += drotate_result_2 * element_4;
      delement_2_1 -= drotate_result_2 * element_5_1;
      delement_5_1 -= drotate_result_2 * element_2_1;
      delement_4_1 += dq_1 * element_5_1;
      delement_5_1 += dq_1 * element_4_1;
      delement_4 -= dq_1 * element_1_1_1_1;
      delement_1_1_1_1 -= dq_1 * element_4;
      delement_2_1 += dq_0 * element_1_1_1_1;
      delement_1_1_1_1 += dq_0 * element_2_1;
      delement_4_1 -= dq_0 * element_3_1_1;
      delement_3_1_1 -= dq_0 * element_4_1;
      delement_1_1_2[0] += delement_5_1;
      delement_1_1_2[1] += delement_3_1_1;
      delement_1_1_2[2] += delement_1_1_1_1;
    } else {
      let du_2_2 = drotate_result_2 * s_2;
      let ds_2 = drotate_result_2 * u_2_2;
      let du_2_1 = dq_1 * s_2;
      ds_2 += dq_1 * u_2_1;
      let du_2_0 = dq_0 * s_2;
      ds_2 += dq_0 * u_2_0;
      const ddot_result_1 = ds_2 * (1 - c);
      let dc = -(ds_2 * dot_result_1);
      du_2_0 += ddot_result_1 * element_14;
      let delement_14 = ddot_result_1 * u_2_0;
      du_2_1 += ddot_result_1 * element_1_4;
      let delement_1_4 = ddot_result_1 * u_2_1;
      du_2_2 += ddot_result_1 * element_2_4;
      let delement_2_4 = ddot_result_1 * u_2_2;
      const dcross_result_1_2 = drotate_result_2 * s;
      let ds = drotate_result_2 * cross_result_1_2;
      const dcross_result_1_1_1 = dq_1 * s;
      ds += dq_1 * cross_result_1_1_1;
      const dcross_result_1_0 = dq_0 * s;
      ds += dq_0 * cross_result_1_0;
      du_2_0 += dcross_result_1_2 * element_1_4;
      delement_1_4 += dcross_result_1_2 * u_2_0;
      du_2_1 -= dcross_result_1_2 * element_14;
      delement_14 -= dcross_result_1_2 * u_2_1;
      du_2_2 += dcross_result_1_1_1 * element_14;
      delement_14 += dcross_result_1_1_1 * u_2_2;
      du_2_0 -= dcross_result_1_1_1 * element_2_4;
      delement_2_4 -= dcross_result_1_1_1 * u_2_0;
      du_2_1 += dcross_result_1_0 * element_2_4;
      delement_2_4 += dcross_result_1_0 * u_2_1;
      du_2_2 -= dcross_result_1_0 * element_1_4;
      delement_1_4 -= dcross_result_1_0 * u_2_2;
      delement_2_4 += drotate_result_2 * c;
      dc += drotate_result_2 * element_2_4;
      delement_1_4 += dq_1 * c;
      dc += dq_1 * element_1_4;
      delement_14 += dq_0 * c;
      dc += dq_0 * element_14;
      delement_1_1_2[2] += delement_2_4;
      delement_1_1_2[1] += delement_1_4;
      delement_1_1_2[0] += delement_14;
      let dth = ds !== 0 ? ds * Math.cos(th) : 0;
      if (dc !== 0) {
        dth -= dc * Math.sin(th);
      }
      delement_4_1 += du_2_2 * s_1;
      let ds_1 = du_2_2 * element_4_1;
      delement_2_1 += du_2_1 * s_1;
      ds_1 += du_2_1 * element_2_1;
      delement_4 += du_2_0 * s_1;
      ds_1 += du_2_0 * element_4;
      dth -= ds_1 * s_1 / th;
      if (dth !== 0) {
        dth2 += dth * (0.5 / th);
      }
    }
    delement_4 += 2 * (dth2 * element_4);
    delement_2_1 += 2 * (dth2 * element_2_1);
    delement_4_1 += 2 * (dth2 * element_4_1);
    drot_1[2] += delement_4_1;
    drot_1[1] += delement_2_1;
    drot_1[0] += delement_4;
  }
  const value = err;
  if (typeof value !== "number") {
    return;
  }
  tape.value = value;
  return [0, 0];
}
$.pair(loss10, loss10_pair);