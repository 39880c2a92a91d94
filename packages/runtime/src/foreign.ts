/**
 * Callees without a pair: adjoints and rules by the function's identity, else code that the sweep cannot see.
 */
import { NotDifferentiableError } from "./errors.ts";
import { extend, NOTHING } from "./frame.ts";
import { constructors, rules } from "./natives.ts";
import { innerRule } from "./order.ts";
import { attachedTo, PAIR, type AnyFunction, type Pair } from "./pair.ts";
import { NO_COTANGENTS, type ActiveRule, type Call, type Inner, type Rule, type StandIn } from "./rule.ts";
import { run } from "./run.ts";
import { state } from "./state.ts";
import { refuseStrays } from "./strays.ts";
import type { Tape } from "./tape.ts";
import { carries } from "./carries.ts";
import { unseen } from "./unseen.ts";

/** How a function without a pair is differentiated, if that is known: among others the natives. */
export const ruleOf = (f: unknown): Rule | undefined =>
  rules.get(f) ?? (typeof f === "function" ? state.adjoints.get(f) : undefined);

/** Gives a function of the program a rule, which takes the place of its pair. */
export function setRule(fn: object, rule: Rule): void {
  state.adjoints.set(fn, rule);
  // It would be asked for first.
  if (attachedTo(fn) !== undefined) Reflect.deleteProperty(fn, PAIR);
}

/** Calls a function that has no pair; leaves one record. */
export function foreign(tape: Tape, f: unknown, call: Call): unknown {
  if (typeof f !== "function") throw notAFunction(nameOf(f));
  // A rule of the user's may call its function, which is then not to be replaced by the rule.
  const rule = tape.isDropped ? rules.get(f) : ruleOf(f);
  if (rule === "inert") {
    const y: unknown = Reflect.apply(f, call.self, call.args);
    if (typeof y !== "number") state.given?.(tape, call, y);
    tape.log?.gave(f, y);
    tape.record(NOTHING);
    return y;
  }
  if (isActive(rule) && (rule.when === undefined || rule.when(call))) return active(tape, rule, call);
  if (isStandIn(rule)) return standIn(tape, rule, call);
  if (isInner(rule)) return active(tape, innerRule(f as AnyFunction, rule.inner), call);
  if (rule !== "unseen" && !writesText(call.self) && !tape.isDropped && mayCarry(tape, call, true))
    throw refusal(f, call, reasonOf(rule));
  return unseen(tape, () => Reflect.apply(f, call.self, call.args) as unknown, [f, call.self, ...call.args]);
}

/** Calls a constructor that has no pair; `call.self` is `new.target`. Leaves one record. */
export function foreignConstruct(tape: Tape, C: unknown, call: Call): unknown {
  if (typeof C !== "function") throw new TypeError(`${nameOf(C)} is not a constructor`);
  const rule = constructors.get(C);
  const instantiate = (): unknown => Reflect.construct(C, call.args, call.self as () => unknown) as unknown;
  if (rule === "inert") {
    const y = instantiate();
    tape.log?.gave(C, y);
    tape.record(NOTHING);
    return y;
  }
  if (isActive(rule) && (rule.when === undefined || rule.when(call))) return active(tape, rule, call);
  if (!tape.isDropped && mayCarry(tape, call, false)) throw refusal(C, call, reasonOf(rule ?? ruleOf(C)));
  return unseen(tape, instantiate, [C, call.self, ...call.args]);
}

/** Its `format` or `compare` is a native function of its own. */
const writesText = (self: unknown): boolean =>
  self instanceof Intl.NumberFormat || self instanceof Intl.DateTimeFormat || self instanceof Intl.Collator;

function isActive(rule: Rule | undefined): rule is ActiveRule {
  return typeof rule === "object" && "forward" in rule;
}

function reasonOf(rule: Rule | undefined): string | undefined {
  return typeof rule === "object" && "refused" in rule ? rule.refused : undefined;
}

const isInner = (rule: Rule | undefined): rule is Inner => typeof rule === "object" && "inner" in rule;

function isStandIn(rule: Rule | undefined): rule is StandIn {
  return typeof rule === "object" && "standIn" in rule;
}

function standIn(tape: Tape, rule: StandIn, call: Call): unknown {
  const attached = attachedTo(rule.standIn);
  // Only in sources that the plugin has not compiled.
  if (attached === undefined) throw refusal(rule.standIn, call, undefined);
  if (!rule.selfFirst) {
    const y = run(tape, attached, undefined, call.args);
    tape.record(attached.pair);
    return y;
  }
  try {
    const y = run(tape, attached, undefined, [call.self, ...call.args]);
    tape.record(attached.pair);
    tape.record(WITHOUT_SELF);
    return y;
  } catch (error) {
    extend(tape, error, WITHOUT_SELF);
    throw error;
  }
}

const WITHOUT_SELF: Pick<ActiveRule, "pullback"> = {
  pullback: (tape, dy) => ((tape.recall() as Pair).pullback(tape, dy) ?? NO_COTANGENTS).slice(1),
};

function active(tape: Tape, rule: ActiveRule, call: Call): unknown {
  if (rule.tracked !== true) return untracked(tape, rule, call);
  const y = rule.forward(tape, call);
  tape.record(rule);
  return y;
}

function untracked(tape: Tape, rule: ActiveRule, call: Call): unknown {
  const { writes } = tape;
  tape.untracked++;
  try {
    const y = rule.forward(tape, call);
    tape.untracked--;
    tape.record(rule);
    return y;
  } catch (error) {
    // It was about to write to what nobody can.
    const target = tape.wants(call.self) ? call.self : call.args[0];
    if (tape.writes === writes + 1 && Object.isFrozen(target)) tape.writes = writes;
    throw error;
  }
}

function mayCarry(tape: Tape, call: Call, withSelf: boolean): boolean {
  if (withSelf && (typeof call.self === "number" || carries(tape, call.self))) return true;
  return call.args.some((arg) => (typeof arg === "number" ? !call.constant : carries(tape, arg)));
}

function refusal(f: unknown, call: Call, reason: string | undefined): Error {
  const known = typeof f === "function" && f.name !== "";
  const name = known ? `\`${f.name}\`` : nameOf(f);
  if (reason !== undefined)
    return new NotDifferentiableError(`${name} cannot be differentiated: ${reason}.`, { site: call.site });
  return new NotDifferentiableError(
    `${name} has no pullback and no adjoint, and its argument may carry a derivative.`,
    {
      site: call.site,
      advice: `Mark it "differentiable", give it one with adjoint(${known ? f.name : "fn"}, …), or wrap the call in ignore(() => …).`,
    },
  );
}

/** As the engine says it, as far as the name is known. */
export function notAFunction(name: string): TypeError {
  return new TypeError(`${name} is not a function`);
}

function nameOf(f: unknown): string {
  if (typeof f === "function") return f.name === "" ? "an anonymous function" : f.name;
  return f === null ? "null" : typeof f === "object" ? "object" : (f as string);
}

state.foreign ??= { call: foreign, ruleOf, refuseStrays };
