// The circumstances of the calls that are made on the page: the number that is rung, the moment, and who picks up.

import {capital, el} from "./dom.js";
import {dateWords, dayWords, flow, page, say} from "./words.js";
import {personAnswers} from "./world.js";
import {readMoment, wallClock} from "./moment.js";

const OTHER = "other", WEEK_MS = 604800000;
const PEOPLE_MOST = 12;

export class Circumstances {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    const people = Object.entries(flow.destinations).filter(([, known]) => personAnswers(known).length > 1).slice(0, PEOPLE_MOST);
    const who = /** @type {[string, string][]} */ ([["", say("everyone")], ["everyone", say("nobody")],
      ...(people.length > 1 ? people.map(([address, known]) => [address, say("all-but", known.name ?? address)]) : [])]);
    this.number = choice(say("number"), page.starts.map(({number, label}) => [number, `\u2066${label}\u2069`]));
    this.when = choice(say("when"), [...page.moments.map(({at, name}) => /** @type {[string, string]} */ ([at, momentWords(at, name)])), [OTHER, say("other-time")]]);
    this.number.label.className = this.when.label.className = "long";
    this.who = choice(say("who"), who);
    this.exact = el("input", "exact");
    this.exact.type = "datetime-local";
    const dated = el("label", "dated", say("date-and-time"), this.exact);
    this.dated = dated;
    [this.exact.min, this.exact.max] = flow.span.map(seconds => wallText(seconds * 1000));
    this.switches = Object.entries(flow.schedules).filter(([, schedule]) => !schedule.first && page.starts.length).slice(0, 3)
      .map(([key, schedule]) => ({key, ...choice(schedule.label, ["open", "closed"].map(state => [state, capital(say(state))]))}));
    this.element = el("div", "circumstances");
    const shown = [page.starts.length > 1 && this.number.label, page.moments.length > 0 && this.when.label, page.moments.length > 0 && dated,
      people.length > 0 && this.who.label, ...this.switches.map(({label}) => label)];
    this.element.append(...shown.filter(label => label !== false));
    for (const select of [this.number, this.when, this.who, ...this.switches]) select.select.addEventListener("change", () => this.change());
    this.exact.addEventListener("change", () => this.change());
    this.showDated();
  }

  change() {
    this.showDated();
    this.changed();
  }

  showDated() {
    const other = this.when.select.value === OTHER;
    this.dated.hidden = !other;
    if (other && !this.exact.value && page.moments[0]) this.exact.value = wallText(Date.parse(page.moments[0].at));
  }

  /** What a call's script says of its circumstances. @returns {Record<string, unknown>} */
  script() {
    /** @type {Record<string, string>} */
    const given = {};
    if (this.who.select.value) given[this.who.select.value] = "no answer";
    for (const {key, select} of this.switches) given[key] = select.value;
    const at = this.moment(), number = this.number.select.value;
    return {given, ...(at && {at}), ...(number && {number})};
  }

  /** Whether the moment that somebody typed is one that the page knows; says so next to it if `aloud`. @param {boolean} aloud */
  isKnown(aloud) {
    const {exact} = this;
    if (!page.moments.length || this.when.select.value !== OTHER) return true;
    exact.setCustomValidity("");
    try {
      readMoment(exact.value, flow);
    } catch {
      exact.setCustomValidity(say("no-moment", ...flow.span.map(seconds => dayWords(wallText(seconds * 1000).slice(0, 10)))));
    }
    return aloud ? exact.reportValidity() : exact.checkValidity();
  }

  moment() {
    const {value} = this.when.select;
    return value === OTHER ? this.exact.value : value;
  }

  /** For the fragment of a link. @returns {Record<string, string>} */
  parts() {
    const moved = this.switches.filter(({select}) => select.value === "closed").map(({key}) => key).join("|");
    return {at: this.moment(), who: this.who.select.value, number: page.starts.length > 1 ? this.number.select.value : "", closed: moved};
  }

  /** Take what a link says. @param {URLSearchParams} parts */
  read(parts) {
    const at = parts.get("at") ?? "";
    if (at && page.moments.length) {
      this.when.select.value = page.moments.some(moment => moment.at === at) ? at : OTHER;
      if (this.when.select.value === OTHER) this.exact.value = at.length > 16 ? wallText(Date.parse(at)) : at;
    }
    for (const [{select}, value] of /** @type {const} */ ([[this.who, parts.get("who")], [this.number, parts.get("number")]])) {
      if (value && [...select.options].some(option => option.value === value)) select.value = value;
    }
    const closed = (parts.get("closed") ?? "").split("|");
    for (const {key, select} of this.switches) if (closed.includes(key)) select.value = "closed";
    this.showDated();
  }

  /** One line for the button that calls. */
  words() {
    const {select} = this.who, moment = page.moments.length ? this.when.select : null;
    const when = moment ? (moment.value === OTHER ? exactWords(this.exact.value) : moment.selectedOptions[0]?.text ?? "") : "";
    const who = this.who.label.isConnected ? say("picks-up", select.selectedOptions[0]?.text.toLowerCase() ?? "") : "";
    return [when, who].filter(part => part).join(" · ");
  }
}

/** @param {string} label @param {[string, string][]} options */
function choice(label, options) {
  const select = el("select");
  for (const [value, text] of options) select.append(new Option(text, value));
  return {label: el("label", "", label, select), select};
}

/** A moment as people say it, with the name of its holiday. @param {string} at @param {string} [name] */
function momentWords(at, name) {
  const date = wallClock(Date.parse(at), flow);
  const soon = Math.abs(Date.parse(at) - Date.parse(page.date)) < WEEK_MS;
  const day = name || !soon ? dateWords(date, {day: "numeric", month: "short"}) : dateWords(date, {weekday: "long"});
  const time = date.toISOString().slice(11, 16);
  return name ? say("moment-name", day, time, name) : say("moment", day, time);
}

/** @param {string} local */
function exactWords(local) {
  const date = new Date(`${local}Z`);
  return Number.isNaN(date.getTime()) ? "" : say("moment", dateWords(date, {day: "numeric", month: "short", year: "numeric"}), local.slice(11, 16));
}

/** What the zone's clocks show, as a field for times wants it. @param {number} instant */
const wallText = instant => wallClock(instant, flow).toISOString().slice(0, 16);

