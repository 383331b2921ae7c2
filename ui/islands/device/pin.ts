// The PIN of somebody who sells on this device. It keeps colleagues apart while there is no
// network; what proves a sale to the server is the device's key.
import { hex } from "../parts/bytes";
import type { Clerk, Vault } from "./vault";

const rounds = 300_000;
export const missesMost = 10;

async function hashed(pin: string, salt: Uint8Array): Promise<string> {
  const bytes = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return hex(await crypto.subtle.deriveBits(how as Pbkdf2Params, key, 256));
}

export function isPin(text: string): boolean {
  return /^\d{6}$/.test(text) && !/^(\d)\1*$/.test(text) && !"0123456789876543210".includes(text);
}

export async function keepClerk(
  vault: Vault,
  who: Pick<Clerk, "id" | "name" | "takesBack">,
  pin: string,
): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await vault.put("clerks", { ...who, salt, hash: await hashed(pin, salt), misses: 0 });
}

/** Misses are counted before the PIN is looked at, so that closing the page takes none back. */
export async function opens(vault: Vault, id: string, pin: string): Promise<Clerk | undefined> {
  const clerk = await vault.get("clerks", id);
  if (!clerk || clerk.misses >= missesMost) return undefined;
  await vault.put("clerks", { ...clerk, misses: clerk.misses + 1 });
  if ((await hashed(pin, clerk.salt)) !== clerk.hash) return undefined;
  const trusted = { ...clerk, misses: 0 };
  await vault.put("clerks", trusted);
  return trusted;
}
