// A caller who acts out a script in time: `simulator/callers/act_schedule.py` in the page's language. A step is given to
// the first round that begins after the step before is done.

/** @import {Act, ScriptStep, Turn} from "./types" */
/** @import {Machine} from "./machine.js" */

import {IN_ROUND} from "./machine.js";
import {roundHalfEven} from "./script.js";

/** @param {Turn} turn */
const beginsRound = turn => turn.effects.some(effect => effect.kind === "round");

export class ScriptedCaller {
  /** @param {Machine} machine @param {ScriptStep[]} steps */
  constructor(machine, steps) {
    this.machine = machine;
    this.steps = steps;
    this.next = 0;
    /** @type {Act[]} */
    this.acts = [];
    /** @type {ScriptStep|null} */
    this.given = null;
    this.silent = false;
  }

  /** What the caller does next if nothing changes until then. @returns {Act|null} */
  nextAct() {
    return this.acts[0] ?? null;
  }

  /** Take in one turn, the caller's own acts among them. @param {Turn} turn */
  hear(turn) {
    if (turn.trigger.length === 1 || turn.trigger === "hung_up") this.acts.shift();
    else if (turn.trigger === "answered") this.chainNowSteps(turn.at);
    const begins = beginsRound(turn), phase = this.machine.phaseAt(turn.dest);
    if (this.silent && (begins || !IN_ROUND.has(phase))) {
      this.silent = false;
      this.chainNowSteps(turn.at);
    }
    const takesKeys = phase === "announcing" && (turn.effects.length > 0 || turn.dest !== turn.source);
    if ((begins || takesKeys) && !this.acts.length) this.giveStep(turn.at, takesKeys);
    if (this.given && phase === "listening") {
      const given = this.given;
      this.given = null;
      this.chainNowSteps(this.scheduleStep(given, turn.at));
    }
  }

  /** Give the next step to the round, or to the announcement, that begins. @param {number} now @param {boolean} takesKeys */
  giveStep(now, takesKeys) {
    if (this.next === this.steps.length || (this.steps[this.next].cue === "announcement") !== takesKeys) return;
    const step = this.steps[this.next++];
    if (step.silence) this.silent = true;
    else if (step.cue === "listening") this.given = step;
    else this.chainNowSteps(this.scheduleStep(step, now));
  }

  /** Schedule the `now` steps that follow, each from the last key of the one before. @param {number} base */
  chainNowSteps(base) {
    while (this.next < this.steps.length && this.steps[this.next].cue === "now") {
      base = this.scheduleStep(this.steps[this.next++], base);
    }
  }

  /** Set the times of a step's keys, or of its hang-up; the last of them. @param {ScriptStep} step @param {number} base */
  scheduleStep(step, base) {
    const at = base + roundHalfEven(step.after * 1000);
    if (step.press === null) {
      this.acts.push({at, trigger: "hung_up"});
      return at;
    }
    const gap = roundHalfEven(step.gap * 1000);
    [...step.press].forEach((trigger, count) => this.acts.push({at: at + count * gap, trigger}));
    return at + (step.press.length - 1) * gap;
  }
}
