// What a target is to people: its name, and what answers there.

/** @import {Known, Sight} from "./types" */

import {capital, unturned} from "./dom.js";
import {data, flow, rows} from "./words.js";
import {canonical} from "./world.js";

/** @param {number} target @returns {Sight} */
export function sightOf(target) {
  if (target >= 0) {
    const kind = rows.stations[target].keypad === undefined ? "announcement" : "menu";
    return {name: flow.receptionists[target].name, kind, menu: target};
  }
  const outcome = rows.outcomes[~target];
  if (outcome?.return !== undefined) return {name: data.words["menu-before"], kind: "menu", menu: null};
  return addressSight(outcome?.destination ?? "", outcome?.schedule !== undefined);
}

/** @param {string} address @param {boolean} [asksSchedule] @returns {Sight} */
export function addressSight(address, asksSchedule = false) {
  const known = flow.destinations[canonical(flow, address)];
  const [type, id = ""] = address.split("||"), word = type.toLowerCase().replaceAll("_", " ");
  const action = {menu_back: "menu-back", menu_top: "menu-top", menu_exit: "call-ends", menu_end: "menu-end"}[type];
  const ends = word === "hangup" || !type ? "call-ends" : action;
  const name = known?.name ?? (ends ? data.words[ends] : `${capital(word)} ${id}`.trim());
  return {name, kind: asksSchedule ? "schedule" : kindOf(known, type.toLowerCase(), id), menu: null};
}

/** Who answers; what the flow does not mention is known by its type and id only. @param {Known|undefined} known @param {string} type @param {string} id @returns {Sight["kind"]} */
function kindOf(known, type, id) {
  if (known) return known.kind ?? "person";
  if (type === "hangup" || !id || type === "menu_end" || type === "menu_exit") return "nobody";
  return canonical(flow, `${type}||`) === "virtual_receptionist||" ? "menu" : "unknown";
}

/** The word for a kind. @param {Sight} sight */
export const kindWord = sight => data.words[sight.kind === "nobody" ? "nobody-there" : sight.kind];

/** The icon of a kind: a way back has one of its own. @param {Sight} sight */
export const kindIcon = sight => sight.kind;

/** The codes of a menu in the order in which its greeting says them. @param {number} menu */
export function announcedCodes(menu) {
  const {keypad} = rows.stations[menu], codes = keypad === undefined ? [] : rows.keypads[keypad].codes;
  return (flow.receptionists[menu].order ?? [...codes.keys()]).map(number => ({code: codes[number], number}));
}

/** What a recording says; its name where the words are not known. @param {string} id */
export const spokenWords = id => unturned(flow.recordings[id]?.script ?? "");

/** Whether the length of a recording is an estimate. @param {string} id */
export const isEstimated = id => Boolean(flow.recordings[id]?.estimated);
