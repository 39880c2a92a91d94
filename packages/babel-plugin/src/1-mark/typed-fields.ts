/**
 * Fields of marked classes that are there for the types alone, left out as TypeScript's own plugin would do it later.
 * Classes → whether there were any; the program is changed in place.
 *
 *   abstract area: number;               no field at all: a getter of the subclass is to be seen
 *   x: number;                           set to undefined, as in JavaScript; but Babel 7 leaves it out where `allowDeclareFields` is not set
 */
import type { t } from "../babel.ts";

export function dropTypedFields(classes: ReadonlySet<t.Class>, dropsUnset: boolean): boolean {
  let isChanged = false;
  for (const { body } of classes) {
    const kept = body.body.filter((m) => !(m.type === "ClassProperty" && isTyped(m, dropsUnset)));
    isChanged ||= kept.length < body.body.length;
    body.body = kept;
  }
  return isChanged;
}

const isTyped = ({ abstract, value, decorators }: t.ClassProperty, dropsUnset: boolean): boolean =>
  abstract === true || (dropsUnset && !value && !decorators?.length);

/** Whether a plugin that comes later leaves out fields without a value. */
export const dropsUnsetFields = (plugins: readonly unknown[] = [], version: string): boolean =>
  version.startsWith("7.") &&
  (plugins as readonly Later[]).some(({ key = "", options }) => STRIPPING.has(key) && !options?.allowDeclareFields);

interface Later {
  readonly key?: string;
  readonly options?: { readonly allowDeclareFields?: boolean };
}

const STRIPPING: ReadonlySet<string> = new Set(["transform-typescript", "transform-flow-strip-types"]);
