// In place of `switch_menus.js` where no menu of a flow is FreeSWITCH's: the page is smaller without it.

/** @import {Effect, Move, Place} from "./types" */
/** @import {Machine} from "./machine.js" */

export class SwitchMenus {
  /** @param {Machine} machine */
  constructor(machine) {
    this.machine = machine;
  }

  /** @param {number} _target @param {Effect[]} _effects @returns {Move} */
  enter(_target, _effects) {
    throw new Error("no such menu");
  }

  /** @param {Place} _at @param {string} _trigger @returns {Move|null} */
  moveFrom(_at, _trigger) {
    return null;
  }

  /** @param {Place} _at */
  nameBehind(_at) {
    return "";
  }
}
