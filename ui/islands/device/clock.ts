// When something happened by the clocks on the unit's walls, wherever the phone thinks it is, and
// what time it is at least.
import type { Deed, Device, Vault } from "./vault";
import { deviceOf } from "./vault";

const places: Record<string, string> = {
  wib: "Asia/Jakarta",
  wita: "Asia/Makassar",
  wit: "Asia/Jayapura",
};

/** "27 Nov 2026, 13.42 WITA"; in the phone's own zone, unnamed, where the unit's is not known. */
export function momentOf(at: number, device: Partial<Device> = {}): string {
  return told(at, device, { dateStyle: "medium", timeStyle: "short" });
}

/** "13.42 WITA". */
export function hourOf(at: number, device: Partial<Device> = {}): string {
  return told(at, device, { timeStyle: "short" });
}

function told(
  at: number,
  { ahead = 0, zone = "" }: Partial<Device>,
  style: Intl.DateTimeFormatOptions,
): string {
  const locale = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
  const timeZone = places[zone];
  const how = { ...style, ...(timeZone && { timeZone }) };
  const text = new Date(at + ahead).toLocaleString(locale, how);
  return timeZone ? `${text} ${zone.toUpperCase()}` : text;
}

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
