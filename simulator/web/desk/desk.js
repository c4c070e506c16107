// A page next to its notes, or the list of all flows: both stay as their files are. News come from the server; a tab
// that nobody sees does not listen, since a browser gives one site six connections only.

/** @template {Element} T @param {string} id @param {new () => T} kind */
function find(id, kind) {
  const element = document.getElementById(id);
  return element instanceof kind ? element : null;
}

const {events = "", notes: notesAddress = "", page = "", version = ""} = document.body.dataset;
const frame = find("page", HTMLIFrameElement), notes = find("notes", HTMLElement), lost = find("lost", HTMLElement), said = find("said", HTMLElement);
const shown = {page, notes: version};
/** @type {EventSource|null} */
let source = null;
/** One update after the other: else an older answer could come last. @type {Promise<void>} */
let turn = Promise.resolve();

function listen() {
  if (source || document.hidden) return;
  source = new EventSource(events);
  source.onopen = () => { if (lost) lost.hidden = true; };
  source.onerror = () => {
    if (lost) lost.hidden = false;
    if (source?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    source = null;
    setTimeout(listen, 2000);
  };
  source.onmessage = event => { turn = turn.then(() => update(JSON.parse(event.data))).catch(() => {}); };
}

function leave() {
  source?.close();
  source = null;
}

/** @param {{page: string, notes: string}} next */
async function update(next) {
  if (frame && next.page && next.page !== shown.page) {
    shown.page = next.page;
    frame.contentWindow?.location.reload();
    say("The page has been loaded again.");
  }
  if (next.notes === shown.notes) return;
  const answer = await fetch(notesAddress);
  if (!answer.ok || !notes) return;
  const open = [...notes.querySelectorAll("details[open]")].map(({id}) => id);
  notes.innerHTML = await answer.text();
  for (const id of open) find(id, HTMLDetailsElement)?.setAttribute("open", "");
  shown.notes = next.notes;
}

/** @param {string} text */
function say(text) {
  if (said) said.textContent = text;
}

// A link to a call differs in its fragment alone, which would not load the page again.
document.addEventListener("click", event => {
  const link = event.target instanceof Element ? event.target.closest("a[target=page]") : null;
  if (!(link instanceof HTMLAnchorElement) || !frame?.contentWindow) return;
  event.preventDefault();
  frame.contentWindow.location.replace(link.href);
  frame.contentWindow.location.reload();
});
document.addEventListener("visibilitychange", () => document.hidden ? leave() : listen());
addEventListener("pagehide", leave);
addEventListener("pageshow", listen);
listen();
