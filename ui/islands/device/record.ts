// A sale at a till of its own: checked here as far as can be, written into the journal, told to the
// buyer at once. The server hears of it when there is a network.
import { amount } from "../counter/basket";
import type { Goods, Shelf } from "../counter/goods";
import type { Answer, Draft, Made, Problem, Sending } from "../counter/send";
import { paidOf, thousandths } from "./history";
import { write } from "./journal";
import { receiptText, type ReceiptWords } from "./receipt";
import type { Device, Vault } from "./vault";
import { together } from "./ways";

export interface Sold {
  paper: string; // the receipt, for the printer
}

const month = "(0[1-9]|1[0-2])";
const year = "(19|20)\\d{2}";
const nipForm = new RegExp(`^${year}${month}(0[1-9]|[12]\\d|3[01])${year}${month}[12]\\d{3}$`);

const numberOf = ({ unitCode, series, receipts }: Device): string =>
  `${unitCode}-${series}-${receipts}`;

export class Recorder implements Sending {
  constructor(
    private readonly vault: Vault,
    private readonly shelf: Shelf,
    private readonly words: DOMStringMap & ReceiptWords,
    private readonly seller: () => { officer: string; name: string },
    private readonly sold: (sold: Sold, draft: Draft) => void,
  ) {}

  /** What is written is recorded; nothing is ever in between. */
  unsent(): undefined {
    return undefined;
  }

  async send(draft: Draft): Promise<Answer> {
    const problem = this.wrong(draft);
    if (problem) return { problem };
    try {
      return { made: await this.record(draft) };
    } catch {
      return { problem: this.problem("device.not_kept", this.words["notKept"]) };
    }
  }

  private goods(variant: string): Goods {
    const goods = this.shelf.get(variant);
    if (!goods) throw new Error(variant);
    return goods;
  }

  private problem(code: string, detail = "", field = ""): Problem {
    return { code, status: 422, detail, errors: field ? [{ field, detail }] : [] };
  }

  private wrong(draft: Draft): Problem | undefined {
    if (draft.payment === "cash" && (draft.received ?? draft.seen_total) < draft.seen_total)
      return this.problem("sales.too_little_cash", this.words["tooLittle"], "received");
    if (draft.nip && !nipForm.test(draft.nip))
      return this.problem("sales.bad_nip", this.words["badNip"], "nip");
    const short = draft.lines.find(({ variant, quantity }) => {
      const goods = this.goods(variant);
      return !goods.to_order && goods.left != null && Number(goods.left) < Number(quantity);
    });
    if (!short || draft.in_hand) return undefined;
    const name = this.goods(short.variant).name;
    return this.problem("catalogue.not_enough_stock", `${name}: ${this.words["tooFew"] ?? ""}`);
  }

  private async record(draft: Draft): Promise<Made> {
    const { officer, name } = this.seller();
    const cash = draft.payment === "cash";
    const received = cash ? (draft.received ?? draft.seen_total) : draft.seen_total;
    const lines = draft.lines.map((line) => ({
      ...line,
      price: this.goods(line.variant).price,
    }));
    const written = await write(this.vault, {
      kind: "sale",
      id: draft.id,
      officer,
      receipt: true,
      // The shift that is open now, whichever window opened it.
      facts: (device, drawer) => ({
        shift: drawer?.shift,
        n: device.receipts,
        list: this.shelf.version,
        lines,
        buyer: draft.buyer,
        ...(draft.nip ? { nip: draft.nip } : {}),
        payment: draft.payment,
        ...(cash ? { received } : {}),
        total: draft.seen_total,
        ...(draft.note ? { note: draft.note } : {}),
      }),
      drawer: (before) => {
        if (!before) throw new Error("no shift");
        const paid = paidOf({ payment: draft.payment, total: draft.seen_total });
        return {
          ...before,
          cash: before.cash + (paid["cash"] ?? 0),
          sales: before.sales + 1,
          sold: together(before.sold, paid),
        };
      },
      aside: (device, at) => ({ paper: this.paper(draft, device, at, name) }),
    });
    const { device, deed } = written;
    const share = deed.paper ?? "";
    this.sold({ paper: share }, draft);
    return {
      id: draft.id,
      number: numberOf(device),
      total: draft.seen_total,
      received,
      change: received - draft.seen_total,
      share,
    };
  }

  private paper(draft: Draft, device: Device, at: number, officer: string): string {
    const received = draft.received ?? draft.seen_total;
    return receiptText(this.words, {
      unit: device.unitName,
      number: numberOf(device),
      at: new Date(at + device.ahead),
      officer,
      lines: draft.lines.map(({ variant, quantity }) => {
        const goods = this.goods(variant);
        const { price } = goods;
        return { goods, quantity, price, amount: amount(goods, thousandths(quantity)) };
      }),
      total: draft.seen_total,
      received,
      change: received - draft.seen_total,
      payment: draft.payment,
    });
  }
}
