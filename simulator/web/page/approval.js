// Comments, and what a client signs: kept in the page, and handed on as text.

/** @import {Comment} from "./types" */

import {button, el, icon, own} from "./dom.js";
import {addressSight} from "./sights.js";
import {dayWords, flow, page, rows, say} from "./words.js";

const KEEP = `ivrsim ${page.digest}`;

export class Approval {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Comment[]} */
    this.comments = [];
    /** @type {Set<string>} */
    this.heard = new Set();
    this.form = el("dialog", "sign");
    this.note = el("dialog", "note-form");
    try {
      const kept = JSON.parse(localStorage.getItem(KEEP) ?? "{}");
      this.comments = kept.comments ?? [];
      this.heard = new Set(kept.heard ?? []);
    } catch { /* nothing is kept */ }
  }

  keep() {
    try {
      localStorage.setItem(KEEP, JSON.stringify({comments: this.comments, heard: [...this.heard]}));
    } catch { /* kept until the page is closed */ }
    this.changed();
  }

  /** A watched call has been heard to its end. @param {string} name */
  hear(name) {
    this.heard.add(name);
    this.keep();
  }

  /** @param {string} where */
  has(where) {
    return this.comments.some(comment => comment.where === where);
  }

  /** Ask for a comment on a place of the flow. @param {string} where */
  comment(where) {
    const text = el("textarea"), heading = el("h2", "", say("comment"));
    text.rows = 4;
    text.value = this.comments.find(comment => comment.where === where)?.text ?? "";
    heading.id = "note-heading";
    const keep = () => {
      this.comments = this.comments.filter(comment => comment.where !== where);
      if (text.value.trim()) this.comments.push({where, text: text.value.trim()});
      this.note.close();
      this.keep();
    };
    const row = el("div", "row", button("go", keep, [say("keep")]), button("", () => this.note.close(), [say("cancel")]));
    this.note.setAttribute("aria-labelledby", heading.id);
    this.note.replaceChildren(heading, el("label", "", own(plainPlace(where), "aside"), text), row);
    this.note.showModal();
    text.focus();
  }

  /** Show what is to be approved. */
  sign() {
    const heading = el("h2", "", own(say("approve-title", page.client)));
    heading.id = "sign-heading";
    const name = field(say("your-name"), "text", ""), date = field(say("date"), "date", document.documentElement.dataset.still === undefined ? new Date().toISOString().slice(0, 10) : page.date);
    const text = () => this.text(name.input.value, date.input.value), hand = el("textarea", "hand");
    hand.rows = 8;
    hand.readOnly = true;
    hand.hidden = true;
    hand.setAttribute("aria-label", say("your-text"));
    name.input.required = true;
    const copy = button("go", async () => {
      if (!name.input.reportValidity()) return;
      if (await copyText(text())) copy.textContent = say("copied");
      else {
        hand.hidden = false;
        hand.value = text();
        hand.select();
      }
    }, [say("copy-approval")]);
    const mail = button("", () => {
      if (!name.input.reportValidity()) return;
      location.href = `mailto:?subject=${encodeURIComponent(say("approve-title", page.client))}&body=${encodeURIComponent(text())}`;
    }, [say("e-mail")]);
    const row = el("div", "row", copy, mail, button("", () => print(), [say("print")]), button("bare", () => this.form.close(), [say("not-yet")]));
    const heard = page.calls.filter(call => this.heard.has(call.name)).length;
    const summary = page.calls.length ? ` ${say("approve-heard", heard, page.calls.length)}` : "";
    this.form.setAttribute("aria-labelledby", heading.id);
    this.form.replaceChildren(heading, el("p", "aside", `${say("version", dayWords(page.date))}, ${page.digest}.${summary}`),
      ...this.callList(), ...this.commentList(), el("div", "fields", name.label, date.label), el("p", "aside", assumptions()), row, hand);
    this.form.showModal();
  }

  callList() {
    if (!page.calls.length) return [];
    const lines = page.calls.map(({name, passes}) => {
      const heard = this.heard.has(name);
      const fault = passes ? [] : [" ", el("i", "diamond"), " ", el("small", "finding", say("fails"))];
      const words = el("span", "", own(name), heard ? "" : ` (${say("not-heard")})`, ...fault);
      return el("li", heard ? "" : "quiet-text", icon(heard ? "tick" : "ring"), words);
    });
    return [el("h3", "", say("calls")), el("ul", "ticks", ...lines)];
  }

  commentList() {
    const lines = this.comments.map(({where, text}) => el("p", "comment-line", own(plainPlace(where), "aside"), " ", own(text)));
    return [el("h3", "", `${say("comments")} (${this.comments.length})`), ...(lines.length ? lines : [el("p", "aside", say("no-comments"))])];
  }

  /** The approval as text, to be copied, mailed and checked. @param {string} name @param {string} date */
  text(name, date) {
    const named = (/** @type {boolean} */ heard) => page.calls.filter(call => this.heard.has(call.name) === heard).map(call => oneLine(call.name)).join("; ") || say("none");
    const fails = page.calls.filter(call => !call.passes).map(call => oneLine(call.name)).join("; ");
    return [
      `${oneLine(page.client)}: ${say("version", dayWords(page.date))}`, `ivrsim ${page.digest}`, say("approved-by", oneLine(name) || "-", date), "",
      say("heard-list", named(true)), say("unheard-list", named(false)), ...(fails ? [say("failing-list", fails)] : []), "",
      `${say("comments")}:`, ...(this.comments.length ? this.comments.map(({where, text}) => `- ${oneLine(where)}: ${oneLine(text)}`) : [`- ${say("none")}`]), "",
      assumptions(), "",
    ].join("\n");
  }
}

/** The place of a comment without the key of its menu, which is for programs. @param {string} where */
export const plainPlace = where => where.replace(/ \([^()]*\)(?=, [^,]*$)/, "");

/** @param {string} text */
const oneLine = text => text.replace(/\s+/g, " ").trim();

/** What the page claims without knowing it. */
export function assumptions() {
  const estimated = Object.values(flow.recordings).some(recording => recording.estimated);
  const unknown = rows.outcomes.some(outcome => outcome?.end === "route" && addressSight(outcome.destination ?? "").kind === "unknown");
  const parts = [estimated && say("assumed-lengths"), Object.values(flow.schedules).some(({first}) => first) && say("assumed-hours", dayWords(page.date)), unknown && say("assumed-people")];
  const said = parts.filter(part => part).join(" ");
  return said && `${say("assumed")} ${said}`;
}

/** @param {string} label @param {string} type @param {string} value */
function field(label, type, value) {
  const input = el("input");
  input.type = type;
  input.value = value;
  return {label: el("label", "", label, input), input};
}

/** @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // a page from the disk may not be allowed to
  }
}
