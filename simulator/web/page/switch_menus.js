// Menus that FreeSWITCH runs: they call each other, and go on when one that they called has ended. This is
// `simulator/core/switch_blueprint.py` and `menu_stack.py` in the page's language, read from the rows; a test plays both.

/** @import {Effect, Level, Move, Place, Station, Step} from "./types" */
/** @import {Machine} from "./machine.js" */

import {LEAVES, OVER} from "./place.js";

const FAILS = -2;
const LEVELS_MOST = 12;
const CAUSES = ["wrong", "silence", "entry"];
const STATUSES = ["failure", "timeout", "success"];

export class SwitchMenus {
  /** @param {Machine} machine */
  constructor(machine) {
    this.machine = machine;
  }

  /** Enter a menu; without levels it is the first of the call. @param {number} target @param {Effect[]} effects @param {Level[]} [levels] @returns {Move} */
  enter(target, effects, levels = []) {
    effects.push({kind: "enter", receptionist: this.stationOf(target).key, target});
    return this.turn({target, position: 0, node: 0, wrong: 0, silences: 0, levels, status: ""}, effects, this.kindOf(target).enters);
  }

  /** What an event leads to in a menu; null: it cannot happen there. @param {Place} at @param {string} trigger @returns {Move|null} */
  moveFrom(at, trigger) {
    const kind = this.kindOf(at.target), [phase, after, , , hears, then] = kind.positions[at.position];
    if (trigger.length === 1 && hears) return this.pressed(at, trigger, then !== null);
    if (trigger.length !== 1 && trigger !== (then === null ? "silence" : "prompt_ended")) return null;
    if (then === null) return at.node ? this.typed(at, this.keypadOf(at).runs_out[at.node]) : this.missed(at, "silence");
    if (then[0] !== LEAVES) return this.turn(at, [], then);
    return phase === "exit_sound" ? routed([], STATUSES[CAUSES.indexOf(after)]) : this.leave(at, [], this.stationOf(at.target).wrong ?? ~0);
  }

  /** @param {Place} at @param {string} key @param {boolean} early @returns {Move} */
  pressed(at, key, early) {
    if (!early && !at.node && key === "#") {
      const {next, effects, last} = this.counted(at, "wrong");
      return last ? this.leave(next, effects, this.stationOf(at.target).wrong ?? ~0) : this.turn(next, effects, this.again(at.target));
    }
    const keypad = this.keypadOf(at), row = early ? (keypad.early ?? []) : keypad.keys[at.node];
    return this.typed(at, row[this.machine.rows.keys.indexOf(key)]);
  }

  /** More of what is typed, a wrong key, or a choice. @param {Place} at @param {number} result @returns {Move} */
  typed(at, result) {
    if (result > 0) return {effects: [], dest: {...at, position: this.kindOf(at.target).listening, node: result}, internal: false};
    return result === 0 ? this.missed(at, "wrong") : this.choose(at, ~result);
  }

  /** One more wrong key or silence, and what follows. @param {Place} at @param {"wrong"|"silence"} cause @returns {Move} */
  missed(at, cause) {
    const steps = this.kindOf(at.target)[cause], station = this.stationOf(at.target);
    if (!steps) throw new Error("only a menu listens");
    const {next, effects, last} = this.counted(at, cause), step = last ? steps.last : steps.again;
    return step[0] === LEAVES ? this.leave(next, effects, station[cause] ?? ~0) : this.turn(next, effects, step);
  }

  /** A turn without a greeting: a wrong key at once. @param {Place} at @param {Effect[]} before @returns {Move} */
  failed(at, before) {
    const {next, effects, last} = this.counted(at, "wrong", before), {wrong = ~0} = this.stationOf(at.target);
    if (!last) return this.turn(next, effects, this.again(at.target));
    if (wrong < 0 && this.actionOf(wrong) === "menu_end") return this.leave(next, effects, wrong);
    return this.turn(next, effects, this.kindOf(at.target).switch?.out ?? [LEAVES, -1, false, false]);
  }

  /** @param {Place} at @param {"wrong"|"silence"} cause @param {Effect[]} [effects] */
  counted(at, cause, effects = []) {
    const isWrong = cause === "wrong", allowed = (this.stationOf(at.target).allowed ?? [0, 0])[isWrong ? 0 : 1];
    const next = {...at, node: 0, wrong: at.wrong + Number(isWrong), silences: at.silences + Number(!isWrong)};
    const used = isWrong ? next.wrong : next.silences, last = used > allowed;
    effects.push({kind: "miss", cause, used, allowed, last});
    return {next, effects, last};
  }

