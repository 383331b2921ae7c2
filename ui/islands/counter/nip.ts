// An officer's number as a scanner reads it off his card: 18 digits of birth date, month of
// appointment, sex and serial.

const month = "(0[1-9]|1[0-2])";
const year = "(19|20)\\d{2}";
const form = new RegExp(`^(${year})${month}(\\d{2})${year}${month}[12]\\d{3}$`);

/** Its birth date must be one: there is no 30 February. */
export function isNip(text: string): boolean {
  const [, born = "", , month = "", day = ""] = form.exec(text) ?? [];
  const date = new Date(`${born}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** Chooses the officer as buyer; false when the text is no such number. */
export function tookNip(root: HTMLElement, text: string): boolean {
  if (!isNip(text.trim())) return false;
  const buyer = root.querySelector<HTMLSelectElement>("#buyer");
  const field = root.querySelector<HTMLInputElement>("#nip");
  if (!buyer || !field) return false;
  buyer.value = "officer";
  field.value = text.trim();
  buyer.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}
