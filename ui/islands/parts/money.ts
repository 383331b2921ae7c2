// The two ways a number is written; the same as on the server (src/base/lang.h).

export type Lang = "id" | "en";

/** "48.000.000"; English "48,000,000". Whole numbers only. */
export function shown(value: number, lang: Lang): string {
  const digits = String(Math.abs(Math.round(value)));
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, lang === "en" ? "," : ".");
  return value < 0 ? `-${grouped}` : grouped;
}

/** A quantity as the server writes it plainly ("1234.5"): "1.234,5"; English "1,234.5". */
export function quantity(plain: string, lang: Lang): string {
  const [whole = "", rest] = plain.split(".");
  const text = shown(Number(whole), lang);
  return rest ? text + (lang === "en" ? "." : ",") + rest : text;
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

/** amount × part ÷ whole, half up, as the server counts it. */
export function shareOf(amount: number, part: number, whole: number): number {
  const twice = BigInt(amount) * BigInt(part) * 2n + BigInt(whole);
  return Number(twice / (BigInt(whole) * 2n));
}

/** A total over weights, the largest remainder first, ties to the earlier. */
export function spread(total: number, weights: number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (!total || !sum) return weights.map(() => 0);
  const parts = weights.map((weight) => (BigInt(total) * BigInt(weight)) / sum);
  const rest = weights.map((weight) => (BigInt(total) * BigInt(weight)) % sum);
  let left = Number(BigInt(total) - parts.reduce((all, part) => all + part, 0n));
  const order = weights.map((_, n) => n).sort((a, b) => {
    const [one, other] = [rest[a] ?? 0n, rest[b] ?? 0n];
    return one === other ? a - b : one < other ? 1 : -1;
  });
  for (const n of order) if (left-- > 0) parts[n] = (parts[n] ?? 0n) + 1n;
  return parts.map(Number);
}
