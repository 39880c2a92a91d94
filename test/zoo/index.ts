/** All programs of the zoo, by family. */
import type { Program } from "../support/program.ts";
import { api } from "./api.ts";
import { arrayMethods } from "./array-methods.ts";
import { arrays } from "./arrays.ts";
import { classes } from "./classes.ts";
import { closures } from "./closures.ts";
import { collections } from "./collections.ts";
import { controlFlow } from "./control-flow.ts";
import { dead } from "./dead.ts";
import { destructuring } from "./destructuring.ts";
import { disposal } from "./disposal.ts";
import { evaluation } from "./evaluation.ts";
import { exceptions } from "./exceptions.ts";
import { explored } from "./explored.ts";
import { functions } from "./functions.ts";
import { generators } from "./generators.ts";
import { jointArguments } from "./joint-arguments.ts";
import { jointClasses } from "./joint-classes.ts";
import { jointConstructors } from "./joint-constructors.ts";
import { jointLists } from "./joint-lists.ts";
import { jointLoops } from "./joint-loops.ts";
import { jointHolders } from "./joint-holders.ts";
import { jointValues } from "./joint-values.ts";
import { identity } from "./identity.ts";
import { joint, type Joint } from "./joint.ts";
import { larger } from "./larger.ts";
import { largerStill } from "./larger-still.ts";
import { listLoops } from "./list-loops.ts";
import { loops } from "./loops.ts";
import { memory } from "./memory.ts";
import { inheritance } from "./inheritance.ts";
import { nestedClasses } from "./nested-classes.ts";
import { numbers } from "./numbers.ts";
import { objects } from "./objects.ts";
import { parameters } from "./parameters.ts";
import { accessorsOfNames } from "./products/accessors.ts";
import { assignmentsEverywhere } from "./products/assignments.ts";
import { exitsOfLoops } from "./products/loops.ts";
import { methodsOfLists } from "./products/methods.ts";
import { thrownOutOfLoops } from "./products/thrown.ts";
import { usesOfValues } from "./products/values.ts";
import { refused } from "./refused.ts";
import { scopes } from "./scopes.ts";
import { selections } from "./selections.ts";
import { shadowing } from "./shadowing.ts";
import { sharedVariables } from "./shared-variables.ts";
import { typedArrays } from "./typed-arrays.ts";
import { values } from "./values.ts";
import { worlds } from "./worlds.ts";

export const joints: readonly Joint[] = [
  ...joint,
  ...jointArguments,
  ...jointClasses,
  ...jointConstructors,
  ...jointLists,
  ...jointLoops,
  ...jointHolders,
  ...jointValues,
  ...worlds,
];

export const families: Readonly<Record<string, readonly Program[]>> = {
  functions,
  listLoops,
  parameters,
  "control flow": controlFlow,
  loops,
  "loops that only choose": selections,
  "dead values": dead,
  "values that variables hold": values,
  "variables that closures share": sharedVariables,
  destructuring,
  disposal,
  numbers,
  evaluation,
  objects,
  classes,
  inheritance,
  "classes in functions": nestedClasses,
  collections,
  arrays,
  "array methods": arrayMethods,
  "typed arrays": typedArrays,
  closures,
  identity,
  "scopes of captured variables": scopes,
  "names that shadow": shadowing,
  "assignments everywhere": assignmentsEverywhere(43),
  "uses of values": usesOfValues(13),
  "methods of lists": methodsOfLists(7),
  "exits of loops": exitsOfLoops(67),
  "thrown out of loops": thrownOutOfLoops(5),
  "names of accessors": accessorsOfNames(1),
  exceptions,
  generators,
  memory,
  "larger programs": [...larger, ...largerStill],
  "value and gradient at once": joints,
  api,
  explored,
  refused,
};

/** All that the products make, of which the families have some. */
export const products = (): Readonly<Record<string, readonly Program[]>> => ({
  "assignments everywhere": assignmentsEverywhere(1),
  "uses of values": usesOfValues(1),
  "methods of lists": methodsOfLists(1),
  "exits of loops": exitsOfLoops(1),
  "thrown out of loops": thrownOutOfLoops(1),
  "names of accessors": accessorsOfNames(1),
});
