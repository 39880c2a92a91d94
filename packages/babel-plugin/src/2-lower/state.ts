/** What lowering one function carries along: where statements go, which variable a binding is, the regions around. */
import { blocksOf } from "../ir/rewrite.ts";
import { bodyAround, isReassigned } from "../1-mark/resolve.ts";
import type { Binding, NodePath, t } from "../babel.ts";
import { clash } from "../1-mark/clashes.ts";
import type { Plan, Plans } from "../1-mark/plan.ts";
import type { Resolution } from "../1-mark/resolve.ts";
import type { Chains } from "./chains.ts";
import { literal, mentions, newVariable, variable, type NewVariable } from "../ir/expressions.ts";
import { RESERVED_WORDS } from "../ir/js.ts";
import type {
  Block,
  Environment,
  Expression,
  Kind,
  Location,
  Member,
  Region,
  Statement,
  Variable,
} from "../ir/types.ts";

/** What is the same for every function of a file. */
export interface File {
  readonly resolution: Resolution;
  readonly plans: Plans;
  readonly filename: string;
  /** The whole program is strict code. */
  readonly isStrict: boolean;
  /** The units get duals, no sweeps. */
  readonly isForDuals: boolean;
  /** Functions that `adjoint` is given. */
  readonly overridden: ReadonlySet<t.Function>;
  /** The variables with cells, by the block that declares them. */
  readonly cellsByBlock: ReadonlyMap<t.Node, readonly Binding[]>;
  /** Names of accessors: those of the classes of this file, and those that the option names. */
  readonly accessors: ReadonlySet<string>;
  readonly chains: Chains;
  /** Of each class, its private fields, and what sees them. */
  readonly privates: ReadonlyMap<t.Class, ReadonlyMap<string, string>>;
  /** The cells of module-level variables that marked functions assign. */
  readonly moduleCells: Map<Binding, Variable>;
  readonly moduleVariables: Map<Binding, Variable>;
  readonly nextId: () => number;
  /** What is written again is copied when pairs have been attached to the program. */
  readonly later: (() => void)[];
}

export interface State {
  readonly file: File;
  readonly plan: Plan;
  self: Variable;
  readonly environment: Environment | null;
  readonly variables: Map<Binding, Variable>;
  readonly usedNames: Set<string>;
  /** Those of them that function declarations have. */
  readonly functionNames: Set<string>;
  /** Names that mean something else in the function than what it declares under them. */
  readonly outerNames: () => ReadonlySet<string>;
  readonly regions: Region[];
  readonly labels: Map<string, Region>;
  readonly form: "function" | "arrow" | "method" | "constructor" | "derived";
  /** `new.target`, where the function mentions it. */
  readonly newTarget: Variable | null;
  /** The classes whose static members are just being set, and their names; innermost first. */
  readonly making: readonly { readonly node: t.Class; readonly name: string }[];
  /** The parameters that are linked with the elements of `arguments`: their cells, and what they were given. */
  readonly linked: Map<Binding, { readonly cell: Variable; readonly before: Variable }>;
  /** What a derived constructor does right after `super(…)`: its fields. */
  readonly afterSuper: (() => void) | null;
  out: Statement[];
  loc: Location;
  /** The `arguments` of a function that mentions them. */
  given?: Variable;
  /** Where `return` goes in a derived constructor that calls its parent on some ways only, and the variable of what it gives. */
  ending?: { readonly region: Region; readonly value: Variable };
  /** What the block around holds by `using`. */
  held?: Variable | undefined;
}

export function emit(state: State, statement: Statement): void {
  state.out.push(statement);
}

/** Runs `lower` with an empty list and returns what it emitted. */
export function collect(state: State, lower: () => void): Block {
  const saved = state.out;
  const body: Statement[] = [];
  state.out = body;
  lower();
  state.out = saved;
  return body;
}

export function freshName(state: State, base: string): string {
  let name = base;
  for (let i = 1; RESERVED_WORDS.has(name) || state.usedNames.has(name) || state.file.resolution.names.has(name); i++)
    name = `${base}_${String(i)}`;
  state.usedNames.add(name);
  return name;
}

