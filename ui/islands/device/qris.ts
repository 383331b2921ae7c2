// The unit's QRIS picture, kept on the device so that it can be shown without a network.
import { askedFor } from "./list";
import { qrisOf, type Vault } from "./vault";

/** Shows what is kept. */
export async function showKeptQris(vault: Vault, till: HTMLElement): Promise<void> {
  const kept = await qrisOf(vault);
  if (kept) till.dataset["qris"] = kept.picture;
  else delete till.dataset["qris"];
}

/** Keeps the picture that the server named, and forgets one that it does not name any more. */
export async function keepQris(
  vault: Vault,
  address: string,
  id: string,
  till: HTMLElement,
): Promise<void> {
  if (((await qrisOf(vault))?.id ?? "") === id) return;
  if (!id) await vault.delete("one", "qris");
  else {
    const { answer } = await askedFor(vault, address, {});
    await vault.put("one", { id, picture: await asText(await answer.blob()) }, "qris");
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
