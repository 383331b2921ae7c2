// The desk's code of what was handed over: told by nobody else, and known here without a network.
import type { Device, Vault } from "./vault";

const digits = 10;
const text = new TextEncoder();

/** As the server makes it (src/device/devices.cpp, handed_over). */
async function codeOf(key: CryptoKey, seq: number): Promise<string> {
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, text.encode(`taken ${seq}`)));
  const number = mac.getUint32(0) * 2 ** 16 + mac.getUint16(4);
  return String(number).padStart(digits, "0").slice(-digits);
}

/** Made of what the server told; it cannot be read out of the browser again. */
export async function codeKeyOf(words: string): Promise<CryptoKey> {
  const how = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", text.encode(words), how, false, ["sign"]);
}

/** The number up to which the desk has all, if the code says so; else none. */
export async function handedOver(vault: Vault, device: Device, typed: string): Promise<number> {
  const code = typed.replace(/\D/g, "");
  const { codeKey } = device;
  if (!codeKey || code.length !== digits) return 0;
  const unsent = await vault.getAllKeys("outbox");
  for (const seq of unsent.reverse()) if ((await codeOf(codeKey, seq)) === code) return seq;
  return 0;
}
