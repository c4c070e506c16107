// `play(script) -> record`: a whole call in virtual time, as `ivrsim play --callers` records it.

/** @import {Effect, FlowData, Rows, Script, Turn} from "./types" */

import {ScriptedCaller} from "./caller.js";
import {Conversation, converse} from "./conversation.js";
import {Machine} from "./machine.js";
import {readMoment} from "./moment.js";
import {ScriptError, answerWords, isObject, readGiven, readScript} from "./script.js";
import {World, destinationName, resolveGiven} from "./world.js";

export class Player {
  /** @param {Rows} rows @param {FlowData} flow */
  constructor(rows, flow) {
    this.flow = flow;
    this.machine = new Machine(rows);
    this.asks = rows.outcomes.some(outcome => outcome && !outcome.end);
  }

  /** The record of a caller, or `{error}`. @param {unknown} source @returns {Record<string, unknown>} */
  play(source) {
    try {
      const script = this.complete(source), conversation = this.begin(script);
      converse(conversation, new ScriptedCaller(this.machine, script.steps));
      return recordOf(this.flow, conversation, script);
    } catch (error) {
      if (error instanceof ScriptError) return {error: error.message};
      throw error;
    }
  }

  /** A script, with what the page itself says where it says nothing. @param {unknown} source @returns {Script} */
  complete(source) {
    const script = readScript(source), {defaults, number} = this.flow;
    if (script.semantics !== null && !sameValue(plainSemantics(script.semantics), this.machine.rows.semantics)) {
      throw new ScriptError("semantics: this page plays calls under its own only");
    }
    if (!script.at) script.at = defaults.at;
    if (Object.keys(defaults.given).length) script.given = this.mergeGiven(script.given);
    if (number && !script.number && !script.entry) script.number = number;
    else if (script.number) script.number = findNumber(this.flow, script.number);
    return script;
  }

  /** The script's answers, and the page's for what it gives none to. @param {Record<string, unknown>} given */
  mergeGiven(given) {
    const own = new Set(resolveGiven(this.flow, readGiven(given)).keys());
    const common = Object.entries(this.flow.defaults.given).filter(([name, answers]) => {
      const [key] = resolveGiven(this.flow, readGiven({[name]: answers})).keys();
      return !own.has(key);
    });
    return {...Object.fromEntries(common), ...given};
  }

  /** A call that is about to be answered. @param {Script} script */
  begin(script) {
    const {flow} = this;
    const moment = script.at ? readMoment(script.at, flow) : null;
    const world = new World(flow, moment, readGiven(script.given));
    const start = script.number ? flow.numbers[script.number]
      : script.entry ? findReceptionist(this.machine, flow, script.entry) : flow.entry;
    const conversation = new Conversation(this.machine, start, this.asks ? world : null);
    return Object.assign(conversation, {assumed: world.assumed, schedules: world.schedules});
  }
}

/** @param {unknown} semantics */
function plainSemantics(semantics) {
  return isObject(semantics) && Object.keys(semantics).join() === "base" ? semantics.base : semantics;
}

/** @param {unknown} one @param {unknown} two @returns {boolean} */
function sameValue(one, two) {
  if (!isObject(one) || !isObject(two)) return one === two;
  const names = Object.keys(one);
  return names.length === Object.keys(two).length && names.every(name => sameValue(one[name], two[name]));
}

/** The key of the receptionist of this key, id, number or unique name. @param {Machine} machine @param {FlowData} flow @param {string} name */
function findReceptionist(machine, flow, name) {
  if (machine.numbers.has(name)) return name;
  const keys = machine.rows.stations.map(station => station.key);
  const byId = flow.receptionists.findLastIndex(({id}) => id === name);
  if (byId >= 0) return keys[byId];
  const named = keys.filter((_, place) => flow.receptionists[place].name === name);
  if (!Object.hasOwn(flow.numbers, name) && named.length === 1) return named[0];
  if (!Object.hasOwn(flow.numbers, name) && named.length) throw new ScriptError(`entry: several are named ${JSON.stringify(name)}`);
  const target = flow.numbers[findNumber(flow, name)];
  if (target.includes("||")) throw new ScriptError(`entry: ${name} leads to no receptionist; ring it as a number`);
  return target;
}

/** The flow's own spelling of a number. @param {FlowData} flow @param {string} name */
function findNumber(flow, name) {
  if (Object.hasOwn(flow.numbers, name)) return name;
  const digits = dialledDigits(name);
  const same = Object.keys(flow.numbers).filter(number => digits && dialledDigits(number) === digits);
  if (new Set(same.map(number => flow.numbers[number])).size === 1) return same[0];
  throw new ScriptError(`no number ${JSON.stringify(name)}`);
}

/** @param {string} text */
function dialledDigits(text) {
  const plain = text.replace(/^(\s*(?:\+|00)[0-9\s.\-/]*)\(0\)/, "$1").replace(/[\s().\-/]/g, "");
  return /^(?:\+|00)?([0-9]{3,15})$/.exec(plain)?.[1] ?? "";
}

/** The record of a call that has ended. @param {FlowData} flow @param {Conversation & {assumed: Map<string, string>}} call @param {Script} script */
export function recordOf(flow, call, script) {
  const heard = call.turns.flatMap(turn => turn.effects.flatMap(effect => effect.kind === "play" ? [effect.recording] : []));
  const assumed = [...call.assumed].map(([name, answer]) => `${name}: ${answerWords(answer)}`);
  return {
    name: script.name,
    entry: call.entry,
    semantics: call.machine.rows.semantics,
    ...(script.at && {at: script.at}),
    ...(script.number && {number: script.number}),
    ...(Object.keys(script.given).length && {given: script.given}),
    ...(assumed.length && {assumed}),
    outcome: {
      kind: call.kind,
      destination: call.destination,
      name: call.destination === null ? null : destinationName(flow, call.destination),
    },
    heard,
    keys: call.turns.map(turn => turn.trigger).filter(trigger => trigger.length === 1),
    seconds: (call.turns.at(-1)?.at ?? 0) / 1000,
    estimated: heard.some(recording => flow.recordings[recording]?.estimated),
    turns: call.turns.map(turn => turnJson(call.machine, turn)),
  };
}

/** @param {Machine} machine @param {Turn} turn */
function turnJson(machine, turn) {
  const isKey = turn.trigger.length === 1;
  return {
    at: turn.at / 1000,
    event: isKey ? "pressed" : turn.trigger,
    ...(isKey && {key: turn.trigger}),
    place: machine.nameOf(turn.dest),
    effects: turn.effects.map(effectJson),
  };
}

/** @param {Effect} effect */
function effectJson(effect) {
  switch (effect.kind) {
    case "play": return {play: effect.recording, seconds: effect.ms / 1000};
    case "round": return {round: {wrong_keys: effect.wrong, silences: effect.silences}};
    case "choice": return {choice: effect.keys};
    case "miss": return {[effect.cause]: effect.used, allowed: effect.allowed};
    case "enter": return {enter: effect.receptionist};
    case "return": return {return: effect.receptionist};
    case "note": return {note: effect.template};
    case "ring": return {ring: effect.destination};
    case "route": return {route: effect.destination};
    case "end": return effect.destination === null ? {end: effect.by} : {end: effect.by, destination: effect.destination};
  }
}
