// The telephone: what it says of the call, its keys, and the controls of the call.

/** @import {LiveCall} from "./live_call.js" */
/** @import {Station} from "./types" */

import {button, clock, el, icon, own, write} from "./dom.js";
import {lengthWords} from "./talk.js";
import {addressSight, sightOf} from "./sights.js";
import {page, rows, say} from "./words.js";

const KEYPAD = "123456789*0#", PIPS_MOST = 5, LIT_MS = 260;

/** @typedef {{press: (key: string) => void, pause: () => void, back: () => void, again: () => void, speed: () => void, hang: () => void}} Acts */

export class Telephone {
  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    this.place = el("b", "place");
    this.time = el("span", "quiet-text num");
    this.doing = el("p", "doing");
    this.fill = el("i");
    this.meter = el("div", "meter", this.fill);
    this.meter.setAttribute("aria-hidden", "true");
    this.pips = el("div", "pips");
    this.keys = [...KEYPAD].map(key => this.keyButton(key));
    this.pauseButton = button("", acts.pause, []);
    this.backButton = button("", acts.back, [icon("undo", "flip"), el("span", "", say("back"))], say("back"));
    this.speedButton = button("", acts.speed, []);
    const again = button("", acts.again, [icon("again"), el("span", "", say("again"))], say("again"));
    const hang = (/** @type {string} */ size) => button(`hang ${size}`, acts.hang, [icon("hangup"), el("span", "", say("hang"))], say("hang"));
    this.hangs = [hang("small"), hang("wide")];
    this.below = el("div", "below");
    this.element = el("div", "card telephone",
      el("div", "state", el("div", "top", this.place, this.time), this.doing, this.meter, this.pips),
      el("div", "keys", ...this.keys),
      el("div", "controls", this.pauseButton, this.backButton, again, this.speedButton, this.hangs[0]), this.hangs[1], this.below);
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", say("telephone"));
    this.element.addEventListener("keydown", event => this.onKey(event));
  }

  /** @param {string} key */
  keyButton(key) {
    const name = key === "*" ? say("star") : key === "#" ? say("hash") : key;
    const element = button("", () => this.acts.press(key), [key]);
    element.setAttribute("aria-label", name);
    element.dataset.key = key;
    return element;
  }

  /** Single keys act only while the telephone is selected (WCAG 2.1.4). @param {KeyboardEvent} event */
  onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement) return;
    const {key} = event;
    if (key.length === 1 && KEYPAD.includes(key)) this.acts.press(key);
    else if (key === "p" || key === "P") this.acts.pause();
    else if (key === "ArrowLeft" || key === "Backspace") this.acts.back();
    else if (key === "r" || key === "R") this.acts.again();
    else if (key === "Escape") this.acts.hang();
    else return;
    event.preventDefault();
  }

  /** Show that a key is pressed. @param {string} key */
  hit(key) {
    const element = this.keys[KEYPAD.indexOf(key)];
    element.classList.add("hit", element.classList.contains("lit") ? "right" : "miss");
    setTimeout(() => element.classList.remove("hit", "right", "miss"), LIT_MS);
  }

  /** What changes with each turn. @param {LiveCall} call @param {boolean} running @param {number} speed */
  show(call, running, speed) {
    this.place.replaceChildren(own(placeName(call)));
    const lit = litKeys(call);
    for (const element of this.keys) element.classList.toggle("lit", lit.has(element.dataset.key ?? ""));
    this.showPips(call);
    const paused = !running && !call.isOver, word = paused ? say("go") : say("pause");
    this.pauseButton.replaceChildren(icon(paused ? "play" : "pause"), el("span", "", word));
    this.pauseButton.setAttribute("aria-label", word);
    this.pauseButton.title = word;
    this.speedButton.replaceChildren(el("b", "num", `${speed}×`), el("span", "", say("speed")));
    this.speedButton.setAttribute("aria-label", `${say("speed")} ${speed}×`);
    for (const element of [this.pauseButton, ...this.hangs]) element.disabled = call.isOver;
    this.backButton.disabled = !call.stops().some(at => at < call.now - 300);
  }

  /** What changes all the time. @param {LiveCall} call @param {boolean} running */
  tick(call, running) {
    const {share, waits, words} = progressOf(call);
    write(this.time, clock(call.now));
    write(this.doing, !running && !call.isOver ? say("paused") : words);
    this.element.classList.toggle("waiting", waits);
    this.fill.style.transform = `scaleX(${share})`;
  }

  /** @param {LiveCall} call */
  showPips(call) {
    const {place} = call.conversation, station = call.isOver ? undefined : rows.stations[place.target];
    if (!station?.allowed) {
      this.pips.replaceChildren();
      return;
    }
    const shared = (rows.kinds[station.kind].wrong?.adds[1] ?? 0) > 0, [wrong, silence] = station.allowed;
    this.pips.replaceChildren(...(shared && wrong === silence ? [pipRow(say("both"), place.wrong, wrong + 1, "")]
      : [pipRow(say("wrong-keys"), place.wrong, wrong + 1, ""), pipRow(say("silences"), place.silences, silence + 1, "square")]));
  }
}

