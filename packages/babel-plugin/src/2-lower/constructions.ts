/** `new`: a call whose result is an object of a known kind, perhaps, by a constructor of this file, perhaps. */
import type { t } from "../babel.ts";
import { definitionOf } from "../1-mark/mark.ts";
import type { Expression, Kind } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { globalName } from "./identifiers.ts";
import type { State } from "./state.ts";
import { emitCall } from "./calls.ts";

export function lowerNew(state: State, node: t.NewExpression): Expression {
  const name = node.callee.type === "Identifier" ? globalName(state, node.callee) : null;
  const callee = lowerExpression(state, node.callee);
  const kind: Kind =
    name === "Array"
      ? "array"
      : name === "Float64Array" || name === "Float32Array" || name === "Float16Array"
        ? "typed"
        : name?.endsWith("Array")
          ? "unknown"
          : "object";
  return emitCall(
    state,
    node,
    { via: "new", callee, native: name, unit: constructorOf(state, node.callee) },
    node.arguments,
    kind,
    kind === "array" || kind === "typed",
  );
}

/** The constructor of a class of the module, whose parents are, too. */
function constructorOf({ file: { chains, resolution } }: State, callee: t.Node): string | null {
  const Class = callee.type === "Identifier" ? definitionOf(callee, resolution) : null;
  const name = Class?.type === "ClassDeclaration" ? chains.nameOf(Class) : null;
  return name === null ? null : chains.constructorOf(name);
}
