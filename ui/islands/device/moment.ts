// When something happened by the clocks on the unit's walls, wherever the phone thinks it is.
import type { Device } from "./vault";

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
