// Elements, icons and numbers. Texts get in as text alone: nothing of a flow is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";
/** Shapes in a square of 16; `-` begins one that is drawn as a line. @type {Record<string, string[]>} */
const SHAPES = {
  person: ["M8 1.500a3.100 3.100 0 1 1 0 6.200 3.100 3.100 0 0 1 0-6.200zM1.900 14.500C1.900 11.100 4.500 9 8 9s6.100 2.100 6.100 5.500z"],
  machine: ["-M4 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600zM12 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600zM4 10.800h8"],
  menu: ["M2 2h3v3H2zM6.500 2h3v3h-3zM11 2h3v3h-3zM2 6.500h3v3H2zM6.500 6.500h3v3h-3zM11 6.500h3v3h-3zM2 11h3v3H2zM6.500 11h3v3h-3zM11 11h3v3h-3z"],
  announcement: ["-M2.500 6.500v3h2.500l5 3.500V3L5 6.500zM12.500 6.200v3.600"],
  nobody: ["-M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800zM5.500 5.500l5 5M10.500 5.500l-5 5"],
  unknown: ["-M6 6a2 2 0 1 1 2.800 1.900c-.6.300-.8.700-.8 1.300M8 11.200v.4"],
  schedule: ["-M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800zM8 4.500V8l2.400 1.500"],
  back: ["-M6 2.800 2.800 6 6 9.200M3.200 6h6.300a3.500 3.500 0 0 1 0 7H6.500"],
  call: ["M4.200 1.500 6.500 4.800 5 6.500c.9 1.900 2.500 3.500 4.500 4.500l1.600-1.500 3.400 2.300-.7 2.500C8 15.500.8 8.200 1.900 2.400z"],
  hangup: ["M1 9.600C2.600 7.400 5.200 6.200 8 6.200s5.400 1.200 7 3.400l-1.700 2-2.900-1.100-.2-2c-1.400-.4-3-.4-4.400 0l-.2 2-2.900 1.100z"],
  play: ["M4.500 2.800v10.400L13 8z"],
  pause: ["M3.500 2.800h3v10.400h-3zM9.500 2.800h3v10.400h-3z"],
  undo: ["M13 3v10L6 8zM3 3h1.800v10H3z"],
  again: ["-M13 8a5 5 0 1 1-1.600-3.700M13.200 1.800v3h-3"],
  comment: ["-M2 2.800h12V11H7.500l-3 2.700V11H2zM8 4.800v4M6 6.800h4"],
  sound: ["M2 6v4h2.500L8 13V3L4.500 6z", "-M10.300 5.500a3.500 3.500 0 0 1 0 5M12.300 3.500a6.300 6.300 0 0 1 0 9"],
  mute: ["M2 6v4h2.500L8 13V3L4.500 6z", "-M10.800 6l3.700 4M14.500 6l-3.700 4"],
  tick: ["-M3 8.500 6.500 12 13 4.500"],
  ring: ["-M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z"],
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

/** A name or words out of the flow, which runs in its own direction. @param {string} text @param {string} [classes] */
export function own(text, classes = "") {
  const element = el("bdi", classes, text);
  return element;
}

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
