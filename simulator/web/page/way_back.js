// The way back of a call: which menu it returns to, and with which counts.
// This is `simulator/core/return_rules.py` in the page's language, with stations for receptionists; a test plays both.

/** @import {BackLevel, Place, Rows} from "./types" */

/** Nothing that a call has behind it can matter. @type {BackLevel[]} */
export const NOTHING_BEHIND = [];

/** All that can matter is that somebody has answered the call. @type {BackLevel[]} */
export const ANSWERED_BEFORE = [[-1, 0, 0]];

export class WaysBack {
  /** @param {Rows} rows */
  constructor(rows) {
    this.rows = rows;
  }

  /** Whether what follows at a target can depend on the menu that the call came from. @param {number} target */
  recalls(target) {
    return Boolean(this.rowAt(target)?.recalls) || this.isReturn(target);
  }

  /** @param {number} target */
  rowAt(target) {
    return target >= 0 ? this.rows.stations[target] : this.rows.outcomes[~target];
  }

  /** Whether a target leads back to where the call came from. @param {number} target */
  isReturn(target) {
    return target < 0 && this.rows.outcomes[~target]?.return !== undefined;
  }

  /** What a call has behind it once it has left a station with these counts. @param {Place} at @returns {BackLevel[]} */
  leave(at) {
    const back = at.back ?? NOTHING_BEHIND;
    if (this.isMenu(at.target)) return [[at.target, ...this.countsInCall(at)], ...back];
    const {enters, announcement} = this.rows.kinds[this.rows.stations[at.target].kind];
    return back.length || !announcement || announcement.pause[0] === enters[0] ? back : ANSWERED_BEFORE;
  }

  /** The way back at a target to which a call comes with so much behind it. @param {number} target @param {BackLevel[]} behind */
  arrive(target, behind) {
    if (!behind.length) return NOTHING_BEHIND;
    if (behind[0][0] < 0 || !this.recalls(target)) return this.rowAt(target)?.heeds_answer ? ANSWERED_BEFORE : NOTHING_BEHIND;
    const names = behind.map(([name]) => name), [[first, wrong, silences]] = behind, links = linksOf(names);
    if (target < 0 || !this.isMenu(target)) return this.keepChain([first, ...this.follow(links, first)], [wrong, silences], []);
    links.set(target, first);
    return this.keepChain(this.follow(links, target), where(this.counted(target), [0, 0], [wrong, silences]), [target]);
  }

  /** Where a call that leaves a station goes back to; null: there is no menu. @param {Place} at @returns {Place|null} */
  findReturn(at) {
    const back = at.back ?? NOTHING_BEHIND;
    if (!back.length || back[0][0] < 0) return null;
    const names = back.map(([name]) => name), target = names[0];
    if (this.isMenu(at.target)) names.unshift(at.target);
    const chain = this.follow(linksOf(names), target), most = this.mostTries([target, ...chain]);
    const [wrong, silences] = this.isMenu(at.target) ? this.countsInCall(at) : [back[0][1], back[0][2]];
    /** @type {[number, number]} */
    const counts = [Math.min(wrong, most), Math.min(silences, most)], counted = this.counted(target);
    const behind = this.keepChain(chain, where(counted, [0, 0], counts), [target]);
    const [own, ownSilences] = where(counted, counts, [0, 0]);
    return {target, position: 0, node: 0, wrong: own, silences: ownSilences, back: behind};
  }

  /** What the name of a place says of what a call has behind it. @param {Place} at */
  nameOf(at) {
    const levels = (at.back ?? NOTHING_BEHIND).map(([target, wrong, silences]) => target < 0 ? "!answered" :
      `<${this.rows.stations[target].key}${wrong || silences ? `:${wrong},${silences}` : ""}`);
    return levels.join("");
  }

  /** @param {number} target */
  isMenu(target) {
    return this.rows.stations[target].keypad !== undefined;
  }

  /** @param {number} target @returns {[number, number]} */
  tries(target) {
    return this.rows.stations[target].allowed ?? [0, 0];
  }

  /** Whether wrong keys and silences are counted in a menu, from zero. @param {number} target @returns {[boolean, boolean]} */
  counted(target) {
    const [wrong, silences] = this.tries(target), steps = this.rows.kinds[this.rows.stations[target].kind].wrong;
    const shared = (steps?.adds[1] ?? 0) > 0;
    return shared ? [wrong + silences > 0, wrong + silences > 0] : [wrong > 0, silences > 0];
  }

  /** @param {Place} at @returns {[number, number]} */
  countsInCall(at) {
    const [, wrong, silences] = at.back?.[0] ?? [0, 0, 0];
    return where(this.counted(at.target), [at.wrong, at.silences], [wrong, silences]);
  }

  /** The menus behind a menu; a circle ends with its second mention. @param {Map<number, number>} links @param {number} name */
  follow(links, name) {
    /** @type {number[]} */
    const chain = [];
    const passed = new Set([name]);
    for (let next = links.get(name); next !== undefined && this.rows.stations[name].recalls; next = links.get(name)) {
      name = next;
      chain.push(name);
      if (passed.has(name)) break;
      passed.add(name);
    }
    return chain;
  }

  /** @param {number[]} chain @param {[number, number]} counts @param {number[]} at @returns {BackLevel[]} */
  keepChain(chain, [wrong, silences], at) {
    if (!chain.length) return NOTHING_BEHIND;
    const read = chain.map(name => this.counted(name)), most = this.mostTries([...at, ...chain]);
    const kept = where([read.some(([one]) => one), read.some(([, one]) => one)], [Math.min(wrong, most), Math.min(silences, most)], [0, 0]);
    return chain.map((name, place) => place ? [name, 0, 0] : [name, ...kept]);
  }

  /** @param {number[]} names */
  mostTries(names) {
    return Math.max(...names.flatMap(name => this.tries(name)));
  }
}

/** Which menu each of a chain was entered from. @param {number[]} names @returns {Map<number, number>} */
function linksOf(names) {
  return new Map(names.slice(1).map((name, place) => [names[place], name]));
}

/** For each of two counts, the chosen one where the mask holds. @param {[boolean, boolean]} mask @param {[number, number]} chosen @param {[number, number]} otherwise @returns {[number, number]} */
function where(mask, chosen, otherwise) {
  return [mask[0] ? chosen[0] : otherwise[0], mask[1] ? chosen[1] : otherwise[1]];
}
