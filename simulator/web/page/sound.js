// What is heard: keys and ring-back as tones; recordings that the page carries, else the browser's own voice.

import {flow, page} from "./words.js";

/** The frequencies of a key (ITU-T Q.23). */
const ROWS = [697, 770, 852, 941], COLUMNS = [1209, 1336, 1477], PAD = "123456789*0#";
/** Ring-back: 400 and 450 Hz, twice 0.4 s every 3 s, as in the United Kingdom. */
const RING_TONES = [400, 450], RING_BURSTS = [0, 0.6];
export const RING_PERIOD_MS = 3000;

export class Sound {
  constructor() {
    this.muted = false;
    /** @type {AudioContext|null} */
    this.context = null;
    /** @type {HTMLAudioElement|null} */
    this.audio = null;
    /** @type {SpeechSynthesisUtterance|null} */
    this.utterance = null;
    this.speaks = false;
  }

  /** @param {string} key */
  key(key) {
    const place = PAD.indexOf(key);
    if (place >= 0) this.tones([ROWS[Math.floor(place / 3)], COLUMNS[place % 3]], 0, 0.12);
  }

  ringBack() {
    for (const start of RING_BURSTS) this.tones(RING_TONES, start, 0.4);
  }

  /** @param {number[]} frequencies @param {number} start @param {number} seconds */
  tones(frequencies, start, seconds) {
    if (this.muted || typeof AudioContext === "undefined") return;
    this.context ??= new AudioContext();
    const {context} = this, gain = context.createGain(), at = context.currentTime + start;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.06, at + 0.008);
    gain.gain.setValueAtTime(0.06, at + seconds);
    gain.gain.linearRampToValueAtTime(0, at + seconds + 0.012);
    gain.connect(context.destination);
    for (const frequency of frequencies) {
      const oscillator = context.createOscillator();
      oscillator.frequency.value = frequency;
      oscillator.connect(gain);
      oscillator.start(at);
      oscillator.stop(at + seconds + 0.02);
    }
  }

  /** Play a recording from a moment of it, at a speed. @param {string} id @param {number} from milliseconds @param {number} speed */
  begin(id, from, speed) {
    this.stop(false);
    const {audio, script} = flow.recordings[id] ?? {};
    if (this.muted) return;
    if (audio) {
      this.audio = new Audio(audio);
      this.audio.playbackRate = speed;
      this.audio.currentTime = from / 1000;
      this.audio.play().catch(() => { this.audio = null; }); // a browser may want a click first
    } else if (script && from < 500 && speed <= 2 && typeof speechSynthesis !== "undefined" && speechSynthesis.getVoices().length) {
      const utterance = new SpeechSynthesisUtterance(script);
      utterance.lang = page.language;
      utterance.rate = speed;
      utterance.onstart = () => { this.speaks = this.utterance === utterance; };
      utterance.onend = utterance.onerror = () => { if (this.utterance === utterance) this.speaks = false; };
      this.utterance = utterance;
      speechSynthesis.speak(utterance);
    }
  }

  /** Whether the browser's voice has not come to the end of its words: the call waits for it. */
  get holds() {
    return this.speaks && !this.muted;
  }

  /** End what plays; a voice may finish the word that it speaks. @param {boolean} afterWord */
  stop(afterWord) {
    const {audio, utterance} = this;
    if (audio) {
      if (afterWord && this.context) setTimeout(() => audio.pause(), 120);
      else audio.pause();
    }
    if (utterance) {
      const cancel = () => { if (this.utterance === utterance || this.utterance === null) speechSynthesis.cancel(); };
      utterance.onboundary = cancel;
      if (!afterWord || !this.speaks) cancel();
      else setTimeout(cancel, 350);
    }
    this.audio = this.utterance = null;
    this.speaks = false;
  }

  /** @param {boolean} paused */
  pause(paused) {
    if (this.audio) {
      if (paused) this.audio.pause();
      else this.audio.play().catch(() => { this.audio = null; });
    }
    if (this.utterance) {
      if (paused) speechSynthesis.pause();
      else speechSynthesis.resume();
    }
  }

  /** @param {boolean} muted */
  mute(muted) {
    this.muted = muted;
    if (muted) this.stop(false);
    try {
      localStorage.setItem("ivrsim muted", muted ? "1" : "");
    } catch { /* kept until the page is closed */ }
  }
}
