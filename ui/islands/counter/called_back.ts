// Labels whose goods are not to be sold: withdrawn, or of a lot that is called back.
import type { Label } from "./label";

/** Why; nothing when nobody here knows of it. */
export type CallBack = (label: Label) => Promise<string | undefined>;

/** A stretch of serials of the own unit, as a device keeps them. */
export interface Stretch {
  first: number;
  last: number;
  reason: string;
}

const patience = 2000;

/** Asks the server. Where it does not answer, it refuses the sale instead. */
export function asked(address: string): CallBack {
  return async ({ token }) => {
    try {
      const answer = await fetch(`${address}/${token}`, {
        headers: { accept: "application/json" },
        signal: AbortSignal.timeout(patience),
      });
      if (!answer.ok) return undefined;
      return ((await answer.json()) as { called_back?: string | null }).called_back ?? undefined;
    } catch {
      return undefined;
    }
  };
}

/** "Label …: PTK 12. Jangan dimakan" */
export function sayGone({ unit, serial }: Label, why: string, words: DOMStringMap): string {
  return `${words["labelGone"] ?? ""} ${unit} ${serial}. ${why}`;
}
