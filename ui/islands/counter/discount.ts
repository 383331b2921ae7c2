// What is taken off the whole basket: typed as rupiah or as percent, within what the seller may.
import { type Lang, rupiah, shareOf, typedRupiah } from "../parts/money";
import { read } from "./basket";

const whole = 10_000; // basis points

/** The most that may be taken off, as the page says it of whoever sells. */
function most(place: HTMLElement, worth: number): number {
  const percent = Number(place.dataset["percent"] ?? 0);
  const amount = Number(place.dataset["amount"] ?? 0);
  if (!percent && !amount) return 0;
  const share = percent ? shareOf(worth, percent, whole) : worth;
  return amount ? Math.min(share, amount) : share;
}

export class Discount {
  private readonly place: HTMLElement | null;

  constructor(
    private readonly root: HTMLElement,
    private readonly lang: Lang,
  ) {
    this.place = root.querySelector<HTMLElement>("[data-discount]");
    const [money, percent] = [this.field("discount"), this.field("discount_percent")];
    // Either, not both.
    money?.addEventListener("input", () => percent && (percent.value = ""));
    percent?.addEventListener("input", () => money && (money.value = ""));
  }

  private field(name: string): HTMLInputElement | null | undefined {
    return this.place?.querySelector<HTMLInputElement>(`[name="${name}"]`);
  }

  private typed(name: string): string {
    return this.place?.hidden === false ? (this.field(name)?.value.trim() ?? "") : "";
  }

  get reason(): string {
    return this.typed("discount_reason");
  }

  /** In rupiah; nothing when what was typed is none. */
  private amount(worth: number): number | undefined {
    const [money, percent] = [this.typed("discount"), this.typed("discount_percent")];
    if (money) return typedRupiah(money);
    if (!percent) return 0;
    const thousandths = read(percent, false);
    return thousandths === undefined ? undefined : shareOf(worth, thousandths, whole * 10);
  }

  /** What comes off; what cannot be read is told by `wrong`. */
  off(worth: number): number {
    return Math.min(this.amount(worth) ?? 0, worth);
  }

  /** Why it cannot be so, in words; empty when it can. */
  wrong(worth: number): string {
    const words = this.root.dataset;
    const amount = this.amount(worth);
    if (amount === undefined) return words["discountUnreadable"] ?? "";
    if (!amount) return "";
    const best = this.place ? most(this.place, worth) : 0;
    if (amount > best || amount >= worth)
      return `${words["discountOver"] ?? ""} ${rupiah(Math.min(best, worth - 1), this.lang)}.`;
    return this.reason ? "" : (words["discountReason"] ?? "");
  }

  focus(): void {
    if (this.place instanceof HTMLDetailsElement) this.place.open = true;
    this.field(this.typed("discount_percent") ? "discount_percent" : "discount")?.focus();
  }
}
