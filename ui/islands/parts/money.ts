// The two ways a number is written; the same as on the server (src/base/lang.h).

export type Lang = "id" | "en";

/** "48.000.000"; English "48,000,000". Whole numbers only. */
export function shown(value: number, lang: Lang): string {
  const digits = String(Math.abs(Math.round(value)));
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, lang === "en" ? "," : ".");
  return value < 0 ? `-${grouped}` : grouped;
}

/** "Rp 48.000.000", the space unbreakable. */
export function rupiah(value: number, lang: Lang): string {
  const text = shown(Math.abs(value), lang);
  return `${value < 0 ? "-" : ""}Rp\u00a0${text}`;
}

/** What a person typed as money: "48.000", "Rp 48,000"; nothing when it is no whole rupiah, as
    "48.000,00" is not: groups are of three digits, all parted alike. */
export function typedRupiah(text: string): number | undefined {
  const plain = text.replace(/\s|Rp/g, "");
  if (!/^(\d{1,12}|\d{1,3}([.,])\d{3}(\2\d{3}){0,2})$/.test(plain)) return undefined;
  return Number(plain.replace(/[.,]/g, ""));
}
