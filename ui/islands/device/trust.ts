// What the server has signed for this device: nothing else is believed, wherever it lay meanwhile.
import { unbase64url } from "../parts/bytes";
import type { Device } from "./vault";

export async function vouched(
  { listKey = "" }: Device,
  words: string,
  signature: string,
): Promise<boolean> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const raw = unbase64url(listKey);
  const key = await crypto.subtle.importKey("raw", raw, curve, false, ["verify"]);
  const how = { name: "ECDSA", hash: "SHA-256" };
  return crypto.subtle.verify(how, key, unbase64url(signature), new TextEncoder().encode(words));
}
