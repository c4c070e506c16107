// How the schedules stand in one call, and who picks up: `simulator/callers/world.py` in the page's language. An answer
// is what is given; else the calendar's, at a moment; else the default, which is noted as assumed.

/** @import {Answer, FlowData, Known, Outcome} from "./types" */

import {PERSON_ANSWERS, SCHEDULE_ANSWERS, ScriptError, answerWords} from "./script.js";

const EVERYONE = "everyone", STATES = ["open", "closed", "holiday"];

export class World {
  /** `moment` is the instant of the answer in milliseconds, null: nobody says. @param {FlowData} flow @param {number|null} moment @param {Map<string, Answer[]>} given */
  constructor(flow, moment, given) {
    this.flow = flow;
    this.moment = moment;
    this.given = resolveGiven(flow, given);
    /** @type {Map<string, string>} */
    this.assumed = new Map();
    /** @type {Map<string, string>} */
    this.schedules = new Map();
    /** @type {Map<string, number>} */
    this.askings = new Map();
  }

  /** Answer what is asked at so many milliseconds of the call. @param {Outcome} question @param {number} at @returns {Answer} */
  answerQuestion(question, at) {
    if (question.schedule !== undefined) {
      const answer = this.scheduleAnswer(question.schedule, at);
      if (!this.schedules.has(question.schedule)) this.schedules.set(question.schedule, answer);
      return {answer, after: 0};
    }
    const {answer, after} = this.personAnswer(question);
    return {answer, after: answer === "no_answer" ? (question.rings ?? 0) : (after ?? 0)};
  }

  /** @param {string} key @param {number} at */
  scheduleAnswer(key, at) {
    const answer = this.nextGiven(key)?.answer ?? this.calendarAnswer(key, at);
    if (answer) return answer;
    if (!this.assumed.has(key)) this.assumed.set(key, "open");
    return "open";
  }

  /** A schedule's state; empty without a moment, or for a switch. @param {string} key @param {number} at */
  calendarAnswer(key, at) {
    if (this.moment === null || !this.flow.schedules[key].first) return "";
    return stateAt(this.flow, key, this.moment + at);
  }

  /** @param {Outcome} question @returns {Answer} */
  personAnswer(question) {
    const can = question.answers ?? {};
    for (const name of [question.canonical ?? "", EVERYONE]) {
      const given = this.nextGiven(name);
      if (given && given.answer in can) return given;
    }
    const answer = question.nobody ? "no_answer" : "picked_up";
    const name = destinationName(this.flow, question.destination ?? "") ?? question.destination ?? "";
    if (!this.assumed.has(name)) this.assumed.set(name, answer);
    return {answer, after: null};
  }

  /** The given answer to this asking; the last of a list goes on. @param {string} name */
  nextGiven(name) {
    const answers = this.given.get(name);
    if (!answers) return null;
    const asking = this.askings.get(name) ?? 0;
    this.askings.set(name, asking + 1);
    return answers[Math.min(asking, answers.length - 1)];
  }
}

/** A schedule's state at an instant of the span. @param {FlowData} flow @param {string} key @param {number} instant */
export function stateAt(flow, key, instant) {
  const {first = "open", changes: parts = [], steps = []} = flow.schedules[key];
  const changes = parts.map(([signs, times]) => signs.repeat(times)).join("");
  let minute = flow.span[0] / 60, state = STATES.indexOf(first);
  for (let place = 0; place < changes.length; place++) {
    const step = steps[changes.charCodeAt(place) - 0x30]; // minutes since the change before, and the new state
    minute += Math.floor(step / 3);
    if (instant < minute * 60000) break;
    state = step % 3;
  }
  return STATES[state];
}

/** The catalogue's name of a destination, under any alias of its type. @param {FlowData} flow @param {string} address */
export function destinationName(flow, address) {
  return flow.destinations[canonical(flow, address)]?.name ?? null;
}

/** An address under the one word for its type. @param {FlowData} flow @param {string} address */
export function canonical(flow, address) {
  const bars = address.indexOf("||"), kind = address.slice(0, bars).toLowerCase();
  return `${Object.hasOwn(flow.aliases, kind) ? flow.aliases[kind] : kind}${address.slice(bars)}`;
}

/** The given answers by the names under which the world looks them up. @param {FlowData} flow @param {Map<string, Answer[]>} given @returns {Map<string, Answer[]>} */
export function resolveGiven(flow, given) {
  /** @type {Map<string, Answer[]>} */
  const resolved = new Map();
  for (const [name, answers] of given) {
    const key = resolveName(flow, name, answers);
    if (resolved.has(key)) throw new ScriptError(`given: ${name} is there twice, under two names; leave one of them out`);
    resolved.set(key, answers);
  }
  return resolved;
}

/** @param {FlowData} flow @param {string} name @param {Answer[]} answers */
function resolveName(flow, name, answers) {
  if (name === EVERYONE) return accept(name, name, answers, PERSON_ANSWERS);
  if (Object.hasOwn(flow.schedules, name)) return accept(name, name, answers, SCHEDULE_ANSWERS);
  const address = addressNamed(flow, name), known = flow.destinations[address];
  if (known.schedule !== undefined) return accept(name, known.schedule, answers, SCHEDULE_ANSWERS);
  const late = answers.some(({after}) => known.rings !== undefined && after !== null && after >= known.rings);
  if (late) throw new ScriptError(`given: ${name}: that is after it has rung out`);
  return accept(name, address, answers, personAnswers(known));
}

/** The answers that the flow knows to go on with. @param {Known} known */
export function personAnswers(known) {
  if (known.rings === undefined) return ["picked_up"];
  return known.busy ? PERSON_ANSWERS : ["picked_up", "no_answer"];
}

/** @param {string} name @param {string} key @param {Answer[]} answers @param {string[]} accepted */
function accept(name, key, answers, accepted) {
  const refused = answers.find(({answer}) => !accepted.includes(answer));
  if (refused) {
    const words = accepted.map(answerWords).join(", ");
    throw new ScriptError(`given: ${name} cannot be ${answerWords(refused.answer)}; use ${words}`);
  }
  return key;
}

/** @param {FlowData} flow @param {string} name */
function addressNamed(flow, name) {
  for (const [address, known] of Object.entries(flow.destinations)) if (known.name === name) return address;
  const address = name.includes("||") ? canonical(flow, name) : "";
  if (Object.hasOwn(flow.destinations, address)) return address;
  throw new ScriptError(`given: nothing is called ${JSON.stringify(name)}`);
}
