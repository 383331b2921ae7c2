// <live-board stream="…">: keeps the board of one place alive. The page is complete without it.
// A pulse holds whole figures, so each one may be applied to any older page.
import { figuresOf, type News, type Pulse, clock } from "./board/pulse";
import { Counts } from "./board/counts";
import { inOrder, ripple } from "./board/motion";
import { type Lang, rupiah } from "./parts/money";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const tickerRows = 12;
const rankRows = 20;
const sayEveryMs = 60_000;
const redrawEveryMs = 300_000; // shares, product and silent units are drawn by the server
const soonMs = 1_000; // and up to spreadMs more: 5,000 halls do not all ask at once
const spreadMs = 4_000;

class LiveBoard extends HTMLElement {
  private source: EventSource | undefined;
  private readonly timers: number[] = [];
  private readonly counts = new Counts(() => this.speech, calm);
  private missed: Pulse[] | undefined;
  private redrawDue: number | undefined;
  private live = false;
  private said = "";

  private get speech(): Lang {
    return document.documentElement.lang === "en" ? "en" : "id";
  }

  connectedCallback(): void {
    this.source = new EventSource(this.getAttribute("stream") ?? "");
    this.source.addEventListener("open", () => this.showState(true));
    this.source.addEventListener("error", () => this.showState(false));
    this.source.addEventListener("pulse", (event: MessageEvent<string>) =>
      this.pulse(JSON.parse(event.data) as Pulse),
    );
    this.source.addEventListener("reset", () => void this.redraw());
    this.timers.push(window.setInterval(() => this.say(), sayEveryMs));
    this.timers.push(window.setInterval(() => this.redrawSoon(), redrawEveryMs));
    this.said = this.total();
  }

  disconnectedCallback(): void {
    this.source?.close();
    this.timers.forEach((timer) => clearInterval(timer));
  }

  private showState(live: boolean): void {
    this.live = live;
    this.classList.toggle("live", live);
    this.querySelectorAll<HTMLElement>("[data-when]").forEach((words) => {
      words.hidden = (words.dataset["when"] === "live") !== live;
    });
  }

  private pulse(pulse: Pulse): void {
    this.missed?.push(pulse);
    const news = pulse.news.filter((sale) => this.concerns(sale));
    const figures = figuresOf(pulse);
    news.forEach((sale) => this.sale(sale));
    news.forEach((sale) => this.grow(sale, figures));
    this.countAll(figures);
    this.light(pulse);
    this.querySelectorAll("[data-rank]").forEach((list) => this.rank(list));
    const product = this.dataset["product"] ?? "";
    const another = this.dataset["place"] === "nation" && pulse.day_product !== product;
    if (pulse.today !== this.dataset["day"] || another || this.querySelector("[data-none]"))
      this.redrawSoon();
  }

  private concerns(sale: News): boolean {
    const place = this.dataset["place"];
    return (
      place === "nation" ||
      place === `kanwil:${sale.kanwil_slug}` ||
      place === `unit:${sale.unit_code}`
    );
  }

  private countAll(figures: Map<string, number>): void {
    this.querySelectorAll<HTMLElement>("[data-figure]").forEach((place) => {
      const value = figures.get(place.dataset["figure"] ?? "");
      if (value !== undefined) this.counts.run(place, value);
    });
  }

  private rank(list: Element): void {
    const figure = (row: Element): number => {
      const place = row.querySelector<HTMLElement>("[data-figure]");
      return place ? this.counts.known(place) : 0;
    };
    inOrder(list, figure, calm.matches);
    if (!list.hasAttribute("data-grows")) return;
    while (list.children.length > rankRows) list.lastElementChild?.remove();
  }

