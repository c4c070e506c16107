// Caller scripts as JSON values, checked as `simulator/callers/caller_script.py` checks them. What cannot be read is a
// ScriptError with a message for people.

/** @import {Answer, Script, ScriptStep} from "./types" */

const SECONDS_MOST = 86400, STEPS_MOST = 1000, PRESS_MOST = 1000, ANSWERS_MOST = 1000;
const SCRIPT_FIELDS = ["name", "entry", "at", "number", "given", "semantics", "steps"];
const STEP_FIELDS = ["press", "silence", "wait", "hangup", "cue", "after", "gap"];
const NUMBER = "[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+";
const PLAIN = new RegExp(`^(?:${NUMBER})$`), PARTS = new RegExp(`^(?:(?:${NUMBER}) *[a-z]+ *)+$`);
const PART = new RegExp(`(${NUMBER}) *([a-z]+)`, "g");
/** @type {Record<string, number>} */
const UNITS = {
  ms: 1, s: 1000, sec: 1000, second: 1000, seconds: 1000,
  m: 60000, min: 60000, minute: 60000, minutes: 60000, h: 3600000,
};
export const SCHEDULE_ANSWERS = ["open", "closed", "holiday"];
export const PERSON_ANSWERS = ["picked_up", "no_answer", "busy"];

