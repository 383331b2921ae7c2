// The unit's price list, asked for by the device's own key: whole at first, then what changed. A
// list that the server's key has not signed is none.
import type { Stretch } from "../counter/called_back";
import type { Goods } from "../counter/goods";
import { signed } from "./journal";
import { isKit } from "./kits";
import type { Limit } from "./limits";
import type { NamedQris } from "./qris";
import { vouched } from "./trust";
import { type Device, deviceOf, type Stall, type Vault } from "./vault";

interface Page {
  device: string;
  version: string;
  since?: string | null;
  goods: Goods[];
  gone: string[];
  kits?: Goods[]; // all that there are now
  qris?: string | null;
  qris_proof: string;
  limits?: Limit[];
  called_back?: Stretch[];
  first: string[];
  next?: string | null;
}

const roundsMost = 5;

async function verified(device: Device, text: string): Promise<Page> {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  const good = await vouched(device, body, text.slice(0, end));
  const page = JSON.parse(good ? body : "null") as Page | null;
  if (page?.device !== device.id) throw new Error("not our list");
  return page;
}

/** What the server answers to this device about something. */
export async function askedFor(
  vault: Vault,
  address: string,
  more: Record<string, string>,
): Promise<{ device: Device; answer: Response }> {
  const device = await deviceOf(vault);
  if (!device) throw new Error("not enrolled");
  const unsent = await vault.count("outbox");
  const now = new Date().toISOString();
  const stamp = JSON.stringify({ turn: device.turn, now, unsent, oldest: null });
  const signature = await signed(device, stamp);
  const query = new URLSearchParams({ device: device.id, stamp, signature, ...more });
  const answer = await fetch(`${address}?${query.toString()}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(String(answer.status));
  return { device, answer };
}

async function page(vault: Vault, address: string, have: string, after: string): Promise<Page> {
  const more = { ...(have ? { have } : {}), ...(after ? { after } : {}) };
  const { device, answer } = await askedFor(vault, address, more);
  if (!answer.body) throw new Error("no list");
  const plain = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return verified(device, await new Response(plain).text());
}

export interface Renewed {
  goods: Goods[];
  first: string[];
  version: string;
  told: Goods[]; // those of which the server spoke now
  gone: string[];
  whole: boolean; // told anew from the beginning
  limits: Limit[];
  calledBack: Stretch[];
  qris: NamedQris;
}

/** The list as it is now, made of what is kept and what the server says has changed. */
export async function renewed(
  vault: Vault,
  address: string,
  kept: (Pick<Stall, "first" | "version"> & { goods: Goods[] }) | undefined,
): Promise<Renewed> {
  const told = new Map<string, Goods>();
  const lost = new Set<string>();
  let whole = false;
  let qris = { id: "", proof: "" };
  let limits: Limit[] = [];
  let calledBack: Stretch[] = [];
  let goods = new Map(kept?.goods.map((one) => [one.variant, one]));
  let version = kept?.version ?? "";
  let first = kept?.first ?? [];
  for (let round = 0; round < roundsMost; ++round) {
    const pages = [await page(vault, address, version, "")];
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
      pages.push(await page(vault, address, version, next));
    if (!pages[0]?.since) [goods, whole] = [new Map(), true];
    for (const { goods: some, gone } of pages) {
      for (const one of some) {
        goods.set(one.variant, one);
        told.set(one.variant, one);
        lost.delete(one.variant);
      }
      for (const variant of gone) {
        lost.add(variant);
        goods.delete(variant);
        told.delete(variant);
      }
    }
    for (const [variant, one] of goods) {
      if (!isKit(one)) continue;
      lost.add(variant);
      goods.delete(variant);
      told.delete(variant);
    }
    for (const kit of pages[0]?.kits ?? []) {
      goods.set(kit.variant, kit);
      told.set(kit.variant, kit);
      lost.delete(kit.variant);
    }
    ({ version, first } = pages[0] as Page);
    qris = { id: pages[0]?.qris ?? "", proof: pages[0]?.qris_proof ?? "" };
    limits = pages[0]?.limits ?? [];
    calledBack = pages[0]?.called_back ?? [];
    if (pages.length === 1) break;
  }
  const all = [...goods.values()];
  const [spoken, gone] = [[...told.values()], [...lost]];
  return { goods: all, first, version, told: spoken, gone, whole, qris, limits, calledBack };
}
