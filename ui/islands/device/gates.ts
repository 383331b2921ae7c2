// The steps before and beside the till: one is shown at a time, or the till itself.
import { NoShift } from "./journal";

export class Gates {
  constructor(private readonly till: HTMLElement) {}

  word(name: string): string {
    return this.till.dataset[name] ?? "";
  }

  get<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = document.querySelector<T>(selector);
    if (!found) throw new Error(selector);
    return found;
  }

  show(gate: string): void {
    document.querySelectorAll<HTMLElement>("[data-gate]").forEach((section) => {
      section.hidden = section.dataset["gate"] !== gate;
    });
    this.till.hidden = gate !== "till";
    this.get("[data-stand-deeds]").hidden = gate !== "till";
    this.say("");
    const shown = document.querySelector<HTMLElement>(`[data-gate="${gate}"]`);
    shown?.querySelector<HTMLElement>("[data-first]")?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
    shown?.scrollIntoView({ block: "nearest" }); // a warning above it may fill a small screen
  }

  /** It was said, and is over. */
  unsay(word: string): void {
    if (this.get("[data-gate-problem]").textContent === this.word(word)) this.say("");
  }

  say(words: string): void {
    const place = this.get("[data-gate-problem]");
    place.textContent = words;
    place.hidden = !words;
    if (words) place.scrollIntoView({ block: "nearest" });
  }

  /** What a form does. */
  form(gate: string, done: (fields: FormData) => Promise<void>): void {
    const form = this.get<HTMLFormElement>(`[data-gate="${gate}"] form`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.inert) return;
      form.inert = true; // one press, one event
      done(new FormData(form))
        .catch((error: unknown) =>
          this.say(this.word(error instanceof NoShift ? "noShift" : "noStorage")),
        )
        .finally(() => (form.inert = false));
    });
  }

  press(selector: string, deed: () => void): void {
    document
      .querySelectorAll<HTMLElement>(selector)
      .forEach((button) => button.addEventListener("click", deed));
  }

  /** What the printer gets; never shown. */
  paper(text: string): void {
    this.get("[data-till-paper]").textContent = text.replace(/\*/g, "");
  }
}
