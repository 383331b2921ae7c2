// Sending a sale so that it is counted once: its id is made here and is the key of the request, and
// until an answer has come nothing but the very same sale is sent again.
import type { Told } from "./basket";
import { allLeft, claim, dropLeft, keepLeft, type Left, type Seller } from "./left";

export interface Draft {
  id: string;
  sold_at: string;
  lines: Told[];
  buyer: string;
  payment: string;
  seen_total: number; // before the discount
  in_hand: boolean;
  nip?: string;
  also?: string; // a part paid in another way
  also_amount?: number;
  received?: number;
  note?: string;
  discount?: number;
  discount_reason?: string;
}

export interface Made {
  id: string;
  number: string;
  total: number;
  received: number;
  change: number;
  share: string;
}

export interface Problem {
  code: string;
  status: number;
  detail: string;
  errors?: { field: string; detail: string }[];
}

/** Signed out, or in anew meanwhile: the sale waits until it can be sent again. */
export function isShut(problem: Problem): boolean {
  return problem.status === 401 || problem.status === 403;
}

/** A way to have a sale recorded: over the network at once, or by the device's own journal. */
export interface Sending {
  /** A sale of this seller that a closed or reloaded window left without an answer. */
  left(): Promise<Draft | undefined>;
  /** Those of other sellers of this browser, who must send them themselves. */
  ofOthers(): Left[];
  send(draft: Draft): Promise<Answer>;
}

export type Answer = { made: Made } | { problem: Problem } | { lost: true };

const waits = [0, 1000, 3000, 6000];
const patience = 10_000;

export class Sender implements Sending {
  private readonly mine = new Set<string>();

  constructor(
    private readonly address: string,
    private readonly csrf: string,
    private readonly seller: Seller,
    private readonly waiting: () => void,
  ) {}

  private isMine({ seller }: Left): boolean {
    return seller.officer === this.seller.officer && seller.unit === this.seller.unit;
  }

  ofOthers(): Left[] {
    return allLeft().filter((left) => !this.isMine(left));
  }

  async left(): Promise<Draft | undefined> {
    for (const left of allLeft())
      if (this.isMine(left) && (await this.take(left.draft.id))) return left.draft;
    return undefined;
  }

  private async take(id: string): Promise<boolean> {
    if (!this.mine.has(id) && !(await claim(id))) return false;
    this.mine.add(id);
    return true;
  }

  async send(draft: Draft): Promise<Answer> {
    await this.take(draft.id);
    keepLeft({ seller: this.seller, draft });
    for (const [turn, wait] of waits.entries()) {
      if (turn > 0) this.waiting();
      await new Promise((go) => setTimeout(go, wait));
      const answer = await this.attempt(draft);
      if ("lost" in answer) continue;
      if (!("problem" in answer && isShut(answer.problem))) dropLeft(draft.id);
      return answer;
    }
    return { lost: true };
  }

  private async attempt(draft: Draft): Promise<Answer> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        signal: stop.signal,
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "idempotency-key": draft.id,
          "x-csrf-token": this.csrf,
        },
        body: JSON.stringify(draft),
      });
      // A busy or restarting server has kept nothing that we know of: ask again.
      if (answer.status >= 500 || answer.status === 429) return { lost: true };
      const body: unknown = await answer.json();
      return answer.ok ? { made: body as Made } : { problem: body as Problem };
    } catch {
      return { lost: true };
    } finally {
      clearTimeout(timer);
    }
  }
}
