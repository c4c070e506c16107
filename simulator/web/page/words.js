// The page's own words, in the one language that it carries.

/** @import {PageData} from "./types" */

/** @type {PageData} */
export const data = JSON.parse(document.getElementById("data")?.textContent ?? "");
export const {rows, flow, page} = data;

/** @type {unknown[]} */
const outcomes = rows.outcomes;
for (const [place, outcome] of outcomes.entries()) { // an address alone is where the call is sent
  if (typeof outcome === "string") rows.outcomes[place] = {end: "route", destination: outcome};
}

// The words of recordings stand in the printed report.
for (const quote of document.querySelectorAll("blockquote")) {
  const recording = flow.recordings[quote.dataset.recording ?? ""];
  if (recording) recording.script = quote.textContent ?? "";
}

/** A sentence with its values. @param {string} key @param {...(string|number)} values */
export function say(key, ...values) {
  return (data.words[key] ?? key).replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)] ?? ""));
}

/** @type {Record<string, string>} */
const LOCALES = {en: "en-GB", hi: "hi-IN", ar: "ar"};

/** A date in the page's language. @param {Date} date @param {Intl.DateTimeFormatOptions} options */
export function dateWords(date, options) {
  try {
    return new Intl.DateTimeFormat(LOCALES[page.language], {timeZone: "UTC", numberingSystem: "latn", ...options}).format(date);
  } catch {
    return date.toISOString().slice(0, 16).replace("T", " ");
  }
}

/** A day written as 2026-11-30. @param {string} day */
export const dayWords = day => dateWords(new Date(`${day}T12:00:00Z`), {day: "numeric", month: "long", year: "numeric"});
