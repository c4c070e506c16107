// A call's turns as the lines of a conversation: who says what, what was pressed, where it leads.

/** @import {Effect, Line, Turn} from "./types" */
/** @import {LiveCall} from "./live_call.js" */

import {addressSight, sightOf} from "./sights.js";
import {page, say} from "./words.js";

/** @param {LiveCall} call @returns {Line[]} */
export function linesOf(call) {
  /** @type {Line[]} */
  const lines = [];
  let typed = "";
  /** @type {Extract<Line, {kind: "say"}>|null} */
  let speaking = null;
  for (const turn of call.turns) {
    const isKey = turn.trigger.length === 1, counts = isKey && (turn.effects.length > 0 || turn.dest !== turn.source);
    if (counts) typed += turn.trigger;
    if (speaking && (counts || turn.effects.length || turn.trigger === "prompt_ended")) {
      if (speaking.until === null) {
        speaking.until = turn.at;
        if (counts) speaking.cut = turn.trigger;
        else if (turn.trigger === "hung_up") speaking.cut = "hung_up";
      }
      speaking = null;
    }
    const asked = worldLine(turn);
    if (asked) lines.push(asked);
    for (const effect of turn.effects) {
      const line = effectLine(call, turn, effect, typed);
      if (!line) continue;
      lines.push(line);
      if (line.kind === "say") speaking = line;
    }
    if (turn.effects.some(({kind}) => kind === "round" || kind === "enter" || kind === "return" || kind === "choice")) typed = "";
  }
  const {conversation} = call;
  if (conversation.kind === "endless") lines.push({kind: "end", sight: null, outcome: "endless", at: call.now});
  return lines;
}

/** @param {LiveCall} call @param {Turn} turn @param {Effect} effect @param {string} typed @returns {Line|null} */
function effectLine(call, turn, effect, typed) {
  switch (effect.kind) {
    case "play": return {
      kind: "say", recording: effect.recording, at: turn.at, until: null, cut: null, ms: effect.ms, ...partAt(call, turn),
    };
    case "choice": return {kind: "choice", keys: effect.keys, sight: destOf(turn), menu: turn.source.target};
    case "miss": {
      const keys = effect.cause === "wrong" ? typed : "";
      return {kind: "miss", cause: effect.cause, keys, used: effect.used, tries: effect.allowed + 1};
    }
    case "ring": return {kind: "note", text: say("rings", addressSight(effect.destination).name), icon: "call"};
    case "route": return {kind: "end", sight: addressSight(effect.destination), outcome: "routed", at: turn.at};
    case "end": return {kind: "end", sight: null, outcome: effect.by, at: turn.at};
    case "enter": return turn.trigger === "answered" || turn.source.target < 0
      ? {kind: "note", text: say("answers", turn.trigger === "answered" ? page.client : sightOf(effect.target).name), icon: "call"} : null;
    default: return null;
  }
}

/** Which menu speaks, and with which of its recordings. @param {LiveCall} call @param {Turn} turn */
function partAt(call, {dest}) {
  const {rows} = call.player.machine;
  return {menu: dest.target, part: rows.kinds[rows.stations[dest.target].kind].positions[dest.position][3]};
}

/** Where a turn leads, as its last effect says it. @param {Turn} turn */
function destOf(turn) {
  for (const effect of [...turn.effects].reverse()) {
    if (effect.kind === "enter" || effect.kind === "return") return sightOf(effect.target);
    if (effect.kind === "route" || effect.kind === "ring") return addressSight(effect.destination);
    if (effect.kind === "end") return addressSight(effect.destination ?? "hangup");
  }
  return sightOf(turn.dest.target);
}

/** What the world answered. @param {Turn} turn @returns {Line|null} */
function worldLine(turn) {
  if (turn.source.target >= 0 || turn.source.position < 0) return null;
  const {name} = sightOf(turn.source.target);
  switch (turn.trigger) {
    case "open": case "closed": case "holiday":
      return {kind: "note", text: say(`is-${turn.trigger}`, name), icon: "schedule"};
    case "no_answer": return {kind: "note", text: say("no-answer", name), icon: "nobody"};
    case "busy": return {kind: "note", text: say("is-busy", name), icon: "nobody"};
    default: return null;
  }
}
