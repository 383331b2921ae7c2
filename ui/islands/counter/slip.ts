// Shows goods as keys and the basket as lines, from the page's own templates.
import { type Lang, quantity, rupiah, shown } from "../parts/money";
import { toast } from "../parts/toast";
import { amount, type Basket, type Line, plain, read, unread } from "./basket";
import { type Goods, measured, type Shelf } from "./goods";
import { labelIn } from "./label";
import type { Left } from "./left";

export function copy(root: HTMLElement, name: string): HTMLElement {
  const template = root.querySelector<HTMLTemplateElement>(`template[${name}]`);
  const item = template?.content.firstElementChild?.cloneNode(true);
  if (!(item instanceof HTMLElement)) throw new Error(name);
  return item;
}

export function part<T extends HTMLElement = HTMLElement>(item: HTMLElement, selector: string): T {
  const found = item.querySelector<T>(selector);
  if (!found) throw new Error(selector);
  return found;
}

/** "1,25" as people of the language write it. */
export function written(thousandths: number, lang: Lang): string {
  const text = plain(thousandths);
  return lang === "en" ? text : text.replace(".", ",");
}

export class Slip {
  private readonly words: DOMStringMap;
  private readonly lang: Lang;

  constructor(
    private readonly root: HTMLElement,
    private readonly shelf: Shelf,
    private readonly basket: Basket,
  ) {
    this.words = root.dataset;
    this.lang = document.documentElement.lang === "en" ? "en" : "id";
  }

  showGoods(goods: Goods[], searched: boolean): void {
    part(this.root, "[data-found]").replaceChildren(...goods.map((one) => this.key(one)));
    part(this.root, "[data-nothing]").hidden = !searched || goods.length > 0;
  }

  private key(goods: Goods): HTMLElement {
    const item = copy(this.root, "data-tile");
    const button = part<HTMLButtonElement>(item, "button");
    button.dataset["variant"] = goods.variant;
    part(item, "b").textContent = goods.name;
    part(item, ".money").textContent = rupiah(goods.price, this.lang);
    part(item, "small").textContent = this.stock(goods);
    const picture = part<HTMLImageElement>(item, "img");
    if (goods.photo) picture.src = `/media/${goods.photo}-240.webp`;
    picture.hidden = !goods.photo;
    button.addEventListener("click", () => this.basket.add(goods.variant));
    this.count(button);
    return item;
  }

  private stock(goods: Goods): string {
    if (goods.short_now) return this.words["short"] ?? "";
    if (goods.to_order) return this.words["toOrder"] ?? "";
    if (goods.left == null) return goods.measure_name;
    const left = measured(goods, quantity(goods.left, this.lang));
    return `${this.words["left"] ?? ""} ${left}`;
  }

  /** How many of it lie in the basket, on its key. */
  private count(button: HTMLButtonElement): void {
    const thousandths = this.basket.quantity(button.dataset["variant"] ?? "");
    const mark = part(button, ".key-count");
    mark.textContent = thousandths ? `\u00d7 ${written(thousandths, this.lang)}` : "";
    mark.hidden = !thousandths;
  }

  showBasket(): void {
    const focused = document.activeElement;
    const lines = this.basket.lines();
    const list = part(this.root, "[data-lines]");
    const held = focused instanceof HTMLElement && list.contains(focused) ? focused.dataset : null;
    list.replaceChildren(...lines.map((line) => this.line(line)));
    part(this.root, "[data-empty]").hidden = lines.length > 0;
    this.root
      .querySelectorAll<HTMLButtonElement>("[data-found] button")
      .forEach((button) => this.count(button));
    if (held?.["of"])
      list
        .querySelector<HTMLElement>(`[data-of="${held["of"]}"][data-does="${held["does"]}"]`)
        ?.focus();
  }

  /** Who else has to send a sale from this browser. */
  showOfOthers(left: Left[]): void {
    const names = [...new Set(left.map(({ seller }) => seller.name))].join(", ");
    const place = part(this.root, "[data-of-others]");
    place.hidden = !left.length;
    place.textContent = `${names}: ${this.words["ofOthers"] ?? ""}`;
  }

  private line({ variant, thousandths, labels = [] }: Line): HTMLElement {
    const item = copy(this.root, "data-line");
    const goods = this.shelf.get(variant);
    if (!goods) return item;
    const name = part(item, ".slip-name");
    name.textContent = goods.name;
    const each = document.createElement("small");
    each.className = "muted";
    each.textContent = ` ${rupiah(goods.price, this.lang)} / ${goods.measure_name}`;
    name.append(each);
    if (labels.length) name.append(this.below(this.labels(labels)));
    if (goods.parts?.length) name.append(this.below(this.inside(goods)));
    part(item, ".money").textContent = rupiah(amount(goods, thousandths), this.lang);
    this.step(part(item, "[data-less]"), goods, -1000);
    this.step(part(item, "[data-more]"), goods, 1000);
    this.field(part<HTMLInputElement>(item, "input"), goods, thousandths);
    return item;
  }

  /** Numbers of the labels that were read. */
  private labels(tokens: string[]): string {
    const serials = tokens.map((token) => labelIn(`https://x/L/${token}`)?.serial ?? 0);
    const told = serials.map((serial) => shown(serial, this.lang)).join(", ");
    return `${this.words["label"] ?? ""} ${told}`;
  }

  /** "1 Keset, 2 Sapu": what one of a kit holds. */
  private inside({ parts = [] }: Goods): string {
    return parts.map((part) => `${quantity(part.quantity, this.lang)} ${part.name}`).join(", ");
  }

  private below(words: string): HTMLElement {
    const place = document.createElement("small");
    place.className = "slip-labels";
    place.textContent = words;
    return place;
  }

  private step(button: HTMLElement, goods: Goods, by: number): void {
    const word = by < 0 ? this.words["less"] : this.words["more"];
    button.setAttribute("aria-label", `${word ?? ""} ${goods.name}`);
    this.mark(button, goods, by < 0 ? "less" : "more");
    button.addEventListener("click", () => this.basket.add(goods.variant, by));
  }

  private field(input: HTMLInputElement, goods: Goods, thousandths: number): void {
    input.value = written(thousandths, this.lang);
    input.setAttribute("aria-label", `${this.words["quantity"] ?? ""} ${goods.name}`);
    input.inputMode = goods.whole_only ? "numeric" : "decimal";
    this.mark(input, goods, "field");
    input.addEventListener("focus", () => input.select());
    input.addEventListener("change", () => {
      const value = read(input.value, goods.whole_only);
      if (value !== undefined) return this.basket.set(goods.variant, value);
      const why = this.words[unread(input.value, goods.whole_only)] ?? "";
      toast([input.value.trim(), why].filter(Boolean).join(": "));
      input.value = written(thousandths, this.lang);
    });
  }

  toQuantity(variant: string): void {
    this.root
      .querySelector<HTMLElement>(`[data-lines] [data-of="${variant}"][data-does="field"]`)
      ?.focus();
  }

  /** So that the focus finds its place again after the list was made anew. */
  private mark(element: HTMLElement, goods: Goods, does: string): void {
    element.dataset["of"] = goods.variant;
    element.dataset["does"] = does;
  }
}
