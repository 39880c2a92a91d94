/** Random control flow: branches, loops, switches, exceptions, jumps. */
import { condition, expression, place, squashed } from "./expressions.ts";
import type { Writer } from "./expressions.ts";
import type { Scope } from "./scope.ts";
import { statements } from "./statements.ts";
import { other, statement } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { existing, value } from "./values.ts";

export function compound(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const deeper = { depth: scope.around.depth - 1 };
  const inner = (): Tree => statements(w, scope.inner(deeper));
  return dice.first([
    () => statement`if (${condition(w, scope)}) {${inner()}}`,
    () => statement`if (${condition(w, scope)}) {${inner()}} else {${inner()}}`,
    () =>
      statement`if (${condition(w, scope)}) {${inner()}} else if (${condition(w, scope)}) {${inner()}} else {${inner()}}`,
    () => counted(w, scope),
    () => counted(w, scope),
    () => turning(w, scope),
    () => over(w, scope),
    () => over(w, scope),
    () => each(w, scope),
    () => choice(w, scope),
    () => labelled(w, scope),
    () => (w.exceptions ? attempt(w, scope) : undefined),
    () => (w.exceptions ? attempt(w, scope) : undefined),
  ]);
}

interface Loop {
  readonly scope: Scope;
  /** "label: " or nothing. */
  readonly label: string;
}

function loop(w: Writer, scope: Scope): Loop {
  const { around } = scope;
  const label = w.dice.chance(0.3) ? scope.fresh("loop") : undefined;
  const labels = label === undefined ? around.labels : [...around.labels, label];
  return {
    scope: scope.inner({ depth: around.depth - 1, loop: true, breakable: true, labels }),
    label: label === undefined ? "" : `${label}: `,
  };
}

function counted(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const { scope: inner, label } = loop(w, scope);
  const bound = dice.integer(2, 4);
  return dice.first([
    () => {
      const i = inner.declare("int");
      return statement`${label}for (let ${i} = 0; ${i} < ${`${bound}`}; ${i}++) {${statements(w, inner)}}`;
    },
    () => {
      const i = inner.declare("int");
      return statement`${label}for (let ${i} = ${`${bound}`}; ${i} > 0; ${i}--) {${statements(w, inner)}}`;
    },
    () => {
      const i = inner.declare("int", true);
      return statement`${label}for (let ${i} = 0; ${i} < ${`${bound}`} && ${condition(w, scope)}; ${i} += 1) {${statements(w, inner)}}`;
    },
    () => {
      const xs = existing(w, scope, "arr");
      const i = inner.declare("int");
      return (
        xs &&
        statement`${label}for (let ${i} = 0, end = ${xs}.length; ${i} < end && ${i} < 5; ${i}++) {${statements(w, inner)}}`
      );
    },
    () => {
      const x = inner.declare("num", true);
      const i = inner.declare("int");
      return statement`${label}for (let ${x} = ${squashed(w, scope, 1)}, ${i} = 0; ${i} < ${`${bound}`}; ${i}++, ${x} *= 0.9) {${statements(w, inner)}}`;
    },
  ]);
}

/** while and do, with a count outside. */
function turning(w: Writer, scope: Scope): Tree {
  const { scope: inner, label } = loop(w, scope);
  const i = scope.fresh("turn");
  const bound = `${w.dice.integer(1, 4)}`;
  const body = statements(w, inner);
  const goes = w.dice.chance(0.5) ? other` && ${condition(w, scope)}` : other`${""}`;
  return w.dice.chance(0.5)
    ? statement`let ${i} = 0; ${label}while (${i}++ < ${bound}${goes}) {${body}}`
    : statement`let ${i} = 0; ${label}do {${body}} while (++${i} < ${bound}${goes});`;
}

/** for-of and for-in. */
function over(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const { scope: inner, label } = loop(w, scope);
  const word = dice.pick(["const", "let"]);
  const num = (): string => inner.declare("num", word === "let");
  const [xs, ts, mat, pair] = [
    existing(w, scope, "arr"),
    existing(w, scope, "typed"),
    existing(w, scope, "matrix"),
    existing(w, scope, "pair"),
  ];
  const [map, fns] = [existing(w, scope, "map"), existing(w, scope, "fns")];
  const of = (head: string, items: Tree): Tree =>
    statement`${label}for (${word} ${head} of ${items}) {${statements(w, inner)}}`;
  return dice.first([
    () => xs && of(num(), other`${xs}.slice(0, 4)`),
    () => ts && of(num(), ts),
    () => of(num(), other`[${expression(w, scope, 1)}, ${expression(w, scope, 1)}]`),
    () => xs && of(`[${inner.declare("int")}, ${num()}]`, other`${xs}.slice(0, 3).entries()`),
    () => mat && of(inner.declare("arr", word === "let"), mat),
    () => mat && of(`[${num()}, ${num()} = 0.3]`, mat),
    () => map && of(`[${inner.fresh("key")}, ${num()}]`, other`new Map(${map})`),
    () => map && of(num(), other`[...${map}.values()]`),
    () => map && of(num(), other`new Map(${map}).values()`),
    () => pair && of(`[${inner.fresh("key")}, ${num()}]`, other`Object.entries(${pair})`),
    () => fns && of(inner.declare("fn", word === "let"), other`${fns}.slice(0, 2)`),
    () =>
      of(
        `{ s: ${num()}, t: ${num()} = 0.1 }`,
        other`[${value(w, scope, "pair", 1)}, { s: ${expression(w, scope, 1)} }]`,
      ),
    () => {
      const to = place(w, scope, true);
      const key = inner.fresh("key");
      return (
        pair &&
        to &&
        statement`${label}for (const ${key} in ${pair}) {${statements(w, inner)}${to} += ${pair}[${key}]; }`
      );
    },
    () => {
      const to = place(w, scope, true);
      return xs && to && statement`${label}for (${to} of ${xs}.slice(0, 3)) {${statements(w, inner)}}`;
    },
  ]);
}

