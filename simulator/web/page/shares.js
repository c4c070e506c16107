// The shares of callers who take each way of the map, where the page carries them.

/** @import {Branch} from "./types" */

import {el} from "./dom.js";
import {data, rows, say} from "./words.js";

/** What the percentages are; or, of a branch, how many callers take it from any of these places. @param {number[]} [from] @param {Branch} [by] */
export function shareMarks(from, by) {
  if (!from || !by) return [el("p", "common", say("shares"))];
  const shares = from.flatMap(target => by.ids.map(id => shareOf(`${addressOf(target)}|${id}`)));
  const share = shares.reduce((sum, part) => sum + part, 0), isFew = share > 0 && share < .0005;
  const words = isFew ? "< 0.1" : (100 * share).toFixed(share >= .0995 || !share ? 0 : 1);
  return [" ", el("span", "aside share", share === Infinity ? "∞" : `${words} %`)];
}

/** @param {string} way */
const shareOf = way => data.page.shares?.[way] === null ? Infinity : data.page.shares?.[way] ?? 0;

/** @param {number} target */
const addressOf = target => target >= 0 ? rows.stations[target].key : rows.outcomes[~target]?.canonical ?? rows.outcomes[~target]?.destination;
