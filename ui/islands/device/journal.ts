// Everything the till does, as signed events in a row without a gap: each names the one before by
// its hash. Only one window writes at a time, whatever tabs are open.
import { base64url, hex, newId } from "../parts/bytes";
import { seen } from "../parts/text";
import { keepDeed, roomy } from "./keep";
import { type Deed, type Device, deviceOf, type Drawer, drawerOf, type Report } from "./vault";
import type { Vault } from "./vault";

const text = new TextEncoder();
const signing = { name: "ECDSA", hash: "SHA-256" };

export async function newKeys(): Promise<CryptoKeyPair> {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  return crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
}

export async function publicKey(keys: CryptoKeyPair): Promise<string> {
  return base64url(await crypto.subtle.exportKey("raw", keys.publicKey));
}

export async function signed(device: Device, words: string): Promise<string> {
  return base64url(await crypto.subtle.sign(signing, device.keys.privateKey, text.encode(words)));
}

/** Of the events that are written here; the server takes those of every version before too. */
export const eventVersion = 6;

/** What a deed says beside who, when and after what, and what it changes on the device. */
export interface Saying {
  kind: string;
  officer: string;
  id?: string;
  facts: (device: Device, drawer: Drawer | undefined) => Record<string, unknown>;
  /** The drawer afterwards; null when no shift is open any more. */
  drawer: (before: Drawer | undefined) => Drawer | null;
  receipt?: boolean;
  /** What of it is kept here beside the event, made of what is written. */
  aside?: (device: Device, at: number) => Pick<Deed, "paper" | "paid" | "of" | "shelved">;
  /** Of a shift that it closes. */
  report?: (before: Drawer) => Report;
}

export interface Written {
  deed: Deed;
  device: Device;
  drawer: Drawer | undefined;
}

/** The shift was closed, perhaps in another window. */
export class NoShift extends Error {}

/** The drawer of the open shift. Fails: NoShift. */
export function opened(drawer: Drawer | undefined, shift = drawer?.shift): Drawer {
  if (!drawer || drawer.shift !== shift) throw new NoShift();
  return drawer;
}

/**
 * Appends an event; it is on the disk when this returns. Fails: NoShift, when what it says needs
 * one; else the device is none or full.
 */
export async function write(vault: Vault, saying: Saying): Promise<Written> {
  if (!saying.officer) throw new Error("nobody has given his PIN");
  return await navigator.locks.request("karya-till-write", async () => {
    const before = await deviceOf(vault);
    if (!before) throw new Error("not enrolled");
    const open = await drawerOf(vault);
    const now = new Date();
    const device = {
      ...before,
      seq: before.seq + 1,
      receipts: before.receipts + (saying.receipt ? 1 : 0),
      latest: Math.max(before.latest ?? 0, now.getTime() + before.ahead),
    };
    const id = saying.id ?? newId(now);
    const said = {
      v: eventVersion,
      id,
      device: device.id,
      seq: device.seq,
      prev: before.prev,
      at: now.toISOString(),
      ahead: Math.round(device.ahead),
      officer: saying.officer,
      kind: saying.kind,
      ...saying.facts(device, open),
    };
    const clean = (_name: string, value: unknown): unknown =>
      typeof value === "string" ? seen(value) : value;
    const body = JSON.stringify(said, clean);
    device.prev = hex(await crypto.subtle.digest("SHA-256", text.encode(body)));
    const signature = await signed(device, body);
    const at = now.getTime();
    const signedBody = { seq: device.seq, id, kind: saying.kind, at, body, signature };
    const deed: Deed = { ...signedBody, ...saying.aside?.(device, at) };
    const drawer = saying.drawer(open);
    const report = open && saying.report?.(open);
    await roomy(() => keepDeed(vault, deed, device, drawer, report));
    return { deed, device, drawer: drawer ?? undefined };
  });
}
