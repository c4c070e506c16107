// What the page opens on: one sentence, one thing to press, callers to listen in on, and what has changed.

/** @import {WatchedCall} from "./types" */

import {button, el, icon, own} from "./dom.js";
import {dayWords, page, rows, say} from "./words.js";

const CHIPS_MOST = 8;

/** Callers to listen in on: the flow's tests, or where it has none, two who do what callers do. @returns {WatchedCall[]} */
export function watchedCalls() {
  if (page.calls.length) return page.calls;
  return [
    {name: say("silent-caller"), acts: "-", script: {}, passes: true},
    {name: say("wrong-caller"), acts: unusedKey(), script: {}, passes: true},
  ];
}

/** A key that begins no code of any menu, where there is one. */
function unusedKey() {
  const firsts = new Set(rows.keypads.flatMap(({codes}) => codes.map(code => code[0])));
  return [..."987654321"].find(key => !firsts.has(key)) ?? "9";
}

/** The chips of the callers. @param {(call: WatchedCall) => void} watch @param {(name: string) => boolean} isHeard */
export function callerChips(watch, isHeard) {
  const calls = watchedCalls(), chips = el("div", "chips");
  const chipOf = (/** @type {WatchedCall} */ call) => {
    const shape = call.passes ? icon(isHeard(call.name) ? "tick" : "play") : el("i", "diamond");
    const children = [shape, own(call.name), ...(call.passes ? [] : [el("small", "finding", say("fails"))])];
    return button(call.passes ? "chip-button" : "chip-button fails", () => watch(call), children);
  };
  const most = calls.length > CHIPS_MOST + 1 ? CHIPS_MOST : calls.length;
  chips.append(...calls.slice(0, most).map(chipOf));
  if (most < calls.length) {
    const more = button("bare", () => more.replaceWith(...calls.slice(most).map(chipOf)), [say("more", calls.length)]);
    chips.append(more);
  }
  return chips;
}

/** What has changed since the version that the client last saw; nothing where the page does not know. */
export function changeList() {
  if (!page.since) return null;
  const several = new Set(page.changes.map(({menu}) => menu)).size > 1;
  const lines = page.changes.map(({menu, keys, now = "", before = "", hours}) => {
    const words = el("span", "");
    if (!keys) words.append(own(menu), hours ? ": " : " ", say(hours ? "other-hours" : "says-now"));
    else if (now) words.append(say("leads-now"), " ", own(now, "strong"), el("span", "quiet-text", ", ", own(before ? say("led-before", before) : say("led-nowhere"))));
    else words.append(say("leads-nowhere"), el("span", "quiet-text", ", ", own(say("led-before", before))));
    return el("li", "", ...(keys ? [el("span", "cap", keys)] : [icon(hours ? "schedule" : "announcement")]), words, ...(keys && several ? [own(menu, "aside")] : []));
  });
  const none = lines.length ? [] : [el("p", "aside", say("none"))];
  return el("div", "card news", el("h2", "", say("changed", dayWords(page.since))), el("ul", "", ...lines), ...none);
}
