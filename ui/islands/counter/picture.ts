// The receipt as a picture, for chats that show pictures better than text.
import { parted } from "./escpos";

const width = 420;
const margin = 24;
const lineHeight = 26;
const scale = 2; // for sharp letters
const paper = "#fdfbf7";
const ink = "#2b2018";

export function canSharePictures(): boolean {
  const probe = new File([""], "a.png", { type: "image/png" });
  return Boolean(navigator.canShare?.({ files: [probe] }));
}

export async function sharePicture(text: string, name: string): Promise<void> {
  const file = new File([await drawn(text)], `${name}.png`, { type: "image/png" });
  try {
    await navigator.share({ files: [file] });
  } catch {
    // Closed without choosing: nothing to say.
  }
}

interface Row {
  words: string;
  sum: string;
  strong: boolean;
}

export async function drawn(text: string): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("no canvas");
  wear(brush, false);
  const rows = text.split("\n").flatMap((line) => rowsOf(brush, line));
  canvas.width = width * scale;
  canvas.height = (rows.length * lineHeight + 2 * margin) * scale;
  brush.scale(scale, scale);
  brush.fillStyle = paper;
  brush.fillRect(0, 0, width, canvas.height / scale);
  brush.fillStyle = ink;
  rows.forEach((row, index) => write(brush, row, margin + (index + 0.7) * lineHeight));
  return new Promise((go, fail) =>
    canvas.toBlob((blob) => (blob ? go(blob) : fail(new Error("no picture")))),
  );
}

function wear(brush: CanvasRenderingContext2D, strong: boolean): void {
  brush.font = `${strong ? 700 : 400} 17px ${getComputedStyle(document.body).fontFamily}`;
}

function write(brush: CanvasRenderingContext2D, row: Row, y: number): void {
  wear(brush, row.strong);
  brush.textAlign = "left";
  brush.fillText(row.words, margin, y);
  brush.textAlign = "right";
  brush.fillText(row.sum, width - margin, y);
}

/** A line of the text, broken between words where it is too wide. */
function rowsOf(brush: CanvasRenderingContext2D, line: string): Row[] {
  const strong = /^\*.*\*$/.test(line);
  const [words, sum] = parted(line.replace(/^\*|\*$/g, ""));
  const wide = (text: string): boolean => brush.measureText(text).width > width - 2 * margin;
  const rows = [""];
  for (const word of words.split(" ")) {
    const longer = `${rows[rows.length - 1] ?? ""} ${word}`.trim();
    if (wide(longer)) rows.push(word);
    else rows[rows.length - 1] = longer;
  }
  if (sum && wide(`${rows[rows.length - 1] ?? ""} ${sum}`)) rows.push("");
  return rows.map((text, at) => ({ words: text, sum: at === rows.length - 1 ? sum : "", strong }));
}
