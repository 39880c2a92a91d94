/**
 * Maps and Sets as the engine sees them: the methods of a class of the program's are its code.
 */
type Collection = Map<unknown, unknown> | Set<unknown>;

interface Methods {
  readonly clear: (this: Collection) => void;
  readonly add?: (this: Collection, member: unknown) => void;
  readonly set: (this: Collection, key: unknown, value: unknown) => void;
}

const methodsOf = (o: Collection): Methods => (o instanceof Set ? Set : Map).prototype as unknown as Methods;

export const isCollection = (o: unknown): o is Collection => o instanceof Map || o instanceof Set;

/** Of a Set, each member twice. */
export const entriesOf = (o: Collection): Iterable<[unknown, unknown]> =>
  (o instanceof Set ? Set : Map).prototype.entries.call(o as never);

/** Makes it hold these entries, and no others. */
export function refill(o: Collection, entries: Iterable<readonly [unknown, unknown]>): void {
  const { clear, add, set } = methodsOf(o);
  clear.call(o);
  for (const [key, value] of entries) (add ?? set).call(o, key, value);
}
