// The address fragment that carries a call: who opens it can listen to the same call, to the millisecond.

/** @import {Act} from "./types" */

/** Keys as a fragment has them; `h` hangs up. @type {Record<string, string>} */
const WORDS = {"*": "s", "#": "p", hung_up: "h"};
const TRIGGERS = Object.fromEntries(Object.entries(WORDS).map(([trigger, word]) => [word, trigger]));

/** @param {Act[]} acts */
export function actsText(acts) {
  return acts.map(({at, trigger}) => `${WORDS[trigger] ?? trigger}.${at}`).join("_") || "-";
}

/** The acts of a fragment with times (`9.8700_1.14200`); else steps in rounds (`9_-_1`), where `-` is a silence. @param {string} text @returns {{acts: Act[]|null, steps: Record<string, unknown>[]}} */
export function readActs(text) {
  const parts = text.split("_").filter(part => part);
  const timed = parts.map(part => /^([0-9sph])\.(\d{1,9})$/.exec(part));
  if (parts.length && timed.every(Boolean)) {
    const acts = timed.map(part => ({trigger: TRIGGERS[part?.[1] ?? ""] ?? part?.[1] ?? "", at: Number(part?.[2])}));
    return {acts: acts.sort((one, two) => one.at - two.at), steps: []};
  }
  const steps = parts.map(part => part === "-" ? {silence: true} : part === "h" ? {hangup: true}
    : {press: [...part].map(sign => TRIGGERS[sign] ?? sign).join("")});
  const plain = steps.every(step => !("press" in step) || /^[0-9*#]{1,99}$/.test(String(step.press)));
  return {acts: null, steps: plain && text !== "-" ? steps : []};
}

/** The parts of the page's address after the #. */
export const fragment = () => new URLSearchParams(location.hash.slice(1));

/** Put a fragment into the address, without a step in the browser's history. @param {Record<string, string>} parts */
export function putFragment(parts) {
  const text = new URLSearchParams(Object.entries(parts).filter(([, value]) => value)).toString();
  try {
    history.replaceState(null, "", `#${text}`);
  } catch { /* some viewers keep their address */ }
}
