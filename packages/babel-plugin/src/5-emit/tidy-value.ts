/**
 * Who asks for the gradient alone need not wait for the value. Statements → statements.
 *
 *   const sin = Math.sin(u); tape.value = sin      const sin = asked ? Math.sin(u) : 0
 *   loss += Math.log(p)                            if (asked) { loss += Math.log(p); }
 *
 * Only what takes a function of `Math`, and serves nothing but the value. (The value is known to be a number.)
 */
import { everyChild, visitNames } from "../ir/walk.ts";
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { declaredBy, eachList, isPure, mentions, noteUse, type Uses } from "./tidy.ts";

/** `uses`: where the names of the function stand. */
export function skipValue(root: t.FunctionDeclaration, value: string, asked: string, uses: Uses): void {
  const end = root.body.body.findIndex(isEnd);
  if (end < 0 || root.body.body.some((s) => s.type === "IfStatement" && mentions(s.test, value))) return;
  let idle: ReadonlySet<string> | null = null;
  const isIdle = (name: string): boolean => (idle ??= namesOfValueOnly(root)).has(name);
  const changed: t.Statement[] = [];
  eachList(root, (list) => {
    list.forEach((s, i) => {
      const made = definition(s);
      if (!made || !callsMath(made.value) || !isArithmetic(made.value) || !isIdle(made.name)) return;
      changed.push(s);
      const declared = declaredBy(s);
      const [d] = declared?.declaration.declarations ?? [];
      if (d) d.init = js.conditional(js.id(asked), made.value, js.num(0));
      else list[i] = Object.assign(js.ifs(js.id(asked), [s]), { loc: s.loc });
    });
  });
  if (changed.length === 0) return;
  const tape = js.id("#tape");
  noteUse(uses, tape);
  root.body.body.unshift(js.declare("const", js.id(asked), js.member(tape, "isValueAsked")));
}

const isEnd = (s: t.Statement): boolean =>
  s.type === "ExpressionStatement" &&
  s.expression.type === "AssignmentExpression" &&
  s.expression.left.type === "MemberExpression" &&
  s.expression.left.object.type === "Identifier" &&
  s.expression.left.object.name === "#tape";

interface Definition {
  readonly name: string;
  readonly value: t.Expression;
}

/** A statement that does nothing but give a name a value. */
function definition(s: t.Statement): Definition | null {
  const declared = declaredBy(s);
  if (declared) return declared.init ? { name: declared.name, value: declared.init } : null;
  if (s.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression") return null;
  const { left, right } = s.expression;
  return left.type === "Identifier" ? { name: left.name, value: right } : null;
}

/** The names that stand nowhere but in their own definitions, in those of others like them, and where the value is handed over. */
function namesOfValueOnly(root: t.FunctionDeclaration): ReadonlySet<string> {
  const made = new Set<string>();
  /** Who reads a name: definitions, by what they define; or null for anything else. */
  const readers = new Map<string, Set<string | null>>();
  const read = (node: t.Node, by: string | null): void => {
    visitNames(node, ({ name }) => readers.set(name, (readers.get(name) ?? new Set()).add(by)));
  };
  eachList(root, (list) => {
    for (const s of list) {
      const own = definition(s);
      // A call records what it is given: it is no mere definition.
      if (own && isPure(own.value)) {
        made.add(own.name);
        read(own.value, own.name);
      } else if (!isEnd(s))
        eachOwn(s, (part) => {
          read(part, null);
        });
    }
  });
  const idle = new Set([...made].filter((name) => readers.get(name)?.has(null) !== true));
  for (let before = -1; before !== idle.size;) {
    before = idle.size;
    for (const name of idle)
      if ([...(readers.get(name) ?? [])].some((by) => by !== name && !idle.has(by ?? ""))) idle.delete(name);
  }
  return idle;
}

/** The parts of a statement that are in none of its blocks. */
function eachOwn(s: t.Statement, visit: (part: t.Node) => void): void {
  switch (s.type) {
    case "IfStatement":
      visit(s.test);
      if (s.alternate?.type === "IfStatement") eachOwn(s.alternate, visit);
      return;
    case "ForStatement":
      for (const part of [s.init, s.test, s.update]) if (part) visit(part);
      return;
    case "WhileStatement":
      visit(s.test);
      return;
    case "BlockStatement":
      return;
    default:
      visit(s);
  }
}

/** Nothing but names, numbers and functions of `Math`: to read a member may be an effect. */
const isArithmetic = (e: t.Node): boolean =>
  isPure(e) &&
  (e.type === "MemberExpression"
    ? e.object.type === "Identifier" && e.object.name === "Math"
    : everyChild(e, isArithmetic));

const callsMath = (e: t.Expression): boolean =>
  mentions(e, "Math") || (e.type === "BinaryExpression" && e.operator === "**");
