// Elements, icons and numbers. Texts get in as text alone: nothing of a flow is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";
/** Shapes in a square of 16; `-` begins one that is drawn as a line. @type {Record<string, string[]>} */
const SHAPES = {
  person: ["M8 1.5a3.1 3.1 0 1 1 0 6.2 3.1 3.1 0 0 1 0-6.2zM1.9 14.5C1.9 11.1 4.5 9 8 9s6.1 2.1 6.1 5.5z"],
  machine: ["-M4 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM12 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM4 10.8h8"],
  menu: ["M2 2h3v3H2zM6.5 2h3v3h-3zM11 2h3v3h-3zM2 6.5h3v3H2zM6.5 6.5h3v3h-3zM11 6.5h3v3h-3zM2 11h3v3H2zM6.5 11h3v3h-3zM11 11h3v3h-3z"],
  announcement: ["-M2.5 6.5v3h2.5l5 3.5V3L5 6.5zM12.5 6.2v3.6"],
  nobody: ["-M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM5.5 5.5l5 5M10.5 5.5l-5 5"],
  unknown: ["-M6.2 6.2a1.9 1.9 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.3M8 11.2v.3M4.9 2.6a6.2 6.2 0 0 1 6.2 0M13.4 4.9a6.2 6.2 0 0 1 0 6.2M11.1 13.4a6.2 6.2 0 0 1-6.2 0M2.6 11.1a6.2 6.2 0 0 1 0-6.2"],
  schedule: ["-M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.5V8l2.4 1.5"],
  back: ["-M6 2.8 2.8 6 6 9.2M3.2 6h6.3a3.5 3.5 0 0 1 0 7H6.5"],
  call: ["M4.2 1.5 6.5 4.8 5 6.5c.9 1.9 2.5 3.5 4.5 4.5l1.6-1.5 3.4 2.3-.7 2.5C8 15.5.8 8.2 1.9 2.4z"],
  hangup: ["M1 9.6C2.6 7.4 5.2 6.2 8 6.2s5.4 1.2 7 3.4l-1.7 2-2.9-1.1-.2-2c-1.4-.4-3-.4-4.4 0l-.2 2-2.9 1.1z"],
  play: ["M4.5 2.8v10.4L13 8z"],
  pause: ["M3.5 2.8h3v10.4h-3zM9.5 2.8h3v10.4h-3z"],
  undo: ["M13 3v10L6 8zM3 3h1.8v10H3z"],
  again: ["-M13 8a5 5 0 1 1-1.6-3.7M13.2 1.8v3h-3"],
  comment: ["-M2 2.8h12V11H7.5l-3 2.7V11H2zM8 4.8v4M6 6.8h4"],
  sound: ["M2 6v4h2.5L8 13V3L4.5 6z", "-M10.3 5.5a3.5 3.5 0 0 1 0 5M12.3 3.5a6.3 6.3 0 0 1 0 9"],
  mute: ["M2 6v4h2.5L8 13V3L4.5 6z", "-M10.8 6l3.7 4M14.5 6l-3.7 4"],
  tick: ["-M3 8.5 6.5 12 13 4.5"],
  ring: ["-M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z"],
  down: ["-M4 6l4 4 4-4"],
};

/** The element of an id that the page is sure to have. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element;
}

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {string} [classes] @param {...(Node|string)} children @returns {HTMLElementTagNameMap[T]} */
export function el(tag, classes = "", ...children) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  element.append(...children);
  return element;
}

/** Words without the signs that turn them round: those can make a name look like another. @param {string} text */
export const unturned = text => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");

/** A name or words out of the flow, which run in their own direction. @param {string} text @param {string} [classes] */
export const own = (text, classes = "") => el("bdi", classes, unturned(text));

/** A text whose first letter is a capital one. @param {string} text */
export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string} name @param {string} [classes] */
export function icon(name, classes = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon ${classes}`);
  svg.setAttribute("aria-hidden", "true");
  for (const shape of SHAPES[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape.replace("-", shape[0] === "-" ? "" : "-"));
    if (shape[0] === "-") path.setAttribute("class", "drawn");
    svg.append(path);
  }
  return svg;
}

/** A button; `label` is its name for those who do not see it, where its children do not say it. @param {string} classes @param {() => void} act @param {(Node|string)[]} children @param {string} [label] */
export function button(classes, act, children, label = "") {
  const element = el("button", classes, ...children);
  element.type = "button";
  if (label) {
    element.title = label;
    element.setAttribute("aria-label", label);
  }
  element.addEventListener("click", act);
  return element;
}

/** Minutes and seconds. @param {number} ms */
export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Give a text only where it differs, so that nothing is read out twice. @param {HTMLElement} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
