// What the next key would lead to: a list next to the call, whose lines can be pressed too.

/** @import {LiveCall} from "./live_call.js" */

import {button, el, icon, own} from "./dom.js";
import {announcedCodes, kindIcon, sightOf} from "./sights.js";
import {rows, say} from "./words.js";

/** The list of the present place; null where no key counts. @param {LiveCall} call @param {(keys: string) => void} press */
export function whatIf(call, press) {
  const {place} = call.conversation, station = call.turns.length && !call.isOver ? rows.stations[place.target] : undefined;
  if (!station || station.keypad === undefined || !station.allowed) return null;
  const {machine} = call.player, phase = machine.phaseAt(place), typed = machine.typedAt(place);
  if (phase === "final" || typed === null) return null;
  const codes = announcedCodes(place.target).filter(({code}) => code.startsWith(typed));
  const visited = new Set(call.turns.map(turn => turn.dest.target));
  const lines = codes.map(({code, number}) => {
    const target = (station.choices ?? [])[number], sight = sightOf(target);
    const shape = target >= 0 && visited.has(target) ? "back" : kindIcon(sight);
    return el("li", "", button("", () => press(code.slice(typed.length)), [el("span", "cap", code), icon(shape, "quiet-text"), own(sight.name)]));
  });
  const list = el("ul", lines.length > 8 || (lines.length < 5 && lines.every(line => line.textContent.length < 25)) ? "pairs" : "", ...lines);
  const miss = [["any-other", place.wrong, station.allowed[0], station.wrong], ["nothing", place.silences, station.allowed[1], station.silence]];
  return [el("h2", "", say("if-you-press")), list, ...miss.map(([word, used, allowed, target]) =>
    missLine(String(word), Number(allowed) - Number(used), Number(target)))];
}

/** @param {string} word @param {number} left tries that are left, this one among them, less one @param {number} target */
function missLine(word, left, target) {
  const line = el("p", "aside", el("b", "", say(word)), " ");
  const sight = sightOf(target);
  if (left < 1) line.append(own(sight.kind === "nobody" ? sight.name.toLowerCase() : say("leads-to", sight.name)));
  else line.append(left === 1 ? say("asked-last") : say("asked-again", left));
  return line;
}
