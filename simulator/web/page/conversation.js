// One call under way, in time: `simulator/callers/drivers.py` in the page's language. The caller acts strictly before
// what is due, or what is due happens: time wins ties.

/** @import {Act, Due, Place, Turn} from "./types" */
/** @import {Machine} from "./machine.js" */
/** @import {World} from "./world.js" */

import {OVER} from "./place.js";

/** After so many rounds (and answers of the world) a call is endless. */
const ROUNDS_MOST = 1000;
const WORLD_ANSWERS = new Set(["open", "closed", "holiday", "picked_up", "no_answer", "busy"]);

/** @param {string} trigger */
export const isWorldAnswer = trigger => WORLD_ANSWERS.has(trigger);

export class Conversation {
  /** @param {Machine} machine @param {string} start @param {World|null} world */
  constructor(machine, start, world) {
    this.machine = machine;
    this.world = world;
    /** @type {string|null} */
    this.entry = start.includes("||") ? null : start;
    /** @type {Turn[]} */
    this.turns = [];
    /** @type {"routed"|"hung_up"|"abandoned"|"endless"|null} */
    this.kind = null;
    /** @type {string|null} */
    this.destination = null;
    /** @type {Place} */
    this.place = machine.ringingAt(start);
    /** @type {Due|null} */
    this.due = null;
    /** The instant by which the keys of a code have to be there. @type {number|null} */
    this.deadline = null;
    /** @type {Act|null} */
    this.response = null;
    this.left = ROUNDS_MOST;
  }

  /** Let an event happen, and return the turn that it caused. @param {string} trigger @param {number} now @returns {Turn} */
  takeEvent(trigger, now) {
    const move = this.machine.moveFrom(this.place, trigger), before = this.due, source = this.place;
    if (!move) throw new Error(`${trigger} cannot happen at ${this.machine.nameOf(this.place)}`);
    this.place = move.dest;
    if (!move.internal) {
      const wait = this.machine.waitAt(this.place);
      this.deadline = wait?.within == null ? null : this.deadline ?? now + wait.within;
      const at = wait && now + wait.ms;
      this.due = wait && {at: Math.min(at ?? 0, this.deadline ?? Infinity), trigger: wait.trigger, asks: wait.asks, since: now};
    }
    /** @type {Turn} */
    const turn = {at: now, trigger, source, dest: move.dest, effects: move.effects, due: this.due};
    if (turn.effects.length || isWorldAnswer(trigger)) this.noteEnd(turn);
    if (this.due !== before) this.response = null; // by identity: a schedule that leads to itself asks anew
    this.turns.push(turn);
    return turn;
  }

  /** The next act that needs no caller; each question to the world is asked once. @returns {Act|null} */
  dueAct() {
    const due = this.due;
    if (!due || !due.asks || !this.world) return due;
    if (!this.response) {
      const {answer, after} = this.world.answerQuestion(due.asks, due.since);
      this.response = {at: due.since + (after ?? 0), trigger: answer};
    }
    return this.response;
  }

  /** What happens next: the caller's act where it comes strictly first. @param {Act|null} act @returns {Act} */
  nextHappening(act) {
    const due = this.dueAct();
    if (due && (!act || due.at <= act.at)) return due;
    if (!act) throw new Error("a call that is not over has something due");
    return act;
  }

  /** Count rounds and notice the end; an entry without a round counts as one. @param {Turn} turn */
  noteEnd(turn) {
    let begins = isWorldAnswer(turn.trigger);
    for (const effect of turn.effects) {
      if (effect.kind === "round") begins = true;
      else if (effect.kind === "enter") {
        begins = true;
        this.entry = this.entry || effect.receptionist;
      } else if (effect.kind === "route") {
        this.kind = "routed";
        this.destination = effect.destination;
      } else if (effect.kind === "end") {
        this.kind = effect.by === "caller" ? "abandoned" : "hung_up";
        this.destination = effect.destination;
      }
    }
    if (begins && --this.left < 0) {
      this.kind = "endless";
      turn.effects = turn.effects.filter(effect => effect.kind !== "round" && effect.kind !== "play");
    }
  }

  get isOver() {
    return this.kind !== null || this.place === OVER;
  }
}

/** Play a whole call in virtual time. @param {Conversation} conversation @param {import("./caller.js").ScriptedCaller} caller */
export function converse(conversation, caller) {
  caller.hear(conversation.takeEvent("answered", 0));
  while (!conversation.kind) {
    const {at, trigger} = conversation.nextHappening(caller.nextAct());
    caller.hear(conversation.takeEvent(trigger, at));
  }
  return conversation;
}
