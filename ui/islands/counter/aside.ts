// Puts the basket aside and takes it up again; brings back what was taken out by mistake.
import { newId } from "../parts/bytes";
import { type Lang, rupiah } from "../parts/money";
import { seen } from "../parts/text";
import { toast } from "../parts/toast";
import { amount, type Basket, type Line, lineOf, type Told } from "./basket";
import type { Shelf } from "./goods";
import { type Held, heldBaskets, hold, letGo } from "./held";
import { copy, part } from "./slip";

export class Aside {
  private readonly dialog: HTMLDialogElement;
  private readonly lang: Lang = document.documentElement.lang === "en" ? "en" : "id";

  constructor(
    private readonly root: HTMLElement,
    private readonly shelf: Shelf,
    private readonly basket: Basket,
    private readonly fresh: () => void,
  ) {
    this.dialog = part<HTMLDialogElement>(root, "[data-holding]");
    part(root, "[data-hold]").addEventListener("click", () => this.ask());
    part(root, "[data-clear]").addEventListener("click", () => this.clear());
    this.dialog.addEventListener("close", () => {
      const name = part<HTMLInputElement>(root, "#held_name");
      if (this.dialog.returnValue === "hold") this.hold(name.value);
    });
    addEventListener("storage", () => this.show()); // another window held or took one
    basket.full = () => toast(this.word("linesMost"));
    basket.takenOut = (line) => this.offerBack([line], this.named(line));
  }

  private word(name: string): string {
    return this.root.dataset[name] ?? "";
  }

  private named(line: Line): string {
    return `${this.shelf.get(line.variant)?.name ?? ""} ${this.word("takenOut")}`;
  }

  show(): void {
    part(this.root, "[data-slip-deeds]").hidden = !this.basket.lines().length;
    const held = heldBaskets().filter((one) => this.known(one).length);
    part(this.root, "[data-held]").hidden = !held.length;
    part(this.root, "[data-held-list]").replaceChildren(...held.map((one) => this.row(one)));
  }

  /** What of it this till sells; a browser may have served another unit before. */
  private known({ lines }: Held): Line[] {
    return lines.filter(({ variant }) => this.shelf.get(variant));
  }

  private row(held: Held): HTMLElement {
    const item = copy(this.root, "data-held-row");
    const lines = this.known(held);
    part(item, "b").textContent = held.name;
    part(item, "small").textContent = [
      `${lines.length} ${this.word("items")}`,
      rupiah(this.sum(lines), this.lang),
    ].join(" · ");
    const press = (selector: string, deed: () => void): void => {
      const button = part(item, selector);
      button.setAttribute("aria-label", `${button.textContent ?? ""} ${held.name}`);
      button.addEventListener("click", deed);
    };
    press("[data-resume]", () => this.resume(held));
    press("[data-forget]", () => this.forget(held));
    return item;
  }

  private sum(lines: Line[]): number {
    return lines.reduce((sum, { variant, thousandths }) => {
      const goods = this.shelf.get(variant);
      return goods ? sum + amount(goods, thousandths) : sum;
    }, 0);
  }

  private ask(): void {
    part<HTMLInputElement>(this.dialog, "#held_name").value = "";
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }

  /** Goods of a sale that was not booked. */
  put(lines: Told[]): void {
    const now = this.shelf.now();
    const name = this.word("notBooked");
    hold({ id: newId(now), name, at: Date.now(), lines: lines.map(lineOf) });
    this.show();
  }

  /** False, and said so, when there is no room for another. */
  private hold(typed: string): boolean {
    const now = this.shelf.now();
    const time = now.toLocaleTimeString(this.lang === "en" ? "en-GB" : "id-ID", {
      timeStyle: "short",
    });
    const name = seen(typed).trim() || `${this.word("nameless")} ${time}`;
    const lines = [...this.basket.lines()];
    const kept = hold({ id: newId(now), name, at: Date.now(), lines });
    if (!kept) toast(this.word("heldFull"));
    else this.fresh();
    return kept;
  }

  /** A basket that lies open is put aside first: nothing is mixed and nothing is lost. */
  private resume(held: Held): void {
    if (this.basket.lines().length && !this.hold("")) return;
    letGo(held.id);
    this.basket.put(this.known(held));
    part(this.root, "[data-lines] input").focus();
  }

  private forget(held: Held): void {
    letGo(held.id);
    this.show();
    toast(`${held.name} ${this.word("takenOut")}`, {
      name: this.word("undo"),
      press: () => {
        hold(held);
        this.show();
      },
    });
  }

  private clear(): void {
    const lines = [...this.basket.lines()];
    this.fresh();
    this.offerBack(lines, this.word("cleared"));
  }

  private offerBack(lines: Line[], words: string): void {
    const press = (): void => this.basket.put(lines);
    toast(words, { name: this.word("undo"), press });
  }
}
