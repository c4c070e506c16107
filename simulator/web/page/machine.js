// The machine of a flow, read from its rows: where a call can go from each place. It remembers nothing of a call.
// This is `simulator/tables/table_walk.py` in the page's language; a test plays both.

/** @import {BackLevel, Effect, Move, Outcome, Place, Rows, Station, Step, Wait} from "./types" */

import {LEAVES, OVER} from "./place.js";
import {SwitchMenus} from "./switch_menus.js";
import {NOTHING_BEHIND, WaysBack} from "./way_back.js";

const RINGING = -1;

/** The phases in which a round is going on. */
export const IN_ROUND = new Set(["prompt", "listening", "collecting", "dead"]);

export class Machine {
  /** @param {Rows} rows */
  constructor(rows) {
    this.rows = rows;
    this.waysBack = new WaysBack(rows);
    /** @type {Map<string, number>} */
    this.numbers = new Map(rows.stations.map((station, number) => [station.key, number]));
    this.switchMenus = new SwitchMenus(this);
  }

  /** The target of a start: a receptionist's key, or a destination as type||id. @param {string} start */
  targetOf(start) {
    return start.includes("||") ? this.rows.starts[start] : /** @type {number} */ (this.numbers.get(start));
  }

  /** Where a call is before it is answered. @param {string} start @returns {Place} */
  ringingAt(start) {
    return {...OVER, target: this.targetOf(start), position: RINGING};
  }

  /** What an event leads to; null: it cannot happen there. @param {Place} at @param {string} trigger @returns {Move|null} */
  moveFrom(at, trigger) {
    if (at === OVER) return null;
    if (trigger === "hung_up") return {effects: [{kind: "end", by: "caller", destination: null}], dest: OVER, internal: false};
    const isKey = trigger.length === 1;
    if (at.position !== RINGING && at.target >= 0) return this.moveInMenu(at, trigger);
    if (isKey) return {effects: [], dest: at, internal: true};
    if (at.position === RINGING) return trigger === "answered" ? this.arriveAt(at.target, []) : null;
    const target = this.outcomeAt(at.target).answers?.[trigger];
    return target === undefined ? null : this.arriveAt(target, [], at.back);
  }

  /** What happens by itself; null: nothing does. @param {Place} at @returns {Wait|null} */
  waitAt(at) {
    if (at === OVER || at.position === RINGING) return null;
    if (at.target < 0) {
      const asks = this.outcomeAt(at.target);
      return {ms: asks.nobody ? (asks.rings ?? 0) : 0, trigger: asks.default ?? "", asks, within: null};
    }
    const station = this.rows.stations[at.target], kind = this.rows.kinds[station.kind];
    const [, , , part, , then] = kind.positions[at.position], wait = kind.announcement?.waits[at.position];
    if (wait) return {ms: wait, trigger: this.endsBy(at), asks: null, within: null};
    if (then !== null) return {ms: part < 0 ? 0 : station.lengths[part], trigger: "prompt_ended", asks: null, within: null};
    const [first, further] = station.waits ?? [0, 0];
    return {ms: at.node > 0 ? further : first, trigger: "silence", asks: null, within: kind.switch ? first : null};
  }

  /** The phase of a place, under the names of the record. @param {Place} at */
  phaseAt(at) {
    if (at === OVER) return "ended";
    if (at.position === RINGING) return "ringing";
    if (at.target < 0) return this.outcomeAt(at.target).schedule === undefined ? "alerting" : "deciding";
    const station = this.rows.stations[at.target];
    if (at.node) return this.typedAt(at) === null ? "dead" : "collecting";
    return this.rows.kinds[station.kind].positions[at.position][0];
  }

  /** The keys typed so far in this round; null: they cannot make a choice any more. @param {Place} at */
  typedAt(at) {
    return at.target >= 0 && at.node ? this.keypadOf(this.rows.stations[at.target]).nodes[at.node] : "";
  }

  /** The name of a place in a record: where it is, and the way back. @param {Place} at */
  nameOf(at) {
    return this.nameHere(at) + this.waysBack.nameOf(at);
  }

  /** @param {Place} at */
  nameHere(at) {
    const phase = this.phaseAt(at);
    if (phase === "ended") return phase;
    if (at.target < 0) return this.outcomeAt(at.target).place ?? "";
    const station = this.rows.stations[at.target];
    const [, after, prompt] = this.rows.kinds[station.kind].positions[at.position];
    const counted = `${station.key}/${at.wrong},${at.silences}/${phase}`, behind = this.switchMenus.nameBehind(at);
    switch (phase) {
      case "forward": case "answer_pause": case "announcing": case "repeat_wait": return `${station.key}/${phase}`;
      case "prompt": return `${counted}/${after}/${prompt}${behind}`;
      case "final": case "exit_sound": return `${counted}/${after}${behind}`;
      case "collecting": return `${counted}/${this.typedAt(at)}${behind}`;
      default: return `${counted}${behind}`;
    }
  }

  /** The keys that lead on from here to a choice, each with the code number (~) or node. @param {Place} at */
  keysAt(at) {
    const station = this.rows.stations[at.target];
    return station?.keypad === undefined ? [] : this.keypadOf(station).keys[at.node];
  }

  /** @param {Station} station */
  keypadOf(station) {
    return this.rows.keypads[/** @type {number} */ (station.keypad)];
  }

  /** @param {number} target @returns {Outcome} */
  outcomeAt(target) {
    return /** @type {Outcome} */ (this.rows.outcomes[~target]);
  }

