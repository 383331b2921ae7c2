// <log-check>: the visitor's own device checks a day's lines against the log. It reads the proof
// files (c2sp.org/tlog-proof) and computes everything itself; the page is complete without it.
import { isIncluded, isSigned, leafOf, readProof, type Proof } from "./log/proof";

type Step = "text" | "figures" | "path" | "signature" | "newest";
interface Found {
  steps: Map<Step, boolean>;
  unsigned: boolean; // the browser knows no Ed25519
}

class LogCheck extends HTMLElement {
  connectedCallback(): void {
    const here = this.querySelector<HTMLElement>("[data-here]");
    if (here) here.hidden = false;
    this.querySelector("[data-check]")?.addEventListener("click", () => void this.check());
  }

  private async check(): Promise<void> {
    if (!globalThis.crypto?.subtle) return this.say("no-crypto", "warn");
    try {
      this.show(await this.find());
    } catch {
      this.say("unreachable", "warn");
    }
  }

  private async find(): Promise<Found> {
    const rows = [...this.querySelectorAll<HTMLElement>("[data-line]")];
    const shown = [...this.querySelectorAll("[data-entry]")].map((code) => code.textContent ?? "");
    const proofs = await Promise.all(rows.map((row) => proofAt(row.dataset["line"] ?? "")));
    const newest = await textAt("/tlog/checkpoint");
    const key = document.getElementById("key")?.textContent?.trim() ?? "";
    const steps = new Map<Step, boolean>();
    steps.set("text", proofs.every((proof, index) => proof.entry === shown[index]));
    steps.set("figures", this.figures(proofs));
    steps.set("path", (await all(proofs, (proof) => included(proof))) && proofs.length > 0);
    const signed = await Promise.all(proofs.map((proof) => isSigned(proof, key)));
    const unsigned = signed.some((one) => one === undefined);
    if (!unsigned) steps.set("signature", signed.every(Boolean));
    steps.set("newest", proofs.every((proof) => proof.note === newest));
    return { steps, unsigned };
  }

  /** The sums of the lines are the figures above them. */
  private figures(proofs: Proof[]): boolean {
    const lines = proofs.map((proof) => JSON.parse(proof.entry) as Record<string, unknown>);
    const sum = (name: string) => lines.reduce((all, line) => all + Number(line[name]), 0);
    const sums = ["turnover", "pnbp", "premium", "sales"].map(sum).join(" ");
    return sums === this.dataset["page"];
  }

  private show({ steps, unsigned }: Found): void {
    const list = this.querySelector("[data-steps]");
    list?.replaceChildren();
    for (const [step, right] of steps) {
      const item = document.createElement("li");
      item.textContent = `${right ? "✓" : "✗"} ${this.words(step)}`;
      list?.append(item);
    }
    const failed = [...steps].some(([step, right]) => !right && step !== "newest");
    if (failed) return this.say("failed", "bad");
    this.say(unsigned ? "no-signature" : "done", unsigned ? "warn" : "ok");
  }

  private say(words: string, tone: string): void {
    const verdict = this.querySelector<HTMLElement>("[data-verdict]");
    if (!verdict) return;
    verdict.hidden = false;
    verdict.className = `notice ${tone}`;
    verdict.textContent = this.words(words);
  }

  private words(name: string): string {
    return this.getAttribute(`data-${name}`) ?? "";
  }
}

async function textAt(path: string): Promise<string> {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error(path);
  return answer.text();
}

async function proofAt(path: string): Promise<Proof> {
  return readProof(await textAt(path));
}

async function included(proof: Proof): Promise<boolean> {
  return isIncluded(await leafOf(proof.entry), proof);
}

async function all(proofs: Proof[], holds: (proof: Proof) => Promise<boolean>): Promise<boolean> {
  return (await Promise.all(proofs.map(holds))).every(Boolean);
}

customElements.define("log-check", LogCheck);
