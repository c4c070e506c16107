// The page: it opens on one sentence and one button, and then shows a call that somebody makes or watches.

/** @import {Act, WatchedCall} from "./types" */

import {Approval, assumptions, copyText} from "./approval.js";
import {Circumstances} from "./circumstances.js";
import {button, byId, el, icon, own} from "./dom.js";
import {actsText, fragment, putFragment, readActs} from "./link.js";
import {LiveCall} from "./live_call.js";
import {FlowMap} from "./map.js";
import {callerChips, changeList, watchedCalls} from "./opening.js";
import {Player} from "./record.js";
import {RING_PERIOD_MS, Sound} from "./sound.js";
import {Talk, spokenLine} from "./talk.js";
import {Telephone, litKeys} from "./telephone.js";
import {whatIf} from "./what_if.js";
import {dayWords, flow, page, rows, say} from "./words.js";

const SPEEDS = [1, 2, 4], FRAME_MOST_MS = 100;

class DemoPage {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.sound = new Sound();
    /** @type {LiveCall|null} */
    this.call = null;
    /** @type {WatchedCall|null} */
    this.watched = null;
    this.running = false;
    this.speed = 1;
    this.last = 0;
    this.spoken = 0;
    this.rang = 0;
    this.approval = new Approval(() => this.showBar());
    this.circumstances = new Circumstances(() => this.changeWorld());
    this.phone = new Telephone({
      press: key => this.press(key), pause: () => this.pause(), back: () => this.stepBack(),
      again: () => this.restart(), speed: () => this.changeSpeed(), hang: () => this.press("hung_up"),
    });
    this.log = el("ol", "log");
    this.log.tabIndex = 0;
    this.log.setAttribute("aria-label", say("talk"));
    this.talk = new Talk(this.log, {
      comment: where => this.comment(where), hasComment: where => this.approval.has(where), ending: () => this.ending(),
    });
    this.live = el("div", "sr");
    this.live.setAttribute("role", "status");
    this.live.setAttribute("aria-live", "polite");
    this.build();
  }

  /** Everything that the page shows, once. */
  build() {
    const root = byId("app");
    this.muteButton = button("bare", () => this.mute(), []);
    this.signButton = button("", () => this.sign(), []);
    const logo = page.logo ? el("img", "logo") : el("span", "logo", initials(page.client));
    if (logo instanceof HTMLImageElement) Object.assign(logo, {src: page.logo, alt: ""});
    else logo.setAttribute("aria-hidden", "true");
    const title = el("div", "who", el("div", "strong", own(page.client)), el("div", "aside", say("version", dayWords(page.date))));
    this.openingMap = el("div", "tree");
    this.callMap = el("div", "tree");
    this.maps = [new FlowMap(this.player.machine, this.openingMap), new FlowMap(this.player.machine, this.callMap)];
    this.what = el("div", "card what");
    this.callTab = button("", () => this.showTab("call"), [say("talk")]);
    this.mapTab = button("", () => this.showTab("map"), [say("map")]);
    this.tabs = el("div", "tabs", this.callTab, this.mapTab);
    this.opening = el("section", "opening");
    const side = el("div", "side", this.what, el("div", "card map", el("h2", "", say("map")), this.callMap));
    this.calling = el("section", "calling", el("h1", "sr", own(`${say("call")}: ${page.client}`)), this.tabs, this.phone.element,
      el("div", "card talk", el("h2", "", say("talk")), this.log), side);
    this.main = el("main", "", this.opening, this.calling);
    root.append(el("header", "bar", logo, title, this.muteButton, this.signButton), this.main,
      el("footer", "", [assumptions(), say("keyboard")].filter(text => text).join(" ")), this.live, this.approval.form, this.approval.note);
    root.hidden = false;
    document.body.classList.add("scripted");
    this.sound.muted = kept("ivrsim muted") === "1";
    this.showBar();
    this.showOpening();
  }

  showBar() {
    const {muted} = this.sound, count = this.approval.comments.length;
    this.muteButton?.replaceChildren(icon(muted ? "mute" : "sound"));
    this.muteButton?.setAttribute("aria-label", say("mute"));
    this.muteButton?.setAttribute("aria-pressed", String(muted));
    this.signButton?.replaceChildren(count ? `${say("approve")} (${count})` : say("approve"));
  }

  // -- the opening ---------------------------------------------------------------------------------

  showOpening() {
    this.running = false;
    this.call = this.watched = null;
    this.sound.stop(false);
    document.body.dataset.view = "opening";
    const shared = fragment().has("call") || fragment().has("caller"), news = changeList();
    this.dialWords = el("span", "", this.circumstances.words());
    const dial = button("go dial", () => this.dial(), [icon("call"), el("span", "", el("b", "", say("call")), this.dialWords)]);
    this.circumstances.element.classList.remove("small");
    const jump = news && page.changes.length ? [button("jump bare", () => news.scrollIntoView(), [say("changes", page.changes.length, dayWords(page.since ?? page.date)), icon("down")])] : [];
    const hero = el("div", "hero", el("h1", "", own(say(shared ? "shared" : "line", page.client))), ...jump, dial, this.circumstances.element,
      el("h2", "", say("callers")), callerChips(call => this.watch(call), name => this.approval.heard.has(name)));
    const aside = el("aside", "", ...(news ? [news] : []), el("div", "card wide-only", el("h2", "", say("map")), this.openingMap ?? ""));
    this.opening?.replaceChildren(hero, aside);
    this.maps?.[0].show(this.startTarget(), []);
    this.dialWords.textContent = this.circumstances.words();
  }

  startTarget() {
    const {number} = /** @type {{number?: string}} */ (this.circumstances.script());
    return this.player.machine.targetOf(number ? flow.numbers[number] : rows.start);
  }

  // -- calls -----------------------------------------------------------------------------------------

  /** Call, or listen to the call that the address carries. */
  dial() {
    const carried = fragment().get("call"), caller = watchedCalls()[Number(fragment().get("caller") ?? NaN)];
    this.watched = null;
    if (caller) this.watch(caller);
    else if (carried === null) this.begin({}, false);
    else this.listen(carried, {});
  }

  /** Listen in on a caller. @param {WatchedCall} call */
  watch(call) {
    this.watched = call;
    this.listen(call.acts, call.script);
  }

  /** Play acts that are written as in an address. @param {string} text @param {Record<string, unknown>} script */
  listen(text, script) {
    const {acts, steps} = readActs(text);
    this.begin({...script, steps}, acts === null, acts ?? []);
  }

  /** @param {Record<string, unknown>} script @param {boolean} acted @param {Act[]} [acts] */
  begin(script, acted, acts = []) {
    if (!this.watched && !this.circumstances.isKnown(!this.call)) return; // during a call, somebody may still be typing
    try {
      const own = this.watched ? script : {...this.circumstances.script(), ...script};
      this.call = new LiveCall(this.player, this.player.complete(own), acted, acts);
    } catch (error) {
      this.announce(String(error instanceof Error ? error.message : error));
      return;
    }
    this.running = true;
    this.spoken = this.rang = 0;
    this.talk.clear();
    document.body.dataset.view = "calling";
    const {below} = this.phone, {element} = this.circumstances, isChosen = below.contains(document.activeElement);
    if (this.watched || !element.children.length) below.replaceChildren();
    else if (element.parentElement !== below) below.replaceChildren(element); // who chooses there keeps the focus
    this.showTab("call");
    this.show();
    this.announce(say("ringing"));
    if (this.player.machine) this.sound.ringBack();
    if (!isChosen) this.phone.element.focus({preventScroll: true});
  }

  changeWorld() {
    if (this.dialWords) this.dialWords.textContent = this.circumstances.words();
    if (!this.call) this.maps?.[0].show(this.startTarget(), []);
    else if (!this.watched) this.begin({}, false);
  }

  /** The caller presses a key, or hangs up. @param {string} trigger */
  press(trigger) {
    const {call} = this;
    if (trigger.length === 1) {
      this.phone.hit(trigger);
      this.sound.key(trigger);
    }
    if (!call || call.isOver) return;
    if (!call.turns.length) {
      if (trigger === "hung_up") this.showOpening();
      return;
    }
    const lit = litKeys(call).has(trigger), place = call.conversation.place;
    if (this.watched) this.watched = null; // whoever presses a key makes the call their own
    call.act(trigger);
    if (trigger.length === 1 && call.conversation.place === place && !lit) this.announce(say("lost"));
    this.running = !call.isOver;
    this.changed(true);
  }

  /** Press several keys of one choice. @param {string} keys */
  pressAll(keys) {
    for (const key of keys) this.press(key);
    this.phone.element.focus({preventScroll: true});
  }

  pause() {
    if (!this.call || this.call.isOver) return;
    this.running = !this.running;
    this.sound.pause(!this.running);
    this.announce(say(this.running ? "go" : "paused"));
    this.show();
  }

  stepBack() {
    if (!this.call?.stepBack()) return;
    this.running = false;
    this.sound.stop(false);
    this.talk.clear();
    this.spoken = Infinity;
    this.show();
    this.link();
    this.announce(say("back"));
  }

  restart() {
    if (this.watched) this.watch(this.watched);
    else if (this.call) this.begin(this.call.watched ? {steps: this.call.script.steps} : {}, this.call.watched);
  }

  changeSpeed() {
    this.speed = SPEEDS[(SPEEDS.indexOf(this.speed) + 1) % SPEEDS.length];
    const playing = this.call?.playing();
    if (this.call && playing && this.running) this.sound.begin(playing.recording, this.call.now - playing.at, this.speed);
    this.show();
  }

  // -- time ------------------------------------------------------------------------------------------

  /** @param {number} now */
  frame(now) {
    const passed = Math.min(FRAME_MOST_MS, now - this.last);
    this.last = now;
    if (this.call && this.running && !document.hidden) this.advance(Math.round(passed * this.speed));
    requestAnimationFrame(next => this.frame(next));
  }

  /** @param {number} ms */
  advance(ms) {
    const call = /** @type {LiveCall} */ (this.call), playing = call.playing();
    if (playing && this.sound.holds) ms = Math.min(ms, Math.max(0, playing.at + playing.ms - 1 - call.now));
    const {length} = call.turns;
    if (call.advance(ms)) {
      const keys = call.turns.slice(length).map(turn => turn.trigger).filter(trigger => trigger.length === 1);
      for (const key of keys) {
        this.phone.hit(key);
        this.sound.key(key);
      }
      this.changed(keys.length > 0);
    } else {
      if (call.phase === "alerting" && call.now - this.rang >= RING_PERIOD_MS) {
        this.rang = call.now;
        this.sound.ringBack();
      }
      this.phone.tick(call, this.running);
      this.talk.reveal(call);
    }
  }

  /** Something happened in the call. @param {boolean} byKey */
  changed(byKey) {
    const call = /** @type {LiveCall} */ (this.call), playing = call.playing(), started = call.turns[call.turns.length - 1]?.effects;
    if (started?.some(effect => effect.kind === "play") && playing) this.sound.begin(playing.recording, call.now - playing.at, this.speed);
    else if (!playing) this.sound.stop(byKey);
    if (started?.some(effect => effect.kind === "ring")) {
      this.rang = call.now;
      this.sound.ringBack();
    }
    if (call.isOver) {
      this.running = false;
      if (this.watched) this.approval.hear(this.watched.name);
    }
    this.show();
    this.link();
  }

  // -- what is shown ---------------------------------------------------------------------------------

  show() {
    const {call} = this;
    if (!call) return;
    document.body.classList.toggle("over", call.isOver);
    this.phone.show(call, this.running, this.speed); // first: its height tells how far the talk scrolls
    this.phone.tick(call, this.running);
    const lines = this.talk.show(call);
    this.talk.reveal(call);
    const what = whatIf(call, keys => this.pressAll(keys));
    if (this.what) {
      this.what.hidden = !what;
      this.what.replaceChildren(...(what ?? []));
    }
    this.maps?.[1].show(this.player.machine.targetOf(startOf(call)), call.turns); // last: it scrolls in what room is left
    if (lines.length > this.spoken) this.announce(lines.slice(this.spoken).map(spokenLine).join(" "));
    this.spoken = lines.length;
  }

  /** Say something once to those who do not see it. @param {string} text */
  announce(text) {
    this.live.textContent = text;
  }

  /** What stands below the end of a call. @returns {Node[]} */
  ending() {
    const nodes = [];
    if (this.watched && !this.watched.passes) {
      const {expected} = this.watched;
      nodes.push(el("p", "finding-box", el("i", "diamond"), own(expected ? say("missed", expected) : say("unmet"))));
    }
    const next = watchedCalls().find(({name}) => !this.approval.heard.has(name) && name !== this.watched?.name);
    const again = () => {
      this.watched = null;
      this.begin({}, false);
    };
    const row = el("div", "row", button("go", again, [say("call-again")]));
    if (next) row.append(button("", () => this.watch(next), [say("listen-to"), " ", own(next.name)]));
    const copy = button("bare", async () => { if (await copyText(location.href)) copy.textContent = say("copied"); }, [say("copy-link")]);
    const links = el("div", "row", button("bare", () => { putFragment({}); this.showOpening(); }, [say("all-callers")]), copy);
    return [...nodes, row, links];
  }

  /** Let the address carry the call. */
  link() {
    const {call, watched} = this;
    if (watched) putFragment({caller: String(watchedCalls().findIndex(({name}) => name === watched.name))});
    else if (call) putFragment({call: actsText(call.doneActs()), ...this.circumstances.parts()});
  }

  /** @param {string} tab */
  showTab(tab) {
    document.body.dataset.tab = tab;
    this.maps?.[1].reveal();
    this.callTab?.setAttribute("aria-pressed", String(tab === "call"));
    this.mapTab?.setAttribute("aria-pressed", String(tab === "map"));
  }

  mute() {
    this.sound.mute(!this.sound.muted);
    this.showBar();
  }

  /** @param {string} where */
  comment(where) {
    this.halt();
    this.approval.comment(where);
    this.approval.note.onclose = () => this.show();
  }

  sign() {
    this.halt();
    this.approval.sign();
  }

  halt() {
    if (this.running) this.pause();
  }

  /** A picture of a call at a moment, without a clock: `#still=MILLISECONDS`. @param {URLSearchParams} parts */
  still(parts) {
    this.sound.muted = true;
    document.documentElement.dataset.still = "";
    const moment = Math.min(Number(parts.get("still")) || 0, 3600000);
    if (parts.has("call") || parts.has("caller")) this.dial();
    if (this.call) {
      this.call.advance(moment + 1400);
      this.show();
      this.running = false;
      this.phone.tick(this.call, true);
    }
    if (parts.get("tab")) this.showTab(parts.get("tab") ?? "");
    if (parts.has("sign")) this.sign();
  }
}

/** @param {LiveCall} call */
function startOf({script}) {
  return script.number ? flow.numbers[script.number] : script.entry || flow.entry;
}

/** @param {string} name */
const initials = name => name.split(/\s+/).filter(word => word).map(word => [...word][0]).join("").slice(0, 2).toUpperCase();

/** @param {string} key */
function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const player = new Player(rows, flow);
Object.assign(window, {ivrsim: Object.freeze({play: (/** @type {unknown} */ script) => player.play(script)})});
const parts = fragment(), theme = parts.get("theme");
if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
const demo = new DemoPage(player);
demo.circumstances.read(parts);
demo.showOpening();
if (parts.has("still")) demo.still(parts);
else requestAnimationFrame(now => demo.frame(now));