  /** What a call meets at a target when it leaves a station with the counts of `at`. @param {Place} at @param {number} target @param {Effect[]} effects @returns {Move} */
  leaveFor(at, target, effects) {
    if (!this.waysBack.isReturn(target)) return this.arriveAt(target, effects, this.waysBack.leave(at));
    const dest = this.waysBack.findReturn(at);
    if (!dest) return this.leaveFor(at, /** @type {number} */ (this.outcomeAt(target).return), effects);
    const station = this.rows.stations[dest.target];
    effects.push({kind: "return", receptionist: station.key, target: dest.target});
    return this.stepIn(station, dest, effects, this.rows.kinds[station.kind].enters);
  }

  /** What a call meets at a target, after these effects. @param {number} target @param {Effect[]} effects @param {BackLevel[]} [behind] @returns {Move} */
  arriveAt(target, effects, behind = NOTHING_BEHIND) {
    if (target < 0) {
      const outcome = this.outcomeAt(target);
      if (outcome.return !== undefined) return this.arriveAt(outcome.return, effects, behind);
      if (outcome.end === "route") effects.push({kind: "route", destination: outcome.destination ?? ""});
      else if (outcome.end) effects.push({kind: "end", by: outcome.end, destination: outcome.destination});
      else if (outcome.schedule === undefined) effects.push({kind: "ring", destination: outcome.destination ?? ""});
      return {effects, dest: outcome.end ? OVER : {...OVER, target, back: this.waysBack.arrive(target, behind)}, internal: false};
    }
    const station = this.rows.stations[target];
    if (this.rows.kinds[station.kind].switch) return this.switchMenus.enter(target, effects);
    effects.push({kind: "enter", receptionist: station.key, target});
    const dest = {...OVER, target, back: this.waysBack.arrive(target, behind)}, {enters, announcement} = this.rows.kinds[station.kind];
    return this.stepIn(station, dest, effects, announcement && !behind.length ? announcement.pause : enters);
  }

  /** What happens by itself at a position: a wait for a key runs out, or a recording ends. @param {Place} at */
  endsBy(at) {
    const [phase, , , , , then] = this.rows.kinds[this.rows.stations[at.target].kind].positions[at.position];
    return then === null || phase === "repeat_wait" ? "silence" : "prompt_ended";
  }

  /** @param {Place} at @param {string} trigger @returns {Move|null} */
  moveInMenu(at, trigger) {
    const station = this.rows.stations[at.target];
    if (this.rows.kinds[station.kind].switch) return this.switchMenus.moveFrom(at, trigger);
    const {positions, announcement} = this.rows.kinds[station.kind], [, , , , hears, then] = positions[at.position];
    if (trigger.length === 1) {
      const number = this.rows.keys.indexOf(trigger), step = announcement?.keys[at.position][number];
      if (step) return this.stepOn(station, at, step);
      if (!hears || announcement) return {effects: [], dest: at, internal: true};
      return this.typed(station, at, this.keypadOf(station).keys[at.node][number]);
    }
    if (trigger !== this.endsBy(at)) return null;
    if (then !== null) return this.stepOn(station, at, then);
    if (at.node) return this.typed(station, at, this.keypadOf(station).runs_out[at.node]);
    return this.missed(station, at, "silence");
  }

  /** The step of a position, which may leave the station. @param {Station} station @param {Place} at @param {Step} step @returns {Move} */
  stepOn(station, at, step) {
    if (step[0] !== LEAVES) return this.stepIn(station, at, [], step);
    return this.leaveFor(at, wayOut(station, this.rows.kinds[station.kind].positions[at.position][1]), []);
  }

  /** More of what is typed, a wrong key, or a choice. @param {Station} station @param {Place} at @param {number} result @returns {Move} */
  typed(station, at, result) {
    if (result > 0) {
      const position = this.rows.kinds[station.kind].listening;
      return {effects: [], dest: {...at, position, node: result}, internal: false};
    }
    if (result === 0) return this.missed(station, at, "wrong");
    /** @type {Effect[]} */
    const effects = [{kind: "choice", keys: this.keypadOf(station).codes[~result]}];
    const template = station.templates?.[~result];
    if (template) effects.push({kind: "note", template});
    return this.leaveFor(at, (station.choices ?? [])[~result], effects);
  }

  /** One more wrong key or silence, and what follows. @param {Station} station @param {Place} at @param {"wrong"|"silence"} cause @returns {Move} */
  missed(station, at, cause) {
    const steps = this.rows.kinds[station.kind][cause];
    if (!steps || !station.allowed) throw new Error("only a menu listens");
    const wrong = at.wrong + steps.adds[0], silences = at.silences + steps.adds[1];
    const [used, allowed] = cause === "wrong" ? [wrong, station.allowed[0]] : [silences, station.allowed[1]];
    const last = used > allowed, step = last ? steps.last : steps.again;
    /** @type {Effect[]} */
    const effects = [{kind: "miss", cause, used, allowed, last}];
    const dest = {...at, position: 0, node: 0, wrong, silences};
    if (step[0] === LEAVES) return this.leaveFor(dest, wayOut(station, cause), effects);
    return this.stepIn(station, dest, effects, step);
  }

  /** One step within a station, with the counts of `at`. @param {Station} station @param {Place} at @param {Effect[]} effects @param {Step} step @returns {Move} */
  stepIn(station, at, effects, [to, plays, interruptible, begins]) {
    if (begins) effects.push({kind: "round", wrong: at.wrong, silences: at.silences});
    if (plays >= 0) {
      effects.push({kind: "play", recording: station.recordings[plays], ms: station.lengths[plays], interruptible});
    }
    return {effects, dest: {...at, position: to, node: 0}, internal: false};
  }
}

/** @param {Station} station @param {string} after */
function wayOut(station, after) {
  const target = station.keypad === undefined ? station.forward : after === "wrong" ? station.wrong : station.silence;
  return /** @type {number} */ (target);
}
