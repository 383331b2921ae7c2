// When something happened by the clocks on the unit's walls, wherever the phone thinks it is.
import type { Device } from "./vault";

const places: Record<string, string> = {
  wib: "Asia/Jakarta",
  wita: "Asia/Makassar",
  wit: "Asia/Jayapura",
};

/** "27 Nov 2026, 13.42 WITA"; in the phone's own zone, unnamed, where the unit's is not known. */
export function momentOf(at: number, { ahead = 0, zone = "" }: Partial<Device> = {}): string {
  const locale = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
  const timeZone = places[zone];
  const how = { dateStyle: "medium", timeStyle: "short", ...(timeZone && { timeZone }) } as const;
  const text = new Date(at + ahead).toLocaleString(locale, how);
  return timeZone ? `${text} ${zone.toUpperCase()}` : text;
}
