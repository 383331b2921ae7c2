// A receipt's text as a receipt printer takes it (ESC/POS): plain letters, bold where the text says
// *bold*, amounts at the right edge, a feed and a cut at the end.

export type Columns = 32 | 48; // paper of 58 and of 80 mm

const esc = 0x1b;
const gs = 0x1d;
const begin = [esc, 0x40];
const bold = (on: boolean): number[] => [esc, 0x45, on ? 1 : 0];
const end = [esc, 0x64, 4, gs, 0x56, 0x42, 0];
const plainSigns: Record<string, string> = { "×": "x", "·": "-", "−": "-", "–": "-", "“": '"' };

/** Letters that every such printer has; what has none becomes "?". */
export function plainLetters(text: string): string {
  return text
    .replace(/[×·−–“]/g, (sign) => plainSigns[sign] ?? "")
    .replace(/[”„]/g, '"')
    .replace(/[’‘]/g, "'")
    .replace(/\u00a0/g, " ")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^\n -~]/g, "?");
}

/** Lines of at most so many letters, broken between words where there are any. */
export function wrapped(line: string, columns: number): string[] {
  const lines: string[] = [];
  let rest = line.trimEnd();
  while (rest.length > columns) {
    const space = rest.lastIndexOf(" ", columns);
    const cut = space > 0 ? space : columns;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}

/** "Total Rp 10.000" and "2 x Rp 5.000 = Rp 10.000" as words and sum; no sum in other lines. */
export function parted(line: string): [words: string, sum: string] {
  const [, words, sum] = /^(.*?)(?: =)? (-?Rp[ \u00a0][\d.,]+)$/.exec(line) ?? [];
  return [words ?? line, sum ?? ""];
}

/** The sum stands at the right edge. */
export function spread(line: string, columns: number): string[] {
  const [words, sum] = parted(line);
  if (!sum) return wrapped(line, columns);
  if (words.length + 1 + sum.length <= columns)
    return [words + sum.padStart(columns - words.length)];
  return [...wrapped(words, columns), sum.padStart(columns)];
}

export function escpos(text: string, columns: Columns): Uint8Array {
  const bytes = [...begin];
  const letters = (line: string): number[] => [...`${line}\n`].map((sign) => sign.charCodeAt(0));
  for (const line of plainLetters(text).split("\n")) {
    const strong = /^\*(.*)\*$/.exec(line)?.[1];
    if (strong === undefined) bytes.push(...spread(line, columns).flatMap(letters));
    else bytes.push(...bold(true), ...wrapped(strong, columns).flatMap(letters), ...bold(false));
  }
  return new Uint8Array([...bytes, ...end]);
}
