// Brings the parts of the till together.
import { toast } from "../parts/toast";
import { Aside } from "./aside";
import { watchBar } from "./bar";
import { Basket, servedLines } from "./basket";
import { type CallBack, sayGone } from "./called_back";
import { Deal } from "./deal";
import type { Shelf } from "./goods";
import { listenToKeys } from "./keys";
import { type Label, labelIn } from "./label";
import { putLabelled, putRead, takeGone } from "./labelled";
import { tookNip } from "./nip";
import { Pay } from "./pay";
import { Scanner } from "./scan";
import type { Sending } from "./send";
import { Signals } from "./signals";
import { part, Slip } from "./slip";

const foundMost = 24;

export class Till {
  private readonly basket: Basket;
  private readonly slip: Slip;
  private readonly aside: Aside;
  private readonly pay: Pay;
  private readonly deal: Deal;
  private readonly find: HTMLInputElement;
  private readonly signals: Signals;
  private readonly scanner: Scanner;
  private asking = Promise.resolve(); // labels are looked at one after the other

  constructor(
    private readonly root: HTMLElement,
    private readonly shelf: Shelf,
    private readonly callBack: CallBack,
    sending: (waiting: () => void) => Sending,
  ) {
    this.basket = new Basket(this.shelf, () => this.changed());
    this.slip = new Slip(root, this.shelf, this.basket);
    this.pay = new Pay(root, () => this.basket.total());
    this.aside = new Aside(root, this.shelf, this.basket, () => this.fresh());
    this.find = this.get<HTMLInputElement>("#q");
    this.scanner = new Scanner(this.get("[data-camera]"), (code) => this.enter(code));
    this.signals = new Signals(this.get<HTMLInputElement>("[data-signals]"));
    const sender = sending(() => this.pay.say(this.word("again"), "warn"));
    const { slip, basket, pay, aside, signals } = this;
    const parts = { root, shelf: this.shelf, slip, basket, pay, aside, signals };
    this.deal = new Deal(parts, sender, {
      toFind: () => this.toFind(),
      changed: () => this.changed(),
      fresh: () => this.fresh(),
      next: () => this.next(),
    });
  }

  private word(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private get<T extends HTMLElement = HTMLElement>(selector: string): T {
    return part<T>(this.root, selector);
  }

  async start(): Promise<void> {
    const served = servedLines(this.root);
    if (!(await this.shelf.load())) return toast(this.word("goodsOld"));
    this.root.querySelectorAll("[data-plain]").forEach((element) => element.remove());
    this.root.querySelectorAll<HTMLElement>("[data-live]").forEach((it) => (it.hidden = false));
    const gone = this.basket.restore(served);
    if (gone) toast(this.word("goodsGone").replace("#", String(gone)));
    history.replaceState(null, "", location.pathname);
    this.search();
    this.pay.show();
    this.listen();
    this.toFind();
    watchBar(this.root);
    await this.deal.sendLeft();
  }

  private listen(): void {
    this.find.addEventListener("input", () => this.search());
    this.find.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.enter(this.find.value);
    });
    this.get("[data-pay]").addEventListener("submit", (event) => {
      event.preventDefault();
      this.finish();
    });
    listenToKeys(this.root, {
      find: () => this.find.select(),
      more: () => this.basket.addToLast(1000),
      less: () => this.basket.addToLast(-1000),
      finish: () => this.finish(),
      typing: () => this.find.focus(),
    });
    this.scanner.offer(this.get("[data-scan]"), () => toast(this.word("noCamera")));
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
    const label = labelIn(text);
    if (label) {
      this.asking = this.asking.then(() => this.takeLabel(label)).catch(() => undefined);
      return this.entered(); // the next may be read meanwhile
    }
    const { wrong, unknown } = putRead(text, this.shelf, this.basket, this.root.dataset);
    this.signals.give(wrong ? "refused" : "taken");
    if (wrong) toast(wrong);
    if (!unknown) return this.entered();
    if (this.find === document.activeElement) this.find.select(); // the next replaces it
  }

  private async takeLabel(label: Label): Promise<void> {
    const why = await this.callBack(label);
    const words = this.root.dataset;
    const wrong =
      why === undefined
        ? putLabelled(label, this.shelf, this.basket, words)
        : sayGone(label, why, words);
    this.signals.give(wrong ? "refused" : "taken");
    if (wrong) toast(wrong);
  }

  private finish(): void {
    void this.asking.then(() => this.deal.finish(false));
  }

  private entered(): void {
    this.find.value = "";
    this.search();
  }

  /** The list has changed beside our work. */
  async renewed(): Promise<void> {
    const before = this.basket.total();
    if (!(await this.shelf.load())) return;
    this.search();
    this.changed();
    if (this.basket.total() !== before) toast(this.word("pricesChanged"));
    const gone = await takeGone(this.basket, this.callBack, this.root.dataset);
    if (!gone) return;
    this.signals.give("refused");
    toast(gone);
  }

  /** Who takes over must not see whom the one before served; the basket stays. */
  leave(): void {
    this.pay.reset();
    this.scanner.stop();
    this.root.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  }

  private fresh(): void {
    this.basket.clear();
    this.pay.reset();
  }

  private next(): void {
    this.entered();
    void this.shelf.load().then(() => this.search());
    window.scrollTo({ top: 0 });
    void this.deal.sendLeft();
  }

  /** A touched screen would only open its keyboard over the goods. */
  private toFind(): void {
    if (matchMedia("(pointer: fine)").matches) this.find.focus();
  }
}