export class ScriptError extends Error {}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whole numbers as Python rounds them: a half goes to the even one. @param {number} value */
export function roundHalfEven(value) {
  const floor = Math.floor(value), over = value - floor;
  return over < 0.5 || (over === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

/** A script from one line (`9 silence 1`) or from an object. @param {unknown} source @returns {Script & {semantics: unknown}} */
export function readScript(source) {
  if (typeof source === "string") return {...EMPTY, steps: readLine(source)};
  if (!isObject(source)) throw new ScriptError("a caller is an object with steps");
  refuseUnknown(source, SCRIPT_FIELDS, "");
  const steps = "steps" in source ? source.steps : [];
  if (!Array.isArray(steps)) throw new ScriptError("steps: a list of steps is accepted");
  if (steps.length > STEPS_MOST) throw new ScriptError("steps: at most 1,000 are accepted");
  const script = {
    name: readText(source.name, "name"),
    entry: readText(source.entry, "entry"),
    at: readText(source.at, "at"),
    number: readText(source.number, "number"),
    given: "given" in source ? source.given : {},
    semantics: source.semantics ?? null,
    steps: steps.map(readStep),
  };
  if (script.entry && script.number) {
    throw new ScriptError("use one of entry and number");
  }
  if (script.semantics !== null && typeof script.semantics !== "string" && !isObject(script.semantics)) {
    throw new ScriptError("semantics: a name is accepted");
  }
  readGiven(script.given);
  return /** @type {Script & {semantics: unknown}} */ (script);
}

const EMPTY = {name: "", entry: "", at: "", number: "", given: {}, semantics: null};

/** @param {string} line */
function readLine(line) {
  const words = line.split(/\s+/).filter(word => word);
  if (words.length > STEPS_MOST) throw new ScriptError("steps: at most 1,000 are accepted");
  return words.map((word, place) => {
    if (["silence", "wait", "."].includes(word)) return readStep({silence: true}, place);
    if (word === "hangup") return readStep({hangup: true}, place);
    const press = /^(early:|!|over:)?([0-9*#]+)$/.exec(word), cue = {undefined: "listening", "over:": "announcement"}[String(press?.[1])];
    if (press && word.length <= PRESS_MOST) return readStep({press: press[2], cue: cue ?? "prompt"}, place);
    throw new ScriptError(`step ${place + 1}: use keys, early:9, silence or hangup`);
  });
}

/** @param {unknown} step @param {number} place @returns {ScriptStep} */
function readStep(step, place) {
  const where = `step ${place + 1}: `;
  if (!isObject(step)) throw new ScriptError(`${where}an object is accepted`);
  refuseUnknown(step, STEP_FIELDS, where);
  const press = step.press === null || step.press === undefined ? null : readKeys(step.press, where);
  for (const name of ["silence", "wait", "hangup"]) {
    if (step[name] !== undefined && step[name] !== null && step[name] !== true) {
      throw new ScriptError(`${where}${name}: only true is accepted here`);
    }
  }
  const silence = Boolean(step.silence || step.wait), hangup = Boolean(step.hangup);
  if ([press !== null, step.silence, step.wait, hangup].filter(Boolean).length !== 1) {
    throw new ScriptError(`${where}use one of press, silence and hangup`);
  }
  const cue = "cue" in step ? step.cue : "listening";
  if (cue !== "listening" && cue !== "prompt" && cue !== "announcement" && cue !== "now") {
    throw new ScriptError(`${where}cue: use listening, prompt, announcement or now`);
  }
  if (silence && (cue === "now" || cue === "announcement")) throw new ScriptError(`${where}a silence cannot be ${cue}`);
  return {
    press, silence, hangup, cue,
    after: "after" in step ? readSeconds(step.after, `${where}after: `) : 0.5,
    gap: "gap" in step ? readSeconds(step.gap, `${where}gap: `) : 0.25,
  };
}

/** @param {Record<string, unknown>} source @param {string[]} fields @param {string} where */
function refuseUnknown(source, fields, where) {
  const unknown = Object.keys(source).find(name => !fields.includes(name));
  if (unknown !== undefined) throw new ScriptError(`${where}${unknown}: unknown; use one of ${fields.join(", ")}`);
}

/** @param {unknown} value @param {string} where */
function readKeys(value, where) {
  const text = typeof value === "number" && Number.isInteger(value) ? String(value) : value;
  if (typeof text === "string" && text.length <= PRESS_MOST && /^[0-9*#]+$/.test(text)) return text;
  throw new ScriptError(`${where}press: use 0-9, * and #`);
}

/** @param {unknown} value @param {string} where */
function readSeconds(value, where) {
  const isDecimal = typeof value === "string" && /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/.test(value);
  const number = isDecimal ? Number(value) : value;
  if (typeof number !== "number" || !(number >= 0 && number <= SECONDS_MOST)) {
    throw new ScriptError(`${where}use a number of seconds from 0 to 86,400`);
  }
  return number;
}

/** @param {unknown} value @param {string} where */
function readText(value, where) {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw new ScriptError(`${where}: not text`);
}

/** The answers of the world by name. @param {unknown} value @returns {Map<string, Answer[]>} */
export function readGiven(value) {
  if (!isObject(value)) throw new ScriptError("given: use names with answers");
  return new Map(Object.entries(value).map(([name, answers]) => {
    const list = Array.isArray(answers) ? answers : [answers];
    if (!list.length || list.length > ANSWERS_MOST) {
      throw new ScriptError(`given: ${name}: a list of 1 to 1,000 answers is accepted`);
    }
    return [name, list.map(answer => readAnswer(name, answer))];
  }));
}

/** @param {string} name @param {unknown} value @returns {Answer} */
function readAnswer(name, value) {
  if (!isObject(value)) return {answer: readWord(name, value), after: null};
  refuseUnknown(value, ["answer", "after"], `given: ${name}: `);
  const answer = readWord(name, value.answer);
  if (value.after === null || value.after === undefined) return {answer, after: null};
  if (answer !== "picked_up" && answer !== "busy") {
    throw new ScriptError(`given: ${name}: after is for picked up and busy`);
  }
  return {answer, after: readDuration(typeof value.after === "number" ? `${value.after} s` : value.after, name)};
}

/** @param {string} name @param {unknown} value */
function readWord(name, value) {
  const word = typeof value === "string" ? value.toLowerCase().split(/[\s_-]+/).filter(part => part).join("_") : "";
  if (SCHEDULE_ANSWERS.includes(word) || PERSON_ANSWERS.includes(word)) return word;
  throw new ScriptError(`given: ${name}: ${JSON.stringify(value)} is not an answer`);
}

/** Milliseconds of a duration with its units. @param {unknown} value @param {string} name */
function readDuration(value, name) {
  const text = typeof value === "string" ? value.trim() : "";
  let total = 0;
  if (PLAIN.test(text) || !PARTS.test(text)) throw new ScriptError(`given: ${name}: after: use a duration, such as 12 s`);
  for (const [, count, unit] of text.matchAll(PART)) {
    if (!Object.hasOwn(UNITS, unit)) throw new ScriptError(`given: ${name}: after: use ms, s, min or h`);
    total += Number(count.replaceAll(",", "")) * UNITS[unit];
  }
  if (total > SECONDS_MOST * 1000) throw new ScriptError(`given: ${name}: after: use at most 24 h`);
  return roundHalfEven(total);
}

/** An answer as people write it. @param {string} answer */
export const answerWords = answer => answer.replaceAll("_", " ");
