// How a worker keeps a page in the browser's cache, whole or as it was.

export interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface Asked extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** A new worker brings what it needs, and serves the windows that are open at once. */
export function settle(bring: () => Promise<unknown>[]): void {
  const worker = self as unknown as {
    skipWaiting(): Promise<void>;
    clients: { claim(): Promise<void> };
  };
  addEventListener("install", (event) => {
    (event as Waiting).waitUntil(Promise.all([worker.skipWaiting(), ...bring()]));
  });
  addEventListener("activate", (event) => {
    (event as Waiting).waitUntil(worker.clients.claim());
  });
}

/** Brings a page and everything it names, and only then puts it in place of the one before. */
export async function take(shelf: string, page: string): Promise<void> {
  const cache = await caches.open(shelf);
  const answer = await fetch(page, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok) throw new Error(String(answer.status));
  const html = await answer.clone().text();
  const named = namesIn(html);
  // A network that asks for a password first answers with a page of its own.
  if (!named.length) throw new Error("not ours");
  await bring(cache, named);
  await cache.put(page, answer);
}

export function namesIn(text: string): string[] {
  return [...new Set(text.match(/\/aset\/[\w.-]+/g) ?? [])];
}

async function bring(cache: Cache, paths: string[]): Promise<void> {
  await Promise.all(
    paths.map(async (path) => {
      if (await cache.match(path)) return;
      const answer = await fetch(path);
      if (!answer.ok) throw new Error(path);
      if (path.endsWith(".css")) await bring(cache, namesIn(await answer.clone().text()));
      await cache.put(path, answer);
    }),
  );
}
