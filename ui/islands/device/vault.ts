// What a till keeps on the device: who it is, what it has not sent, what it sells. Whatever a sale
// needs to be counted once is written in one transaction and flushed before anybody is told.
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Goods } from "../counter/goods";
import { photoShelf } from "./shelves";

/** The device and its place in its own series; one record. */
export interface Device {
  id: string;
  name: string;
  unitName: string;
  unitCode: string;
  series: string;
  keys: CryptoKeyPair;
  seq: number; // of the last event
  prev: string; // SHA-256 of its body
  receipts: number; // last number of the series
  turn: number; // of the last request
  ahead: number; // milliseconds the server's clock was ahead at the last answer
  heardAt: number; // our clock at the last answer
  revoked: boolean;
  listKey: string; // the server's, by which a price list is known to be its own
}

export interface Deed {
  seq: number;
  id: string;
  kind: string;
  at: number;
  body: string;
  signature: string;
  paper?: string; // of a sale: the receipt as the buyer got it
  paid?: Ways; // of a void or a refund: how the money went back
  of?: string; // of a void: the number of its receipt
}

/** An event that the server has named in an answer, kept for 90 days. */
export interface Settled extends Deed {
  outcome: string;
  reason: string;
  told?: string; // the reason in the language of the page
  settledAt: number;
}

/** Somebody who may sell here; the PIN only as a slow hash. */
export interface Clerk {
  id: string;
  name: string;
  takesBack?: boolean; // may void and refund; unknown of who joined before that was told
  salt: Uint8Array;
  hash: string;
  misses: number;
}

/** Money by the way it came or went. */
export type Ways = Record<string, number>;

/** Money put in (above zero) or taken out. */
export interface Move {
  at: number;
  by: string;
  amount: number;
  reason: string;
}

export interface Drawer {
  shift: string;
  officer: string;
  openedAt: number;
  float: number;
  cash: number; // what should lie in it
  sales: number; // not voided
  sold?: Ways; // for goods, less what was voided
  back?: Ways; // given back for refunds
  moves?: Move[];
}

/** A shift as it was closed. */
export interface Report extends Drawer {
  by: string;
  closedAt: number;
  counted: number;
  note: string;
}

export interface Stall {
  goods: Goods[];
  first: string[];
  version: string;
  heardAt: number;
}

interface Schema extends DBSchema {
  one: {
    key: "device" | "drawer" | "stall" | "report";
    value: Device | Drawer | Stall | Report;
  };
  outbox: { key: number; value: Deed };
  settled: { key: number; value: Settled; indexes: { settledAt: number } };
  clerks: { key: string; value: Clerk };
}
export type Vault = IDBPDatabase<Schema>;

const version = 1;
const keptFor = 90 * 24 * 3_600_000;

export function openVault(): Promise<Vault> {
  return openDB<Schema>("karya-till", version, {
    // Step by step, as releases came; what was not sent is carried along untouched.
    upgrade(database, before) {
      if (before >= 1) return;
      database.createObjectStore("one");
      database.createObjectStore("outbox", { keyPath: "seq" });
      const settled = database.createObjectStore("settled", { keyPath: "seq" });
      settled.createIndex("settledAt", "settledAt");
      database.createObjectStore("clerks", { keyPath: "id" });
    },
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  });
}

export const deviceOf = (vault: Vault): Promise<Device | undefined> =>
  vault.get("one", "device") as Promise<Device | undefined>;
export const drawerOf = (vault: Vault): Promise<Drawer | undefined> =>
  vault.get("one", "drawer") as Promise<Drawer | undefined>;
export const reportOf = (vault: Vault): Promise<Report | undefined> =>
  vault.get("one", "report") as Promise<Report | undefined>;
export const stallOf = (vault: Vault): Promise<Stall | undefined> =>
  vault.get("one", "stall") as Promise<Stall | undefined>;

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

/** Takes out of the outbox what an answer has named, and forgets what is long settled. */
export async function settle(vault: Vault, named: Settled[], device: Device): Promise<void> {
  const stores = ["one", "outbox", "settled"] as const;
  const work = vault.transaction(stores, "readwrite", { durability: "strict" });
  const settled = work.objectStore("settled");
  const done = work.done;
  done.catch(() => undefined); // told by the last line; not unheard when one before fails
  await Promise.all([
    ...named.flatMap((deed) => [work.objectStore("outbox").delete(deed.seq), settled.put(deed)]),
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
