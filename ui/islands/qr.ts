// Reads QR codes where the browser cannot by itself; brought in only when a camera is opened.
import jsQR from "jsqr";

/** What a picture's code says; empty when there is none. */
export function read({ data, width, height }: ImageData): string {
  return jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data ?? "";
}
