/**
 * Random simulations: classes with methods that change their fields, heirs and accessors, lists of instances, instances that hold others,
 * copies of states, made and written by the function itself. Of these the compiler makes functions that give value and gradient at once, in which shadows hold
 * shadows; so references are shared, replaced and missing here.
 */
import { Dice } from "./dice.ts";
import type { Draft } from "./programs.ts";
import { block, number, other, statement } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { Writer } from "./writer.ts";

/** What can be named at a place. */
interface View {
  readonly numbers: readonly string[];
  readonly variables: readonly string[];
  /** Bodies; lists of three or more of them; links; lists of two or more of them. */
  readonly bodies: readonly string[];
  readonly crowds: readonly string[];
  readonly links: readonly string[];
  readonly nets: readonly string[];
  readonly indices: readonly string[];
  readonly depth: number;
  /** A list is being gone through, and had better not grow. */
  readonly isGrowing: boolean;
}

const FIELDS = ["x", "v", "f"];

export function worldDraft(seed: number): Draft {
  return new World(new Dice(seed)).draft();
}

class World extends Writer<View> {
  draft(): Draft {
    const { dice } = this;
    const own: View = {
      numbers: ["this.x", "this.v", "this.f", "a"],
      variables: [],
      bodies: ["this"],
      crowds: [],
      links: [],
      nets: [],
      indices: ["0", "1", "2"],
      depth: 2,
      isGrowing: true,
    };
    const written = (count: number, view: View): Tree[] => dice.list(1, count, () => this.write(view)).flat();
    const body = block([
      statement`constructor(x, v) { this.x = x; this.v = ${dice.chance(0.2) ? "0.5 * v" : "v"}; this.f = ${dice.pick(["0", "0", "x"])}; }`,
      statement`push(a) { ${block(written(2, own))} }`,
      statement`step(a) { ${block([statement`const w = ${this.squashed(own)};`, ...written(3, { ...own, numbers: [...own.numbers, "w"] })])} }`,
      statement`energy() { return ${this.squashed({ ...own, numbers: own.numbers.slice(0, 3) })}; }`,
      statement`get speed() { return ${this.squashed({ ...own, numbers: own.numbers.slice(0, 3) })}; }`,
      statement`set place(a) { ${block(written(2, own))} }`,
      statement`near(b) { return ${this.number({ ...own, numbers: [...own.numbers.slice(0, 3), "b.x", "b.v"], bodies: ["this", "b"] }, 2)}; }`,
    ]);
    const ofParent: View = { ...own, numbers: ["this.x", "this.v", "super.energy()", "super.speed"] };
    const heavy = block([
      dice.chance(0.7)
        ? statement`constructor(x, v) { super(${this.number({ ...own, numbers: ["x", "v"], bodies: [] }, 1)}, v); this.f = ${dice.pick(["0", "x"])}; }`
        : statement``,
      dice.chance(0.5) ? statement`energy() { return ${this.number(ofParent, 2)}; }` : statement``,
      dice.chance(0.4)
        ? statement`step(a) { super.step(${this.number({ ...own, numbers: ["a", "this.v"] }, 1)}); ${block(written(1, own))} }`
        : statement``,
      dice.chance(0.4) ? statement`get speed() { return ${this.number(ofParent, 2)}; }` : statement``,
    ]);
    const inLink: View = {
      ...own,
      numbers: ["this.k", "this.a.x", "this.b.x", "this.b.v"],
      bodies: ["this.a", "this.b"],
    };
    const link = block([
      statement`constructor(a, b, k) { this.a = a; this.b = b; this.k = k; }`,
      statement`pull() { ${block([
        statement`const { a, b } = this;`,
        statement`const d = ${this.squashed({ ...inLink, numbers: ["this.k", "a.x", "b.x", "b.v"], bodies: ["a", "b"] })};`,
        ...written(2, { ...inLink, numbers: ["d", "a.x", "b.v", "this.k"], bodies: ["a", "b"] }),
        ...(dice.chance(0.6) ? [statement`a.push(d);`, statement`b.push(-d * this.k);`] : []),
        ...(dice.chance(0.2) ? [statement`this.k = ${this.squashed(inLink)};`] : []),
      ])} }`,
      statement`strain() { return ${this.squashed(inLink)}; }`,
    ]);
    const view: View = { ...own, numbers: ["x", "x", "y"], variables: ["x"], bodies: [], depth: 0, isGrowing: false };
    const takesList = dice.chance(0.6);
    const crowd = this.fresh("c");
    const start = takesList
      ? dice.chance(0.5)
        ? statement`const ${crowd} = xs.map((z, i) => ${this.newBody(this.number({ ...view, numbers: ["z", "z", "x", "i"] }, 1), "z")});`
        : statement`const ${crowd} = []; for (const z of xs) ${crowd}.push(${this.newBody("z", this.number({ ...view, numbers: ["z", "x"] }, 1))});`
      : statement`const ${crowd} = [new Body(x, 1), ${dice.pick(["new Body(y, x)", "new Heavy(y, x)", "{ x: y, v: x, f: 0 }"])}, new Body(x * y, ${dice.literal()})];`;
    const sum = this.fresh("s");
    const inner: View = {
      ...view,
      numbers: [...(takesList ? ["x", "xs[0]", "xs[1]"] : ["x", "y"]), sum],
      variables: [sum],
      crowds: [crowd],
      bodies: [`${crowd}[0]`, `${crowd}[1]`, `${crowd}[2]`],
    };
    const { trees, view: last } = this.statements(inner, dice.integer(3, 7));
    const f = statement`function f(${takesList ? "x, xs" : "x, y"}) {${block([
      other`"differentiable";`,
      statement`let ${sum} = ${dice.literal()};`,
      start,
      ...trees,
      statement`return ${this.squashed(last)};`,
    ])}}`;
    const three = this.three();
    return {
      module: block([
        statement`class Body {${body}}`,
        statement`class Heavy extends Body {${heavy}}`,
        statement`class Link {${link}}`,
        f,
      ]),
      args: `${dice.literal()}, ${takesList ? (dice.chance(0.2) ? `new Float64Array(${three})` : three) : dice.literal()}`,
    };
  }

