// The list of goods as the device last heard it, so that selling begins without a network. What is
// left of them follows from what was sold here since: a sale writes nothing but itself.
import type { Goods, Source, Stock } from "../counter/goods";
import { keepList } from "./keep";
import { renewed } from "./list";
import { unpacked } from "./packs";
import type { NamedQris } from "./qris";
import { type Deed, type Device, deviceOf, type Stall, stallOf } from "./vault";
import type { Taken, Vault } from "./vault";

const freshFor = 60_000;

/** The list in memory, with all that was sold up to an event taken off. */
interface Held {
  stall: Stall;
  goods: Goods[];
  seq: number;
  moved: Set<string>; // variants of which something was taken since the list was written
}

/** Where the list comes from, and who is told when the server had another. */
export interface Listening {
  address: string;
  heard: (qris: NamedQris) => void;
}

/**
 * What is kept, at once; the server is asked beside it when it can be reached and the list is not
 * fresh. Only where nothing is kept yet is it waited for.
 */
export function stalled(vault: Vault, listening: Listening): Source {
  let reading: Promise<Held | undefined> | undefined;
  let held: Held | undefined;
  let asking: Promise<void> | undefined;
  const renew = async (device: Device): Promise<void> => {
    try {
      const { qris, ...anew } = await heardAnew(vault, listening.address, held, device);
      held = anew;
      listening.heard(qris);
    } catch {
      // No network, or not our server's word: what is kept is good enough to sell by.
    } finally {
      asking = undefined;
    }
  };
  return async (): Promise<Stock> => {
    const device = await deviceOf(vault);
    if (!device) throw new Error("not enrolled");
    held ??= await (reading ??= taken(vault));
    const { ahead } = device;
    const heardAt = held?.stall.heardAt ?? 0;
    const fresh = Date.now() - heardAt < freshFor && heardAt <= Date.now();
    if (held) await catchUp(vault, held, device);
    if (!fresh && navigator.onLine) asking ??= renew(device);
    if (!held) await asking;
    if (!held) throw new Error("no goods yet");
    const { first, version } = held.stall;
    return { goods: held.goods, first, ahead, version };
  };
}

async function taken(vault: Vault): Promise<Held | undefined> {
  const [stall, packs] = await Promise.all([stallOf(vault), vault.getAll("packs")]);
  return stall && { stall, goods: unpacked(packs), seq: stall.seq, moved: new Set() };
}

/** Takes off what was sold since, in whichever window. */
async function catchUp(vault: Vault, held: Held, device: Device): Promise<void> {
  if (held.seq >= device.seq) return;
  const range = IDBKeyRange.bound(held.seq + 1, device.seq);
  const [unsent, settled] = await Promise.all([
    vault.getAll("outbox", range),
    vault.getAll("settled", range),
  ]);
  // An event may be moved from one to the other meanwhile.
  const deeds = new Map([...unsent, ...settled].map((deed) => [deed.seq, deed]));
  for (const variant of take(held.goods, [...deeds.values()])) held.moved.add(variant);
  held.seq = device.seq;
}

async function heardAnew(
  vault: Vault,
  address: string,
  before: Held | undefined,
  device: Device,
): Promise<Held & { qris: NamedQris }> {
  const kept = before && { ...before.stall, goods: before.goods };
  const heard = await renewed(vault, address, kept);
  const { goods, first, version, told, gone, whole, qris, limits, calledBack } = heard;
  // What was sold here and not yet booked there is not on the shelf any more.
  const unsent = await vault.getAll("outbox", IDBKeyRange.upperBound(device.seq));
  take(told, unsent);
  const { seq } = device;
  const stall: Stall = { first, version, heardAt: Date.now(), seq, limits, calledBack };
  // What the server did not speak of was sold here all the same.
  const changed = [...told.map(({ variant }) => variant), ...gone, ...(before?.moved ?? [])];
  await keepList(vault, stall, goods, { changed, whole });
  return { stall, goods, seq, moved: new Set(), qris };
}

/** Takes off what they sold; the variants of it. Goods are many, and what moved is little. */
function take(goods: Goods[], deeds: Deed[]): string[] {
  const moves = new Map<string, number[]>();
  const note = (lines: Taken[], sign: 1 | -1): void => {
    for (const { variant, quantity } of lines)
      moves.set(variant, [...(moves.get(variant) ?? []), sign * Number(quantity)]);
  };
  for (const { kind, body, shelved } of deeds) {
    if (kind === "sale") note((JSON.parse(body) as { lines: Taken[] }).lines, -1);
    else if (shelved) note(shelved, 1);
  }
  for (const one of goods)
    for (const by of moves.get(one.variant) ?? []) leave(one, Number(one.left) + by);
  return [...moves.keys()];
}

function leave(one: Goods, amount: number): void {
  if (one.left == null || one.to_order) return;
  const left = Math.max(0, Math.round(amount * 1000) / 1000);
  one.left = String(left);
  one.short_now = left === 0;
}