/** forEach with a callback: no jumps out of it. */
function each(w: Writer, scope: Scope): Tree | undefined {
  const { dice } = w;
  const inner = scope.inner({
    depth: scope.around.depth - 1,
    loop: false,
    breakable: false,
    labels: [],
    tried: false,
    result: "num",
  });
  const xs = existing(w, scope, dice.pick(["arr", "typed"]));
  const map = existing(w, scope, "map");
  const x = inner.declare("num", dice.chance(0.4));
  return dice.first([
    () => {
      const params = dice.chance(0.4) ? `${x}, ${inner.declare("int")}` : x;
      return statement`${xs ?? value(w, scope, "arr", 1)}.slice(0, 3).forEach((${params}) => {${statements(w, inner)}});`;
    },
    () => map && statement`new Map(${map}).forEach((${x}, ${inner.fresh("key")}) => {${statements(w, inner)}});`,
  ]);
}

function choice(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const counts = scope.all("int");
  const subject =
    counts.length > 0 && dice.chance(0.7)
      ? other`${dice.pick(counts).name} % 3`
      : other`${condition(w, scope)} ? ${`${dice.integer(0, 1)}`} : 2`;
  const inner = (): Tree => statements(w, scope.inner({ depth: scope.around.depth - 1, breakable: true }), 1, 3);
  const end = (): string => dice.pick(["break; ", "", ""]);
  const cases = [
    other`case 0: {${inner()}} ${end()}`,
    other`case 1: {${inner()}} ${end()}`,
    other`default: {${inner()}} ${end()}`,
  ];
  if (dice.chance(0.3)) cases.push(other`case 2: {${inner()}}`);
  if (dice.chance(0.3)) cases.unshift(cases.splice(2, 1)[0]!);
  return statement`switch (${subject}) { ${{ kind: "other", parts: cases }} }`;
}

function labelled(w: Writer, scope: Scope): Tree {
  const label = scope.fresh("out");
  const inner = scope.inner({ depth: scope.around.depth - 1 });
  const head = statements(w, inner, 1, 2);
  const leave = statement`if (${condition(w, inner)}) break ${label};`;
  const rest = statements(w, inner, 1, 2);
  return statement`${label}: {${{ kind: "block", parts: [...head.parts, leave, ...rest.parts] }}}`;
}

function attempt(w: Writer, scope: Scope): Tree {
  const { dice } = w;
  const depth = scope.around.depth - 1;
  const work = statements(w, scope.inner({ depth, tried: true }), 2, 4);
  const error = scope.fresh("e");
  // A stack overflow or a mistake is not for the program to catch: then it is not judged.
  const intact = `if (${error} instanceof Error) throw ${error};`;
  const to = place(w, scope, true);
  const handler = statements(w, scope.inner({ depth }), 1, 2);
  const kept = statement`${to ?? "total"} = typeof ${error} === "number" ? ${error} : ${error}.s ?? 0.4;`;
  const changed = statement`if (typeof ${error} === "object") ${error}.s ${dice.pick(["*=", "=", "+="])} ${squashed(w, scope, 1)};`;
  const first = dice.first([() => [kept], () => [changed], () => [changed, kept], () => []]);
  const caught: Tree = { kind: "block", parts: [...first, ...handler.parts] };
  const last = (): Tree =>
    statements(w, scope.inner({ depth: 0, result: undefined, loop: false, breakable: false, labels: [] }), 1, 2);
  return dice.first([
    () => statement`try {${work}} catch (${error}) { ${intact}${caught}}`,
    () => statement`try {${work}} catch (${error}) { ${intact}${caught}} finally {${last()}}`,
    () => statement`try { try {${work}} finally {${last()}} } catch (${error}) { ${intact}${caught}}`,
  ]);
}

/** Out of here, on a condition. */
export function jump(w: Writer, scope: Scope): Tree | undefined {
  const { dice } = w;
  const { around } = scope;
  const when = condition(w, scope);
  return (
    dice.first<Tree | null>([
      () => (around.breakable ? statement`if (${when}) break;` : undefined),
      () => (around.loop ? statement`if (${when}) continue;` : undefined),
      () =>
        around.labels.length > 0
          ? statement`if (${when}) ${dice.pick(["break", "continue"])} ${dice.pick(around.labels)};`
          : undefined,
      () =>
        around.result !== undefined ? statement`if (${when}) return ${value(w, scope, around.result, 1)};` : undefined,
      () =>
        around.tried
          ? statement`if (${when}) throw ${dice.pick([squashed(w, scope, 1), value(w, scope, "pair", 1)])};`
          : undefined,
      () => null,
    ]) ?? undefined
  );
}