  private statements(view: View, count: number): { trees: Tree[]; view: View } {
    const trees: Tree[] = [];
    let current = view;
    for (let i = 0; i < count; i++) {
      const made = this.dice.first<Made>([
        () => ({ trees: this.write(current), view: current }),
        () => ({ trees: this.sum(current), view: current }),
        () => ({ trees: this.sum(current), view: current }),
        () => this.body(current),
        () => this.link(current),
        () => this.net(current),
        () => this.call(current),
        () => this.call(current),
        () => this.replace(current),
        () => this.states(current),
        () => this.branch(current),
        () => this.loop(current),
        () => this.loop(current),
        () => this.over(current),
        () => this.over(current),
      ]);
      trees.push(...made.trees);
      current = made.view;
    }
    return { trees, view: current };
  }

  private inside(view: View, more: Partial<View> = {}): Tree {
    return block(this.statements({ ...view, ...more, depth: view.depth + 1 }, this.dice.integer(1, 3)).trees);
  }

  private write(view: View): Tree[] {
    const place = `${this.dice.pick(view.bodies)}.${this.dice.pick(FIELDS)}`;
    const operator = this.dice.pick(["=", "=", "+=", "+=", "-="]);
    return [statement`${place} ${operator} ${this.squashed(view)};`];
  }

  private sum(view: View): Tree[] {
    return [statement`${this.dice.pick(view.variables)} += ${this.number(view, 2)};`];
  }

  private body(view: View): Made {
    const name = this.fresh("p");
    const source = this.dice.chance(0.5)
      ? this.newBody(this.number(view, 1), this.number(view, 1))
      : `${this.dice.pick(view.crowds)}[${this.index(view)}]`;
    const trees = [statement`const ${name} = ${source};`];
    if (!view.isGrowing && this.dice.chance(0.3)) trees.push(statement`${this.dice.pick(view.crowds)}.push(${name});`);
    return { trees, view: { ...view, bodies: [...view.bodies, name, name] } };
  }

  private link(view: View): Made {
    const name = this.fresh("l");
    const tree = statement`const ${name} = new Link(${this.dice.pick(view.bodies)}, ${this.dice.pick(view.bodies)}, ${this.number(view, 1)});`;
    return {
      trees: [tree],
      view: { ...view, links: [...view.links, name], bodies: [...view.bodies, `${name}.a`, `${name}.b`] },
    };
  }

  private newBody(x: Tree | string, v: Tree | string): Tree {
    const name = this.dice.pick(["Body", "Body", "Heavy"]);
    return number`new ${name}(${x}, ${v})`;
  }

  /** A state that is copied, with another value, and perhaps kept. */
  private states(view: View): Made | undefined {
    if (view.depth > 0) return undefined;
    const { dice } = this;
    const [q, kept, i] = [this.fresh("q"), this.fresh("k"), this.fresh("i")];
    const inner: View = { ...view, numbers: [...view.numbers, `${q}.x`, `${q}.v`, i] };
    const trees = [
      statement`let ${q} = { x: ${this.number(view, 1)}, v: ${this.number(view, 1)} };`,
      statement`const ${kept} = [${q}];`,
      statement`for (let ${i} = 0; ${i} < 3; ${i}++) {${block([
        statement`${q} = { ...${q}, ${dice.pick(["x", "v"])}: ${this.squashed(inner)} };`,
        ...(dice.chance(0.6) ? [statement`${kept}.push(${q});`] : []),
        ...(dice.chance(0.3) ? [statement`${kept}[0].x += ${this.squashed(inner)};`] : []),
      ])}}`,
      statement`for (const e of ${kept}) ${dice.pick(view.variables)} += e.x * e.v;`,
    ];
    return { trees, view: { ...view, numbers: [...view.numbers, `${q}.x`] } };
  }

