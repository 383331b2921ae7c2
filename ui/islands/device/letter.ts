// How much of the outbox one request may hold.
import type { Deed } from "./vault";

const letterSize = 120_000; // UTF-16 units; a request may have 256 KiB
const signatureSize = 120;

/** The first of them that fit. */
export function fitting(deeds: Deed[]): Deed[] {
  let rest = letterSize;
  return deeds.filter(({ body }) => (rest -= body.length + signatureSize) >= 0);
}
