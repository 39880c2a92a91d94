/** A random program: classes and functions of a module, and `f`, which is differentiated. */
import type { Program } from "../support/program.ts";
import { Dice } from "./dice.ts";
import { squashed } from "./expressions.ts";
import type { Writer } from "./expressions.ts";
import { Scope } from "./scope.ts";
import type { Signature, Type } from "./scope.ts";
import { declaration, statements } from "./statements.ts";
import { suspended } from "./suspended.ts";
import type { Suspension } from "./suspended.ts";
import { block, number, other, print, statement } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { value } from "./values.ts";

/** The declarations of the module, the last of them `f`; and the arguments of the call. */
export interface Draft {
  readonly module: Tree;
  readonly args: string;
  /** How its functions stop on the way, where they do; and the seed that says where. */
  readonly suspension?: readonly [how: Suspension, seed: number] | undefined;
  /** The plugin's options. */
  readonly options?: Readonly<Record<string, unknown>>;
}

const classes = `let total = 0.15;
const store = { v: 0.35 };
const kept = [];`;

export function draft(seed: number, exceptions: boolean): Draft {
  const dice = new Dice(seed);
  const w: Writer = { dice, functions: [], exceptions };
  const module = new Scope();
  const parts: Tree[] = [...meters(w, module)];
  for (let i = dice.integer(1, 4); i > 0; i--) parts.push(helper(w, module));
  const { tree, args } = main(w, module);
  return { module: block([...parts, tree]), args };
}

export function programOf(name: string, { module, args, suspension, options = {} }: Draft): Program {
  const text = print(module).replaceAll("\n  ", "\n").trim();
  const program = {
    name,
    source: `${classes}\n${text}`,
    args,
    state: "[total, store, kept.map((g) => g(0.3)), total, store]",
    options,
  };
  return suspension === undefined ? program : { ...program, suspended: suspended(program.source, ...suspension) };
}

/** A class and one that extends it, with a method of random text. */
function meters(w: Writer, module: Scope): Tree[] {
  const { dice } = w;
  const method = (): Tree => {
    const inner = module.body("num", { depth: 1 });
    for (const name of ["this.v", "this.w"]) inner.declare("num", true, name);
    inner.declare("arr", false, "this.log");
    inner.declare("num", true, "x");
    return done(w, inner, statements(w, inner, 1, 3), "num");
  };
  const base = statement`class Meter {
  v = ${dice.literal()};
  log = [0.1, ${dice.literal()}, 0.3];
  constructor(v, w = ${dice.literal()}) { ${dice.pick(["this.v = v", "this.v += v"])}; this.w = w; this.log[1] = v * w; }
  static blend(m, x) { return m.v * x + m.mix(x); }
  get level() { return this.v * this.w; }
  set level(x) { this.v = x; this.w = Math.sin(x + this.w); }
  get total() { return this.log[0] + this.log[1]; }
  set total(x) { this.log[0] = x; }
  grow(x) { this.v = Math.sin(this.v + x); return this.v * x; }
  mix(x) {${method()}}
}`;
  const derived = statement`class Gauge extends Meter {
  extra = this.v * ${dice.literal()};
  constructor(v, w) { super(v * 0.5, w); this.w = this.w + this.extra; }
  get level() { return this.v * this.w + this.extra; }
  set level(x) { this.v = x * 0.5; }
  ${dice.pick(["mix", "grow"])}(x) { const y = super.mix(x * 0.5); this.extra = Math.sin(y + x); return y * this.extra; }
}`;
  return [base, derived];
}

const done = (w: Writer, inner: Scope, body: Tree, result: Type): Tree => {
  const last = result === "num" ? squashed(w, inner) : value(w, inner, result, 1);
  return { ...body, parts: [...body.parts, statement`return ${last};`] };
};

const signatures: readonly Type[] = [
  "num",
  "num",
  "num",
  "arr",
  "typed",
  "record",
  "pair",
  "map",
  "meter",
  "fn",
  "matrix",
  "int",
];