export const makeVariable = (state: State, given: NewVariable): Variable => newVariable(state.file.nextId(), given);

export function temporary(state: State, base: string, kind: Kind = "unknown", constant = true): Variable {
  return makeVariable(state, { name: freshName(state, base), origin: "temporary", constant, kind });
}

/** A temporary whose name arrows inside may say. */
export const heldName = (state: State, base: string, kind: Kind = "unknown"): Variable =>
  makeVariable(state, { name: freshName(state, base), origin: "local", constant: true, kind });

/** The variable of a local binding of this function; the cell, where it is seen through one. */
export function localVariable(state: State, binding: Binding): Variable {
  const known = state.variables.get(binding);
  if (known) return known;
  const { name } = binding.identifier;
  const constant = !isReassigned(binding) && !isUninitialised(binding);
  // A declared function is written again under its name.
  const shared = isShared(state, binding) || binding.path.isFunctionDeclaration();
  const made = makeVariable(state, {
    isShared: shared,
    name: shared ? claim(state, name, binding) : freshLocal(state, name),
    origin: binding.kind === "param" ? "parameter" : "local",
    constant,
    kind: !constant && isText(binding) ? "text" : "unknown",
  });
  state.variables.set(binding, made);
  return made;
}

/** `let s = ""; s += x`: a variable that is given nothing but texts. */
export function isText(binding: Binding | undefined): boolean {
  const init = binding?.path.isVariableDeclarator() ? binding.path.node.init : null;
  if (!binding || !init || !isWrittenText(init) || binding.kind === "var") return false;
  return binding.constantViolations.every(
    ({ node }) =>
      node.type === "AssignmentExpression" &&
      node.left.type === "Identifier" &&
      (node.operator === "+=" || (node.operator === "=" && isWrittenText(node.right))),
  );
}

const isWrittenText = ({ type }: t.Node): boolean => type === "StringLiteral" || type === "TemplateLiteral";

const isUninitialised = (binding: Binding): boolean =>
  binding.kind === "var" || (binding.path.isVariableDeclarator() && !binding.path.node.init && !isLoopHead(binding));

const isLoopHead = (binding: Binding): boolean => {
  const list = binding.path.parentPath;
  return (
    list?.isVariableDeclaration() === true && (list.parentPath.isForOfStatement() || list.parentPath.isForInStatement())
  );
};

/** Whether function literals, which are kept as written, mention the binding by its name. */
export function isShared(state: State, binding: Binding): boolean {
  const own = state.plan.node;
  return [...binding.referencePaths, ...binding.constantViolations].some((p) => bodyAround(p) !== own);
}

/** Is a name taken that a variable of the function has in the program? */
export const isTaken = (state: State, name: string): boolean => state.usedNames.has(name) || isOuter(state, name);

/** Most names are of nothing else in the program. */
const isOuter = ({ file: { resolution }, outerNames }: State, name: string): boolean =>
  (resolution.program.scope.hasOwnBinding(name) || resolution.globalNames.has(name)) && outerNames().has(name);

function claim(state: State, name: string, binding: Binding): string {
  // Functions of two blocks may have one name: each is written again where it stands.
  const isFunction = binding.path.isFunctionDeclaration();
  const isFree = isFunction && state.functionNames.has(name);
  if (isFree ? isOuter(state, name) : isTaken(state, name)) return clash(binding);
  if (isFunction) state.functionNames.add(name);
  state.usedNames.add(name);
  return name;
}

function freshLocal(state: State, name: string): string {
  if (isTaken(state, name) || RESERVED_WORDS.has(name)) return freshName(state, name);
  state.usedNames.add(name);
  return name;
}

/** Is the function strict code? */
export const isStrict = ({ file, plan }: State): boolean =>
  file.isStrict || (plan.path.get("body") as NodePath).isInStrictMode();

/** Keeps an expression's present value under a name, unless it is one already. */
export function toVariable(state: State, e: Expression, base = "t", kind: Kind = kindOf(e)): Variable {
  if (e.op === "variable") return e.variable;
  const target = temporary(state, base, kind);
  emit(state, { kind: "assign", loc: state.loc, target, declare: "const", value: e });
  return target;
}

