// A sale without an answer: the till is that sale and nothing else until one comes, so that what is
// booked is what lies in the basket. It is sent again by itself, and when asked.
import { type Lang, rupiah } from "../parts/money";
import type { Draft } from "./send";
import { part } from "./slip";

const pause = 15_000;

export class Unsent {
  private readonly dialog: HTMLDialogElement;
  private draft: Draft | undefined;
  private timer = 0;

  constructor(
    root: HTMLElement,
    private readonly send: (draft: Draft) => void,
  ) {
    this.dialog = part<HTMLDialogElement>(root, "[data-unsent]");
    this.dialog.addEventListener("cancel", (event) => event.preventDefault());
    part(this.dialog, "[data-send-again]").addEventListener("click", () => this.again());
    addEventListener("online", () => this.again());
  }

  private again(): void {
    if (this.draft) this.send(this.draft);
  }

  /** `shut`: nothing is taken from us until its officer has signed in. */
  show(draft: Draft, shut: boolean): void {
    this.draft = draft;
    const lang: Lang = document.documentElement.lang === "en" ? "en" : "id";
    const total = draft.seen_total - (draft.discount ?? 0);
    part(this.dialog, "[data-unsent-total]").textContent = rupiah(total, lang);
    part(this.dialog, "[data-unsent-lost]").hidden = shut;
    part(this.dialog, "[data-unsent-shut]").hidden = !shut;
    part(this.dialog, "[data-send-again]").hidden = shut;
    part(this.dialog, "[data-unsent-in]").hidden = !shut;
    if (!this.dialog.open) this.dialog.showModal();
    clearTimeout(this.timer);
    if (!shut) this.timer = setTimeout(() => this.again(), pause);
  }

  close(): void {
    clearTimeout(this.timer);
    this.draft = undefined;
    if (this.dialog.open) this.dialog.close();
  }
}
