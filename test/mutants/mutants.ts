/** Known ways to break the compiler and the runtime: a text of the source, and what stands there instead. */
export interface Mutant {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

const plugin = (path: string): string => `packages/babel-plugin/src/${path}`;
const runtime = (path: string): string => `packages/runtime/src/${path}`;

export const mutants: readonly Mutant[] = [
  {
    what: "the second operand of a subtraction gets its cotangent with the wrong sign",
    file: plugin("4-adjoin/flow.ts"),
    text: "return [...into(left, d()), ...into(right, negate(d()))];",
    instead: "return [...into(left, d()), ...into(right, d())];",
  },
  {
    what: "the factors of a product are swapped",
    file: plugin("4-adjoin/flow.ts"),
    text: "into(left, times(d(), factor(right)))",
    instead: "into(left, times(d(), factor(left)))",
  },
  {
    what: "the partial of cos loses its sign",
    file: plugin("rules/math.ts"),
    text: 'cos: { partials: ["-Math.sin(a)"],',
    instead: 'cos: { partials: ["Math.sin(a)"],',
  },
  {
    what: "the slope of cos that the sine beside it tells loses its sign",
    file: plugin("rules/math.ts"),
    text: 'beside: { name: "sin", partial: "-z" }',
    instead: 'beside: { name: "sin", partial: "z" }',
  },
  {
    what: "the sine of another angle is taken for the one beside a cosine",
    file: plugin("2-lower/repeats.ts"),
    text: "return isFixed(e, assignedIn(block.slice(from, to)));",
    instead: 'return from <= to && e.op === "math";',
  },
  {
    what: "a tie of Math.max goes to one side",
    file: plugin("rules/math.ts"),
    text: 'partials: ["a > b ? 1 : a === b ? 0.5 : 0", "b > a ? 1 : a === b ? 0.5 : 0"],',
    instead: 'partials: ["a >= b ? 1 : 0", "b > a ? 1 : 0"],',
  },
  {
    what: "an assigned variable keeps its cotangent",
    file: plugin("4-adjoin/assignments.ts"),
    text: 'if (!first) return [js.statement(js.assign("=", js.id(cotangent), js.num(0)))];',
    instead: "if (!first) return [];",
  },
  {
    what: "a written field keeps its cotangent",
    file: plugin("4-adjoin/memory.ts"),
    text: "return both(forward, guarded(sweep, member.object, [...flowOnce(sweep, value, written(sweep, member)), zero]));",
    instead: "return both(forward, guarded(sweep, member.object, flowOnce(sweep, value, written(sweep, member))));",
  },
  {
    what: "a constant that overwrites a field does not end its cotangent",
    file: plugin("4-adjoin/memory.ts"),
    text: "if (!sweep.activity.flows(value)) return both(forward, guarded(sweep, member.object, [zero]));",
    instead: "if (!sweep.activity.flows(value)) return both(forward);",
  },
  {
    what: "a value is not saved before its variable is assigned",
    file: plugin("3-analyse/record.ts"),
    text: "if (need) before.set(s, need);",
    instead: "if (need?.shadow) before.set(s, need);",
  },
  {
    what: "operands that a later one assigns are not copied",
    file: plugin("2-lower/state.ts"),
    text: "if (mentions(result.value, (v) => assigned.has(v))) {",
    instead: "if (assigned.size < 0 && mentions(result.value, (v) => assigned.has(v))) {",
  },
  {
    what: "the key of a compound assignment is evaluated after its right-hand side",
    file: plugin("2-lower/assignments.ts"),
    text: 'const target = fixed(state, lowerTarget(state, left), operator === "=" ? null : right);',
    instead: "const target = fixed(state, lowerTarget(state, left), null);",
  },
  {
    what: "a default is taken for null as well",
    file: plugin("2-lower/patterns.ts"),
    text: 'const test: Expression = { op: "binary", operator: "===", left: given, right: UNDEFINED };',
    instead: 'const test: Expression = { op: "binary", operator: "==", left: given, right: UNDEFINED };',
  },
  {
    what: "only the first argument of a call gets its cotangent",
    file: plugin("4-adjoin/calls.ts"),
    text: "(!isPair || sweep.activity.takes(callee.unit, i)) && sweep.activity.flows(e) ? [{ e, i }] : [],",
    instead: "i === 0 && sweep.activity.flows(e) ? [{ e, i }] : [],",
  },
  {
    what: "what a yield gives does not vary",
    file: plugin("3-analyse/activity.ts"),
    text: '    case "each":\n    case "yield":\n      varied.add(s.target);',
    instead: '    case "each":\n      varied.add(s.target);',
  },
  {
    what: "an exception leaves the frame's block where it is",
    file: runtime("frame.ts"),
    text: "      tape.numbers.copyWithin(this.top, thrown.startTop, tape.top);\n",
    instead: "",
  },
  {
    what: "writes before a throw are forgotten",
    file: runtime("frame.ts"),
    text: "if (tape.writes !== this.writes)",
    instead: "if (tape.writes < this.writes)",
  },
  {
    what: "shadows are not renewed for the next reverse sweep",
    file: runtime("tape.ts"),
    text: "if (slot === undefined || slot.sweep === this.sweep) return slot?.shadow;",
    instead: "if (slot === undefined || slot.shadow !== undefined) return slot?.shadow;",
  },
  {
    what: "views of one buffer have shadows of their own",
    file: runtime("tape.ts"),
    text: "if (ArrayBuffer.isView(o)) this.share(o as NumberArray);",
    instead: "",
  },
  {
    what: "integers that are written keep their derivative",
    file: runtime("shadow.ts"),
    text: "return rounds(like) ? new RoundedShadow(length) : new Float64Array(length);",
    instead: "return new Float64Array(length);",
  },
  {
    what: "what unseen code overwrites keeps its cotangent",
    file: runtime("unseen.ts"),
    text: "  if (overwritten.length === 0) {\n    tape.record(NOTHING);",
    instead: "  if (overwritten.length >= 0) {\n    tape.record(NOTHING);",
  },
  {
    what: "an overwritten entry of a Map keeps its cotangent",
    file: runtime("shadow.ts"),
    text: "  shadow?.delete(key);\n  return share;",
    instead: "  return share;",
  },
  {
    what: "a Map keeps the first value of a key, not the last",
    file: runtime("rules/constructors.ts"),
    text: "for (let n = list.length - 1; n >= 0; n--) {\n      const pair = list[n] as readonly [unknown, unknown];",
    instead: "for (let n = 0; n < list.length; n++) {\n      const pair = list[n] as readonly [unknown, unknown];",
  },
  {
    what: "pieces of a generator share a frame's place",
    file: runtime("generators.ts"),
    text: "    this.frame?.resume();\n",
    instead: "",
  },
  {
    what: "tasks are taken back in the order in which they ran",
    file: runtime("tasks.ts"),
    text: "for (let n = this.count; n > 0; n--) (tape.recall() as Task).takeBack(tape);",
    instead:
      "const all: Task[] = [];\n  for (let n = this.count; n > 0; n--) all.unshift(tape.recall() as Task);\n  for (const task of all) task.takeBack(tape);",
  },
  {
    what: "the tape of a gradient that throws goes back dirty",
    file: runtime("state.ts"),
    text: "  tape.clear();\n",
    instead: "",
  },
  {
    what: "a loop that hands an object from turn to turn goes back at every turn",
    file: plugin("4-adjoin/turns.ts"),
    text: "if (needed.has(s.target) || !PLAIN.has(kindOf(s.value))) return null;",
    instead: "if (needed.has(s.target)) return null;",
  },
  {
    what: "a loop goes back at every turn although what it reads by another name is written later",
    file: plugin("4-adjoin/turns.ts"),
    text: "return later.some((w) => inside.some((s) => mayRead(s, w.member.object))) ? null : found;",
    instead: "return found;",
  },
  {
    what: "a number that a turn changes is restored while the loop still runs",
    file: plugin("4-adjoin/turns.ts"),
    text: "if (needed.has(s.target) || !PLAIN.has(kindOf(s.value))) return null;",
    instead: "if (!PLAIN.has(kindOf(s.value))) return null;",
  },
  {
    what: "a joint function takes what it has captured for no part of an argument",
    file: plugin("3-analyse/guards.ts"),
    text: '...(doubts.captured.has(v) ? [js.call(js.member(js.id("#tape"), "wants"), [name])] : []),',
    instead: "",
  },
  {
    what: "a joint function reads memory again that it has written",
    file: plugin("4-adjoin/joint.ts"),
    text: "if (shapes?.isFixed(s) === true || (isList(object) && FOUND.has(ownerOf(object)))) return true;",
    instead: "if (shapes?.isFixed(s) === true || isList(object) || shapes?.isOwn(object) === true) return true;",
  },
  {
    what: "a part of an object of its own is read again although it is written",
    file: plugin("3-analyse/shapes.ts"),
    text: '!shapeOf(member.object).part(nameOf(member.key) ?? "").isWritten &&',
    instead: "",
  },
  {
    what: "a loop that writes objects that others know goes back at every turn",
    file: plugin("4-adjoin/turns.ts"),
    text: "if (isWrite(s) && (isOutside(s.member.object) || !s.member.object.made)) return null;",
    instead: "if (isWrite(s) && isOutside(s.member.object)) return null;",
  },
  {
    what: "a slope that is not finite counts in a tangent",
    file: plugin("4-adjoin/tangent.ts"),
    text: 'js.unary("!", js.call(js.member(js.id("Number"), "isFinite"), [js.id(slope)])),',
    instead: "js.bool(false),",
  },
  {
    what: "what a call is given is not computed when the gradient alone is asked for",
    file: plugin("5-emit/tidy-value.ts"),
    text: "if (own && isPure(own.value)) {",
    instead: "if (own) {",
  },
  {
    what: "the tangent of a product forgets a factor",
    file: plugin("rules/arithmetic.ts"),
    text: "return both(left && times(left, value(e.right)), right && times(right, value(e.left)));",
    instead: "return left && times(left, value(e.right));",
  },
  {
    what: "calls of one function are taken for one call, whatever its operands",
    file: plugin("ir/expressions.ts"),
    text: "return a.name === name && a.operands.every((e, i) => same(e, operands[i] ?? UNDEFINED));",
    instead: "return a.name === name && a.operands.length === operands.length;",
  },
  {
    what: "an element is taken for the same although its index has changed",
    file: plugin("2-lower/repeats.ts"),
    text: "v.constant || (!assigned.has(v) && v.isShared !== true)",
    instead: "v.constant || v.isShared !== true",
  },
  {
    what: "what a loop has chosen is read again although the loop writes",
    file: plugin("2-lower/selections.ts"),
    text: '!QUIET.has(s.kind) || (s.kind === "get" && s.member.accessor)',
    instead: '!QUIET.has(s.kind) && s.kind !== "set"',
  },
  {
    what: "what a loop has chosen is not asked for what it was before",
    file: plugin("2-lower/selections.ts"),
    text: "return declare === null && target.isShared !== true && !isSeen;",
    instead: "return declare === null && target.isShared !== true;",
  },
  {
    what: "a text of numbers may be read",
    file: plugin("3-analyse/activity.ts"),
    text: "operands.slice(1).some((e) => CONTAINERS.has(kindOf(e)) || isVaried(e));",
    instead: "operands.slice(1).some((e) => CONTAINERS.has(kindOf(e)) && isVaried(e));",
  },
  {
    what: "what ignored code overwrites keeps its tangent",
    file: runtime("dual/unseen.ts"),
    text: "for (const key of changedSince(container, copy)) {",
    instead: "for (const key of changedSince(container, copy).slice(1)) {",
  },
  {
    what: "a number that was tested carries no derivative along a direction",
    file: plugin("3-analyse/activity.ts"),
    text: 's.target.kind === "unknown" || s.target.isTested === true',
    instead: 's.target.kind === "unknown"',
  },
  {
    what: "a loop that begins at a computed number is counted back to 0",
    file: plugin("4-adjoin/loops.ts"),
    text: "const start = from === undefined ? js.num(s.start) : js.id(from);",
    instead: "const start = js.num(s.start);",
  },
  {
    what: "a loop may begin between whole numbers",
    file: plugin("3-analyse/counters.ts"),
    text: 'js.ifs(js.unary("!", isInteger), [js.returns(null)])',
    instead: 'js.ifs(js.unary("!", js.unary("!", isInteger)), [])',
  },
  {
    what: "a plan does not see that a part is another object",
    file: runtime("plan.ts"),
    text: "if (part.slot.of !== value) return CHANGED;",
    instead: "if (typeof part.slot.of !== typeof value) return CHANGED;",
  },
  {
    what: "a plan does not see that fields are gone",
    file: runtime("plan.ts"),
    text: "return i === keys.length ? gradient : CHANGED;",
    instead: "return gradient;",
  },
  {
    what: "all columns of a chunk are the first",
    file: runtime("jacobian.ts"),
    text: "const slope = (columns[k] as ArrayLike<number>)[i] as number;",
    instead: "const slope = (columns[0] as ArrayLike<number>)[i] as number;",
  },
  {
    what: "a counter that carries a derivative is counted from a constant",
    file: plugin("3-analyse/counters.ts"),
    text: " || activity.isActive(target)) return null;",
    instead: ") return null;",
  },
  {
    what: "the curvature of what a call gives is its slope",
    file: plugin("order/curve.ts"),
    text: 'onTape("curvature"))]',
    instead: 'onTape("tangent"))]',
  },
  {
    what: "what is read where no array holds anything has a column",
    file: runtime("jacobian.ts"),
    text: "if (Number.isNaN(values[i])) return false;",
    instead: "if (values[i] === undefined) return false;",
  },
  {
    what: "data that hold an argument have a shadow that nobody reads",
    file: runtime("pass-on.ts"),
    text: "if (this.shadows.has(o as object)) return true;",
    instead: "if (this.shadow === o) return true;",
  },
  {
    what: "a member of a parameter that is passed on loses its share",
    file: runtime("pass-on.ts"),
    text: "shadow[key] = (shadow[key] as number) + share;",
    instead: "shadow[key] = shadow[key] as number;",
  },
  {
    what: "an instance that a dual makes does not refuse its class's accessors",
    file: runtime("self-hosted/dual-calls.ts"),
    text: "const guard = guardOfClass(prototype);",
    instead: "const guard = guardOfClass(null);",
  },
  {
    what: "a cotangent that comes to an accessor of an argument's class is lost",
    file: runtime("plan.ts"),
    text: "Object.keys(tape.open(slot) as object).length !== Object.keys(zeros).length",
    instead: "tape.open(slot) === zeros",
  },
  {
    what: "what was found of a class once holds for ever",
    file: runtime("unmarked.ts"),
    text: "if (last?.epoch !== state.epoch)",
    instead: "if (last === undefined)",
  },
  {
    what: "computed keys are never those of accessors",
    file: plugin("1-mark/unseen-calls.ts"),
    text: "names.some((name) => isSpelled(name, source)) ? [...names, UNKNOWN] : names;",
    instead: "names.some((name) => isSpelled(name, source)) ? names : names;",
  },
  {
    what: "x || 0 stands still where x is 0",
    file: plugin("rules/arithmetic.ts"),
    text: 'const isOrZero = right.op === "literal" && right.value === 0;',
    instead: "const isOrZero = right === left;",
  },
  {
    what: "a joint function does not look at what the sweeps of others have made of its mirror",
    file: runtime("intact.ts"),
    text: "shares[key] !== undefined && typeof shares[key] !== typeof parts[key]",
    instead: "shares[key] === parts",
  },
  {
    what: "what may be an argument is not tested to hold numbers",
    file: plugin("3-analyse/joint.ts"),
    text: 'new Set(["argument", "other"])',
    instead: 'new Set(["argument"])',
  },
];
