// In place of `shares.js` where a page carries no shares of callers: the page is smaller.

/** @import {Branch} from "./types" */

/** @type {(from?: number[], by?: Branch) => (string|HTMLElement)[]} */
export const shareMarks = () => [];
