// A call that somebody makes, or watches, in the page: the machine's call with a clock, a way back, and speed. Everything
// in it follows from its script and the acts so far, so a step back plays the call anew up to an earlier moment.

/** @import {Act, Script, Turn} from "./types" */
/** @import {Player} from "./record.js" */
/** @import {Conversation} from "./conversation.js" */

import {ScriptedCaller} from "./caller.js";

/** How long it rings before the call is answered. */
export const RING_MS = 1400;

/** Presses keys at exact moments. */
class TimedCaller {
  /** @param {Act[]} acts */
  constructor(acts) {
    this.acts = [...acts];
  }

  nextAct() {
    return this.acts[0] ?? null;
  }

  /** @param {Turn} turn */
  hear(turn) {
    if (turn.trigger.length === 1 || turn.trigger === "hung_up") this.acts.shift();
  }
}

export class LiveCall {
  /** @param {Player} player @param {Script} script @param {boolean} watched whether the script's steps are acted out @param {Act[]} acts */
  constructor(player, script, watched, acts = []) {
    this.player = player;
    this.script = script;
    this.watched = watched;
    this.acts = acts;
    this.now = -RING_MS;
    this.caller = this.newCaller();
    /** @type {Conversation} */
    this.conversation = player.begin(script);
  }

  /** @returns {ScriptedCaller|TimedCaller} */
  newCaller() {
    return this.watched ? new ScriptedCaller(this.player.machine, this.script.steps) : new TimedCaller(this.acts);
  }

  get turns() {
    return this.conversation.turns;
  }

  get isOver() {
    return this.conversation.kind !== null;
  }

  /** The phase of the place where the call is. */
  get phase() {
    return this.player.machine.phaseAt(this.conversation.place);
  }

  /** Let time pass, in whole milliseconds; true: something happened. @param {number} ms */
  advance(ms) {
    const until = this.now + ms, before = this.turns.length;
    if (!this.turns.length && until >= 0) this.take({at: 0, trigger: "answered"});
    while (this.turns.length && !this.isOver) {
      const next = this.conversation.nextHappening(this.caller.nextAct());
      if (next.at > until) break;
      this.take(next);
    }
    this.now = this.isOver ? this.turns[this.turns.length - 1].at : until;
    return this.turns.length !== before;
  }

  /** @param {Act} act */
  take({at, trigger}) {
    this.caller.hear(this.conversation.takeEvent(trigger, at));
  }

  /** The caller presses a key, or hangs up, now: whoever was watched is not any more. @param {string} trigger */
  act(trigger) {
    if (this.isOver || !this.turns.length) return;
    this.acts = [...this.doneActs(), {at: this.now, trigger}];
    this.watched = false;
    this.caller = new TimedCaller([{at: this.now, trigger}]);
    this.take({at: this.now, trigger});
  }

  /** What the caller has done so far. @returns {Act[]} */
  doneActs() {
    return this.turns.filter(turn => turn.trigger.length === 1 || turn.trigger === "hung_up")
      .map(({at, trigger}) => ({at, trigger}));
  }

  /** The moments to which a step back leads: each time that the menu begins to wait, and each key. */
  stops() {
    return this.turns.filter(turn => {
      const phase = this.player.machine.phaseAt(turn.dest);
      return (phase === "listening" && turn.trigger !== "silence") || turn.trigger.length === 1;
    }).map(turn => turn.at);
  }

  /** Go back to the stop before this moment; false: there is none. */
  stepBack() {
    const stop = this.stops().findLast(at => at < this.now - 300);
    if (stop === undefined) return false;
    this.goTo(stop, this.doneActs().filter(act => act.at < stop));
    return true;
  }

  /** Play the call anew up to a moment. @param {number} moment @param {Act[]} acts */
  goTo(moment, acts) {
    this.acts = acts;
    this.caller = this.newCaller();
    this.conversation = this.player.begin(this.script);
    this.now = -RING_MS;
    this.advance(moment + RING_MS);
    if (!this.watched) this.caller = new TimedCaller([]);
  }

  /** The recording that plays, and since when. @returns {{recording: string, at: number, ms: number}|null} */
  playing() {
    if (this.isOver || !["prompt", "invalid_sound", "final", "exit_sound", "forward", "announcing"].includes(this.phase)) return null;
    for (const turn of [...this.turns].reverse()) {
      for (const effect of turn.effects) {
        if (effect.kind === "play") return {recording: effect.recording, at: turn.at, ms: effect.ms};
      }
      if (turn.source !== turn.dest && turn.effects.length) return null;
    }
    return null;
  }
}
