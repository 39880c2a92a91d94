/**
 * The rules of all functions, those of natives among them. They are put in their place when this module is loaded, for a program
 * may replace a native later; and a bundle has them if something in it looks a function up here.
 */
import { installRules } from "./rules/install.ts";
import { installStandIns } from "./self-hosted/install.ts";
import { state } from "./state.ts";

installRules();
installStandIns();

export const { rules, constructors } = state;
