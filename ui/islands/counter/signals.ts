// Short tones and a shake of the device, so that eyes may stay on the buyer. Never waited for.
import { keepText, keptText } from "../parts/kept";

const tones = {
  taken: { notes: [880], shake: [40] },
  sold: { notes: [660, 990], shake: [60, 40, 60] },
  refused: { notes: [240, 180], shake: [200] },
};
export type Signal = keyof typeof tones;

const storeName = "karya-signals";
const noteSeconds = 0.11;

export class Signals {
  private sound: AudioContext | undefined;

  /** `choice` switches them; remembered on this device. */
  constructor(private readonly choice: HTMLInputElement) {
    const kept = keptText(storeName);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    choice.checked = kept ? kept === "on" : !calm;
    choice.addEventListener("change", () => {
      keepText(storeName, choice.checked ? "on" : "off");
      this.give("taken");
    });
  }

  give(signal: Signal): void {
    if (!this.choice.checked) return;
    const { notes, shake } = tones[signal];
    try {
      navigator.vibrate?.(shake);
      this.play(notes);
    } catch {
      // A device that cannot: what is shown says the same.
    }
  }

  private play(notes: number[]): void {
    const sound = (this.sound ??= new AudioContext());
    void sound.resume();
    notes.forEach((pitch, index) => {
      const begin = sound.currentTime + index * noteSeconds;
      const voice = new OscillatorNode(sound, { type: "triangle", frequency: pitch });
      const loudness = new GainNode(sound, { gain: 0 });
      loudness.gain.linearRampToValueAtTime(0.2, begin + 0.01);
      loudness.gain.linearRampToValueAtTime(0, begin + noteSeconds);
      voice.connect(loudness).connect(sound.destination);
      voice.start(begin);
      voice.stop(begin + noteSeconds);
    });
  }
}
