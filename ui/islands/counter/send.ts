// Sending a sale so that it is counted once: its id is made here and is the key of the request, and
// until an answer has come nothing but the very same sale is sent again.

export interface Draft {
  id: string;
  sold_at: string;
  lines: { variant: string; quantity: string; labels?: string[] }[];
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
  /** A sale that still waits to be recorded, also from before a reload. */
  unsent(): Draft | undefined;
  send(draft: Draft): Promise<Answer>;
}

export type Answer = { made: Made } | { problem: Problem } | { lost: true };

const storeName = "karya-unsent";
const waits = [0, 1000, 3000, 6000];
const patience = 10_000;

export class Sender implements Sending {
  constructor(
    private readonly address: string,
    private readonly csrf: string,
    private readonly waiting: () => void,
  ) {}

  /** A sale whose answer never came, also from before a reload. */
  unsent(): Draft | undefined {
    try {
      const stored = localStorage.getItem(storeName);
      return stored ? (JSON.parse(stored) as Draft) : undefined;
    } catch {
      return undefined;
    }
  }

  async send(draft: Draft): Promise<Answer> {
    this.keep(draft);
    for (const [turn, wait] of waits.entries()) {
      if (turn > 0) this.waiting();
      await new Promise((go) => setTimeout(go, wait));
      const answer = await this.attempt(draft);
      if ("lost" in answer) continue;
      if (!("problem" in answer && isShut(answer.problem))) this.keep(undefined);
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

  private keep(draft: Draft | undefined): void {
    try {
      if (draft) localStorage.setItem(storeName, JSON.stringify(draft));
      else localStorage.removeItem(storeName);
    } catch {
      // Storage is switched off: the id still guards repeats while the page is open.
    }
  }
}
