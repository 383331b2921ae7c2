// What the board's stream tells (src/board/board.h, Pulse).
import type { Lang } from "../parts/money";

interface Sums {
  turnover: number;
  premi: number;
  pnbp: number;
  sales: number;
}

interface Figures {
  of: string;
  window: Sums;
  today: Sums;
  silent: number;
  units_selling: number;
}

export interface News {
  n: number;
  unit_name: string;
  unit_slug: string;
  unit_code: string;
  kanwil_slug: string;
  product: string;
  turnover: number;
  sold_at: string;
}

export interface Pulse {
  state: string;
  today: string;
  last_news: number;
  day_product: string;
  figures: Figures[];
  news: News[];
}

/** Every number by the name that the page gives it: "kanwil:bali.today.turnover". */
export function figuresOf(pulse: Pulse): Map<string, number> {
  const named = new Map<string, number>();
  for (const figures of pulse.figures) {
    named.set(`${figures.of}.silent`, figures.silent);
    named.set(`${figures.of}.units_selling`, figures.units_selling);
    for (const scope of ["window", "today"] as const)
      for (const [name, value] of Object.entries(figures[scope]))
        named.set(`${figures.of}.${scope}.${name}`, value as number);
  }
  return named;
}

const zones: Record<string, string> = { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT" };

/** "14.05 WIB" of "2026-04-27T14:05:00+07:00"; English "14:05 WIB". */
export function clock(time: string, lang: Lang): string {
  const parts = /T(\d\d):(\d\d).*([+-]\d\d:\d\d)$/.exec(time);
  if (!parts) return "";
  const [, hours, minutes, offset] = parts;
  return `${hours}${lang === "en" ? ":" : "."}${minutes} ${zones[offset ?? ""] ?? ""}`.trim();
}