/**
 * The operands in order, each evaluated by its own function. A variable that a later operand assigns is copied first,
 * so that `x + (x = 2)` adds the old x.
 */
export function inOrder(state: State, lowerings: readonly (() => Expression)[]): Expression[] {
  const results: { value: Expression; end: number }[] = [];
  for (const lower of lowerings) {
    const value = lower();
    results.push({ value, end: state.out.length });
  }
  for (let i = results.length - 2; i >= 0; i--) {
    const result = results[i];
    if (!result) continue;
    const assigned = assignedIn(state.out.slice(result.end));
    if (mentions(result.value, (v) => assigned.has(v))) {
      const target = temporary(state, "before", kindOf(result.value));
      state.out.splice(result.end, 0, {
        kind: "assign",
        loc: state.loc,
        target,
        declare: "const",
        value: result.value,
      });
      result.value = variable(target);
    }
  }
  return results.map((r) => r.value);
}

/** The variables that statements assign, other than where they declare them. */
export function assignedIn(statements: Block, found = new Set<Variable>()): Set<Variable> {
  for (const s of statements) {
    if (s.kind === "assign" && s.declare === null) found.add(s.target);
    if ((s.kind === "get" || s.kind === "call") && s.target && !s.target.constant) found.add(s.target);
    for (const b of blocksOf(s)) assignedIn(b, found);
  }
  return found;
}

const NUMERIC = new Set(["-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"]);
const COMPARISON = new Set(["<", ">", "<=", ">=", "==", "!=", "===", "!==", "in", "instanceof"]);

export const CONTAINERS: ReadonlySet<Kind> = new Set(["array", "object", "typed"]);

/** Certainly a string. */
export const isString = (kind: Kind): boolean => kind === "string" || kind === "text";

/** Of what a text may be made that tells of numbers. */
export const mayTell = (kind: Kind): boolean => !SILENT.has(kind);
const SILENT: ReadonlySet<Kind> = new Set(["string", "boolean", "nothing", "function"]);

/** What an expression certainly is. Arithmetic is a number unless all operands may be BigInts. */
export function kindOf(e: Expression): Kind {
  switch (e.op) {
    case "variable":
      return e.variable.kind;
    case "literal":
      return typeof e.value === "number"
        ? "number"
        : typeof e.value === "string"
          ? "string"
          : typeof e.value === "boolean"
            ? "boolean"
            : "nothing";
    case "constant":
      return e.kind;
    case "math":
      return "number";
    case "template":
      return e.parts.some((part) => mayTell(kindOf(part))) ? "text" : "string";
    case "likely":
      return "boolean";
    case "unary":
      return e.operator === "!"
        ? "boolean"
        : e.operator === "typeof"
          ? "string"
          : e.operator === "void"
            ? "nothing"
            : e.operator === "+" || kindOf(e.operand) === "number"
              ? "number"
              : "unknown";
    case "binary": {
      if (COMPARISON.has(e.operator)) return "boolean";
      const left = kindOf(e.left);
      const right = kindOf(e.right);
      if (e.operator === "+")
        return left === "number" && right === "number"
          ? "number"
          : !isString(left) && !isString(right)
            ? "unknown"
            : mayTell(left) || mayTell(right)
              ? "text"
              : "string";
      return NUMERIC.has(e.operator) && (left === "number" || right === "number") ? "number" : "unknown";
    }
    case "conditional":
      return commonKind(kindOf(e.consequent), kindOf(e.alternate));
    case "logical":
      return commonKind(kindOf(e.left), kindOf(e.right));
  }
}

const commonKind = (a: Kind, b: Kind): Kind => (a === b ? a : "unknown");

/** What a cell holds is under a name that no object of a program has: by it the runtime tells a cell from other objects. */
export const CELL_KEY = "$v";

export const cellMember = (cell: Variable, spelled: string | null): Member => ({
  object: cell,
  key: literal(CELL_KEY),
  spelled,
  accessor: false,
});
