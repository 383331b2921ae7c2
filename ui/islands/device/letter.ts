// A request to the server: what of the outbox it holds, and what it says of the device.
import { eventVersion, signed } from "./journal";
import type { Result } from "./result";
import type { Deed, Device, Vault } from "./vault";

/** What became of an event that had waited for a person. */
export interface Decided {
  id: string;
  seq: number;
  verdict: "booked" | "aside";
  number: string;
  why: string;
}

export interface Answer {
  now: string;
  name: string;
  revoked: boolean;
  next_seq: number; // of the event it wants next
  officers: string[];
  list_key: string;
  seal_key: string;
  code_key: string;
  results: Result[];
  decided: Decided[];
}

const letterSize = 120_000; // UTF-16 units; a request may have 256 KiB
const signatureSize = 120;
const patience = 20_000; // and a second for each thousand letters, as the slowest links take

/** The first of them that fit; the very first goes in any case, for others wait behind it. */
export function fitting(deeds: Deed[]): Deed[] {
  let rest = letterSize;
  return deeds.filter(({ body }, n) => (rest -= body.length + signatureSize) >= 0 || !n);
}

export interface Letter {
  device: Device;
  deeds: Deed[];
  asked: string[]; // ids of events that wait for a person, as far as we know
  app: string; // names the till that runs
}

/** The server's own words for a device that it has not; a page on the way may say 404, too. */
async function isUnknown(answer: Response): Promise<boolean> {
  if (answer.status !== 404) return false;
  const { code } = (await answer.json()) as { code?: string };
  return code === "core.not_found";
}

/** Nothing when there was no answer, or none that we can use. */
export async function post(
  vault: Vault,
  address: string,
  { device, deeds, asked, app }: Letter,
): Promise<Answer | "unknown" | undefined> {
  const stamp = JSON.stringify({
    turn: device.turn,
    now: new Date().toISOString(),
    v: eventVersion,
    ...(app ? { app } : {}),
    ...(await left(vault, deeds)),
  });
  const body = JSON.stringify({
    device: device.id,
    stamp,
    signature: await signed(device, stamp),
    events: deeds.map(({ body, signature }) => ({ body, signature })),
    ...(asked.length ? { asked } : {}),
  });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience + body.length);
  try {
    const answer = await fetch(address, {
      method: "POST",
      credentials: "omit",
      signal: stop.signal,
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "idempotency-key": `${device.id}-${device.turn}`,
      },
      body,
    });
    if (answer.ok) return (await answer.json()) as Answer;
    return (await isUnknown(answer)) ? "unknown" : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** What still waits when this letter has come, and since when. */
async function left(
  vault: Vault,
  deeds: Deed[],
): Promise<{ unsent: number; oldest: string | null }> {
  const last = deeds[deeds.length - 1];
  const after = last ? IDBKeyRange.lowerBound(last.seq, true) : null;
  const keys = await vault.getAllKeys("outbox", after);
  const first = keys[0] === undefined ? undefined : await vault.get("outbox", keys[0]);
  return { unsent: keys.length, oldest: first ? new Date(first.at).toISOString() : null };
}
