// Text as it may be kept and shown: what is pasted from a chat brings marks that nobody sees.

// Control characters but tab and line ends, and those that turn the direction of writing.
const control = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f";
const turning = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
const unseen = new RegExp(`[${control}${turning}]`, "g");
const half = /[\ud800-\udfff]/gu; // by code points only those stand alone

/** What stands in a field of a form, without them and without spaces around it. */
export const typed = (fields: FormData, name: string): string =>
  seen(String(fields.get(name) ?? "")).trim();

/** Without them, as the server wants it (src/base/text.h, is_clean_utf8), and well-formed. */
export function seen(text: string): string {
  return text.replace(unseen, "").replace(half, "");
}
