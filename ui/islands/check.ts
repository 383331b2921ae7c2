// <label-check>: a label is read with the camera or typed. With a network its own page tells all;
// without, this device checks the signature by itself and says what it cannot know.
import { Scanner } from "./counter/scan";
import { startWorker } from "./parts/start_worker";
import { readBook, type Kept } from "./label/book";
import type { Refusal } from "./label/cbor";
import { isSigned, readToken, tokenIn, type Signed } from "./label/token";

type Verdict = "genuine" | "withdrawn" | "forged" | "unable";
const patience = 4000;

class LabelCheck extends HTMLElement {
  private kept: Promise<Kept | undefined> | undefined;

  connectedCallback(): void {
    void startWorker("/pekerja-label.js", ["/l", "/L", "/en/l"]).catch(() => undefined);
    this.kept = readBook().catch(() => undefined);
    this.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.look(String(new FormData(event.target as HTMLFormElement).get("kode") ?? ""));
    });
    const place = this.querySelector<HTMLElement>("[data-scan-place]");
    const button = this.querySelector<HTMLElement>("[data-scan]");
    const denied = this.querySelector<HTMLElement>("[data-denied]");
    if (place && button) {
      const scanner = new Scanner(place, (code) => {
        scanner.stop();
        this.look(code);
      });
      scanner.offer(button, () => denied && (denied.hidden = false));
    }
    // The worker shows this page in place of a label's own, where there is no network.
    const asked = /^\/(?:en\/)?l\/([^/]+)$/i.exec(location.pathname)?.[1];
    if (asked) void this.check(decodeURIComponent(asked));
  }

  /** Its own page knows more; only where that cannot be had is it checked here. */
  private look(typed: string): void {
    const token = tokenIn(typed);
    if (!token) return;
    const page = `${this.lang === "en" ? "/en" : ""}/l/${encodeURIComponent(token)}`;
    void reachable(page).then((there) => (there ? location.assign(page) : this.check(token)));
  }

  private async check(token: string): Promise<void> {
    const read = readToken(token);
    if (typeof read === "string") return this.show("forged", read);
    const kept = await this.kept;
    if (!kept) return this.show("unable");
    const key = kept.book.keys.find(({ kid }) => kid === read.kid);
    if (!key) return this.show("forged", "unknown_key");
    const signed = await isSigned(read, key.x);
    if (signed === undefined) return this.show("unable");
    if (!signed) return this.show("forged", "wrong_signature");
    this.tell(read, kept);
  }

  private tell({ claims }: Signed, { book, from }: Kept): void {
    const { unit, article, serial } = claims;
    const goods = book.goods.find((one) => one.unit === unit && one.article === article);
    const ofUnit = goods ?? book.goods.find((one) => one.unit === unit);
    const gone = book.withdrawn.some(
      (one) => one.unit === unit && one.first <= serial && serial <= one.last,
    );
    const day = new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeZone: "UTC" });
    const moment = new Intl.DateTimeFormat(this.lang, { dateStyle: "long", timeStyle: "short" });
    this.put("unit", ofUnit?.unit_name ?? unit);
    this.put("goods", goods?.name ?? article);
    this.put("day", day.format(claims.seconds * 1000));
    this.put("lot", claims.lot);
    this.put("number", `${unit} ${serial.toLocaleString(this.lang)}`);
    this.put("from", moment.format(from));
    this.show(gone ? "withdrawn" : "genuine");
  }

  private put(name: string, words: string): void {
    const place = this.querySelector<HTMLElement>(`[data-fact="${name}"]`);
    if (!place) return;
    place.textContent = words;
    const row = place.closest<HTMLElement>("dl > div");
    if (row) row.hidden = !words;
  }

  private show(verdict: Verdict, refusal?: Refusal): void {
    const known = verdict === "genuine" || verdict === "withdrawn";
    for (const part of this.querySelectorAll<HTMLElement>("[data-when]"))
      part.hidden = !part.dataset["when"]?.split(" ").includes(verdict);
    for (const part of this.querySelectorAll<HTMLElement>("[data-why]"))
      part.hidden = part.dataset["why"] !== refusal;
    const heading = this.querySelector<HTMLElement>("#verdict");
    if (heading) heading.textContent = heading.dataset[verdict] ?? "";
    const facts = this.querySelector<HTMLElement>("[data-facts]");
    if (facts) facts.hidden = !known;
    const result = this.querySelector<HTMLElement>("[data-result]");
    if (!result) return;
    result.hidden = false;
    result.scrollIntoView({ block: "nearest" });
  }
}

async function reachable(page: string): Promise<boolean> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    await fetch(page, { method: "HEAD", signal: stop.signal });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

customElements.define("label-check", LabelCheck);
