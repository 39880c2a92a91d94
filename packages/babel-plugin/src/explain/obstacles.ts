/** Why a function does not give value and gradient at once, and what to write for it to. */
import type { Obstacle, ObstacleKind } from "../3-analyse/obstacles.ts";
import { quoted } from "./source.ts";

const TEXTS: { readonly [K in ObstacleKind]: readonly [what: string, advice: string] } = {
  suspends: ["it is a generator, or async", "Move the arithmetic to a plain function that it calls."],
  method: ["it is a method or a constructor, or uses `this`", "Write a function that gets what it reads as arguments."],
  newTarget: ["it asks for new.target", "Move the arithmetic to a function of its own."],
  rest: ["it takes a rest parameter", "Take an array instead."],
  accessor: [
    "it may run a getter or setter of the file",
    "Make the object in the function, as an instance of a class of the file, or give the field a name that no accessor has.",
  ],
  private: ["it uses a private field", "Take its value as an argument."],
  captured: ["it uses a variable that closures assign", "Return the new value, or keep it in an object."],
  writes: [
    "it writes to something that it has not made itself, or that is not certainly what it has made",
    "Copy what is to change, or collect into an array or object made in the function and held by a const; variables cost least.",
  ],
  spread: ["it spreads arguments", "Name them."],
  closure: [
    "it makes a closure, a method or an accessor, or calls a closure",
    "Write a function at the top of the file that gets all it needs as arguments.",
  ],
  callee: ["it calls a function that is in the way itself", "That function's own entry says why."],
  unknownCallee: [
    "it calls something that is known at run time only",
    "Call functions of this file by their names, and the methods of lists on arguments and on what the function has made.",
  ],
  constructs: ["it makes an instance of a class", "Use a plain object, or variables."],
  construct: [
    "it uses something that only the two sweeps can do",
    "Use loops over arrays by index, and plain objects.",
  ],
  iterates: ["it goes through something that may be no list", "Write a loop over a list."],
  buffer: ["it reads the buffer of an array, of which there may be other views", "Use one array for it."],
  catches: ["it catches exceptions", "Catch where the function is called."],
  leavesEarly: [
    "it leaves from the middle, or returns nothing",
    "Return once, at the end, or in the branches that end the function; break out of one loop at a time.",
  ],
  manyObjects: [
    "a variable stands for one object after another",
    "Let it stand only for what the function itself makes, all of one kind, or for an argument first; or give each object a const of its own.",
  ],
  anyKey: [
    "it reads a part of an argument by a key that may be any text",
    "Use fields by name, and numbers as indices.",
  ],
};

const MOST = 3;

/** The reasons, each with the places of the program; the kinds in order of appearance. */
export function obstacleTexts(obstacles: readonly Obstacle[], code: string): string[] {
  const byKind = Map.groupBy(obstacles, ({ kind }) => kind);
  const lines = [...byKind].flatMap(([kind, list]) => {
    const [what, advice] = TEXTS[kind];
    const places = [
      ...new Set(list.map(({ loc, callee }) => (callee === undefined ? quoted(code, loc) : `\`${callee}\``))),
    ];
    const more = places.length > MOST ? ` and ${String(places.length - MOST)} more` : "";
    return [`- ${what}: ${places.slice(0, MOST).join(", ")}${more}.`, `  ${advice}`];
  });
  return ["Value and gradient do not come at once, since", ...lines];
}
