// The map: an indented list of menus and of where their keys lead, which folds, and shows where the call is and was.

/** @import {Branch, Turn} from "./types" */
/** @import {Machine} from "./machine.js" */

import {branchSight, branchesOf, commonMiss, pathOf, treePlaces} from "./branches.js";
import {button, el, icon, own} from "./dom.js";
import {shareMarks} from "./shares.js";
import {kindIcon, kindWord, sightOf} from "./sights.js";
import {say} from "./words.js";

const GLANCE_LINES = 32, CHOICES_MOST = 12;

export class FlowMap {
  /** @param {Machine} machine @param {HTMLElement} root */
  constructor(machine, root) {
    this.machine = machine;
    this.root = root;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", say("map"));
    /** @type {Map<number, boolean>} */
    this.folds = new Map();
    this.drawn = "";
    this.start = NaN;
    /** @type {Map<number, string>} */
    this.places = new Map();
    /** The menus that are open until somebody folds them. @type {Set<number>} */
    this.opened = new Set();
    /** @type {Branch|null} */
    this.common = null;
    /** @type {Turn[]} */
    this.turns = [];
  }

  /** Show where a call is and was; without turns, where calls begin. @param {number} start @param {Turn[]} turns */
  show(start, turns) {
    this.turns = turns;
    const path = pathOf(this.machine, turns), last = turns[turns.length - 1];
    const here = last && last.dest.target >= 0 ? last.dest.target : null;
    const drawn = [start, path.join(), here, last?.dest.target, [...this.folds].join()].join(";");
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    if (start !== this.start) {
      this.start = start;
      this.places = treePlaces(start);
      this.common = commonMiss(this.places.keys());
      this.opened = this.openPlaces();
    }
    const scene = {on: new Set(path), last: path[path.length - 1] ?? "", here: turns.length ? here : null, over: Boolean(last && here === null)};
    const top = el("ul", "", this.item(null, start, [], scene));
    this.root.replaceChildren(...shareMarks(), ...this.commonLine(), top);
    if (top.querySelector("button")) this.root.removeAttribute("tabindex");
    else this.root.tabIndex = 0; // the keyboard scrolls a map in which nothing folds
    this.reveal();
  }

  /** Scroll to where the call is, in a map that is taller than its card. */
  reveal() {
    const here = this.root.querySelector(".here>.node"), card = this.root.closest(".card"), side = card?.parentElement;
    for (const frame of [card, side]) {
      if (!here || !frame || frame.scrollHeight <= frame.clientHeight) continue;
      const place = here.getBoundingClientRect(), seen = frame.getBoundingClientRect();
      if (place.top < seen.top || place.bottom > seen.bottom) frame.scrollTop += place.top - seen.top - seen.height / 3;
    }
  }

  /** The menus that are open at first: level by level, as long as a whole one can be taken in at a glance. */
  openPlaces() {
    /** @type {number[][]} */
    const levels = [];
    const depths = new Map();
    for (const [target, by] of this.places) { // the nearest ones come first
      const depth = by ? depths.get(Number(by.split("|")[0])) + 1 : 0;
      depths.set(target, depth);
      (levels[depth] ??= []).push(target);
    }
    let lines = 1;
    const most = levels.findIndex(level => {
      lines += level.reduce((sum, target) => sum + this.branchesBelow(target).length, 0);
      return lines > GLANCE_LINES;
    });
    return new Set(levels.slice(0, most < 0 ? levels.length : Math.max(1, most)).flat());
  }

  /** The branches that are drawn below a target: what all menus have in common is said above. @param {number} target */
  branchesBelow(target) {
    return branchesOf(target).filter(({cap, quiet}) => !(target >= 0 && quiet && this.common?.cap === cap));
  }

  /** What all menus have in common, said once. */
  commonLine() {
    if (!this.common) return [];
    const sight = branchSight(this.common);
    const tries = this.common.cap.slice(0, -1), words = tries === "1" ? say("in-every-menu-once") : say("in-every-menu", tries);
    return [el("p", "common", words, " ", el("span", "", icon(kindIcon(sight)), " ", own(sight.name)), ...shareMarks([...this.places.keys()], this.common))];
  }

  /** One line of the map, with what is below it. @param {Branch|null} by @param {number} target @param {number[]} above @param {Scene} scene @returns {HTMLLIElement} */
  item(by, target, above, scene) {
    const sight = sightOf(target), from = above[above.length - 1];
    const taken = by?.ids.map(id => `${from}|${id}`).find(id => scene.on.has(id));
    const isPlace = this.places.get(target) === (by ? `${from}|${by.ids[0]}` : "");
    const isBox = sight.menu !== null || sight.kind === "schedule", expands = isPlace && this.places.has(target);
    const here = expands && isBox ? scene.here === target : Boolean(taken && taken === scene.last && scene.over);
    const line = el("div", "node"), label = el("span", isBox ? (expands ? "box" : "chip") : "leaf");
    const mark = expands && sight.kind === "menu" ? "" : !expands && isBox && above.includes(target) ? "back" : kindIcon(sight);
    if (by?.cap) line.append(el("span", by.quiet || !/^[\d*#]/.test(by.ids[0]) ? "cap word" : "cap", by.cap));
    if (mark) label.append(icon(mark));
    label.append(own(sight.name, "name"));
    if (sight.menu === null && sight.kind !== "schedule") label.append(el("span", "sr", ` (${kindWord(sight)})`));
    if (here) label.setAttribute("aria-current", "step");
    line.append(label);
    if (by?.note) line.append(el("span", "aside", by.note));
    if (by) line.append(...shareMarks([from], by));
    const classes = [by?.quiet && "quiet", (taken || (!by && this.turns.length)) && "on", here && "here"];
    const item = el("li", classes.filter(Boolean).join(" "), line);
    if (expands) this.addBelow(item, line, target, above, scene);
    return item;
  }

  /** The branches below a line, and the arrow that folds them. @param {HTMLLIElement} item @param {HTMLElement} line @param {number} target @param {number[]} above @param {Scene} scene */
  addBelow(item, line, target, above, scene) {
    const below = this.branchesBelow(target);
    if (!below.length) return;
    const long = below.length > CHOICES_MOST, wasHere = [...scene.on].some(id => id.startsWith(`${target}|`));
    // in a call, "If you press" lists the choices of a long menu already
    const open = this.folds.get(target) ?? (wasHere || (this.turns.length && long ? false : scene.here === target || this.opened.has(target)));
    if (above.length || long) {
      const arrow = button("fold", () => this.fold(target, open), [icon("down")], sightOf(target).name);
      arrow.setAttribute("aria-expanded", String(open));
      arrow.dataset.fold = String(target);
      if (!open) line.append(el("span", "aside count", say("choices", below.filter(branch => !branch.quiet).length)));
      line.append(arrow);
    }
    if (!open) return;
    const items = below.map(branch => this.item(branch, branch.target, [...above, target], scene));
    const lastOn = items.findLastIndex(child => child.classList.contains("on"));
    items.forEach((child, place) => child.classList.toggle("via", place < lastOn));
    item.append(el("ul", "", ...items));
  }

  /** @param {number} target @param {boolean} open */
  fold(target, open) {
    this.folds.set(target, !open);
    this.show(this.start, this.turns);
    /** @type {HTMLElement|null} */ (this.root.querySelector(`[data-fold="${target}"]`))?.focus();
  }
}

/** @typedef {{on: Set<string>, last: string, here: number|null, over: boolean}} Scene */
