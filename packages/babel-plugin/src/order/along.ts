/**
 * A unit in which everything stands that it calls, as a function: what it does, and nothing else. Unit → function.
 *
 *   f_along(known, x, dx) = { …; return [y, dy]; }
 *
 * Where it is not what it was taken for, it gives nothing.
 */
import type { t } from "../babel.ts";
import { doubtfulIn } from "../4-adjoin/doubtful.ts";
import type { JointFunction } from "../4-adjoin/joint.ts";
import { assignment } from "../4-adjoin/assignments.ts";
import { variablesOf } from "../4-adjoin/adjoin.ts";
import { forLoop } from "../4-adjoin/loops.ts";
import { memberJs, toJs } from "../4-adjoin/values.ts";
import { orZero } from "./or-zero.ts";
import * as js from "../ir/js.ts";
import type { Block, Expression, Member, Property, Statement, Unit, Variable } from "../ir/types.ts";
import { instanceJs } from "../4-adjoin/memory.ts";

export function alongFunction(unit: Unit): JointFunction {
  const inputs = [...(unit.environment ? [unit.environment.variable] : []), ...unit.parameters];
  const parameters = [js.id("#tape"), ...inputs.map((p) => js.id(p.name))];
  const variables = variablesOf(unit);
  return {
    node: js.functionDeclaration(unit.name, parameters, written(unit.body)),
    names: new Set(variables.map((v) => v.name)),
    temporaries: new Set(variables.filter((v) => v.origin === "temporary").map((v) => v.name)),
    doubtful: doubtfulIn(unit),
  };
}

export const code = (e: Expression): t.Expression => toJs(e, (v) => v.name);
const place = ({ object, key }: Member): t.MemberExpression => memberJs(js.id(object.name), key, (v) => v.name);
const declared = (target: Variable, value: t.Expression): t.Statement =>
  js.declare(target.constant ? "const" : "let", js.id(target.name), value);

const written = (block: Block): t.Statement[] => block.flatMap(statement);

function statement(s: Statement): t.Statement[] {
  switch (s.kind) {
    case "assign": {
      if (s.declare === null) return [js.statement(assignment(s.target, s.value))];
      const isBlank = s.declare === "let" && s.value.op === "literal" && s.value.value === undefined;
      return [js.declare(s.declare, js.id(s.target.name), isBlank ? null : code(s.value))];
    }
    case "get":
      return [declared(s.target, s.orZero === true ? orZero(place(s.member)) : place(s.member))];
    case "set":
      return [js.statement(js.assign("=", place(s.member), code(s.value)))];
    case "accumulate":
      return [js.statement(js.assign(`${s.operator}=`, place(s.member), code(s.value)))];
    case "array":
      return [declared(s.target, js.array(s.elements.map((e) => e && code(e))))];
    case "object":
      return [declared(s.target, made(s))];
    case "call": {
      if (s.callee.via !== "new") return unforeseen(s);
      const call = js.create(code(s.callee.callee), s.operands.map(code));
      return [s.target ? declared(s.target, call) : js.statement(call)];
    }
    case "if":
      return [js.ifs(code(s.test), written(s.consequent), written(s.alternate))];
    case "loop":
      return [forLoop(written(s.head), s.test && code(s.test), written(s.update), written(s.body))];
    case "block":
      return [js.block(written(s.body))];
    case "exit":
      return [js.returns(s.value && code(s.value))];
    case "throw":
      return [{ type: "ThrowStatement", argument: code(s.value) }];
    case "assume":
      return [js.ifs(js.unary("!", code(s.test)), [js.returns(null)])];
    case "verbatim":
      return [js.clone(s.statement)];
    case "again":
      return [];
    default:
      return unforeseen(s);
  }
}

const made = ({ instance, properties }: Statement & { readonly kind: "object" }): t.Expression =>
  instanceJs(
    instance,
    properties.map((p) => js.property(...keyOf(p))),
    code,
  );

function keyOf({ key, computed, value }: Property): [key: t.Expression, value: t.Expression, computed: boolean] {
  const name = key.op === "literal" && typeof key.value === "string" && !computed ? key.value : "__proto__";
  const isName = /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__";
  return isName ? [js.id(name), code(value), false] : [code(key), code(value), true];
}

function unforeseen({ kind }: Statement): never {
  throw new Error(`a slope has a statement of the kind "${kind}"`);
}
