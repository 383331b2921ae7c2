// Labels without a network: the page that checks them, and the book it checks them by, lie in the
// browser's cache. With a network the server answers, which also knows what was sold.
import { bookPath, labelShelf } from "./label/book";
import { type Asked, settle, take } from "./parts/shelf";

const patience = 4000;
const pageOf = (path: string): string => (path.startsWith("/en/") ? "/en/label" : "/label");

settle(() => [...["/label", "/en/label"].map(keep), book()]);

addEventListener("fetch", (event) => {
  const asked = event as Asked;
  const { request } = asked;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === bookPath) asked.respondWith(book().catch(() => kept(bookPath)));
  else if (pathname.startsWith("/aset/")) asked.respondWith(kept(pathname));
  else if (request.mode === "navigate" && /^(\/en)?\/(l\/|label$)/i.test(pathname)) {
    asked.respondWith(soon(request).catch(() => kept(pageOf(pathname))));
    if (/\/label$/.test(pathname)) asked.waitUntil(keep(pageOf(pathname)).catch(() => undefined));
  }
});

const keep = (page: string): Promise<void> => take(labelShelf, page);

/** A network that answers nothing is none. */
function soon(request: Request): Promise<Response> {
  const late = new Promise<never>((_, fail) => setTimeout(fail, patience, new Error("late")));
  return Promise.race([fetch(request), late]);
}

async function book(): Promise<Response> {
  const answer = await soon(new Request(bookPath, { headers: { accept: "application/json" } }));
  if (!answer.ok) throw new Error(String(answer.status));
  await (await caches.open(labelShelf)).put(bookPath, answer.clone());
  return answer;
}

async function kept(path: string): Promise<Response> {
  return (await caches.match(path, { cacheName: labelShelf })) ?? fetch(path);
}
