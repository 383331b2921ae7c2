// The PIN of somebody who sells on this device. It keeps colleagues apart while there is no
// network; what proves a sale to the server is the device's key.
import { hex } from "../parts/bytes";
import type { Clerk, Vault } from "./vault";

const rounds = 300_000;
const minute = 60_000;
const freeMisses = 5;
/** How long it is locked after the fifth miss, the sixth, …: a million PINs are out of reach. */
const rests = [1, 5, 15, 60].map((minutes) => minutes * minute);

async function hashed(pin: string, salt: Uint8Array): Promise<string> {
  const bytes = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return hex(await crypto.subtle.deriveBits(how as Pbkdf2Params, key, 256));
}

export function isPin(text: string): boolean {
  return /^\d{6}$/.test(text) && !/^(\d)\1*$/.test(text) && !"0123456789876543210".includes(text);
}

/** A new PIN opens a locked one: whoever makes it has signed in. */
export async function keepClerk(
  vault: Vault,
  who: Pick<Clerk, "id" | "name" | "takesBack">,
  pin: string,
): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await vault.put("clerks", { ...who, salt, hash: await hashed(pin, salt), misses: 0 });
}

/** Until when the PIN is locked; an instant that is past: it is not. */
function lockedUntil({ misses, missedAt = 0 }: Clerk): number {
  if (misses < freeMisses) return 0;
  return missedAt + (rests[misses - freeMisses] ?? Math.max(...rests));
}

export interface Opening {
  clerk?: Clerk;
  until: number; // locked, if that is to come
  left: number; // misses before it is locked
}

/** A miss is counted before the PIN is looked at: closing the page takes none back. */
export async function opens(vault: Vault, id: string, pin: string): Promise<Opening> {
  const now = Date.now();
  const work = vault.transaction("clerks", "readwrite", { durability: "strict" });
  const known = await work.store.get(id);
  if (!known) return { until: 0, left: 0 };
  // A clock that was set back locks nobody for longer.
  const before = { ...known, missedAt: Math.min(known.missedAt ?? 0, now) };
  const locked = lockedUntil(before) > now;
  const after = locked ? before : { ...before, misses: before.misses + 1, missedAt: now };
  await Promise.all([work.store.put(after), work.done]);
  if (!locked && (await hashed(pin, known.salt)) === known.hash) {
    const clerk = { ...known, misses: 0 };
    await vault.put("clerks", clerk);
    return { clerk, until: 0, left: freeMisses };
  }
  return { until: lockedUntil(after), left: Math.max(0, freeMisses - after.misses) };
}
