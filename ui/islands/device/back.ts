// Taking back without a network: a sale of this shift whole, or goods and money of any receipt that
// this device has written.
import { measured } from "../counter/goods";
import { copy, part, written } from "../counter/slip";
import { read } from "../counter/basket";
import { rupiah, typedRupiah } from "../parts/money";
import { typed } from "../parts/text";
import { toast } from "../parts/toast";
import type { Keeper } from "./drawer";
import { type BackLine, leftOf, moneyLeft, soldHere, type Sold, thousandths } from "./history";
import { opened, write } from "./journal";
import { lineAmounts, worthBack } from "./lines";
import { type Drawer, drawerOf, type Taken, type Ways } from "./vault";
import { together, totalOf, waysBack, waysOf } from "./ways";

/** What comes back on the shelf. */
function givenBack(sale: Sold, lines: BackLine[]): Taken[] {
  return lines.flatMap(({ n, quantity }) => {
    const variant = sale.said.lines?.[n - 1]?.variant;
    return variant && quantity ? [{ variant, quantity }] : [];
  });
}

export class Back {
  private sale: Sold | undefined;

  constructor(
    private readonly keeper: Keeper,
    private readonly show: (id: string) => Promise<void>,
  ) {
    const { gates } = keeper;
    gates.form("void", (fields) => this.void(typed(fields, "reason")));
    gates.form("refund", (fields) => this.refund(fields));
    gates.press("[data-sale-back]", () => this.sale && void this.show(this.sale.deed.id));
  }

  drawer(): Promise<Drawer | undefined> {
    return drawerOf(this.keeper.vault);
  }

  async askVoid(id: string): Promise<void> {
    const { gates, vault } = this.keeper;
    this.sale = await soldHere(vault, id);
    gates.show("void");
    gates.get("[data-void-number]").textContent = this.sale?.number ?? "";
    gates.get("[data-void-total]").textContent = this.money(this.sale?.said.total ?? 0);
  }

  private money(amount: number): string {
    return rupiah(amount, document.documentElement.lang === "en" ? "en" : "id");
  }

  private async void(reason: string): Promise<void> {
    const { gates, vault, clerk, wrote } = this.keeper;
    const { sale } = this;
    if (!sale) return;
    if (!reason) return gates.say(gates.word("reasonMissing"));
    const { paid, deed } = sale;
    await write(vault, {
      kind: "void_sale",
      officer: clerk().id,
      facts: (_device, drawer) => ({ shift: drawer?.shift, sale: deed.id, reason }),
      drawer: (open) => {
        const before = opened(open, sale.said.shift);
        return {
          ...before,
          cash: before.cash - (paid["cash"] ?? 0),
          sales: before.sales - 1,
          sold: together(before.sold, paid, -1),
        };
      },
      aside: () => ({ paid, of: sale.number, shelved: sale.said.lines ?? [] }),
    });
    gates.get<HTMLFormElement>('[data-gate="void"] form').reset();
    wrote();
    await this.show(deed.id);
    toast(`${sale.number} ${gates.word("voided")}. ${this.goesBack(paid)}`);
  }

  async askRefund(id: string): Promise<void> {
    const { gates, vault } = this.keeper;
    this.sale = await soldHere(vault, id);
    const { sale } = this;
    if (!sale) return;
    gates.show("refund");
    gates.get("[data-refund-number]").textContent = sale.number;
    gates.get("[data-refund-left]").textContent = this.money(moneyLeft(sale));
    const amounts = lineAmounts(sale);
    const rows = (sale.said.lines ?? []).map((line, index) => {
      const goods = this.keeper.goods(line.variant);
      const row = copy(document.body, "data-refund-line");
      const left = thousandths(line.quantity) - (sale.back.get(index + 1)?.thousandths ?? 0);
      const name = goods?.name ?? gates.word("lineOf").replace("#", String(index + 1));
      part(row, "legend").textContent = `${name} · ${this.money(amounts[index] ?? 0)}`;
      const lang = document.documentElement.lang === "en" ? "en" : "id";
      const shown = goods ? measured(goods, written(left, lang)) : written(left, lang);
      part(row, ".hint").textContent = `${gates.word("stillLeft")} ${shown}`;
      row.querySelectorAll("input").forEach((input) => {
        const label = input.closest(".field")?.querySelector("label");
        input.name = `${input.dataset["name"] ?? ""}_${index + 1}`;
        input.id = `back_${input.name}`;
        if (label) label.htmlFor = input.id;
      });
      part<HTMLInputElement>(row, '[data-name="quantity"]').disabled = left <= 0;
      return row;
    });
    gates.get("[data-refund-lines]").replaceChildren(...rows);
    gates.get("[data-refund-lines] input:enabled").focus();
  }

  /** The lines of which something comes back; nothing when one of them cannot be. */
  private wanted(sale: Sold, fields: FormData): BackLine[] | undefined {
    const lines: BackLine[] = [];
    for (const [index, line] of (sale.said.lines ?? []).entries()) {
      const n = index + 1;
      const quantity = String(fields.get(`quantity_${n}`) ?? "").trim();
      const amount = String(fields.get(`amount_${n}`) ?? "").trim();
      if (!quantity && !amount) continue;
      const goods = quantity ? read(quantity, thousandths(line.quantity) % 1000 === 0) : 0;
      const money = amount ? typedRupiah(amount) : 0;
      if (goods === undefined || money === undefined) return undefined;
      const text = quantity.replace(",", ".");
      const back: BackLine = { n };
      if (goods) back.quantity = text;
      if (money) back.amount = money;
      if (goods || money) lines.push(back);
    }
    return lines;
  }

  private async refund(fields: FormData): Promise<void> {
    const { gates, vault, clerk, wrote } = this.keeper;
    const { sale } = this;
    if (!sale) return;
    const lines = this.wanted(sale, fields);
    const worth = lines?.length ? worthBack(sale, lines) : undefined;
    if (!lines?.length || !worth) return gates.say(gates.word("refundWrong"));
    const reason = typed(fields, "reason");
    if (!reason) return gates.say(gates.word("reasonMissing"));
    const spoiled = fields.get("spoiled") !== null;
    const paid = waysBack(leftOf(sale), worth);
    const open = await this.drawer();
    if ((paid["cash"] ?? 0) > (open?.cash ?? 0)) return gates.say(gates.word("drawerShort"));
    await write(vault, {
      kind: "refund",
      officer: clerk().id,
      facts: (_device, drawer) => ({
        shift: drawer?.shift,
        number: sale.number,
        lines,
        goods_return: !spoiled,
        reason,
      }),
      drawer: (open) => {
        const before = opened(open);
        const cash = before.cash - (paid["cash"] ?? 0);
        return { ...before, cash, back: together(before.back, paid) };
      },
      aside: () => ({ paid, shelved: spoiled ? [] : givenBack(sale, lines) }),
    });
    gates.get<HTMLFormElement>('[data-gate="refund"] form').reset();
    wrote();
    await this.show(sale.deed.id);
    toast(`${gates.word("refunded")} ${this.money(totalOf(paid))}. ${this.goesBack(paid)}`);
  }

  /** How the money is to be handed over. */
  private goesBack(paid: Ways): string {
    return waysOf(paid)
      .map(([, way, amount]) => `${way} ${this.money(amount)}`)
      .join(" + ");
  }
}
