// Numbers that run up to their new value.
import { type Lang, rupiah, shown } from "../parts/money";

const countMs = 900;
const longest = 16; // "Rp 9.999.999.999": more letters take the smaller size

/** The figures of one page by their name (`data-figure`), as last written. */
export class Counts {
  private readonly values = new Map<string, number>();

  constructor(
    private readonly speech: () => Lang,
    private readonly calm: MediaQueryList,
  ) {}

  kept(): Map<string, number> {
    return new Map(this.values);
  }

  forget(): void {
    this.values.clear();
  }

  known(place: HTMLElement): number {
    const kept = this.values.get(place.dataset["figure"] ?? "");
    return kept ?? (Number((place.textContent ?? "").replace(/[^\d-]/g, "")) || 0);
  }

  /** Runs a number up to its new value; at once when motion is unwanted. */
  run(place: HTMLElement, value: number, from = this.known(place)): void {
    const name = place.dataset["figure"] ?? "";
    this.values.set(name, value);
    if (this.calm.matches || from === value || document.hidden) return this.write(place, value);
    const start = performance.now();
    const step = (now: number): void => {
      if (this.values.get(name) !== value || !place.isConnected) return;
      const part = Math.min(1, Math.max(0, now - start) / countMs);
      this.write(place, Math.round(from + (value - from) * (1 - (1 - part) ** 3)));
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  private write(place: HTMLElement, value: number): void {
    const lang = this.speech();
    const text = place.dataset["kind"] === "rupiah" ? rupiah(value, lang) : shown(value, lang);
    place.textContent = text;
    place.classList.toggle("long", text.length > longest);
  }
}
