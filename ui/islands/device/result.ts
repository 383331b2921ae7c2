// What the server says to one event.

export interface Result {
  id: string;
  seq: number;
  outcome: string;
  number?: string | null;
  reason?: string | null;
  detail?: string | null;
  told?: string | null; // the reason in words
}
/** A person at the desk must look at it; a repeat of one that waits for him says why, too. */
export const isOdd = ({ outcome, reason }: Pick<Result, "outcome" | "reason">): boolean =>
  outcome === "review" || outcome === "conflict" || (outcome === "duplicate" && Boolean(reason));
