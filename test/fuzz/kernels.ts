/**
 * Random functions of numbers and lists that write nothing but memory of their own: of these the compiler makes functions that
 * give value and gradient at once, with loops that go back at every turn, or read again what they have read.
 */
import { Dice } from "./dice.ts";
import type { Draft } from "./programs.ts";
import { block, number, other, statement } from "./tree.ts";
import type { Tree } from "./tree.ts";
import { Writer } from "./writer.ts";

/** What can be named at a place. */
interface View {
  readonly numbers: readonly string[];
  /** Numbers that may be assigned. */
  readonly variables: readonly string[];
  /** Lists of three numbers. */
  readonly lists: readonly string[];
  /** Lists that may be written. */
  readonly buffers: readonly string[];
  /** Lists of two such lists. */
  readonly grids: readonly string[];
  /** Objects `{ u, list }`; and those that may be written. */
  readonly records: readonly string[];
  readonly owned: readonly string[];
  /** Whole numbers of 0 … 2. */
  readonly indices: readonly string[];
  readonly helpers: readonly string[];
  readonly depth: number;
}

export function kernelDraft(seed: number): Draft {
  const dice = new Dice(seed);
  return new Kernel(dice).draft();
}

class Kernel extends Writer<View> {
  draft(): Draft {
    const { dice } = this;
    const module: View = {
      numbers: ["bias"],
      variables: [],
      lists: ["data"],
      buffers: [],
      grids: ["table"],
      records: ["known"],
      owned: [],
      indices: ["0", "1", "2"],
      helpers: [],
      depth: 0,
    };
    const captured = [
      statement`const bias = ${dice.literal()};`,
      statement`const data = ${this.three()};`,
      statement`const table = [${this.three()}, ${this.three()}];`,
      statement`const known = { u: ${dice.literal()}, list: ${this.three()} };`,
    ];
    const helpers = dice.list(0, 2, () => {
      const name = this.fresh("h");
      const inner: View = { ...module, numbers: ["bias", "x"], variables: ["x"], lists: ["data", "xs"], depth: 1 };
      return { name, tree: statement`function ${name}(x, xs) {${this.body(inner, 1, 3, [])}}` };
    });
    const choices: readonly (readonly [keyof View, string, () => string])[] = [
      ["numbers", "x", () => dice.literal()],
      ["numbers", "y", () => dice.literal()],
      ["lists", "xs", () => this.three()],
      ["lists", "ys", () => `new Float64Array(${this.three()})`],
      ["grids", "rows", () => `[${this.three()}, ${this.three()}]`],
      ["records", "o", () => `{ u: ${dice.literal()}, list: ${this.three()} }`],
    ];
    const params = dice.chance(0.25) ? [choices[0]!] : choices.filter(() => dice.chance(0.5));
    if (params.length === 0) params.push(choices[2]!);
    const view = { ...module, helpers: helpers.map(({ name }) => name) };
    for (const [kind, name] of params) Object.assign(view, { [kind]: [...(view[kind] as string[]), name, name, name] });
    const names = params.map(([, name]) => name);
    const f = statement`function f(${names.join(", ")}) {${this.body(view, 3, 6, [other`"differentiable";`])}}`;
    const args = params.map(([kind, , make]) => (kind === "lists" && dice.chance(0.05) ? "data" : make())).join(", ");
    return { module: block([...captured, ...helpers.map(({ tree }) => tree), f]), args };
  }

  private body(view: View, low: number, high: number, first: readonly Tree[]): Tree {
    const sum = this.fresh("s");
    const inner = { ...view, numbers: [...view.numbers, sum], variables: [...view.variables, sum] };
    const { trees, view: last } = this.statements(inner, this.dice.integer(low, high));
    const result = this.dice.chance(0.4) ? number`${sum} / 3` : this.squashed(last);
    const early = this.dice.chance(0.15) ? [statement`if (${this.test(inner)}) return ${this.squashed(inner)};`] : [];
    return block([
      ...first,
      statement`let ${sum} = ${this.dice.literal()};`,
      ...early,
      ...trees,
      statement`return ${result};`,
    ]);
  }

