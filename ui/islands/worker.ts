// The till without a network: the page and all it needs lie in the browser's cache. Sales wait in
// the vault and are sent by the page; by the worker only when it is woken and no page does.
import { Courier } from "./device/courier";
import { photoShelf, tillShelf } from "./device/shelves";
import { openVault } from "./device/vault";
import { wakeTag } from "./device/wake";
import { type Asked, namesIn, settle, take, type Waiting } from "./parts/shelf";

const pages: Record<string, string> = {
  "/kasir": "/kasir/layar",
  "/kasir/layar": "/kasir/layar",
  "/en/kasir": "/en/kasir/layar",
  "/en/kasir/layar": "/en/kasir/layar",
};
const photosMost = 500;

settle(() => [...new Set(Object.values(pages))].map((page) => take(tillShelf, page)));

addEventListener("fetch", (event) => {
  const asked = event as Asked;
  const { request } = asked;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const page = request.mode === "navigate" ? pages[pathname] : undefined;
  if (page) {
    asked.respondWith(kept(page));
    asked.waitUntil(renew(page));
  } else if (pathname.startsWith("/aset/")) asked.respondWith(kept(pathname));
  else if (/^\/(media\/.*-240\.webp|kain\/.*)$/.test(pathname)) asked.respondWith(photo(request));
});

addEventListener("sync", (event) => {
  const { tag } = event as Event & { tag: string };
  if (tag === wakeTag) (event as Waiting).waitUntil(send());
});

/** Fails when something is left, so that the browser wakes us once more. */
async function send(): Promise<void> {
  const vault = await openVault();
  const all = await new Courier(vault, "/kasir/sinkron", () => undefined).once();
  vault.close();
  if (!all) throw new Error("unsent");
}

/** From the cache, else from the network. */
async function kept(path: string): Promise<Response> {
  return (await caches.match(path, { cacheName: tillShelf })) ?? fetch(path);
}

async function photo(request: Request): Promise<Response> {
  const photos = await caches.open(photoShelf);
  const known = await photos.match(request);
  if (known) return known;
  const answer = await fetch(request);
  const names = await photos.keys();
  if (names[0] && names.length >= photosMost) await photos.delete(names[0]);
  // Where there is no room it is shown all the same.
  if (answer.ok) await photos.put(request, answer.clone()).catch(() => undefined);
  return answer;
}

/** What no page names any more goes first: what is brought next is not shown yet. */
async function renew(page: string): Promise<void> {
  await sweep().catch(() => undefined);
  await take(tillShelf, page).catch(() => undefined);
}

interface Windows {
  clients: { matchAll(of: { type: "window" }): Promise<{ url: string }[]> };
}

/** An older till that is still open in another window may want more of its own files. */
async function sweep(): Promise<void> {
  const open = await (self as unknown as Windows).clients.matchAll({ type: "window" });
  if (open.filter(({ url }) => new URL(url).pathname in pages).length > 1) return;
  const cache = await caches.open(tillShelf);
  const kept = await cache.keys();
  const naming = kept.filter(({ url }) => /\/layar$|\.css$/.test(url));
  const texts = await Promise.all(
    naming.map(async (one) => (await (await cache.match(one))?.text()) ?? ""),
  );
  const named = new Set(texts.flatMap(namesIn));
  const spare = kept.filter(({ url }) => {
    const { pathname } = new URL(url);
    return pathname.startsWith("/aset/") && !named.has(pathname);
  });
  await Promise.all(spare.map((one) => cache.delete(one)));
}
