// The receipt as the device itself writes it: for a chat, and for the printer.
import { type Goods, measured } from "../counter/goods";
import { type Lang, rupiah, shown } from "../parts/money";
import type { Ways } from "./vault";
import { waysOf } from "./ways";

/** Words of the page that a receipt is made of. */
export interface ReceiptWords {
  receiptOf?: string; // "Struk"
  receiptTotal?: string;
  receiptReceived?: string;
  receiptChange?: string;
  subtotal?: string;
  discountWord?: string;
  thanks?: string;
  demo?: string; // said first when nothing here is real
}

export interface DeviceReceipt {
  unit: string;
  number: string;
  when: string;
  officer: string;
  lines: { goods: Goods; quantity: string; price: number; amount: number }[];
  total: number;
  discount: number;
  paid: Ways;
  change: number;
}

function lang(): Lang {
  return document.documentElement.lang === "en" ? "en" : "id";
}

/** "2 kg × Rp 30.000 = Rp 60.000". */
function counted(line: DeviceReceipt["lines"][number], of: Lang): string {
  const quantity = of === "en" ? line.quantity : line.quantity.replace(".", ",");
  const sum = `${rupiah(line.price, of)} = ${rupiah(line.amount, of)}`;
  return `${measured(line.goods, quantity)} × ${sum}`;
}

/** "2 × Kopi": what so many of a kit hold. */
function inside({ goods, quantity }: DeviceReceipt["lines"][number], of: Lang): string[] {
  return (goods.parts ?? []).map(
    (part) => `- ${shown(Number(part.quantity) * Number(quantity), of)} × ${part.name}`,
  );
}

export function receiptText(words: ReceiptWords, receipt: DeviceReceipt): string {
  const of = lang();
  const ways = waysOf(receipt.paid);
  const several = ways.length > 1;
  const { total, discount } = receipt;
  const less = [
    `${words.subtotal ?? ""} ${rupiah(total + discount, of)}`,
    `${words.discountWord ?? ""} ${rupiah(-discount, of)}`,
  ];
  const lines = [
    `*${receipt.unit}*`,
    `${words.receiptOf ?? ""} ${receipt.number}`,
    `${receipt.when} · ${receipt.officer}`,
    "",
    ...receipt.lines.flatMap((line) => [line.goods.name, counted(line, of), ...inside(line, of)]),
    "",
    ...(discount ? less : []),
    `${words.receiptTotal ?? ""} ${rupiah(total, of)}`,
    ...ways.map(([, name, sum]) => (several ? `${name} ${rupiah(sum, of)}` : name)),
  ];
  const cash = receipt.paid["cash"] ?? 0;
  if (receipt.change > 0)
    lines.push(
      `${words.receiptReceived ?? ""} ${rupiah(cash + receipt.change, of)}`,
      `${words.receiptChange ?? ""} ${rupiah(receipt.change, of)}`,
    );
  if (words.demo) lines.unshift(words.demo, "");
  return [...lines, "", words.thanks ?? ""].join("\n");
}
