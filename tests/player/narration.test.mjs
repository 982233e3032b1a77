import assert from "node:assert/strict";
import { test } from "node:test";

import { aloud, localVoice, Narration } from "../../assets/player/narration.mjs";

class Utterance {
  constructor(text) { this.text = text; }
}

const HERE = { localService: true, lang: "en-GB" };

function speech(voices) {
  return {
    said: [], cancelled: 0,
    getVoices: () => voices,
    speak(one) { this.said.push(one); },
    cancel() { this.cancelled += 1; },
  };
}

const at = (step, phase, share = 1) => ({ step, phase, share, spent: 2000, ended: false });

test("signs are said as words, and numbers keep their minus", () => {
  const said = "keeps 24%: minus 2.00 times 0.24 is about minus 0.48.";
  assert.equal(aloud("keeps 24%: −2.00 × 0.24 ≈ −0.48."), said);
  assert.equal(aloud("0.96 × (−0.87) = −0.84, written +0.30 at “not”"),
    "0.96 times (minus 0.87) is minus 0.84, written plus 0.30 at not");
});

test("only an English voice of this machine speaks", () => {
  assert.equal(localVoice(null), null);
  const [afar, german] = [{ localService: false, lang: "en-US" }, { localService: true, lang: "de-DE" }];
  assert.equal(localVoice(speech([afar, german])), null);
  assert.equal(localVoice(speech([german, HERE])), HERE);
  const mute = new Narration(speech([afar]), Utterance);
  mute.turn();
  assert.deepEqual([mute.isPossible, mute.isOn], [false, false]);
});

test("nothing is said until it is switched on; then the present sentence, each once", () => {
  const voice = speech([HERE]);
  const narration = new Narration(voice, Utterance);
  narration.say("first");
  assert.equal(voice.said.length, 0);
  narration.turn();
  assert.deepEqual(voice.said.map(({ text }) => text), ["first"]);
  assert.equal(voice.said[0].voice, HERE);
  narration.say("first");
  narration.say("second = 2");
  assert.deepEqual(voice.said.map(({ text }) => text), ["first", "second is 2"]);
  assert.equal(voice.cancelled, 1);
  narration.turn();
  assert.deepEqual([voice.cancelled, narration.isOn, narration.isBusy], [2, false, false]);
});

test("a voice that comes late is taken, and a player that leaves falls silent", () => {
  const voices = [];
  const voice = speech(voices);
  const ears = {};
  voice.addEventListener = (name, act) => { ears[name] = act; };
  const narration = new Narration(voice, Utterance);
  const abort = new AbortController();
  let drawn = 0;
  narration.heed(abort.signal, () => { drawn += 1; });
  assert.equal(narration.isPossible, false);
  voices.push(HERE);
  ears.voiceschanged();
  assert.deepEqual([narration.isPossible, drawn], [true, 1]);
  narration.turn();
  narration.say("first");
  abort.abort();
  assert.equal(narration.isBusy, false);
  assert.equal(voice.cancelled, 1);
});

test("a phase stays while its sentence is being said, and no longer", () => {
  const voice = speech([HERE]);
  const narration = new Narration(voice, Utterance);
  assert.equal(narration.held(at(0, 1), at(0, 2)).phase, 2);
  narration.turn();
  narration.say("first");
  assert.deepEqual(narration.held(at(0, 1, 0.4), at(0, 1, 0.5)), at(0, 1, 0.5)); // its motion goes on
  assert.deepEqual(narration.held(at(0, 1), at(0, 2, 0)), at(0, 1));
  assert.equal(narration.held(at(2, 4), { ...at(2, 4), ended: true }).ended, false);
  narration.say("second");
  voice.said[0].onend(); // late news of the first
  assert.equal(narration.isBusy, true);
  voice.said[1].onerror();
  assert.deepEqual(narration.held(at(0, 1), at(0, 2, 0)), at(0, 2, 0));
});
