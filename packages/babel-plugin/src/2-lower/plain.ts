/** Constructors that do nothing but set their own fields: the engine's own `new` may run them as well. */
import type { Block, Unit, Variable } from "../ir/types.ts";

export function isPlainConstructor(form: Unit["form"], self: Variable, body: Block): boolean {
  if (form !== "constructor") return false;
  return body.every(
    (s) =>
      (s.kind === "set" && s.member.object === self && !s.member.accessor) ||
      (s.kind === "get" && !s.member.accessor) ||
      s.kind === "assign" ||
      s.kind === "array" ||
      s.kind === "object",
  );
}
