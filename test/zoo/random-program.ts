/**
 * Random programs: assignments, branches, loops, jumps, arrays, objects, closures and calls, put together by a seed.
 * Their values stay small (every assignment is squashed), so that finite differences can judge them.
 */
import type { Program } from "../support/program.ts";
import { random } from "../support/samples.ts";

/** A statement as a tree, so that a failing program can be made smaller. */
export interface Statement {
  readonly head: string;
  readonly bodies: readonly (readonly Statement[])[];
  readonly joins: readonly string[];
}

interface Surroundings {
  readonly depth: number;
  readonly loop: boolean;
  /** Labels of enclosing loops. */
  readonly labels: readonly string[];
  /** Inside a `try`, where a number may be thrown. */
  readonly tried: boolean;
}

/** The outermost block. */
export const outermost = (depth: number): Surroundings => ({ depth, loop: false, labels: [], tried: false });

/** The places that a random program reads and writes. */
const numbers = ["a", "b", "c", "k.v", "o.p", "o.q", "xs[0]", "xs[1]", "xs[n % 3]", "ys[1]", "m.v", "t[0]", "t[n % 2]"];

export class Writer {
  private readonly next: () => number;
  private readonly exceptions: boolean;
  private names = 0;

  /** With `exceptions`, programs contain `try`, `catch`, `finally` and `throw`. */
  constructor(seed: number, exceptions: boolean) {
    this.next = random(seed);
    this.exceptions = exceptions;
    for (let i = 0; i < 5; i++) this.next();
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  private place(): string {
    return this.pick(numbers);
  }

  expression(depth: number): string {
    const inner = (): string => this.expression(depth - 1);
    if (depth <= 0) return this.next() < 0.75 ? this.place() : (this.next() * 2 - 1).toFixed(2);
    const forms = [
      () => `(${inner()} + ${inner()})`,
      () => `(${inner()} - ${inner()})`,
      () => `${inner()} * ${inner()}`,
      () => `Math.sin(${inner()})`,
      () => `Math.tanh(${inner()})`,
      () => `${inner()} / (2 + Math.cos(${inner()}))`,
      () => `(${this.test()} ? ${inner()} : ${inner()})`,
      () => `twist(${inner()}, ${inner()})`,
      () => `add(${inner()})`,
      () => `m.grow(${inner()})`,
      () => `d.get("${this.pick(["u", "w"])}")`,
      () => `xs.reduce((s, x) => s * x + ${inner()}, 0.3)`,
      () => `(${this.place()} = ${this.squashed(inner())})`,
      () => `-${this.place()}`,
      () => `Math.max(${inner()}, ${inner()})`,
    ];
    return this.pick(forms)();
  }

  private squashed(text: string): string {
    return `Math.sin(${text})`;
  }

  private test(): string {
    return this.pick([
      () => `${this.place()} > ${(this.next() - 0.5).toFixed(3)}1`,
      () => `${this.place()} < ${this.place()} + 0.0137`,
      () => `n % ${2 + Math.floor(this.next() * 2)} === 1`,
      () => `(n > 2 && ${this.place()} > 0.1131)`,
    ])();
  }

  block(around: Surroundings): Statement[] {
    const count = 1 + Math.floor(this.next() * 5);
    return Array.from({ length: count }, () => this.statement(around));
  }

  private statement(around: Surroundings): Statement {
    const { depth, loop, labels, tried } = around;
    const simple = (head: string): Statement => ({ head, bodies: [], joins: [] });
    const deeper = { ...around, depth: depth - 1 };
    const forms: (() => Statement)[] = [
      () => simple(`${this.place()} = ${this.squashed(this.expression(2))};`),
      () => simple(`${this.place()} ${this.pick(["+=", "-=", "*="])} 0.7 * ${this.squashed(this.expression(1))};`),
      () => simple(`[${this.place()}, ${this.place()}] = [${this.place()}, ${this.place()}];`),
      () => simple(`xs.push(${this.squashed(this.expression(1))}); xs.shift();`),
      () => simple(`o = { p: ${this.place()}, q: o.p };`),
      () => simple(`spoil(k, ${this.place()});`),
      () => simple(`d.set("${this.pick(["u", "w"])}", ${this.squashed(this.expression(1))});`),
      () => simple(`({ p: ${this.place()}, q: ${this.place()} = 0.1 } = o);`),
      () => simple(`const ${this.fresh("v")} = ${this.expression(2)};`),
      () => simple(`n++;`),
      () => simple(`ys = xs${this.pick(["", ".slice()"])};`),
    ];
    if (loop) {
      const label = labels.length > 0 && this.next() < 0.4 ? ` ${this.pick(labels)}` : "";
      forms.push(() => simple(`if (${this.test()}) ${this.pick(["break", "continue"])}${label};`));
    }
    forms.push(() => simple(`if (${this.test()}) return ${this.expression(1)};`));
    if (tried) forms.push(() => simple(`if (${this.test()}) throw ${this.squashed(this.expression(1))};`));
    if (depth > 0) {
      const name = this.fresh("i");
      forms.push(
        () => ({ head: `if (${this.test()}) {`, bodies: [this.block(deeper)], joins: ["}"] }),
        () => ({
          head: `if (${this.test()}) {`,
          bodies: [this.block(deeper), this.block(deeper)],
          joins: ["} else {", "}"],
        }),
        () =>
          this.loop(`for (let ${name} = 0; ${name} < ${2 + Math.floor(this.next() * 3)}; ${name}++) {`, name, deeper),
        () => this.loop(`for (const ${name} of ${this.pick(["xs", "ys", "[a, b, k.v]"])}.slice()) {`, name, deeper),
        () => ({
          head: `switch (n++ % 3) { case 0: {`,
          bodies: [this.block(deeper), this.block(deeper), this.block(deeper)],
          joins: [`} case 1: {`, `break; } default: {`, "} }"],
        }),
        () => this.loop(`for (let ${name} = 0; ${this.test()}; ${name} += 1) { if (${name} > 3) break;`, name, deeper),
        () => ({
          head: `${this.pick(["xs", "ys", "t"])}.slice().forEach((${name}) => { n += 1; if (n > 60) return;`,
          bodies: [this.block({ ...deeper, loop: false, labels: [] })],
          joins: ["});"],
        }),
      );
      if (this.exceptions) forms.push(() => this.attempt(deeper));
    }
    return this.pick(forms)();
  }

  private attempt(around: Surroundings): Statement {
    const name = this.fresh("e");
    const caught = `} catch (${name}) { ${this.place()} = typeof ${name} === "number" ? ${name} : 0.5;`;
    const work = this.block({ ...around, tried: true });
    if (this.next() < 0.4) return { head: "try {", bodies: [work, this.block(around)], joins: [caught, "}"] };
    return {
      head: "try {",
      bodies: [work, this.block(around), this.block(around)],
      joins: [caught, "} finally {", "}"],
    };
  }

  private fresh(letter: string): string {
    return `${letter}${++this.names}`;
  }

  private loop(head: string, name: string, around: Surroundings): Statement {
    const label = `l${name}`;
    const body = this.block({ ...around, loop: true, labels: [...around.labels, label] });
    return { head: `${label}: ${head} n++; if (n > 60) break;`, bodies: [body], joins: ["}"] };
  }
}

const indent = (depth: number): string => "  ".repeat(depth);

function print(statements: readonly Statement[], depth: number): string {
  return statements
    .map(({ head, bodies, joins }) =>
      [
        `${indent(depth)}${head}`,
        ...bodies.map((body, i) => `${print(body, depth + 1)}${indent(depth)}${joins[i]!}`),
      ].join("\n"),
    )
    .map((text) => `${text}\n`)
    .join("");
}

/** The program whose body is these statements. */
export function programOf(name: string, body: readonly Statement[]): Program {
  return {
    name,
    source: `class Meter { constructor(v) { this.v = v; } grow(x) { this.v = Math.sin(this.v + x); return this.v * x; } }
const twist = (x, y) => { const t = x * y; x = Math.cos(t) + y; return x * 0.5; };
function spoil(o, x) { const before = o.v; o.v = Math.sin(o.v * x + 1); return before; }
function f(a, b, xs) {
  "differentiable";
  let c = 0.3, n = 0, o = { p: a, q: b }, ys = [b, a, 0.2];
  const k = { v: 0.5 }, m = new Meter(0.4);
  const t = new Float64Array([b, 0.6]), d = new Map([["u", a], ["w", 0.3]]);
  const add = (x) => { c = Math.sin(c + x); return c; };
${print(body, 1)}  return a + 2 * b - c + k.v * o.p + o.q + xs[0] * xs[1] + ys[1] + m.v + t[0] * t[1] + d.get("u");
}`,
    args: "0.41, -0.73, [0.52, 0.94, -0.35]",
  };
}

/** The smaller versions of a program's body: without a statement, or with a compound statement's body in its place. */
export function* smaller(body: readonly Statement[]): Generator<readonly Statement[]> {
  for (const [i, statement] of body.entries()) {
    yield body.toSpliced(i, 1);
    for (const [j, inner] of statement.bodies.entries()) {
      yield body.toSpliced(i, 1, ...inner);
      for (const less of smaller(inner)) yield body.with(i, { ...statement, bodies: statement.bodies.with(j, less) });
    }
  }
}
