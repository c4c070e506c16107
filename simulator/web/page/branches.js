// Where a flow leads, as a tree: each menu stands once, at the shortest way to it; elsewhere it is a chip.

/** @import {Branch, Sight, Turn} from "./types" */
/** @import {Machine} from "./machine.js" */

import {announcedCodes, sightOf} from "./sights.js";
import {rows, say} from "./words.js";

/** The ways out of a target, in the order in which people should read them. @param {number} target @returns {Branch[]} */
export function branchesOf(target) {
  if (target < 0) return worldBranches(target);
  const station = rows.stations[target];
  if (station.forward !== undefined) return [branch("", ["forward"], station.forward)];
  const choices = announcedCodes(target).map(({code, number}) => branch(code, [code], (station.choices ?? [])[number]));
  return [...choices, ...missBranches(target)];
}

/** What wrong keys and silences lead to in the end. @param {number} target @returns {Branch[]} */
export function missBranches(target) {
  const {wrong = ~0, silence = ~0, allowed = [0, 0]} = rows.stations[target];
  const [wrongTries, silenceTries] = allowed.map(count => `${count + 1}×`);
  if (wrong === silence && wrongTries === silenceTries) {
    return wrong === ~0 ? [] : [branch(wrongTries, ["wrong", "silence"], wrong, true, say("wrong-or-silent"))];
  }
  return [
    ...(wrong === ~0 ? [] : [branch(wrongTries, ["wrong"], wrong, true, say("wrong-only"))]),
    ...(silence === ~0 ? [] : [branch(silenceTries, ["silence"], silence, true, say("silent-only"))]),
  ];
}

/** @param {number} target @returns {Branch[]} */
function worldBranches(target) {
  const answers = rows.outcomes[~target]?.answers ?? {};
  const same = answers.holiday !== undefined && answers.holiday === answers.closed;
  return Object.entries(answers).filter(([answer]) => answer !== "picked_up" && !(same && answer === "holiday"))
    .filter(([, to]) => rows.outcomes[~to]?.end !== "unanswered")
    .map(([answer, to]) => {
      const isPerson = answer === "no_answer" || answer === "busy", ids = same && answer === "closed" ? ["closed", "holiday"] : [answer];
      return branch(say(isPerson ? `if-${answer.replace("_", "-")}` : answer), ids, to, isPerson);
    });
}

/** @param {string} cap @param {string[]} ids @param {number} target @param {boolean} [quiet] @param {string} [note] @returns {Branch} */
const branch = (cap, ids, target, quiet = false, note = "") => ({cap, ids, target, quiet, note});

/** Where each target with branches of its own stands: the branch that leads there first, as `target|id`. @param {number} start @returns {Map<number, string>} */
export function treePlaces(start) {
  /** @type {Map<number, string>} */
  const places = new Map([[start, ""]]);
  const queue = [start];
  for (const target of queue) { // grows while it is read
    for (const {ids, target: to} of branchesOf(target)) {
      if (places.has(to) || (to < 0 && !rows.outcomes[~to]?.answers)) continue;
      places.set(to, `${target}|${ids[0]}`);
      queue.push(to);
    }
  }
  return places;
}

/** The way on which every menu loses callers, where it is the same in all of several; null: they differ. @param {Iterable<number>} targets @returns {Branch|null} */
export function commonMiss(targets) {
  const menus = [...targets].filter(target => target >= 0 && rows.stations[target].keypad !== undefined);
  const all = menus.map(missBranches), first = all[0]?.[0];
  const same = all.every(ways => ways.length === 1 && ways[0].target === first?.target && ways[0].cap === first.cap);
  return menus.length > 1 && same && first ? first : null;
}

/** The branches that a call went along, as `target|id`, in order. @param {Machine} machine @param {Turn[]} turns */
export function pathOf(machine, turns) {
  /** @type {string[]} */
  const path = [];
  for (const {source, dest, trigger, effects} of turns) {
    if (source.position < 0 || trigger === "hung_up") continue;
    if (source.target < 0) {
      if (trigger.length > 1 && trigger !== "picked_up") path.push(`${source.target}|${trigger}`);
      continue;
    }
    const choice = effects.find(effect => effect.kind === "choice"), leaves = dest.target !== source.target || effects.some(({kind}) => kind === "enter" || kind === "return");
    if (choice) path.push(`${source.target}|${choice.keys}`);
    else if (leaves) path.push(`${source.target}|${exitOf(machine, source, effects)}`);
  }
  return path;
}

/** @param {Machine} machine @param {import("./types").Place} source @param {import("./types").Effect[]} effects */
function exitOf(machine, source, effects) {
  const miss = effects.find(effect => effect.kind === "miss");
  if (miss) return miss.cause;
  if (machine.rows.stations[source.target].forward !== undefined) return "forward";
  return rows.kinds[rows.stations[source.target].kind].positions[source.position][1];
}

/** @param {Branch} of @returns {Sight} */
export const branchSight = of => sightOf(of.target);