  /** A step within a menu; a turn without a greeting is a wrong key. @param {Place} at @param {Effect[]} effects @param {Step} step @returns {Move} */
  turn(at, effects, step) {
    return step[0] === FAILS ? this.failed(at, effects) : this.machine.stepIn(this.stationOf(at.target), at, effects, step);
  }

  /** Carry out the action of a choice, which puts the wrong keys back to zero. @param {Place} at @param {number} code @returns {Move} */
  choose(at, code) {
    const station = this.stationOf(at.target), target = (station.choices ?? [])[code], template = station.templates?.[code];
    /** @type {Effect[]} */
    const effects = [{kind: "choice", keys: this.keypadOf(at).codes[code]}];
    if (template) effects.push({kind: "note", template});
    const levels = at.levels ?? [], first = levels.at(-1)?.target ?? at.target, again = {...at, node: 0, wrong: 0};
    if (target < 0) {
      switch (this.actionOf(target)) {
        case "menu_back": return this.endMenu(at, effects, at.status || "success");
        case "menu_exit": return this.endCall(first, effects, at.status || "success");
        case "menu_top": return this.goToTop(again, effects, first);
        default: return this.machine.arriveAt(target, effects);
      }
    }
    if (!this.kindOf(target).switch) return this.machine.arriveAt(target, effects);
    if (target === at.target) return this.turn(again, effects, this.again(target));
    if (levels.length + 1 === LEVELS_MOST) return this.endCall(first, effects, at.status || "success");
    return this.enter(target, effects, [{target: at.target, silences: at.silences}, ...levels]);
  }

  /** @param {Place} at @param {Effect[]} effects @param {number} first @returns {Move} */
  goToTop(at, effects, first) {
    if (at.target === first) return this.turn(at, effects, this.again(first));
    const levels = at.levels ?? [];
    return this.resume(levels.slice(levels.findIndex(({target}) => target === first)), effects, at.status || "success");
  }

  /** A way out after mistakes: the menu's end, or a transfer. @param {Place} at @param {Effect[]} effects @param {number} target @returns {Move} */
  leave(at, effects, target) {
    if (target >= 0 || this.actionOf(target) !== "menu_end") return this.machine.arriveAt(target, effects);
    const id = (this.machine.outcomeAt(target).destination ?? "").split("||")[1];
    return this.endMenu(at, effects, STATUSES.includes(id) ? id : "success");
  }

  /** @param {Place} at @param {Effect[]} effects @param {string} status @returns {Move} */
  endMenu(at, effects, status) {
    const levels = at.levels ?? [];
    return levels.length ? this.resume(levels, effects, status) : this.endCall(at.target, effects, status);
  }

  /** Go back to the first of these levels, which begins anew with its silences. @param {Level[]} levels @param {Effect[]} effects @param {string} status @returns {Move} */
  resume([{target, silences}, ...levels], effects, status) {
    effects.push({kind: "return", receptionist: this.stationOf(target).key, target});
    const at = {target, position: 0, node: 0, wrong: 0, silences, levels, status: status === "success" ? "" : status};
    return this.turn(at, effects, this.kindOf(target).enters);
  }

  /** @param {number} target @param {Effect[]} effects @param {string} status @returns {Move} */
  endCall(target, effects, status) {
    const step = this.kindOf(target).switch?.ends[STATUSES.indexOf(status)];
    if (!step || step[0] === LEAVES) return routed(effects, status);
    return this.turn({target, position: 0, node: 0, wrong: 0, silences: 0}, effects, step);
  }

  /** What a call has behind it, for the name of a place: the menus that it goes back to. @param {Place} at */
  nameBehind({levels = [], status}) {
    const {stations} = this.machine.rows;
    const names = levels.map(({target, silences}) => `<${stations[target].key}${silences ? `:0,${silences}` : ""}`);
    return names.join("") + (status ? `!${status}` : "");
  }

  /** The type of the destination at an outcome where a call is routed. @param {number} target */
  actionOf(target) {
    const outcome = this.machine.outcomeAt(target);
    return outcome.end === "route" ? (outcome.destination ?? "").split("||")[0] : "";
  }

  /** @param {number} target @returns {Station} */
  stationOf(target) {
    return this.machine.rows.stations[target];
  }

  /** @param {number} target */
  kindOf(target) {
    return this.machine.rows.kinds[this.stationOf(target).kind];
  }

  /** @param {number} target @returns {Step} */
  again(target) {
    return this.kindOf(target).switch?.again ?? [LEAVES, -1, false, false];
  }

  /** @param {Place} at */
  keypadOf(at) {
    return this.machine.keypadOf(this.stationOf(at.target));
  }
}

/** @param {Effect[]} effects @param {string} status @returns {Move} */
function routed(effects, status) {
  return {effects: [...effects, {kind: "route", destination: `menu_end||${status}`}], dest: OVER, internal: false};
}
