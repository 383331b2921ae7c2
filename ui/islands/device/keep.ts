// Writing into the vault: whatever a sale needs to be counted once, in one transaction, flushed
// before anybody is told.
import type { Goods } from "../counter/goods";
import { packed, packOf } from "./packs";
import { photoShelf } from "./shelves";
import { type Deed, type Device, deviceOf, type Drawer, type Report } from "./vault";
import type { Settled, Stall, Vault } from "./vault";

/** The buyer's number has no business here once it is sent. */
function withoutNip(body: string): string {
  const { nip, sealed_nip, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return (nip ?? sealed_nip) === undefined ? body : JSON.stringify(rest);
}

const day = 24 * 3_600_000;
const keptFor = 90 * day;
const againFor = 2 * day; // longer than the time between two backups of the server

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
export async function settle(
  vault: Vault,
  told: Settled[],
  device: Device,
  now: number,
): Promise<void> {
  const stores = ["one", "outbox", "settled", "again"] as const;
  const work = vault.transaction(stores, "readwrite", { durability: "strict" });
  const settled = work.objectStore("settled");
  const again = work.objectStore("again");
  const done = work.done;
  done.catch(() => undefined); // told by the last line; not unheard when one before fails
  await Promise.all([
    ...told.flatMap(({ signature, ...deed }) => [
      work.objectStore("outbox").delete(deed.seq),
      settled.put({ ...deed, body: withoutNip(deed.body), signature: "" }),
      // What a person has decided since comes without one.
      signature && again.put({ seq: deed.seq, body: deed.body, signature, settledAt: now }),
    ]),
    work.objectStore("one").put(device, "device"),
  ]);
  const old = IDBKeyRange.upperBound(now - keptFor);
  for (const key of await settled.index("settledAt").getAllKeys(old)) await settled.delete(key);
  let oldest = await again.openCursor();
  while (oldest && oldest.value.settledAt < now - againFor) {
    await oldest.delete();
    oldest = await oldest.continue();
  }
  await done;
}

/** Puts back what the server has lost: it wants `next`, and what we have sent begins behind it. */
export async function sendAgain(vault: Vault, next: number): Promise<void> {
  const device = await deviceOf(vault);
  const [first] = await vault.getAllKeys("outbox", null, 1);
  const sent = (first ?? (device?.seq ?? 0) + 1) - 1;
  if (!(next <= sent)) return; // also of a server that does not say
  const lost = await vault.getAll("again", IDBKeyRange.bound(next, sent));
  if (lost[0]?.seq !== next) return; // a gap that we cannot fill
  const work = vault.transaction(["outbox", "settled", "again"], "readwrite", {
    durability: "strict",
  });
  const settled = work.objectStore("settled");
  for (const { seq, body, signature } of lost) {
    const known = await settled.get(seq);
    if (!known) continue;
    const { outcome: _outcome, reason: _reason, told: _told, settledAt: _at, ...deed } = known;
    await work.objectStore("outbox").put({ ...deed, body, signature });
    await Promise.all([settled.delete(seq), work.objectStore("again").delete(seq)]);
  }
  await work.done;
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
