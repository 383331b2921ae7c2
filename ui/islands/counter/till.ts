// Brings the parts of the till together.
import { newId } from "../parts/bytes";
import { toast } from "../parts/toast";
import { Aside } from "./aside";
import { Basket, servedLines } from "./basket";
import { Done } from "./done";
import type { Shelf } from "./goods";
import { listenToKeys } from "./keys";
import { putRead } from "./labelled";
import { tookNip } from "./nip";
import { Pay } from "./pay";
import { Scanner } from "./scan";
import { type Answer, type Draft, isShut, type Made, type Sending } from "./send";
import { askInHand } from "./shortage";
import { Signals } from "./signals";
import { Slip } from "./slip";

const foundMost = 24;

export class Till {
  private readonly basket: Basket;
  private readonly slip: Slip;
  private readonly aside: Aside;
  private readonly pay: Pay;
  private readonly sender: Sending;
  private readonly find: HTMLInputElement;
  private readonly signals: Signals;
  private readonly finished: Done;

  constructor(
    private readonly root: HTMLElement,
    private readonly shelf: Shelf,
    sending: (waiting: () => void) => Sending,
  ) {
    this.basket = new Basket(this.shelf, () => this.changed());
    this.slip = new Slip(root, this.shelf, this.basket);
    this.pay = new Pay(root, () => this.basket.total());
    this.aside = new Aside(root, this.shelf, this.basket, () => this.fresh());
    this.sender = sending(() => this.pay.say(this.word("again"), "warn"));
    this.find = this.get<HTMLInputElement>("#q");
    this.finished = new Done(root.dataset, root, () => this.next());
    this.signals = new Signals(this.get<HTMLInputElement>("[data-signals]"));
  }

  private word(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private get<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.root.querySelector<T>(selector);
    if (!found) throw new Error(selector);
    return found;
  }

  async start(): Promise<void> {
    const served = servedLines(this.root);
    if (!(await this.shelf.load())) return toast(this.word("goodsOld"));
    this.root.querySelectorAll("[data-plain]").forEach((element) => element.remove());
    this.root.querySelectorAll<HTMLElement>("[data-live]").forEach((it) => (it.hidden = false));
    this.basket.restore(served);
    history.replaceState(null, "", location.pathname);
    this.search();
    this.pay.show();
    this.listen();
    this.toFind();
    const unsent = this.sender.unsent();
    if (unsent) await this.send(unsent);
  }

  private listen(): void {
    this.find.addEventListener("input", () => this.search());
    this.find.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.enter(this.find.value);
    });
    this.get("[data-pay]").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.finish(false);
    });
    listenToKeys({
      find: () => this.find.select(),
      more: () => this.basket.addToLast(1000),
      less: () => this.basket.addToLast(-1000),
      finish: () => void this.finish(false),
      typing: () => this.find.focus(),
    });
    const scanner = new Scanner(this.get("[data-camera]"), (code) => this.enter(code));
    scanner.offer(this.get("[data-scan]"), () => toast(this.word("noCamera")));
  }

  private changed(): void {
    this.slip.showBasket();
    this.aside.show();
    this.pay.show();
  }

  private search(): void {
    const text = this.find.value.trim();
    const goods = text ? this.shelf.find(text, foundMost) : this.shelf.first();
    this.slip.showGoods(goods, text !== "");
  }

  /** A code that was scanned, or Enter after words: the best of what is shown. */
  private enter(text: string): void {
    if (!text.trim() || tookNip(this.root, text)) return this.entered();
    const { wrong, unknown } = putRead(text, this.shelf, this.basket, this.root.dataset);
    this.signals.give(wrong ? "refused" : "taken");
    if (wrong) toast(wrong);
    if (!unknown) return this.entered();
    if (this.find === document.activeElement) this.find.select(); // the next replaces it
  }

  private entered(): void {
    this.find.value = "";
    this.search();
  }

  /** The list has changed beside our work. */
  async renewed(): Promise<void> {
    if (!(await this.shelf.load())) return;
    this.search();
    this.changed();
  }

  private async finish(inHand: boolean): Promise<void> {
    const unsent = this.sender.unsent();
    if (unsent) return this.send(unsent);
    if (!this.basket.lines().length) {
      toast(this.word("nothingYet"));
      return this.find.focus();
    }
    const wrong = this.pay.wrong();
    if (wrong) return this.pay.say(wrong);
    const now = this.shelf.now();
    await this.send({
      id: newId(now),
      sold_at: now.toISOString(),
      lines: this.basket.told(),
      seen_total: this.basket.total(),
      in_hand: inHand,
      ...this.pay.paid(),
    });
  }

  /** Only one at a time: a second press while an answer is awaited does nothing. */
  private async send(draft: Draft): Promise<void> {
    if (this.root.inert) return;
    this.root.inert = true;
    this.pay.busy(true);
    this.pay.say(this.word("sending"), "info");
    const answer = await this.sender.send(draft);
    this.root.inert = false;
    this.pay.busy(false);
    this.take(answer);
  }

  private take(answer: Answer): void {
    this.signals.give("made" in answer ? "sold" : "refused");
    if ("made" in answer) return this.done(answer.made);
    if ("lost" in answer) return this.pay.say(this.word("unsent"));
    const { problem } = answer;
    if (isShut(problem)) return this.pay.say(this.word("signedOut"));
    if (problem.code === "catalogue.not_enough_stock") return this.askForShortage(problem.detail);
    this.pay.refuse(problem);
    void this.shelf.load().then(() => this.changed()); // a price may have changed
  }

  private askForShortage(why: string): void {
    this.pay.say(why);
    askInHand(this.get("[data-shortage]"), why, () => void this.finish(true));
  }

  private done(made: Made): void {
    this.toFind(); // where the focus comes back to when the dialog closes
    this.finished.show(made);
    this.fresh();
  }

  /** Who takes over must not see whom the one before served; the basket stays. */
  leave(): void {
    this.pay.reset();
    this.finished.close();
  }

  private fresh(): void {
    this.basket.clear();
    this.pay.reset();
  }

  private next(): void {
    this.entered();
    void this.shelf.load().then(() => this.search());
    window.scrollTo({ top: 0 });
  }

  /** A touched screen would only open its keyboard over the goods. */
  private toFind(): void {
    if (matchMedia("(pointer: fine)").matches) this.find.focus();
  }
}
