// In place of `way_back.js` where no call of a flow goes back to the menu that it came from: the page is smaller.

/** @import {BackLevel, Place, Rows} from "./types" */

/** Nothing that a call has behind it can matter. @type {BackLevel[]} */
export const NOTHING_BEHIND = [];

export class WaysBack {
  /** @param {Rows} rows */
  constructor(rows) {
    this.rows = rows;
  }

  /** @param {number} _target */
  isReturn(_target) {
    return false;
  }

  /** @param {Place} _at @returns {BackLevel[]} */
  leave(_at) {
    return NOTHING_BEHIND;
  }

  /** @param {number} _target @param {BackLevel[]} _behind */
  arrive(_target, _behind) {
    return NOTHING_BEHIND;
  }

  /** @param {Place} _at @returns {Place|null} */
  findReturn(_at) {
    return null;
  }

  /** @param {Place} _at */
  nameOf(_at) {
    return "";
  }
}
