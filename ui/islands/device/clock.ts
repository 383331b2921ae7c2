// What time it is at least, and how long something waits.
import type { Deed, Device, Vault } from "./vault";
import { deviceOf } from "./vault";

const strayMost = 3_600_000;

/**
 * The server's time as far as the device knows, and never before what it has heard or, as far as
 * that can be, written: a clock that stood days ahead for one sale and is right again must not make
 * the next one old.
 */
function timeOf({ ahead, heardAt, latest = 0 }: Device): number {
  const now = Math.max(Date.now() + ahead, heardAt + ahead);
  return latest - now > strayMost ? now : Math.max(now, latest);
}

/** Milliseconds since the oldest event was made that neither the server nor the desk has. */
export async function unsentAge(vault: Vault): Promise<number> {
  const device = await deviceOf(vault);
  const missing = IDBKeyRange.lowerBound(device?.handedOver ?? 0, true);
  const [oldest] = await vault.getAll("outbox", missing, 1);
  return device && oldest ? timeOf(device) - madeAt(oldest) : 0;
}

const madeAt = ({ at, body }: Deed): number =>
  at + (JSON.parse(body) as { ahead: number }).ahead;