/** Tries used so far: a pip for each, or a figure where there are many. @param {string} label @param {number} used @param {number} tries @param {string} shape */
function pipRow(label, used, tries, shape) {
  const words = say("of", used, tries), row = el("span", shape, label, " ");
  if (tries > PIPS_MOST) row.append(el("span", "num", words));
  else {
    for (let pip = 0; pip < tries; pip++) row.append(el("i", pip < used ? "used" : ""));
    row.append(el("span", "sr", words));
  }
  return row;
}

/** @param {LiveCall} call */
function placeName(call) {
  const {conversation} = call;
  if (call.isOver) return conversation.destination ? addressSight(conversation.destination).name : page.client;
  return call.turns.length ? sightOf(conversation.place.target).name : page.client;
}

/** The keys that lead on to a choice, from what is typed so far. @param {LiveCall} call @returns {Set<string>} */
export function litKeys(call) {
  const {place} = call.conversation, {machine} = call.player;
  if (call.isOver || !call.turns.length || place.target < 0) return new Set();
  const station = rows.stations[place.target], hears = rows.kinds[station.kind].positions[place.position][4];
  if (!hears || station.keypad === undefined) return new Set();
  const typed = machine.typedAt(place);
  return typed === null ? new Set() : new Set(codesAfter(station, typed).map(code => code[typed.length]));
}

/** The codes that begin with what is typed and go on. @param {Station} station @param {string} typed */
export function codesAfter(station, typed) {
  const codes = station.keypad === undefined ? [] : rows.keypads[station.keypad].codes;
  return codes.filter(code => code.startsWith(typed) && code.length > typed.length);
}

/** How far the call is in what it does, in words and as a share. @param {LiveCall} call */
function progressOf(call) {
  const {conversation, now, phase} = call, {due} = conversation, playing = call.playing();
  if (call.isOver) return {share: 0, waits: false, words: say("over")};
  if (!call.turns.length) return {share: 0, waits: false, words: say("ringing")};
  if (playing) {
    const said = now - playing.at, share = playing.ms ? Math.min(1, said / playing.ms) : 1;
    return {share, waits: false, words: say(lengthWords(playing.recording), clock(said), clock(playing.ms))};
  }
  if (phase === "alerting") return {share: 0, waits: false, words: say("rings", placeName(call))};
  if (phase === "answer_pause") return {share: 0, waits: false, words: ""};
  const wait = call.player.machine.waitAt(conversation.place), left = Math.max(0, (due?.at ?? now) - now);
  const seconds = Math.ceil(left / 1000), typed = call.player.machine.typedAt(conversation.place);
  const words = typed === "" ? say("your-turn", seconds) : say("more-keys", typed ?? "", seconds);
  return {share: wait?.ms ? left / wait.ms : 0, waits: true, words};
}
