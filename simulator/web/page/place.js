// What stands where a place, or a position of a menu, would.

/** @import {Place} from "./types" */

/** The call has ended. @type {Place} */
export const OVER = {target: ~0, position: 0, node: 0, wrong: 0, silences: 0};

/** The call leaves the menu. */
export const LEAVES = -1;
