// The unit's QRIS picture, kept on the device so that it can be shown without a network. It is
// shown only with the server's signature on it: the money goes where it points.
import { hex, unbase64url } from "../parts/bytes";
import { askedFor } from "./list";
import { vouched } from "./trust";
import { type Device, deviceOf, type Qris, qrisOf, type Vault } from "./vault";

/** As the list names it; no id: the unit has none. */
export type NamedQris = Pick<Qris, "id" | "proof">;

async function isOurs(device: Device | undefined, { picture, proof }: Qris): Promise<boolean> {
  if (!device) return false;
  try {
    const bytes = unbase64url(picture.slice(picture.indexOf(",") + 1));
    const content = hex(await crypto.subtle.digest("SHA-256", bytes));
    return await vouched(device, `qris ${device.id} ${content}`, proof);
  } catch {
    return false; // not even a picture, or one that was kept before pictures were signed
  }
}

/** Shows what is kept. */
export async function showKeptQris(vault: Vault, till: HTMLElement): Promise<void> {
  const kept = await qrisOf(vault);
  if (kept && (await isOurs(await deviceOf(vault), kept))) till.dataset["qris"] = kept.picture;
  else delete till.dataset["qris"];
}

/** Keeps the picture that the server named, and forgets one that it does not name any more. */
export async function keepQris(
  vault: Vault,
  address: string,
  { id, proof }: NamedQris,
  till: HTMLElement,
): Promise<void> {
  const kept = await qrisOf(vault);
  const device = await deviceOf(vault);
  if (!id) await vault.delete("one", "qris");
  else if (kept?.id !== id || !(await isOurs(device, kept))) {
    const { answer } = await askedFor(vault, address, {});
    const anew = { id, proof, picture: await asText(await answer.blob()) };
    if (await isOurs(device, anew)) await vault.put("one", anew, "qris");
  }
  await showKeptQris(vault, till);
}

function asText(picture: Blob): Promise<string> {
  return new Promise((go, fail) => {
    const reader = new FileReader();
    reader.onload = () => go(String(reader.result));
    reader.onerror = () => fail(new Error("unreadable picture"));
    reader.readAsDataURL(picture);
  });
}
