// The map: an indented list of menus and of where their keys lead, which folds, and shows where the call is and was.

/** @import {Branch, Turn} from "./types" */
/** @import {Machine} from "./machine.js" */

import {branchSight, branchesOf, commonMiss, pathOf, treePlaces} from "./branches.js";
import {button, el, icon, own} from "./dom.js";
import {kindIcon, kindWord, sightOf} from "./sights.js";
import {rows, say} from "./words.js";

const FOLDS_FROM = 14, CHOICES_MOST = 12;

export class FlowMap {
  /** @param {Machine} machine @param {HTMLElement} root */
  constructor(machine, root) {
    this.machine = machine;
    this.root = root;
    /** @type {Map<number, boolean>} */
    this.folds = new Map();
    this.drawn = "";
    this.start = NaN;
    /** @type {Map<number, string>} */
    this.places = new Map();
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
    }
    const scene = {on: new Set(path), last: path[path.length - 1] ?? "", here: turns.length ? here : null, over: Boolean(last && here === null)};
    const top = el("ul", "", this.item(null, start, [], scene));
    this.root.replaceChildren(...this.commonLine(), top);
  }

  /** What all menus have in common, said once. */
  commonLine() {
    if (!this.common) return [];
    const sight = branchSight(this.common);
    const tries = this.common.cap.slice(0, -1), words = tries === "1" ? say("in-every-menu-once") : say("in-every-menu", tries);
    return [el("p", "common", words, " ", icon(kindIcon(sight)), " ", own(sight.name))];
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
    if (by?.cap) line.append(el("span", by.ids[0].length > 2 || by.quiet ? "cap word" : "cap", by.cap));
    if (mark) label.append(icon(mark));
    label.append(own(sight.name, "name"));
    if (sight.menu === null && sight.kind !== "schedule") label.append(el("span", "sr", ` (${kindWord(sight)})`));
    if (here) label.setAttribute("aria-current", "step");
    line.append(label);
    if (by?.note) line.append(el("span", "aside", by.note));
    const classes = [by?.quiet && "quiet", (taken || (!by && this.turns.length)) && "on", here && "here"];
    const item = el("li", classes.filter(Boolean).join(" "), line);
    if (expands) this.addBelow(item, line, target, above, scene);
    return item;
  }

  /** The branches below a line, and the arrow that folds them. @param {HTMLLIElement} item @param {HTMLElement} line @param {number} target @param {number[]} above @param {Scene} scene */
  addBelow(item, line, target, above, scene) {
    const isShared = (/** @type {Branch} */ {cap, quiet}) => target >= 0 && quiet && this.common?.cap === cap;
    const below = branchesOf(target).filter(branch => !isShared(branch));
    if (!below.length) return;
    const onPath = [...scene.on].some(id => id.startsWith(`${target}|`)) || scene.here === target;
    const open = this.folds.get(target) ?? (onPath || !this.foldsBy(below.length, above.length));
    if (above.length || below.length > CHOICES_MOST) {
      const arrow = button("fold", () => this.fold(target, open), [icon("down")], sightOf(target).name);
      arrow.setAttribute("aria-expanded", String(open));
      arrow.dataset.fold = String(target);
      if (!open) line.append(el("span", "aside", say("choices", below.filter(branch => !branch.quiet).length)));
      line.append(arrow);
    }
    if (!open) return;
    const items = below.map(branch => this.item(branch, branch.target, [...above, target], scene));
    const lastOn = items.findLastIndex(child => child.classList.contains("on"));
    items.forEach((child, place) => child.classList.toggle("via", place < lastOn));
    item.append(el("ul", below.length > CHOICES_MOST ? "many" : "", ...items));
  }

  /** @param {number} count @param {number} depth */
  foldsBy(count, depth) {
    const menus = [...this.places.keys()].filter(target => target >= 0).length;
    return depth > 0 && (count > CHOICES_MOST || (menus > FOLDS_FROM && depth > 1));
  }

  /** @param {number} target @param {boolean} open */
  fold(target, open) {
    this.folds.set(target, !open);
    this.show(this.start, this.turns);
    /** @type {HTMLElement|null} */ (this.root.querySelector(`[data-fold="${target}"]`))?.focus();
  }
}

/** @typedef {{on: Set<string>, last: string, here: number|null, over: boolean}} Scene */

/** How many menus a flow has, for those who lay out the page. */
export const menuCount = rows.stations.length;