  /** A unit that sold and is not in the ranking yet comes into it. */
  private grow(sale: News, figures: Map<string, number>): void {
    const list = this.querySelector("[data-rank][data-grows]");
    const pattern = this.querySelector<HTMLTemplateElement>("template[data-rank-row]");
    const key = `unit:${sale.unit_code}`;
    if (!list || !pattern || list.querySelector(`[data-key="${CSS.escape(key)}"]`)) return;
    const row = (pattern.content.cloneNode(true) as DocumentFragment).firstElementChild;
    const figure = row?.querySelector<HTMLElement>('[data-slot="figure"]');
    const link = row?.querySelector<HTMLAnchorElement>('[data-slot="link"]');
    const name = row?.querySelector<HTMLElement>('[data-slot="unit"]');
    if (!(row instanceof HTMLElement) || !figure || !link || !name) return;
    row.dataset["key"] = key;
    name.textContent = sale.unit_name;
    link.href += sale.unit_slug;
    figure.dataset["figure"] = `${key}.${this.dataset["scope"] ?? ""}.turnover`;
    list.append(row);
    this.counts.run(figure, figures.get(figure.dataset["figure"]) ?? sale.turnover, 0);
  }

  /** Units that have sold today light up and leave the list of the silent ones. */
  private light(pulse: Pulse): void {
    for (const { of, today } of pulse.figures) {
      if (!of.startsWith("unit:")) continue;
      const code = CSS.escape(of.slice("unit:".length));
      this.querySelector(`#dot-${code}`)?.classList.toggle("sold", today.sales > 0);
      if (today.sales > 0) this.querySelector(`[data-silent="${code}"]`)?.remove();
    }
  }

  private sale(sale: News): void {
    const dot = this.querySelector<SVGElement>(`#dot-${CSS.escape(sale.unit_code)}`);
    if (dot && !calm.matches) ripple(dot);
    const pattern = this.querySelector<HTMLTemplateElement>("template[data-ticker-row]");
    const list = this.querySelector("[data-ticker]");
    if (!pattern || !list) return;
    const row = pattern.content.cloneNode(true) as DocumentFragment;
    const words: Record<string, string> = {
      time: clock(sale.sold_at, this.speech),
      product: sale.product,
      unit: sale.unit_name,
      amount: rupiah(sale.turnover, this.speech),
    };
    row.querySelectorAll("time").forEach((time) => (time.dateTime = sale.sold_at));
    row.querySelectorAll<HTMLElement>("[data-slot]").forEach((slot) => {
      slot.textContent = words[slot.dataset["slot"] ?? ""] || slot.textContent;
    });
    row.firstElementChild?.classList.add("fresh");
    list.prepend(row);
    while (list.children.length > tickerRows) list.lastElementChild?.remove();
  }

  private total(): string {
    return this.querySelector(".hall-total")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  }

  /** Tells the total to who listens, once a minute at most and only when it moved. */
  private say(): void {
    const total = this.total();
    const place = this.querySelector("[data-say]");
    if (place && total !== this.said) place.textContent = total;
    this.said = total;
  }

  private redrawSoon(): void {
    if (this.redrawDue !== undefined) return;
    this.redrawDue = window.setTimeout(
      () => {
        this.redrawDue = undefined;
        // Nothing is taken from under the reader's finger.
        if (this.contains(document.activeElement)) this.redrawSoon();
        else void this.redraw();
      },
      soonMs + Math.random() * spreadMs,
    );
  }

  /** Fetches the page anew; what the stream tells meanwhile is applied on top of it. */
  private async redraw(): Promise<void> {
    if (this.missed) return;
    this.missed = [];
    const answer = await fetch(location.href).catch(() => undefined);
    const text = answer?.ok ? await answer.text() : "";
    const missed = this.missed;
    this.missed = undefined;
    const drawn = new DOMParser().parseFromString(text, "text/html").querySelector("live-board");
    if (!(drawn instanceof HTMLElement)) return;
    const open = [...this.querySelectorAll("details")].map((details) => details.open);
    Object.assign(this.dataset, drawn.dataset);
    const before = this.counts.kept();
    this.replaceChildren(...document.adoptNode(drawn).childNodes);
    this.querySelectorAll("details").forEach((details, at) => {
      details.open = open[at] ?? false;
    });
    this.showState(this.live);
    this.counts.forget();
    this.querySelectorAll<HTMLElement>("[data-figure]").forEach((place) => {
      const value = this.counts.known(place);
      this.counts.run(place, value, before.get(place.dataset["figure"] ?? "") ?? value);
    });
    const fresh = (pulse: Pulse): Pulse => ({ ...pulse, news: [] }); // the page has them
    missed.forEach((pulse) => this.pulse(fresh(pulse)));
  }
}

customElements.define("live-board", LiveBoard);
