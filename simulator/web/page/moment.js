// Moments as people write them, in the flow's zone: `simulator/calendar/moments.py` in the page's language. The zone is
// that of the span which the page carries.

/** @import {FlowData} from "./types" */

import {ScriptError} from "./script.js";

const MONTHS = "january february march april may june july august september october november december".split(" ");
const DAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const ISO = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const WRITTEN = /^(?:([a-z]+),? )?(\d{1,2}) ([a-z]+)\.?,? (\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?$/i;

/** The instant of a moment, in milliseconds since 1970. @param {string} text @param {FlowData} flow */
export function readMoment(text, flow) {
  const plain = text.trim().split(/\s+/).join(" "), iso = ISO.exec(plain) ?? BASIC.exec(plain);
  if (iso) {
    const [year, month, day, hour, minute, second = 0] = iso.slice(1, 7).map(part => part && Number(part));
    const fraction = iso[7] ? Math.floor(Number(`0.${iso[7]}`) * 1000) : 0;
    const wall = wallTime(text, Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)) + fraction;
    return iso[8] ? within(wall - offsetMinutes(text, iso[8]) * 60000, text, flow) : fromWall(wall, text, flow);
  }
  const written = WRITTEN.exec(plain);
  if (!written) throw new ScriptError(`at: ${JSON.stringify(text)} is not a moment; use 2026-12-25T21:00 or 25 Dec 2026 21:00`);
  const month = placeOf(written[3], MONTHS);
  const wall = wallTime(text, Number(written[4]), month + 1, Number(written[2]), Number(written[5]), Number(written[6]), Number(written[7] ?? 0));
  if (written[1] && placeOf(written[1], DAYS) !== new Date(wall).getUTCDay()) {
    throw new ScriptError(`at: ${JSON.stringify(text)}: that day is another day of the week`);
  }
  return fromWall(wall, text, flow);
}

/** A name that is written out or cut to three letters or more. @param {string} word @param {string[]} names */
function placeOf(word, names) {
  return word.length > 2 ? names.findIndex(name => name.startsWith(word.toLowerCase())) : -1;
}

/** @param {string} text @param {number} year @param {number} month @param {number} day @param {number} hour @param {number} minute @param {number} second */
function wallTime(text, year, month, day, hour, minute, second) {
  const wall = Date.UTC(year, month - 1, day, hour, minute, second), date = new Date(wall);
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    && hour < 24 && minute < 60 && second < 60;
  if (!exists) throw new ScriptError(`at: ${JSON.stringify(text)} holds a date or a time that does not exist`);
  return wall;
}

/** @param {string} text @param {string} offset */
function offsetMinutes(text, offset) {
  if (/^z$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3)), minutes = Number(offset.slice(3).replace(":", "") || 0);
  if (hours > 23 || minutes > 59) throw new ScriptError(`at: ${JSON.stringify(text)} holds an offset that does not exist`);
  return (offset[0] === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** The first instant at which the zone's clocks show a wall time. @param {number} wall @param {string} text @param {FlowData} flow */
function fromWall(wall, text, flow) {
  if (!flow.timezone) return wall;
  const {offsets} = flow, instants = offsets.map(([, offset]) => wall - offset * 60000);
  const place = instants.findIndex((instant, place) => (!place || instant >= offsets[place][0] * 1000)
    && instant < (offsets[place + 1]?.[0] ?? Infinity) * 1000);
  if (place >= 0) return within(instants[place], text, flow);
  throw new ScriptError(`at: ${JSON.stringify(text)} does not exist in ${flow.timezone}: the clocks go forward there`);
}

/** An instant, refused where the page does not know how the schedules stand. @param {number} instant @param {string} text @param {FlowData} flow */
function within(instant, text, flow) {
  const [first, last] = flow.span;
  if (flow.timezone && !(instant >= first * 1000 && instant < last * 1000)) {
    const [from, until] = flow.span.map(seconds => wallClock(seconds * 1000, flow).toISOString().slice(0, 16));
    throw new ScriptError(`at: ${JSON.stringify(text)} is outside of what this page knows, ${from} to ${until} in ${flow.timezone}`);
  }
  return instant;
}

/** What the zone's clocks show at an instant, as a date whose UTC parts are the local ones. @param {number} instant @param {FlowData} flow */
export function wallClock(instant, flow) {
  let ahead = 0;
  for (const [from, offset] of flow.offsets) if (instant >= from * 1000) ahead = offset;
  return new Date(instant + ahead * 60000);
}
