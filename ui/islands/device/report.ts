// The report of a shift that was closed here: shown, printed, shared as a text.
import { rupiah } from "../parts/money";
import { momentOf } from "./moment";
import type { Gates } from "./gates";
import { deviceOf, type Report, type Vault } from "./vault";
import { totalOf, waysOf } from "./ways";

type Row = [word: string, value: string];

const lang = (): "id" | "en" => (document.documentElement.lang === "en" ? "en" : "id");
const money = (amount: number): string => rupiah(amount, lang());

/** Its lines in the order in which one counts. */
function rowsOf(gates: Gates, report: Report): Row[] {
  const word = (name: string): string => gates.word(name);
  const back = totalOf(report.back ?? {});
  const put = (report.moves ?? []).filter(({ amount }) => amount > 0);
  const taken = (report.moves ?? []).filter(({ amount }) => amount < 0);
  const sum = (moves: { amount: number }[]): number =>
    moves.reduce((all, { amount }) => all + amount, 0);
  const sold = waysOf(report.sold ?? { cash: report.cash - report.float });
  const difference = report.counted - report.cash;
  return [
    [word("reportFloat"), money(report.float)],
    [word("reportSales"), String(report.sales)],
    ...sold.map(([, way, amount]): Row => [`${word("reportSold")} ${way}`, money(amount)]),
    ...(back ? [[word("reportBack"), money(-back)] as Row] : []),
    ...(put.length ? [[word("reportIn"), money(sum(put))] as Row] : []),
    ...(taken.length ? [[word("reportOut"), money(sum(taken))] as Row] : []),
    [word("reportExpected"), money(report.cash)],
    [word("reportCounted"), money(report.counted)],
    [word("reportDifference"), difference ? money(difference) : word("reportFits")],
    ...(report.note ? [[word("reportNote"), report.note] as Row] : []),
  ];
}

export async function showReport(gates: Gates, vault: Vault, report: Report): Promise<void> {
  const device = await deviceOf(vault);
  const head = [
    `${momentOf(report.openedAt, device)} – ${momentOf(report.closedAt, device)}`,
    report.by,
  ];
  gates.get("[data-report-head]").textContent = head.join(" · ");
  const rows = rowsOf(gates, report);
  gates.get("[data-report]").replaceChildren(...rows.map(([word, value]) => pair(word, value)));
  const moves = (report.moves ?? []).map(
    ({ amount, reason, by }) => `${money(amount)} · ${reason} (${by})`,
  );
  gates.get("[data-report-moves]").replaceChildren(...moves.map(item));
  const text = [
    `*${device?.unitName ?? ""}*`,
    `${gates.word("reportTitle")} · ${device?.name ?? ""}`,
    ...head,
    "",
    ...rows.map(([word, value]) => `${word} ${value}`),
    ...(moves.length ? ["", ...moves] : []),
  ].join("\n");
  gates.paper(text);
  gates.get("[data-report-share]").dataset["share"] = text;
}

function pair(word: string, value: string): HTMLElement {
  const row = document.createElement("div");
  const term = document.createElement("dt");
  const said = document.createElement("dd");
  term.textContent = word;
  said.textContent = value;
  said.className = "money";
  row.append(term, said);
  return row;
}

function item(text: string): HTMLElement {
  const line = document.createElement("li");
  line.textContent = text;
  return line;
}
