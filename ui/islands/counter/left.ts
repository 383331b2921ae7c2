// Sales whose answer never came. They lie in the browser until it comes, each with the officer and
// the unit it belongs to: nobody else sends it, and nothing but the server's answer takes it out.
import { keepText } from "../parts/kept";
import type { Draft } from "./send";

export interface Seller {
  officer: string;
  name: string;
  unit: string;
}

export interface Left {
  seller: Seller;
  draft: Draft;
}

const prefix = "karya-unsent-";

function names(): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return []; // storage is switched off
  }
}

/** Oldest first. */
export function allLeft(): Left[] {
  const found = names().flatMap((name) => {
    try {
      return [JSON.parse(localStorage.getItem(name) ?? "") as Left];
    } catch {
      return [];
    }
  });
  return found.sort((a, b) => (a.draft.id < b.draft.id ? -1 : 1)); // ids begin with their time
}

export function keepLeft(left: Left): void {
  keepText(prefix + left.draft.id, JSON.stringify(left));
}

export function dropLeft(id: string): void {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // Then it was never kept.
  }
}

/** Takes the sale for this window as long as it is open; false when another window has it. */
export function claim(id: string): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }; // only where the page is secure
  if (!locks) return Promise.resolve(true);
  return new Promise((taken) => {
    void locks.request(prefix + id, { ifAvailable: true }, (lock) => {
      taken(lock !== null);
      return lock ? new Promise(() => undefined) : undefined;
    });
  });
}
