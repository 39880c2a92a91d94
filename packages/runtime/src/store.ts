/** What all copies of the runtime in a realm keep in common besides their state: tables, by name. A module and a package may each bring a copy. */
const KEY = Symbol.for("fluxion.tables");

const realm = globalThis as { [KEY]?: Record<string, object | undefined> | undefined };

export function shared<T extends object>(name: string, make: () => T): T {
  const tables = (realm[KEY] ??= {});
  return (tables[name] ??= make()) as T;
}
