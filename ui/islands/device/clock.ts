// What time it is at least, and how long something waits.
import type { Deed, Device, Vault } from "./vault";
import { deviceOf } from "./vault";

/** The server's time as far as the device knows, and never before what it has heard or written. */
function timeOf({ ahead, heardAt, latest = 0 }: Device): number {
  return Math.max(Date.now() + ahead, heardAt + ahead, latest);
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
