// A sale at a till of its own: checked here as far as can be, written into the journal, told to the
// buyer at once. The server hears of it when there is a network.
import { amount } from "../counter/basket";
import type { Goods, Shelf } from "../counter/goods";
import { isNip } from "../counter/nip";
import type { Answer, Draft, Made, Problem, Sending } from "../counter/send";
import { momentOf } from "./moment";
import { paidOf, thousandths } from "./history";
import { NoShift, opened, write } from "./journal";
import { type EventLine, eventLines, kitsSold } from "./kits";
import { receiptText, type ReceiptWords } from "./receipt";
import { sealedTo } from "./seal";
import { type Device, deviceOf, type Vault, type Ways } from "./vault";
import { together } from "./ways";

export interface Sold {
  paper: string; // the receipt, for the printer
}

/** What of a sale a receipt is made of, beside the basket. */
interface Written {
  device: Device;
  at: number;
  officer: string;
  paid: Ways;
  change: number;
}

/** What is to be paid for it. */
const dueOf = ({ seen_total: worth, discount = 0 }: Draft): number => worth - discount;

/** How a draft is paid, as its event says it. */
function moneyOf(draft: Draft): {
  payment: string;
  also?: { payment: string; amount: number }[];
  total: number;
} {
  const { payment, also, also_amount: amount = 0 } = draft;
  const total = dueOf(draft);
  return { payment, ...(also ? { also: [{ payment: also, amount }] } : {}), total };
}

const discountOf = ({ discount: amount, discount_reason: reason = "" }: Draft): object =>
  amount ? { discount: { amount, reason } } : {};

const numberOf = ({ unitCode, series, receipts }: Device): string =>
  `${unitCode}-${series}-${receipts}`;

/** Nobody hands over a million more than he owes: a code was scanned into the field. */
const muchChange = 1_000_000;

export class Recorder implements Sending {
  constructor(
    private readonly vault: Vault,
    private readonly shelf: Shelf,
    private readonly words: DOMStringMap & ReceiptWords,
    private readonly seller: () => { officer: string; name: string },
    private readonly sold: (sold: Sold) => void,
  ) {}

  /** What is written is recorded; nothing is ever in between. */
  left(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  ofOthers(): [] {
    return [];
  }

  async send(draft: Draft): Promise<Answer> {
    try {
      const problem = this.wrong(draft);
      return problem ? { problem } : { made: await this.record(draft) };
    } catch (error) {
      const why = error instanceof NoShift ? "noShift" : "notKept";
      return { problem: this.problem("device.not_kept", this.words[why]) };
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
    const { also, also_amount: part = 0 } = draft;
    const total = dueOf(draft);
    if (also && (also === draft.payment || part <= 0 || part >= total))
      return this.problem("sales.bad_split", this.words["badSplit"], "also_amount");
    const cash = paidOf(moneyOf(draft))["cash"] ?? 0;
    if (cash && (draft.received ?? cash) < cash)
      return this.problem("sales.too_little_cash", this.words["tooLittle"], "received");
    if (cash && (draft.received ?? cash) - cash >= muchChange)
      return this.problem("counter.much_change", this.words["muchChange"], "received");
    if (draft.nip && !isNip(draft.nip))
      return this.problem("sales.bad_nip", this.words["badNip"], "nip");
    const short = this.lines(draft).find(({ variant, quantity }) => {
      const goods = this.goods(variant);
      return !goods.to_order && goods.left != null && Number(goods.left) < Number(quantity);
    });
    if (!short || draft.in_hand) return undefined;
    const name = this.goods(short.variant).name;
    return this.problem("catalogue.not_enough_stock", `${name}: ${this.words["tooFew"] ?? ""}`);
  }

  /** What leaves the shelf. */
  private lines({ lines }: Draft): EventLine[] {
    return lines.flatMap((line) => eventLines(line, this.goods(line.variant)));
  }

  private async record(draft: Draft): Promise<Made> {
    const { officer, name } = this.seller();
    const { version: list } = this.shelf; // by which these prices are; another may come meanwhile
    const money = moneyOf(draft);
    const paid = paidOf(money);
    const cash = paid["cash"] ?? 0;
    const handed = cash ? (draft.received ?? cash) : 0;
    const change = handed - cash;
    const lines = this.lines(draft);
    const kits = kitsSold(draft.lines, (variant) => this.goods(variant));
    const nip = await this.nipOf(draft);
    const written = await write(this.vault, {
      kind: "sale",
      id: draft.id,
      officer,
      receipt: true,
      // The shift that is open now, whichever window opened it.
      facts: (device, drawer) => ({
        shift: drawer?.shift,
        n: device.receipts,
        list,
        lines,
        ...(kits.length ? { kits } : {}),
        buyer: draft.buyer,
        ...nip,
        ...money,
        ...discountOf(draft),
        ...(cash ? { received: handed } : {}),
        ...(draft.note ? { note: draft.note } : {}),
      }),
      drawer: (open) => {
        const before = opened(open);
        const sold = together(before.sold, paid);
        return { ...before, cash: before.cash + cash, sales: before.sales + 1, sold };
      },
      aside: (device, at) => ({
        paper: this.paper(draft, { device, at, officer: name, paid, change }),
      }),
    });
    const { device, deed } = written;
    const share = deed.paper ?? "";
    this.sold({ paper: share });
    return {
      id: draft.id,
      number: numberOf(device),
      total: dueOf(draft),
      received: dueOf(draft) + change,
      change,
      share,
    };
  }

  /** For the server's eyes; in clear only where its key has not been heard yet. */
  private async nipOf({ nip }: Draft): Promise<{ nip?: string; sealed_nip?: string }> {
    const sealKey = nip && (await deviceOf(this.vault))?.sealKey;
    if (!nip || !sealKey) return nip ? { nip } : {};
    return { sealed_nip: await sealedTo(sealKey, nip) };
  }

  private paper(draft: Draft, { device, at, officer, paid, change }: Written): string {
    return receiptText(this.words, {
      unit: device.unitName,
      number: numberOf(device),
      when: momentOf(at, device),
      officer,
      lines: draft.lines.map(({ variant, quantity }) => {
        const goods = this.goods(variant);
        const { price } = goods;
        return { goods, quantity, price, amount: amount(goods, thousandths(quantity)) };
      }),
      total: dueOf(draft),
      discount: draft.discount ?? 0,
      paid,
      change,
    });
  }
}