  /** Statements, and what can be named after them. */
  private statements(view: View, count: number): { trees: Tree[]; view: View } {
    const trees: Tree[] = [];
    let current = view;
    for (let i = 0; i < count; i++) {
      const made = this.dice.first([
        () => this.declaration(current),
        () => this.assignment(current),
        () => this.assignment(current),
        () => this.sum(current),
        () => this.sum(current),
        () => this.buffer(current),
        () => this.write(current),
        () => this.write(current),
        () => this.record(current),
        () => this.alias(current),
        () => this.swap(current),
        () => this.branch(current),
        () => this.loop(current),
        () => this.loop(current),
        () => this.loop(current),
        () => this.over(current),
        () => this.carry(current),
      ]);
      trees.push(made.tree);
      current = made.view;
    }
    return { trees, view: current };
  }

  private inside(view: View, more: Partial<View> = {}): Tree {
    return block(this.statements({ ...view, ...more, depth: view.depth + 1 }, this.dice.integer(1, 3)).trees);
  }

  private declaration(view: View): Made {
    const name = this.fresh("v");
    const isVariable = this.dice.chance(0.6);
    const variables = isVariable ? [...view.variables, name] : view.variables;
    const tree = statement`${isVariable ? "let" : "const"} ${name} = ${this.squashed(view)};`;
    return { tree, view: { ...view, numbers: [...view.numbers, name], variables } };
  }

  private assignment(view: View): Made | undefined {
    if (view.variables.length === 0) return undefined;
    return { tree: statement`${this.dice.pick(view.variables)} = ${this.squashed(view)};`, view };
  }

  private sum(view: View): Made | undefined {
    if (view.variables.length === 0) return undefined;
    const operator = this.dice.pick(["+=", "+=", "+=", "-="]);
    return { tree: statement`${this.dice.pick(view.variables)} ${operator} ${this.number(view, 2)};`, view };
  }

  private buffer(view: View): Made {
    const name = this.fresh("b");
    const next = { ...view, lists: [...view.lists, name], buffers: [...view.buffers, name] };
    if (this.dice.chance(0.3)) return { tree: statement`const ${name} = new Float64Array(3);`, view: next };
    const [a, b, c] = [this.number(view, 1), this.number(view, 1), this.number(view, 1)];
    return { tree: statement`const ${name} = [${a}, ${b}, ${c}];`, view: next };
  }

  private write(view: View): Made | undefined {
    const place =
      this.dice.chance(0.2) && view.owned.length > 0
        ? `${this.dice.pick(view.owned)}.u`
        : view.buffers.length > 0
          ? `${this.dice.pick(view.buffers)}[${this.index(view)}]`
          : undefined;
    if (place === undefined) return undefined;
    const operator = this.dice.pick(["=", "=", "=", "+="]);
    return { tree: statement`${place} ${operator} ${this.squashed(view)};`, view };
  }

  private record(view: View): Made {
    const name = this.fresh("r");
    const tree = statement`const ${name} = { u: ${this.number(view, 1)}, list: ${this.dice.pick(view.lists)} };`;
    return { tree, view: { ...view, records: [...view.records, name], owned: [...view.owned, name] } };
  }

  /** Another name for a list: perhaps for one that is written. */
  private alias(view: View): Made {
    const name = this.fresh("q");
    const one = this.dice.pick(view.lists);
    const source = this.dice.pick([
      `${this.dice.pick(view.records)}.list`,
      one,
      `${this.dice.pick(view.grids)}[${this.dice.pick(["0", "1"])}]`,
    ]);
    const next = { ...view, lists: [...view.lists, name] };
    if (this.dice.chance(0.3))
      return { tree: statement`const ${name} = ${this.test(view)} ? ${source} : ${one};`, view: next };
    return { tree: statement`const ${name} = ${source};`, view: next };
  }

  private swap(view: View): Made | undefined {
    if (view.variables.length < 2) return undefined;
    const [a, b] = [this.dice.pick(view.variables), this.dice.pick(view.variables)];
    if (a === b) return undefined;
    return { tree: statement`[${a}, ${b}] = [${b}, ${this.squashed(view)}];`, view };
  }

