// Writing into the vault: whatever a sale needs to be counted once, in one transaction, flushed
// before anybody is told.
import type { Goods } from "../counter/goods";
import { packed, packOf } from "./packs";
import { photoShelf } from "./shelves";
import type { Deed, Device, Drawer, Report, Settled, Stall, Vault } from "./vault";

/** What was sent needs no signature any more, and the buyer's number has no business here. */
function withoutNip(body: string): string {
  const { nip, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return nip === undefined ? body : JSON.stringify(rest);
}

const keptFor = 90 * 24 * 3_600_000;

/** Does it once more without the pictures of the goods when it failed: the disk may be full. */
export async function roomy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    await caches.delete(photoShelf);
    return await work();
  }
}

/** Writes an event with what it changes here, all or nothing, and flushed to the disk. */
export async function keepDeed(
  vault: Vault,
  deed: Deed,
  device: Device,
  drawer: Drawer | null,
  report?: Report,
): Promise<void> {
  const work = vault.transaction(["one", "outbox"], "readwrite", { durability: "strict" });
  const one = work.objectStore("one");
  await Promise.all([
    work.objectStore("outbox").add(deed),
    one.put(device, "device"),
    drawer ? one.put(drawer, "drawer") : one.delete("drawer"),
    report && one.put(report, "report"),
    work.done,
  ]);
}

/** Takes out of the outbox what an answer has told of, and forgets what is long settled. */
export async function settle(vault: Vault, told: Settled[], device: Device): Promise<void> {
  const stores = ["one", "outbox", "settled"] as const;
  const work = vault.transaction(stores, "readwrite", { durability: "strict" });
  const settled = work.objectStore("settled");
  const done = work.done;
  done.catch(() => undefined); // told by the last line; not unheard when one before fails
  await Promise.all([
    ...told.flatMap((deed) => [
      work.objectStore("outbox").delete(deed.seq),
      settled.put({ ...deed, body: withoutNip(deed.body), signature: "" }),
    ]),
    work.objectStore("one").put(device, "device"),
  ]);
  const old = IDBKeyRange.upperBound(Date.now() - keptFor);
  for (const key of await settled.index("settledAt").getAllKeys(old)) await settled.delete(key);
  await done;
}

/** Takes them out of the outbox and keeps nothing of them. */
export async function drop(vault: Vault, named: Settled[]): Promise<void> {
  const work = vault.transaction("outbox", "readwrite", { durability: "strict" });
  await Promise.all([...named.map(({ seq }) => work.store.delete(seq)), work.done]);
}

/** Keeps a list that was heard anew: only the packs in which something changed are written. */
export async function keepList(
  vault: Vault,
  stall: Stall,
  goods: Goods[],
  { changed, whole }: { changed: string[]; whole: boolean },
): Promise<void> {
  const variants = whole ? goods.map(({ variant }) => variant) : changed;
  const work = vault.transaction(["one", "packs"], "readwrite");
  const packs = work.objectStore("packs");
  await Promise.all([
    whole && packs.clear(),
    ...packed(goods, new Set(variants.map(packOf))).map(([name, text]) => packs.put(text, name)),
    work.objectStore("one").put(stall, "stall"),
    work.done,
  ]);
}
