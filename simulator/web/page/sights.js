// What a target is to people: its name, and what answers there.

/** @import {Known, Sight, Station} from "./types" */

import {unturned} from "./dom.js";
import {data, flow, rows} from "./words.js";
import {canonical} from "./world.js";

/** @param {number} target @returns {Sight} */
export function sightOf(target) {
  if (target >= 0) {
    const kind = rows.stations[target].keypad === undefined ? "announcement" : "menu";
    return {name: flow.receptionists[target].name, kind, menu: target};
  }
  const outcome = rows.outcomes[~target];
  return addressSight(outcome?.destination ?? "", outcome?.schedule !== undefined);
}

/** @param {string} address @param {boolean} [asksSchedule] @returns {Sight} */
export function addressSight(address, asksSchedule = false) {
  const known = flow.destinations[canonical(flow, address)];
  const [type, id = ""] = address.split("||"), word = type.toLowerCase().replaceAll("_", " ");
  const name = known?.name ?? (word === "hangup" || !type ? data.words["call-ends"] : `${word.charAt(0).toUpperCase()}${word.slice(1)} ${id}`.trim());
  return {name, kind: asksSchedule ? "schedule" : kindOf(known, type.toLowerCase()), menu: null};
}

/** @param {Known|undefined} known @param {string} type @returns {Sight["kind"]} */
function kindOf(known, type) {
  if (known?.answers) return known.answers;
  if (known?.rings !== undefined) return "person";
  if (type === "hangup" || !type) return "nobody";
  return type === "voicemail" ? "machine" : "unknown";
}

/** The word for a kind. @param {Sight} sight */
export const kindWord = sight => data.words[sight.kind === "nobody" ? "nobody-there" : sight.kind];

/** The icon of a kind: a way back has one of its own. @param {Sight} sight */
export const kindIcon = sight => sight.kind;

/** The codes of a menu in the order in which its greeting says them; those that it does not say, last. @param {Station} station */
export function announcedCodes(station) {
  if (station.keypad === undefined) return [];
  const words = spokenWords(station.recordings[0]);
  const places = rows.keypads[station.keypad].codes.map((code, number) => ({code, number, place: placeIn(words, code)}));
  if (places.filter(({place}) => place < Infinity).length * 2 < places.length) { // "press 1 to 6" announces no order
    for (const each of places) each.place = Infinity;
  }
  return places.sort((one, two) => one.place - two.place || order(one.code) - order(two.code) || (one.code < two.code ? -1 : 1));
}

/** @param {string} words @param {string} code */
function placeIn(words, code) {
  const plain = code.replaceAll("*", "\\*"), found = new RegExp(`(?<![0-9*#])${plain}(?![0-9*#])`).exec(words);
  return found ? found.index : Infinity;
}

/** 1 to 9, then 0, then signs. @param {string} code */
const order = code => "1234567890*#".indexOf(code[0]);

/** What a recording says; its name where the words are not known. @param {string} id */
export const spokenWords = id => unturned(flow.recordings[id]?.script ?? "");

/** Whether the length of a recording is an estimate. @param {string} id */
export const isEstimated = id => Boolean(flow.recordings[id]?.estimated);
