/**
 * The classes of the module, as their instances see them: what a joint function takes for the method or the accessor that is found, and
 * then tests. Plans → chains.
 */
import type { t } from "../babel.ts";
import { definitionOf } from "../1-mark/mark.ts";
import type { Plan, Plans } from "../1-mark/plan.ts";
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";

type Kind = "method" | "get" | "set";

/** A field; or a method, or an accessor, by its units: null for one that captures something, or suspends. */
type Part = "field" | Readonly<Partial<Record<Kind, string | null>>>;

interface Link {
  /** The name of the parent; undefined where it is none of the module's classes. */
  readonly parent: string | null | undefined;
  readonly construct: string | null;
  readonly parts: ReadonlyMap<string, Part>;
}

export class Chains {
  private readonly names = new Map<t.Class, string>();
  private readonly links = new Map<string, Link>();
  private readonly methods = new Map<string, (string | null)[]>();

  constructor({ byNode, classes }: Plans, resolution: Resolution) {
    const members = new Map<t.Class, Plan[]>();
    for (const plan of byNode.values()) {
      const key = nameOf(plan.node);
      if (plan.owner) members.set(plan.owner, [...(members.get(plan.owner) ?? []), plan]);
      if (key !== null) this.methods.set(key, [...(this.methods.get(key) ?? []), isMethod(plan) ? unitOf(plan) : null]);
    }
    for (const node of classes) {
      const name = node.type === "ClassDeclaration" && node.id ? node.id.name : "";
      const binding = resolution.program.scope.bindings[name];
      if (!binding || binding.path.node !== node || isReassigned(binding)) continue;
      this.names.set(node, name);
      this.links.set(name, linkOf(node, members.get(node) ?? [], resolution));
    }
  }

  /** The classes from one to the last of its parents; null where one of them is not known. */
  private from(name: string): Link[] | null {
    const link = this.links.get(name);
    if (link?.parent === undefined) return null;
    const others = link.parent === null ? [] : this.from(link.parent);
    return others && [link, ...others];
  }

  /** The name of a class of the module that is always this class. */
  nameOf(node: t.Class): string | null {
    return this.names.get(node) ?? null;
  }

  parentOf(name: string): string | null {
    return this.links.get(name)?.parent ?? null;
  }

  /** The unit of a class's constructor. */
  constructorOf(name: string): string | null {
    return this.from(name)?.[0]?.construct ?? null;
  }

  /** What an instance has under a name; null for nothing, undefined where that cannot be told. A field hides all else. */
  find(name: string, key: string): Part | null | undefined {
    const parts = this.from(name)?.map(({ parts }) => parts.get(key));
    return parts?.includes("field") === true ? "field" : parts && (parts.find((part) => part !== undefined) ?? null);
  }

  /** The unit of a method or accessor that an instance of a class has under a name. */
  unitOf(name: string, key: string, kind: Kind): string | null {
    const part = this.find(name, key);
    return typeof part === "object" ? (part?.[kind] ?? null) : null;
  }

  /** The same of the prototypes of its parents, which have no fields. */
  inherited(name: string, key: string, kind: Kind): string | null {
    const [, ...parents] = this.from(name) ?? [];
    const part = parents.map(({ parts }) => parts.get(key)).find((x) => typeof x === "object");
    return (typeof part === "object" ? part[kind] : null) ?? null;
  }

  /** Whether a class of the module has an accessor of that name. */
  hasAccessor(key: string): boolean {
    return [...this.links.values()].some(({ parts }) => {
      const part = parts.get(key);
      return typeof part === "object" && (part.get !== undefined || part.set !== undefined);
    });
  }

  /** The methods of a name, of all classes of the file; null where one of them cannot be called by its unit. */
  methodsBy(key: string): readonly string[] | null {
    const found = this.methods.get(key) ?? [];
    const units = found.filter((unit) => unit !== null);
    return units.length === found.length && units.length > 0 ? units : null;
  }
}

function linkOf(node: t.Class, members: readonly Plan[], resolution: Resolution): Link {
  const parts = new Map<string, Part>();
  for (const m of node.body.body)
    if (m.type === "ClassProperty" && !m.static && m.key.type === "Identifier" && !m.computed)
      parts.set(m.key.name, "field");
  let construct: string | null = null;
  for (const plan of members) {
    const { node: member } = plan;
    if (member.type !== "ClassMethod" || member.static) continue;
    const key = nameOf(member);
    const known = key === null ? "field" : (parts.get(key) ?? {});
    if (member.kind === "constructor") construct = unitOf(plan);
    else if (key !== null && known !== "field") parts.set(key, { ...known, [member.kind]: unitOf(plan) });
  }
  return { parent: parentIn(node, resolution), construct, parts };
}

function parentIn({ superClass }: t.Class, resolution: Resolution): string | null | undefined {
  if (!superClass) return null;
  const parent = superClass.type === "Identifier" ? definitionOf(superClass, resolution) : null;
  return parent?.type === "ClassDeclaration" ? parent.id?.name : undefined;
}

const nameOf = (node: t.Function): string | null =>
  node.type === "ClassMethod" && node.key.type === "Identifier" && !node.computed ? node.key.name : null;

const isMethod = ({ node }: Plan): boolean => node.type === "ClassMethod" && node.kind === "method";

const unitOf = ({ name, node, captures }: Plan): string | null =>
  captures.length === 0 && !node.generator && !node.async ? name : null;
