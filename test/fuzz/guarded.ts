/** Random statements that throw and catch: jumps out of `try`, `finally` that overrides, errors with fields, rethrowing. */
import { condition, expression, place, squashed } from "./expressions.ts";
import type { Writer } from "./expressions.ts";
import type { Scope } from "./scope.ts";
import { number, statement } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { existing, value } from "./values.ts";

export function guarded(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const deeper = scope.inner({ depth: 0, loop: false, breakable: false, labels: [], tried: false, result: undefined });
  const e = (): Tree => expression(w, deeper, 1);
  const sq = (): Tree => squashed(w, deeper, 1);
  const when = (): Tree => condition(w, deeper);
  const to = place(w, scope, true) ?? number`total`;
  const too = place(w, scope, true) ?? number`total`;
  const list = existing(w, scope, "arr") ?? value(w, scope, "arr", 1);
  const pair = existing(w, scope, "pair") ?? value(w, scope, "pair", 1);
  const [a, b, k] = ["a", "b", "k"].map((letter) => scope.fresh(letter)) as [string, string, string];
  const jump = dice.pick(["continue", "break"]);
  // What is not supported yet, as long as it is not: a program with it is not judged.
  const rarely = (make: () => Tree): Tree | undefined => (dice.chance(0.05) ? make() : undefined);
  return dice.first<Tree>([
    () =>
      statement`for (let ${k} = 0; ${k} < 4; ${k}++) { try { if (${k} === 1) ${jump}; ${to} += 0.3 * ${sq()}; if (${when()}) break; } finally { ${too} = ${sq()}; } ${to} *= 0.9; }`,
    () =>
      statement`for (let ${k} = 0; ${k} < 4; ${k}++) { try { ${to} = ${sq()}; if (${k} % 2 === 1) throw ${to} * ${e()}; ${too} += 0.1; } catch (${a}) { ${too} = Math.sin(${a} + 0.2); if (${when()}) ${jump}; } ${to} = Math.sin(${to} + 0.3); }`,
    () =>
      statement`${to} = (() => { try { if (${when()}) throw ${e()}; return ${sq()}; } catch (${a}) { return Math.sin(${a} * 0.7); } finally { ${too} = ${sq()}; if (${when()}) return ${sq()}; } })();`,
    () =>
      statement`const ${a} = (p, x) => { p.s = Math.sin(p.s * x + 0.3); if (p.s > ${dice.literal()}17) throw { s: p.s * x }; p.t = Math.sin(x); return p.s; }; try { ${to} = ${a}(${pair}, ${e()}) * ${a}(${pair}, ${e()}); } catch (${b}) { if (${b} instanceof Error) throw ${b}; ${to} = ${b}.s; }`,
    () =>
      statement`class ${a.toUpperCase()} extends Error { constructor(v) { super("failed"); this.v = v; } } const ${b} = (n, x) => { if (n === 0) throw new ${a.toUpperCase()}(x * ${e()}); ${to} = Math.sin(${to} + x); try { return ${b}(n - 1, x * 0.8); } finally { ${too} = Math.sin(${too} * 0.9 + 0.1); } }; try { ${b}(2, ${e()}); } catch (${k}) { if (!(${k} instanceof ${a.toUpperCase()})) throw ${k}; ${to} = Math.sin(${k}.v); }`,
    () =>
      statement`try { ${list}.slice(0, 3).forEach((x, i) => { ${to} = Math.sin(${to} * x); ${list}[i] = x * 0.5; if (i === 1) throw x * ${e()}; }); } catch (${a}) { if (${a} instanceof Error) throw ${a}; ${too} = Math.sin(${a}); }`,
    () =>
      statement`try { try { ${to} = ${sq()}; if (${when()}) throw ${sq()}; ${too} = ${sq()}; } catch (${a}) { ${to} = Math.sin(${a} + ${to}); throw ${a} * ${e()}; } } catch (${b}) { if (${b} instanceof Error) throw ${b}; ${too} = Math.sin(${b} * 0.8); }`,
    () =>
      statement`${b}: { try { ${to} = ${sq()}; if (${when()}) break ${b}; ${to} *= 0.7; } finally { ${too} += 0.2 * ${sq()}; } ${to} -= 0.1; }`,
    () =>
      rarely(
        () =>
          statement`const ${a} = function* () { try { yield ${e()}; yield ${e()}; yield 0.3; } finally { ${too} = ${sq()}; } }; for (const ${k} of ${a}()) { ${to} = Math.sin(${to} + ${k}); if (${when()}) break; }`,
      ),
    () =>
      statement`const ${a} = (x) => { let r = x; try { return r; } finally { r = 9; ${to} = Math.sin(${to} + x); } }; ${too} = ${a}(${e()}) * 0.5;`,
  ]);
}
