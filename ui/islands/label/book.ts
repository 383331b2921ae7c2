// What a device keeps of the labels' book, so that it can check one without a network: keys, the
// names of units and goods, and what was withdrawn. Never who made or bought a thing.

export interface Book {
  keys: { kid: string; x: string }[];
  goods: { unit: string; unit_name: string; article: string; name: string }[];
  withdrawn: { unit: string; first: number; last: number }[];
}

export const bookPath = "/label/daftar";
export const labelShelf = "karya-label";

export interface Kept {
  book: Book;
  from: Date; // when the server gave it
}

/** The newest to be had: from the server, else what the worker kept. */
export async function readBook(): Promise<Kept> {
  const answer = await fetch(bookPath, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const from = new Date(answer.headers.get("date") ?? Date.now());
  return { book: (await answer.json()) as Book, from };
}
