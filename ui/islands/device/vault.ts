// What a till keeps on the device: who it is, what it has not sent, what it sells.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { StoreNames } from "idb";
import type { Stretch } from "../counter/called_back";
import type { Goods } from "../counter/goods";
import type { Limit } from "./limits";
import { packed, packOf } from "./packs";

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
  unknown?: boolean; // the server has no such device: it was restored from before it joined
  zone?: string; // of the unit: "wib"; unknown of who joined before that was told
  listKey?: string; // the server's, by which a price list is known to be its own
  sealKey?: string; // the server's, to which officers' numbers are sealed
  codeKey?: CryptoKey; // by which the desk's code of what was handed over is known
  handedOver?: number; // all events up to it are at the desk, as a file
  latest?: number; // by the server's clock, of the events since its last answer
  waiting?: number[]; // numbers of the events that a person must look at
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
  shelved?: Taken[]; // of a void or a refund: goods that went back on the shelf
}

/** An event that the server has named in an answer, kept for 90 days. */
export interface Settled extends Deed {
  outcome: string;
  reason: string;
  told?: string; // the reason in the language of the page
  settledAt: number;
}

/** An event as it was signed, kept for two days after it was settled: a server that was restored
 * from last night's backup has lost it and asks for it again. */
export interface Again {
  seq: number;
  body: string;
  signature: string;
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
  missedAt?: number; // our clock at the last miss
}

/** So much of a product. */
export interface Taken {
  variant: string;
  quantity: string;
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

/** The unit's QRIS picture as a data address, with the id by which the server knows it. */
export interface Qris {
  id: string;
  picture: string;
  proof: string; // the server's signature on it
}

/** The list as the server told it; its goods lie beside it, in packs. */
export interface Stall {
  first: string[];
  version: string;
  heardAt: number;
  seq: number; // of the last event that is taken off its goods
  limits?: Limit[]; // of discounts, by officer and instant; unknown of a list heard before
  calledBack?: Stretch[]; // unknown of a list heard before
}

interface Schema extends DBSchema {
  one: {
    key: "device" | "drawer" | "stall" | "report" | "qris";
    value: Device | Drawer | Stall | Report | Qris;
  };
  outbox: { key: number; value: Deed };
  settled: { key: number; value: Settled; indexes: { settledAt: number } };
  again: { key: number; value: Again };
  clerks: { key: string; value: Clerk };
  packs: { key: string; value: string };
}
export type Vault = IDBPDatabase<Schema>;

const version = 4;

export function openVault(): Promise<Vault> {
  return openDB<Schema>("karya-till", version, {
    // Step by step, as releases came; what was not sent is carried along untouched.
    async upgrade(database, before, _version, work) {
      if (before < 1) {
        database.createObjectStore("one");
        database.createObjectStore("outbox", { keyPath: "seq" });
        const settled = database.createObjectStore("settled", { keyPath: "seq" });
        settled.createIndex("settledAt", "settledAt");
        database.createObjectStore("clerks", { keyPath: "id" });
      }
      if (before < 3) {
        database.createObjectStore("packs");
        await pack(work);
        if (before === 2) (database as unknown as IDBPDatabase).deleteObjectStore("goods");
      }
      if (before < 4) database.createObjectStore("again", { keyPath: "seq" });
    },
    // A newer release wants the vault in another window: what runs here is too old to write to it.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      if (typeof document !== "undefined") location.reload();
    },
  });
}

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">;

/** The first version kept all goods in the record of the list, the second one record for each. */
async function pack(work: Upgrade): Promise<void> {
  const before = work as unknown as IDBPTransaction<unknown, string[], "versionchange">;
  const one = work.objectStore("one");
  const list = (await one.get("stall")) as (Stall & { goods?: Goods[] }) | undefined;
  if (!list) return;
  const { goods: inList, ...stall } = list;
  const goods = inList ?? ((await before.objectStore("goods").getAll()) as Goods[]);
  const device = (await one.get("device")) as Device | undefined;
  const packs = packed(goods, new Set(goods.map(({ variant }) => packOf(variant))));
  const { seq = device?.seq ?? 0 } = stall as Partial<Stall>;
  await Promise.all([
    ...packs.map(([name, text]) => work.objectStore("packs").put(text, name)),
    one.put({ ...stall, seq }, "stall"),
  ]);
}

export const deviceOf = (vault: Vault): Promise<Device | undefined> =>
  vault.get("one", "device") as Promise<Device | undefined>;
export const drawerOf = (vault: Vault): Promise<Drawer | undefined> =>
  vault.get("one", "drawer") as Promise<Drawer | undefined>;
export const reportOf = (vault: Vault): Promise<Report | undefined> =>
  vault.get("one", "report") as Promise<Report | undefined>;
export const qrisOf = (vault: Vault): Promise<Qris | undefined> =>
  vault.get("one", "qris") as Promise<Qris | undefined>;
export const stallOf = (vault: Vault): Promise<Stall | undefined> =>
  vault.get("one", "stall") as Promise<Stall | undefined>;
