// <live-board stream="…">: keeps the numbers of the board alive. The page is complete without it.
import { type Lang, rupiah, shown } from "./parts/money";

interface Sale {
  unit: string;
  time: string;
  product: string;
  unit_name: string;
  amount: number;
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const rowsMax = 12;
const countMs = 900;
const longest = 16; // "Rp 9.999.999.999": more letters take the smaller size

class LiveBoard extends HTMLElement {
  private source: EventSource | undefined;
  private readonly values = new Map<Element, number>();

  private get speech(): Lang {
    return this.dataset["lang"] === "en" ? "en" : "id";
  }

  connectedCallback(): void {
    this.source = new EventSource(this.getAttribute("stream") ?? "");
    this.source.addEventListener("open", () => this.showState(true));
    this.source.addEventListener("error", () => this.showState(false));
    this.source.addEventListener("figures", (event) => this.figures(read(event)));
    this.source.addEventListener("sale", (event) => this.sale(read(event)));
    this.source.addEventListener("reset", () => location.reload());
  }

  disconnectedCallback(): void {
    this.source?.close();
  }

  private showState(live: boolean): void {
    this.classList.toggle("live", live);
    this.querySelectorAll<HTMLElement>("[data-when]").forEach((words) => {
      words.hidden = (words.dataset["when"] === "live") !== live;
    });
  }

  private figures(figures: Record<string, number>): void {
    this.querySelectorAll<HTMLElement>("[data-figure]").forEach((place) => {
      const value = figures[place.dataset["figure"] ?? ""];
      if (typeof value === "number") this.count(place, value);
    });
    this.querySelectorAll("[data-rank]").forEach((list) => this.rank(list));
  }

  private figureOf(place: Element): number {
    const known = this.values.get(place);
    return known ?? (Number((place.textContent ?? "").replace(/[^\d-]/g, "")) || 0);
  }

  /** Runs a number up to its new value; at once when motion is unwanted. */
  private count(place: HTMLElement, value: number): void {
    const from = this.figureOf(place);
    this.values.set(place, value);
    const write = (n: number): void => {
      const text =
        place.dataset["kind"] === "rupiah" ? rupiah(n, this.speech) : shown(n, this.speech);
      place.textContent = text;
      place.classList.toggle("long", text.length > longest);
    };
    if (calm.matches || from === value || document.hidden) return write(value);
    const start = performance.now();
    const step = (now: number): void => {
      if (this.values.get(place) !== value) return;
      const part = Math.min(1, (now - start) / countMs);
      write(Math.round(from + (value - from) * (1 - (1 - part) ** 3)));
      if (part < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  /** Puts a list in the order of its figures; rows that rose glide to their place. */
  private rank(list: Element): void {
    const rows = [...list.children];
    const figure = (row: Element): number => {
      const place = row.querySelector("[data-figure]");
      return place ? this.figureOf(place) : 0;
    };
    const sorted = [...rows].sort((a, b) => figure(b) - figure(a));
    if (sorted.every((row, at) => row === rows[at])) return;
    const tops = new Map(rows.map((row) => [row, row.getBoundingClientRect().top]));
    const active = document.activeElement;
    list.append(...sorted);
    if (active instanceof HTMLElement && list.contains(active))
      active.focus({ preventScroll: true });
    if (calm.matches) return;
    for (const row of sorted) {
      const moved = (tops.get(row) ?? 0) - row.getBoundingClientRect().top;
      if (moved === 0) continue;
      row.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], {
        duration: 200,
        easing: "ease-out",
      });
    }
  }

  private sale(sale: Sale): void {
    const dot = this.querySelector<SVGElement>(`#dot-${CSS.escape(sale.unit)}`);
    dot?.classList.add("sold");
    if (dot && !calm.matches) ripple(dot);
    const pattern = this.querySelector<HTMLTemplateElement>("template[data-ticker-row]");
    const list = this.querySelector("[data-ticker]");
    if (!pattern || !list) return;
    const row = pattern.content.cloneNode(true) as DocumentFragment;
    const words: Record<string, string> = {
      time: sale.time,
      product: sale.product,
      unit: sale.unit_name,
      amount: rupiah(sale.amount, this.speech),
    };
    row.querySelectorAll<HTMLElement>("[data-slot]").forEach((slot) => {
      slot.textContent = words[slot.dataset["slot"] ?? ""] ?? "";
    });
    row.firstElementChild?.classList.add("fresh");
    list.prepend(row);
    while (list.children.length > rowsMax) list.lastElementChild?.remove();
  }
}

function ripple(dot: SVGElement): void {
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const name of ["cx", "cy"]) ring.setAttribute(name, dot.getAttribute(name) ?? "0");
  ring.setAttribute("r", "5");
  ring.setAttribute("class", "ripple");
  ring.addEventListener("animationend", () => ring.remove());
  dot.ownerSVGElement?.append(ring);
}

function read<T>(event: Event): T {
  return JSON.parse((event as MessageEvent<string>).data) as T;
}

customElements.define("live-board", LiveBoard);
