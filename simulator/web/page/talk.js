// The call as a conversation. Words appear as they are spoken; those that are not spoken yet are absent.

/** @import {Line} from "./types" */
/** @import {LiveCall} from "./live_call.js" */

import {plainPlace} from "./approval.js";
import {button, clock, el, icon, own} from "./dom.js";
import {linesOf} from "./lines.js";
import {isEstimated, kindIcon, kindWord, sightOf, spokenWords} from "./sights.js";
import {flow, rows, say} from "./words.js";

const LINES_MOST = 120, UNHEARD_MOST = 240;

export class Talk {
  /** @param {HTMLElement} list @param {{comment: (where: string) => void, hasComment: (where: string) => boolean, ending: () => Node[]}} page */
  constructor(list, page) {
    this.list = list;
    this.page = page;
    /** @type {string[]} */
    this.drawn = [];
    this.calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  clear() {
    this.drawn = [];
    this.list.replaceChildren();
  }

  /** Draw the lines that are new or different. @param {LiveCall} call @returns {Line[]} */
  show(call) {
    const lines = linesOf(call), from = Math.max(0, lines.length - LINES_MOST), shown = lines.slice(from);
    const keys = shown.map((line, place) => `${from + place}${JSON.stringify(line)}${line.kind === "say" ? this.page.hasComment(whereOf(line)) : ""}`);
    const same = keys.findIndex((key, place) => key !== this.drawn[place]);
    const keep = same < 0 ? keys.length : same, grows = keep >= this.drawn.length - 1;
    while (this.list.children.length > keep) this.list.lastChild?.remove();
    for (const line of shown.slice(keep)) {
      const item = this.item(line);
      if (grows && line === shown[shown.length - 1]) item.classList.add("new");
      this.list.append(item);
    }
    if (keep < keys.length) this.list.scrollTop = this.list.scrollHeight;
    this.drawn = keys;
    return lines;
  }

  /** Reveal the words that have been spoken by now. @param {LiveCall} call */
  reveal(call) {
    const bubble = this.list.querySelector(".live p"), playing = call.playing();
    if (!(bubble instanceof HTMLElement) || !playing || this.calm) return;
    const words = spokenWords(playing.recording), upto = wordEnd(words, (call.now - playing.at) / (playing.ms || 1));
    if (!words || bubble.textContent === words.slice(0, upto)) return;
    const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 120;
    bubble.textContent = words.slice(0, upto);
    if (atEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  /** @param {Line} line @returns {HTMLLIElement} */
  item(line) {
    switch (line.kind) {
      case "say": return this.bubble(line);
      case "note": return el("li", "note", icon(line.icon), own(line.text));
      case "choice": return el("li", "act choice", this.commentButton(whereOf(line)), own(line.sight.name), el("span", "cap", line.keys));
      case "miss": {
        const words = line.tries ? say(line.cause, line.used, line.tries) : "";
        return el("li", `act ${line.cause}`, el("span", "", words), el("span", "cap", line.keys || "–"));
      }
      case "end": return this.end(line);
    }
  }

  /** @param {Extract<Line, {kind: "say"}>} line */
  bubble(line) {
    const words = spokenWords(line.recording), live = line.until === null, text = el("p");
    const name = flow.recordings[line.recording]?.name ?? idWords(line.recording);
    text.dir = "auto";
    if (!words) text.append(el("i", "", say("no-words", name)));
    else if (live) text.append(this.calm ? words : "");
    else if (line.cut !== null && line.until !== null) {
      const upto = wordEnd(words, (line.until - line.at) / (line.ms || 1));
      text.append(words.slice(0, upto));
      if (upto < words.length) text.append(el("s", "", shortened(words.slice(upto))));
    } else text.append(words);
    const item = el("li", `say${live ? " live" : ""}${line.cut !== null ? " cut" : ""}`, text);
    if (line.cut !== null && line.cut.length === 1) item.append(el("small", "", say("cut", line.cut)));
    item.append(this.commentButton(whereOf(line)));
    return item;
  }

  /** @param {string} where */
  commentButton(where) {
    const has = this.page.hasComment(where) ? " has" : "";
    return button(`comment${has}`, () => this.page.comment(where), [icon("comment")], say("comment-on", plainPlace(where)));
  }

  /** @param {Extract<Line, {kind: "end"}>} line */
  end(line) {
    const after = clock(line.at), face = el("div", "face", icon(line.sight ? kindIcon(line.sight) : "nobody"));
    face.append(line.sight
      ? el("div", "", own(line.sight.name, "title"), el("span", "quiet-text", say("after", kindWord(line.sight), after)))
      : el("div", "", el("b", "title", endWords(line.outcome)), el("span", "quiet-text", after)));
    return el("li", "end", face, ...this.page.ending());
  }
}

/** @param {string} outcome */
function endWords(outcome) {
  const words = {caller: "you-hung-up", menu: "menu-hung-up", unanswered: "rang-out", endless: "endless"};
  return say(words[/** @type {keyof typeof words} */ (outcome)]);
}

/** Where the word ends that is being spoken: words are never cut in the middle. @param {string} words @param {number} share */
export function wordEnd(words, share) {
  let end = Math.floor(words.length * Math.min(1, Math.max(0, share)));
  while (end > 0 && end < words.length && /\S/.test(words[end])) end++;
  return end;
}

/** Words that nobody heard, of which a few lines are enough. @param {string} words */
const shortened = words => (words.length > UNHEARD_MOST ? `${words.slice(0, wordEnd(words, UNHEARD_MOST / words.length))} …` : words);

const PART_WORDS = ["greeting", "wrong-retry", "wrong-final", "silence-retry", "silence-final"];

/** The place of a line for a comment: the menu and its recording, or its key. @param {Extract<Line, {kind: "say"|"choice"}>} line */
export function whereOf(line) {
  const menu = `${sightOf(line.menu).name} (${rows.stations[line.menu].key})`;
  const part = line.kind === "say" ? say("part-" + PART_WORDS[Math.max(0, line.part)]) : say("part-key", line.keys);
  return `${menu}, ${part}`;
}

/** What a recording without a name is called; "default" is the engine's own. @param {string} id */
const idWords = id => id === "default" ? say("built-in") : say("recording", id);

/** What to say of a line to those who do not see it. @param {Line} line */
export function spokenLine(line) {
  switch (line.kind) {
    case "say": return spokenWords(line.recording) || idWords(line.recording);
    case "note": return line.text;
    case "choice": return `${line.keys}: ${line.sight.name}`;
    case "miss": return say(line.cause, line.used, line.tries);
    case "end": return line.sight ? `${line.sight.name}. ${kindWord(line.sight)}` : endWords(line.outcome);
  }
}

/** Whether the length of what plays is an estimate. @param {string} recording */
export const lengthWords = recording => (isEstimated(recording) ? "speaking-about" : "speaking");
