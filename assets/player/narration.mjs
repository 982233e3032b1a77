// Narration: each phase's sentence in the browser's own voice, for those who would rather listen. Off until it is
// switched on; only voices that live on this machine are used, so that no sentence leaves it.

const SIGNS = [
  [/×/g, "times"], [/≈/g, "is about"], [/=/g, "is"], [/−(?=[\d(])/g, "minus "], [/\+(?=\d)/g, "plus "],
  [/[“”]/g, ""], [/C̃/g, "the candidate"], [/σ/g, "sigma"],
];

/** A sentence with its signs as words. @param {string} text */
export const aloud = (text) => SIGNS.reduce((said, [sign, word]) => said.replace(sign, word), text);

/** The first English voice of this machine, if there is one. @param {?SpeechSynthesis} speech */
export function localVoice(speech) {
  return speech?.getVoices().find((voice) => voice.localService && /^en\b/i.test(voice.lang)) ?? null;
}

/** Says one sentence at a time; knows no player. */
export class Narration {
  /** @param {?SpeechSynthesis} speech @param {typeof SpeechSynthesisUtterance} Utterance */
  constructor(speech = globalThis.speechSynthesis ?? null, Utterance = globalThis.SpeechSynthesisUtterance) {
    Object.assign(this, { speech, Utterance, isOn: false, isBusy: false, text: "", voice: localVoice(speech) });
  }

  /** Browsers come to know their voices late: ask again then. @param {AbortSignal} signal @param {() => void} act */
  heed(signal, act) {
    const look = () => { this.voice = localVoice(this.speech); act(); };
    this.speech?.addEventListener?.("voiceschanged", look, { signal });
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  get isPossible() { return this.voice !== null; }

  /** Switch it on, and say what stands there, or off. */
  turn() {
    this.isOn = !this.isOn && this.isPossible;
    this.stop();
    if (this.isOn && this.text) this.speak();
  }

  /** Say this, once, and nothing any more of what was being said. @param {string} text */
  say(text) {
    if (text === this.text) return;
    this.text = text;
    this.stop();
    if (this.isOn) this.speak();
  }

  speak() {
    const said = Object.assign(new this.Utterance(aloud(this.text)), { voice: this.voice });
    const isOver = () => { if (this.said === said) this.isBusy = false; };
    Object.assign(said, { onend: isOver, onerror: isOver });
    Object.assign(this, { said, isBusy: true });
    this.speech.speak(said);
  }

  stop() {
    if (this.isBusy) this.speech.cancel();
    Object.assign(this, { said: null, isBusy: false });
  }

  /**
   * While a sentence is being said its phase stays.
   * @param {import("./clock.mjs").Place} from
   * @param {import("./clock.mjs").Place & {ended: boolean}} to where time alone would lead
   */
  held(from, to) {
    const leaves = to.ended || to.step !== from.step || to.phase !== from.phase;
    return this.isBusy && leaves ? { ...from, share: 1, ended: false } : to;
  }
}