  private branch(view: View): Made | undefined {
    if (view.depth > 2) return undefined;
    const other = this.dice.chance(0.5) ? statement` else {${this.inside(view)}}` : "";
    return { tree: statement`if (${this.test(view)}) {${this.inside(view)}}${other}`, view };
  }

  private loop(view: View): Made | undefined {
    if (view.depth > 2) return undefined;
    const i = this.fresh("i");
    const end = this.dice.pick(["3", "3", "2", `${this.dice.pick(view.lists)}.length`, ...view.indices.slice(3)]);
    const inner = this.inside(view, { indices: [...view.indices, i, i], numbers: [...view.numbers, i] });
    const outer = view.indices.slice(3).flatMap((j) => [j, `${j} + 1`]);
    const start = this.dice.pick(["0", "0", `${this.dice.pick(view.lists)}.length - 2`, ...outer]);
    return { tree: statement`for (let ${i} = ${start}; ${i} < ${end}; ${i}++) {${inner}}`, view };
  }

  private over(view: View): Made | undefined {
    if (view.depth > 2) return undefined;
    const name = this.fresh("e");
    const isRow = this.dice.chance(0.4);
    if (isRow && this.dice.chance(0.4)) {
      const [x, y] = [this.fresh("e"), this.fresh("e")];
      const taken = this.inside(view, { numbers: [...view.numbers, x, x, y] });
      return { tree: statement`for (const [${x}, ${y}] of ${this.dice.pick(view.grids)}) {${taken}}`, view };
    }
    const inner = isRow
      ? this.inside(view, { lists: [...view.lists, name, name] })
      : this.inside(view, { numbers: [...view.numbers, name, name] });
    return {
      tree: statement`for (const ${name} of ${this.dice.pick(isRow ? view.grids : view.lists)}) {${inner}}`,
      view,
    };
  }

  /** An object that each turn makes from what the last one has made. */
  private carry(view: View): Made | undefined {
    if (view.depth > 1 || view.variables.length === 0) return undefined;
    const [held, last] = [this.fresh("c"), this.fresh("c")];
    const i = this.fresh("i");
    const inner = { ...view, indices: [...view.indices, i], numbers: [...view.numbers, `${last}.u`] };
    const body = block([
      statement`const ${last} = ${held};`,
      statement`${held} = { u: ${this.squashed(inner)} };`,
      statement`${this.dice.pick(view.variables)} += ${number`${held}.u * ${this.number(inner, 1)}`};`,
    ]);
    const tree = statement`let ${held} = { u: ${this.number(view, 1)} }; for (let ${i} = 0; ${i} < 3; ${i}++) {${body}}`;
    return { tree, view };
  }

  private index({ indices }: View): string {
    const i = this.dice.pick(indices);
    return this.dice.chance(0.2) ? `(${i} + 1) % 3` : i;
  }

  protected override squashed(view: View): Tree {
    return super.squashed(view, (e) => [e]);
  }

  protected number(view: View, depth: number): Tree {
    const { dice } = this;
    const inner = (): Tree => this.number(view, depth - 1);
    const leaf = (): Tree => {
      const forms = [
        () => number`${dice.literal()}`,
        () => number`${dice.pick(view.numbers)}`,
        () => number`${dice.pick(view.numbers)}`,
        () => number`${dice.pick(view.lists)}[${this.index(view)}]`,
        () => number`${dice.pick(view.lists)}[${this.index(view)}]`,
        () => number`${dice.pick(view.records)}.u`,
        () => number`${dice.pick(view.grids)}[${dice.pick(["0", "1"])}][${this.index(view)}]`,
      ];
      return dice.pick(forms)();
    };
    if (depth <= 0) return leaf();
    return dice.first<Tree>([
      leaf,
      ...this.arithmetic(inner),
      () => number`${inner()} / (1.5 + (${inner()}) ** 2)`,
      () => number`Math.exp(-((${inner()}) ** 2))`,
      () => number`(${this.test(view)} ? ${inner()} : ${inner()})`,
      () =>
        view.helpers.length === 0
          ? undefined
          : number`${dice.pick(view.helpers)}(${inner()}, ${dice.pick(view.lists)})`,
    ]);
  }
}

interface Made {
  readonly tree: Tree;
  readonly view: View;
}