  private net(view: View): Made | undefined {
    if (view.depth > 0) return undefined;
    const name = this.fresh("n");
    const crowd = this.dice.pick(view.crowds);
    const tree = statement`const ${name} = []; for (let i = 0; i + 1 < ${crowd}.length; i++) ${name}.push(new Link(${crowd}[i], ${crowd}[i + 1], ${this.number(view, 1)}));`;
    return { trees: [tree], view: { ...view, nets: [...view.nets, name], links: [...view.links, `${name}[0]`] } };
  }

  private call(view: View): Made | undefined {
    const { dice } = this;
    const p = dice.pick(view.bodies);
    const made = (tree: Tree): Made => ({ trees: [tree], view });
    return dice.first<Made>([
      () => made(statement`${p}.push(${this.number(view, 1)});`),
      () => made(statement`${p}.step(${this.number(view, 1)});`),
      () => made(statement`${p}.place = ${this.number(view, 1)};`),
      () => made(statement`Object.assign(${p}, { x: ${this.squashed(view)}, v: ${p}.x });`),
      () => made(statement`${dice.pick(view.variables)} += ${p}.near(${dice.pick(view.bodies)});`),
      () => (view.links.length === 0 ? undefined : made(statement`${dice.pick(view.links)}.pull();`)),
      () =>
        view.links.length === 0
          ? undefined
          : made(statement`${dice.pick(view.variables)} += ${dice.pick(view.links)}.strain();`),
    ]);
  }

  /** Another object in the place of one. */
  private replace(view: View): Made | undefined {
    const { dice } = this;
    const made = (tree: Tree): Made => ({ trees: [tree], view });
    const p = dice.pick(view.bodies);
    return dice.first<Made>([
      () => made(statement`${dice.pick(view.crowds)}[${this.index(view)}] = ${p};`),
      () =>
        view.links.length === 0
          ? undefined
          : made(statement`${dice.pick(view.links)}.${dice.pick(["a", "b"])} = ${p};`),
    ]);
  }

  private branch(view: View): Made | undefined {
    if (view.depth > 1) return undefined;
    const tree = statement`if (${this.test(view)}) {${this.inside(view)}} else {${this.inside(view)}}`;
    return { trees: [tree], view };
  }

  private loop(view: View): Made | undefined {
    if (view.depth > 1) return undefined;
    const i = this.fresh("i");
    const inner = this.inside(view, { indices: [...view.indices, i, i], numbers: [...view.numbers, i] });
    return { trees: [statement`for (let ${i} = 0; ${i} < ${this.dice.pick(["2", "3"])}; ${i}++) {${inner}}`], view };
  }

  private over(view: View): Made | undefined {
    if (view.depth > 1) return undefined;
    const name = this.fresh("e");
    if (view.nets.length > 0 && this.dice.chance(0.5)) {
      const inner = this.inside(view, { links: [name, name], bodies: [...view.bodies, `${name}.a`] });
      return { trees: [statement`for (const ${name} of ${this.dice.pick(view.nets)}) {${inner}}`], view };
    }
    const crowd = this.dice.pick(view.crowds);
    const inner = this.inside({ ...view, isGrowing: true }, { bodies: [name, name, ...view.bodies] });
    return { trees: [statement`for (const ${name} of ${crowd}) {${inner}}`], view };
  }

  private index({ indices }: View): string {
    return this.dice.pick(indices);
  }

  protected number(view: View, depth: number): Tree {
    const { dice } = this;
    const inner = (): Tree => this.number(view, depth - 1);
    const leaf = (): Tree =>
      dice.pick([
        () => number`${dice.literal()}`,
        () => number`${dice.pick(view.numbers)}`,
        () => number`${dice.pick(view.numbers)}`,
        () =>
          number`${dice.pick(view.bodies.length > 0 ? view.bodies.map((p) => `${p}.${dice.pick(FIELDS)}`) : view.numbers)}`,
      ])();
    if (depth <= 0) return leaf();
    return dice.first<Tree>([
      leaf,
      ...this.arithmetic(inner),
      () => number`Math.sin(${inner()})`,
      () => (view.depth < 2 && view.bodies.length > 0 ? number`${dice.pick(view.bodies)}.energy()` : undefined),
      () => (view.depth < 2 && view.bodies.length > 0 ? number`${dice.pick(view.bodies)}.speed` : undefined),
    ]);
  }
}

interface Made {
  readonly trees: Tree[];
  readonly view: View;
}
