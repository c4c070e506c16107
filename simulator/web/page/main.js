// The page: what it carries, and what it lets other programs ask.

/** @import {FlowData, Rows} from "./types" */

import {Player} from "./record.js";

/** @type {{rows: Rows, flow: FlowData}} */
const data = JSON.parse(document.getElementById("data")?.textContent ?? "");
const player = new Player(data.rows, data.flow);

Object.assign(window, {ivrsim: Object.freeze({play: (/** @type {unknown} */ script) => player.play(script)})});