function helper(w: Writer, module: Scope): Tree {
  const { dice } = w;
  const name = module.fresh("h");
  const throws = w.exceptions && dice.chance(0.5);
  const result: Type = dice.pick(["num", "num", "num", "num", "arr", "record", "pair", "fn", "map"]);
  const inner = module.body(result, { depth: dice.integer(0, 1), tried: throws });
  const params: Type[] = ["num", ...dice.list(0, 3, () => dice.pick(signatures))];
  const defaults = params.at(-1) === "num" && params.length > 1 && dice.chance(0.5) ? 1 : 0;
  const texts = params.map((type, i) => {
    const taken = i > 0 && dice.chance(0.3) ? pattern(type, inner) : undefined;
    return taken ?? inner.declare(type, i < params.length - defaults);
  });
  if (defaults > 0) {
    texts.push(`${texts.pop()!} = ${dice.pick([dice.literal(), `${texts[0]!} * 0.5`])}`);
  }
  const rest = dice.chance(0.2);
  const others = inner.fresh("rest");
  if (rest) texts.push(`...${others}`);
  const own: Signature = { name, params, rest, defaults, result, throws };
  const recursive = dice.chance(0.2) && result === "num" && texts.every((text) => /^\w+$/.test(text));
  const fuel = inner.fresh("fuel");
  const body = statements(w, inner, 1, 4).parts as Tree[];
  if (rest) inner.declare("num", false, `${others}.reduce((x, y) => x + y, 0.2)`);
  const start = recursive ? ` if (${fuel} <= 0) return ${texts[0]!};` : "";
  if (recursive) {
    const again = [`${fuel} - 1`, `0.5 * ${texts[0]!} + 0.1`, ...texts.slice(1)].join(", ");
    body.push(statement`let ${inner.declare("num", true)} = ${number`${name}(${again})`};`);
    texts.unshift(fuel);
  }
  w.functions.push(recursive ? { ...own, params: ["int", ...params], fuel: 0 } : own);
  const full = done(w, inner, block(body), result);
  const list = texts.join(", ");
  return dice.chance(0.3)
    ? statement`const ${name} = (${list}) => {${start}${full}};`
    : statement`function ${name}(${list}) {${start}${full}}`;
}

/** A parameter that is taken apart where it stands; never assigned, for a closure might do it, which is not supported. */
function pattern(type: Type, scope: Scope): string | undefined {
  const num = (): string => scope.declare("num", false);
  if (type === "record") return `{ p: ${num()}, r: { s: ${num()}, u: ${num()} = 0.3 } }`;
  if (type === "pair") return `{ s: ${num()}, t: ${num()} }`;
  if (type === "arr") {
    const rest = scope.fresh("rest");
    scope.declare("num", true, `${rest}[0]`);
    return `[${num()}, ...${rest}]`;
  }
  return undefined;
}

const given: readonly (readonly [Type, (dice: Dice) => string])[] = [
  ["num", (dice) => dice.literal()],
  ["num", (dice) => dice.literal()],
  ["arr", (dice) => `[${dice.literal()}, ${dice.literal()}, ${dice.literal()}]`],
  ["typed", (dice) => `new Float64Array([${dice.literal()}, ${dice.literal()}, ${dice.literal()}])`],
  ["record", (dice) => `{ p: ${dice.literal()}, q: ${dice.literal()}, r: { s: ${dice.literal()}, t: 0.21 } }`],
  ["pair", (dice) => `{ s: ${dice.literal()}, t: ${dice.literal()} }`],
  ["map", (dice) => `new Map([["a", ${dice.literal()}], ["b", 0.44], ["c", ${dice.literal()}]])`],
  ["meter", (dice) => `new Meter(${dice.literal()}, 0.37)`],
  ["matrix", (dice) => `[[${dice.literal()}, 0.2, 0.3], [${dice.literal()}, 0.5, -0.6]]`],
];

function main(w: Writer, module: Scope): { tree: Tree; args: string } {
  const { dice } = w;
  const result: Type = dice.chance(0.85) ? "num" : dice.pick(["arr", "record", "pair", "map"]);
  const inner = module.body(result, { depth: 2 });
  const chosen = [given[0]!, ...dice.list(1, 3, () => dice.pick(given))];
  const params = chosen.map(([type]) => inner.declare(type, dice.chance(0.7)));
  const args = chosen.map(([, make]) => make(dice));
  const first = statement`let ${inner.declare("num", true)} = ${dice.literal()}, ${inner.declare("int", true)} = 0;`;
  const declared = dice.list(1, 3, () => declaration(w, inner));
  const body = statements(w, inner, 3, 7);
  const full = done(w, inner, block([first, ...declared, ...(body.parts as Tree[])]), result);
  const tree = statement`function f(${params.join(", ")}) {${block([other`"differentiable";`, ...(full.parts as Tree[])])}}`;
  const twin = chosen.findIndex(
    ([type], i) => i > 0 && type !== "num" && chosen.slice(0, i).some(([before]) => before === type),
  );
  if (twin > 0 && dice.chance(0.6)) {
    const before = chosen.findIndex(([type]) => type === chosen[twin]![0]);
    const list = args.map((text, i) => (i === before || i === twin ? "one" : text)).join(", ");
    return { tree, args: `...(() => { const one = ${args[before]!}; return [${list}]; })()` };
  }
  return { tree, args: args.join(", ") };
}
