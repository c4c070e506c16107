// The data that the page carries, for the type checker; `simulator/web/page_data.py` and
// `simulator/tables/table_json.py` write it. This file never reaches the page.

/** `[to, plays, interruptible, begins]`; to -1: the way out, plays -1: nothing. */
export type Step = [number, number, boolean, boolean];
/** `[phase, after, prompt, part, hears, then]`. */
export type Position = [string, string, number, number, boolean, Step | null];
export type MissSteps = { adds: [number, number]; again: Step; last: Step };
export type Kind = {
  enters: Step;
  positions: Position[];
  listening: number;
  wrong: MissSteps | null;
  silence: MissSteps | null;
  /** Where FreeSWITCH runs the menu: a turn without a sound before it, and the end by each status. */
  switch?: { again: Step; ends: Step[]; out: Step };
  /** An announcement that pauses where no one has answered the call, or that keys skip or repeat; by position. */
  announcement?: { pause: Step; waits: (number | null)[]; keys: (Step | null)[][] };
};
export type Keypad = { codes: string[]; nodes: (string | null)[]; keys: number[][]; runs_out: number[]; early?: number[] };
export type Station = {
  key: string;
  kind: number;
  recordings: string[];
  lengths: number[];
  keypad?: number;
  waits?: [number, number];
  allowed?: [number, number];
  choices?: number[];
  templates?: (string | null)[];
  wrong?: number;
  silence?: number;
  forward?: number;
  recalls?: boolean;
  heeds_answer?: boolean;
};
export type Outcome = {
  end?: "route" | "menu" | "caller" | "unanswered";
  destination: string | null;
  place?: string;
  canonical?: string;
  schedule?: string;
  rings?: number;
  nobody?: boolean;
  default?: string;
  answers?: Record<string, number>;
  recalls?: boolean;
  heeds_answer?: boolean;
  return?: number;
};
export type Rows = {
  semantics: string | Record<string, unknown>;
  keys: string;
  start: string;
  starts: Record<string, number>;
  parts: string[];
  kinds: Kind[];
  keypads: Keypad[];
  stations: Station[];
  /** As the page carries them, an address alone: the call is routed there. */
  outcomes: (Outcome | null)[];
};

/** Where a call is; position -1: it has not been answered yet. */
export type Place = {
  target: number;
  position: number;
  node: number;
  wrong: number;
  silences: number;
  /** The menus of FreeSWITCH that it goes back to, the next one first; what the last one that ended left behind. */
  levels?: Level[];
  status?: string;
  /** The menus that FreePBX can go back to, the next one first. */
  back?: BackLevel[];
};
/** A menu that a call can go back to, and the wrong keys and silences that it would have there. */
export type BackLevel = [target: number, wrong: number, silences: number];
export type Level = { target: number; silences: number };
export type Effect =
  | { kind: "play"; recording: string; ms: number; interruptible: boolean }
  | { kind: "round"; wrong: number; silences: number }
  | { kind: "choice"; keys: string }
  | { kind: "miss"; cause: "wrong" | "silence"; used: number; allowed: number; last: boolean }
  | { kind: "note"; template: string }
  | { kind: "enter"; receptionist: string; target: number }
  | { kind: "return"; receptionist: string; target: number }
  | { kind: "ring"; destination: string }
  | { kind: "route"; destination: string }
  | { kind: "end"; by: string; destination: string | null };
export type Move = { effects: Effect[]; dest: Place; internal: boolean };
/** `within`: all waits of a row together are no longer than that. */
export type Wait = { ms: number; trigger: string; asks: Outcome | null; within: number | null };
export type Due = { at: number; trigger: string; asks: Outcome | null; since: number };
export type Turn = { at: number; trigger: string; source: Place; dest: Place; effects: Effect[]; due: Due | null };
export type Act = { at: number; trigger: string };

export type ScriptStep = {
  press: string | null;
  silence: boolean;
  hangup: boolean;
  cue: "listening" | "prompt" | "announcement" | "now";
  after: number;
  gap: number;
};
export type Answer = { answer: string; after: number | null };
export type Script = {
  name: string;
  entry: string;
  at: string;
  number: string;
  given: Record<string, unknown>;
  steps: ScriptStep[];
};

export type Known = {
  name?: string;
  names?: Record<string, string>;
  /** Who answers: a person, where it is not said. */
  kind?: Sight["kind"];
  schedule?: string;
  rings?: number;
  busy?: boolean;
  nobody?: boolean;
};
export type Schedule = { label: string; first?: string; steps?: number[]; changes?: [string, number][] };
export type FlowData = {
  entry: string;
  number: string;
  numbers: Record<string, string>;
  /** `order` has the places of a menu's codes as they are announced. */
  receptionists: { name: string; id?: string; order?: number[] }[];
  recordings: Record<string, { name?: string; script?: string; estimated?: boolean; audio?: string }>;
  destinations: Record<string, Known>;
  aliases: Record<string, string>;
  canonical: Record<string, string>;
  timezone: string;
  schedules: Record<string, Schedule>;
  /** Instants in seconds since 1970, UTC. */
  span: [number, number];
  /** `[from, offset]`: from then on (seconds), the zone is so many minutes ahead of UTC. */
  offsets: [number, number][];
  defaults: { at: string; given: Record<string, unknown> };
};
/** A comment of the client: where it stands, in words, and what it says. */
export type Comment = { where: string; text: string };
/** A branch of the map. `ids` tell a call's way along it. */
export type Branch = { cap: string; ids: string[]; target: number; quiet: boolean; note: string };
export type WatchedCall = { name: string; acts: string; script: Record<string, unknown>; passes: boolean; expected?: string };
export type PageFacts = {
  client: string;
  date: string;
  digest: string;
  language: string;
  logo?: string;
  starts: { number: string; label: string }[];
  calls: WatchedCall[];
  moments: { at: string; name?: string }[];
  since?: string;
  /** The shares of callers who take each way of the map, by `place|id`; null where they take it without end. */
  shares?: Record<string, number | null>;
  changes: { menu: string; keys?: string; now?: string; before?: string; hours?: boolean }[];
};
export type Words = Record<string, string>;
export type PageData = { rows: Rows; flow: FlowData; page: PageFacts; words: Words };

/** What a target is, to people. */
export type Sight = {
  name: string;
  kind: "person" | "machine" | "menu" | "announcement" | "nobody" | "unknown" | "schedule";
  menu: number | null;
};
/** One line of the conversation. */
export type Line =
  | { kind: "say"; recording: string; at: number; until: number | null; cut: string | null; ms: number; menu: number; part: number }
  | { kind: "choice"; keys: string; sight: Sight; menu: number }
  | { kind: "miss"; cause: "wrong" | "silence"; keys: string; used: number; tries: number }
  | { kind: "note"; text: string; icon: string }
  | { kind: "end"; sight: Sight | null; outcome: string; at: number };
