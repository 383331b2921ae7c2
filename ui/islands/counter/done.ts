// The end of a sale: its number and change, and the receipt on whatever the buyer wants it.
import { keepText, keptText } from "../parts/kept";
import { type Lang, rupiah } from "../parts/money";
import { toast } from "../parts/toast";
import { type Columns, escpos } from "./escpos";
import { canSharePictures, sharePicture } from "./picture";
import { print, type Way, ways } from "./printer";
import type { Made } from "./send";
import { part } from "./slip";

const storeName = "karya-printer";

export class Done {
  private readonly dialog: HTMLDialogElement;
  private made: Made | undefined;

  constructor(
    private readonly words: DOMStringMap,
    root: HTMLElement,
    closed: () => void,
  ) {
    this.dialog = part<HTMLDialogElement>(root, "[data-done]");
    this.dialog.addEventListener("close", closed);
    this.offerPicture();
    this.offerPrinters();
  }

  show(made: Made): void {
    const { dialog } = this;
    const lang: Lang = document.documentElement.lang === "en" ? "en" : "id";
    this.made = made;
    dialog.showModal(); // first: what is filled in afterwards is read out
    part(dialog, "[data-number]").textContent = made.number;
    part(dialog, "[data-done-total]").textContent = rupiah(made.total, lang);
    part(dialog, "[data-done-change]").hidden = made.change === 0;
    part(dialog, "[data-done-change] strong").textContent = rupiah(made.change, lang);
    part(dialog, "[data-share]").dataset["share"] = made.share;
    dialog.querySelectorAll<HTMLAnchorElement>("[data-paper]").forEach((link) => {
      const paper = link.dataset["paper"];
      link.href = `${this.words["receipt"] ?? ""}/${made.id}${paper ? `/${paper}` : ""}`;
    });
  }

  private offerPicture(): void {
    const button = part(this.dialog, "[data-share-picture]");
    button.hidden = !canSharePictures();
    button.addEventListener("click", () => {
      if (this.made) void sharePicture(this.made.share, this.made.number);
    });
  }

  private offerPrinters(): void {
    const columns = part<HTMLSelectElement>(this.dialog, "[data-columns]");
    columns.value = keptText(storeName) ?? columns.value;
    columns.addEventListener("change", () => keepText(storeName, columns.value));
    const there = ways();
    part(this.dialog, "[data-printers]").hidden = !there.length;
    this.dialog.querySelectorAll<HTMLButtonElement>("[data-way]").forEach((button) => {
      const way = button.dataset["way"] as Way;
      button.hidden = !there.includes(way);
      button.addEventListener("click", () => this.print(way, Number(columns.value) as Columns));
    });
  }

  private print(way: Way, columns: Columns): void {
    print(way, escpos(this.made?.share ?? "", columns)).catch((why: unknown) => {
      const declined = why instanceof DOMException && why.name === "NotFoundError";
      if (!declined) toast(this.words["noPrinter"] ?? "");
    });
  }
}
