// What a till on a device has to live through: its browser is closed, its tab killed, its clock
// wrong, its storage full, its program renewed. What was sold is booked once, all the same.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as under } from "node:path";
import { phone, signIn, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { Relay } from "../relay.mjs";
import {
  booked,
  inStock,
  network,
  sell,
  sent,
  standUp,
  toTill,
  turnClock,
  unlock,
  waiting,
} from "../stand.mjs";

const cashier = "kasir.kerobokan";
const chief = "giatja.kerobokan";
const dayMs = 24 * 3_600_000;
const spare = "/aset/counter.0123456789.js";

export const journeys = {
  "the browser is closed and opened again with unsent sales": async ({ house, windows }) => {
    const desk = await windows.officer(chief);
    const folder = mkdtempSync(under(tmpdir(), "karya-profile-"));
    try {
      const before = await windows.lasting(folder, { viewport: phone });
      await signIn(before, cashier, house.accounts.get(cashier));
      await standUp(before, await invite(desk));
      await network(before, false);
      const sold = [await sell(before), await sell(before)];
      await before.context().close();
      const after = await windows.lasting(folder, { viewport: phone, offline: true });
      await after.goto("/kasir");
      await unlock(after);
      assert.equal(await waiting(after), 2);
      sold.push(await sell(after));
      await network(after, true);
      await sent(after);
      await booked(desk, sold);
      await after.context().close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },

  "a tab is killed while it sends": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    await network(till, false);
    const sold = [await sell(till), await sell(till)];
    const context = till.context();
    const sending = new Promise((go) =>
      context.route("**/kasir/sinkron", async (route) => {
        await route.fetch(); // the server has booked, nobody hears of it
        go();
      }),
    );
    await network(till, true);
    await sending;
    const gone = new Promise((go) => till.once("crash", go));
    const devil = await context.newCDPSession(till);
    devil.send("Page.crash").catch(() => {});
    await gone;
    await till.close();
    await context.unroute("**/kasir/sinkron");
    const next = await context.newPage();
    await next.goto("/kasir");
    await unlock(next);
    sold.push(await sell(next));
    await sent(next);
    await booked(desk, sold);
  },

  "no till is open: the browser wakes the worker, and it sends": async ({ windows }) => {
    const { desk, other, sold } = await leftUnsent(windows);
    await network(other, true);
    await wake(other);
    for (const began = Date.now(); (await waiting(other)) > 0; ) {
      assert.ok(Date.now() - began < 30_000, "what waited is sent");
      await other.evaluate(() => scheduler.yield?.());
    }
    await booked(desk, sold);
  },

  "a clock that is days wrong": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await turnClock(till, -3 * dayMs);
    await standUp(till, await invite(desk));
    await network(till, false);
    const sold = [await sell(till)];
    await network(till, true);
    await sent(till);
    await booked(desk, sold); // wrong as it always was: its time is known
    await network(till, false);
    await turnClock(till, 2 * dayMs);
    await till.reload();
    await unlock(till);
    sold.push(await sell(till), await sell(till));
    await turnClock(till, 0);
    await till.reload();
    await network(till, true);
    await sent(till);
    await unlock(till);
    await till.locator("[data-records]").click();
    const told = till.locator("[data-record-list]", { hasText: "Jam tidak cocok" });
    await told.waitFor();
    await desk.goto("/meja/perangkat/tinjau");
    const rows = desk.locator("tbody tr", { hasText: "Jam tidak cocok" });
    assert.equal(await rows.count(), 2, "kept and flagged");
    await desk.locator('form[action$="/pencatatan"] button').click();
    await desk.locator(".empty").waitFor();
    await booked(desk, sold);
    await Promise.all([
      till.waitForResponse("**/kasir/sinkron"),
      till.evaluate(() => dispatchEvent(new Event("online"))), // it hears what was decided
    ]);
    await sent(till);
    await toTill(till);
    await till.locator("[data-records]").click();
    await told.waitFor({ state: "detached" });
  },

  "the storage is full": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    await network(till, false);
    const sold = [await sell(till)];
    await full(till, true);
    await inStock(till).first().click();
    const total = await words(till.locator("[data-total]"));
    await till.locator("[data-finish]").click();
    await till.locator("[data-problem]", { hasText: "TIDAK tercatat" }).waitFor();
    assert.ok(await till.locator("[data-done]").isHidden(), "no receipt");
    assert.equal(await words(till.locator("[data-total]")), total, "the basket stays");
    assert.equal(await waiting(till), 1, "nothing was written");
    await network(till, true);
    await sent(till);
    assert.equal(await waiting(till), 0, "what was sold before is sent, full or not");
    await full(till, false);
    await till.locator("[data-finish]").click();
    const done = till.locator("[data-done]");
    await done.waitFor();
    sold.push({
      number: await words(done.locator("[data-number]")),
      total: Number(total.replace(/\D/g, "")),
    });
    await done.locator("form button").click();
    await sent(till);
    await booked(desk, sold);
  },

  "a vault as the releases before laid it, with unsent sales": async ({ windows }) => {
    for (const version of [1, 2]) {
      const { desk, other, sold } = await leftUnsent(windows);
      await layAs(other, version);
      await other.goto("/kasir");
      await unlock(other);
      assert.equal(await waiting(other), 2);
      sold.push(await sell(other));
      await network(other, true);
      await sent(other);
      await booked(desk, sold);
    }
  },

  "the program is renewed while sales are unsent": async ({ house, windows }) => {
    const desk = await windows.officer(chief);
    const relay = await Relay.open(house);
    try {
      const till = await windows.visitor({ house: relay, viewport: phone });
      await signIn(till, cashier, house.accounts.get(cashier));
      const { hash } = new URL(await invite(desk));
      await standUp(till, `/kasir/perangkat/baru${hash}`);
      relay.change("/kasir/sinkron", () => "down for a moment");
      const sold = [await sell(till), await sell(till)];
      await keptAssets(till, spare);
      await renewed(till, () => {
        relay.change("/pekerja-kasir.js", (text) => `${text}\n// the next release`);
        relay.change("/kasir/layar", (text) => text.replace("<h1>Kasir", "<h1>Kasir baru"));
      });
      sold.push(await sell(till));
      assert.equal(await waiting(till), 3);
      await network(till, false);
      await till.reload();
      await unlock(till);
      assert.equal(await words(till.locator("h1")), "Kasir baru");
      sold.push(await sell(till));
      relay.change("/kasir/sinkron");
      await network(till, true);
      await sent(till);
      assert.ok(!(await keptAssets(till)).includes(spare), "what no page names is not kept");
      await booked(desk, sold);
    } finally {
      await relay.close();
    }
  },
};

/** Two sales that were made without a network; the till is closed, another window stays open. */
async function leftUnsent(windows) {
  const desk = await windows.officer(chief);
  const till = await windows.officer(cashier, { viewport: phone });
  await standUp(till, await invite(desk));
  const other = await till.context().newPage();
  await other.goto("/privasi");
  await network(till, false);
  const sold = [await sell(till), await sell(till)];
  await till.close();
  return { desk, other, sold };
}

/** As the browser does when there is a network again. */
async function wake(page) {
  const devil = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const found = new Promise((go) =>
    devil.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const till = registrations.find(({ scopeURL }) => scopeURL === `${origin}/kasir`);
      if (till) go(till.registrationId);
    }),
  );
  await devil.send("ServiceWorker.enable");
  const registrationId = await found;
  const sync = { origin, registrationId, tag: "karya-kasir", lastChance: false };
  await devil.send("ServiceWorker.dispatchSyncEvent", sync);
}

/** Which files lie in the till's cache; puts one more there first, if one is named. */
function keptAssets(page, more = "") {
  return page.evaluate(async (more) => {
    const cache = await caches.open("karya-kasir");
    if (more) await cache.put(more, new Response("of a till that was"));
    return (await cache.keys()).map(({ url }) => new URL(url).pathname);
  }, more);
}

/** A disk that is full: what is written is taken, and its transaction aborted in the end. */
function full(page, is) {
  return page.evaluate((is) => {
    const stores = IDBObjectStore.prototype;
    const real = (globalThis.realStores ??= { add: stores.add, put: stores.put });
    for (const [name, write] of Object.entries(real))
      stores[name] = function (...what) {
        const request = write.apply(this, what);
        if (is) request.addEventListener("success", () => this.transaction.abort());
        return request;
      };
  }, is);
}

/** Lays the vault anew as that version had it, with what is in it now. */
function layAs(page, version) {
  return page.evaluate(async (version) => {
    const keys = { one: null, outbox: "seq", settled: "seq", clerks: "id" };
    const heard = (request) =>
      new Promise((go, fail) => {
        request.onsuccess = () => go(request.result);
        request.onerror = fail; // blocked only waits for the window that was just closed
      });
    const now = await heard(indexedDB.open("karya-till"));
    const held = {};
    for (const name of Object.keys(keys)) {
      const store = now.transaction(name).objectStore(name);
      const [all, names] = [heard(store.getAll()), heard(store.getAllKeys())];
      held[name] = [await all, await names];
    }
    const packs = await heard(now.transaction("packs").objectStore("packs").getAll());
    const goods = packs.flatMap((pack) => JSON.parse(pack));
    const [records, names] = held.one;
    const list = records[names.indexOf("stall")];
    // The first release kept all goods in the record of the list, the second each by itself.
    if (version === 1) {
      delete list.seq;
      list.goods = goods;
    } else {
      keys.goods = "variant";
      held.goods = [goods];
    }
    now.close();
    await heard(indexedDB.deleteDatabase("karya-till"));
    const opened = indexedDB.open("karya-till", version);
    opened.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(keys)) {
        const store = opened.result.createObjectStore(name, keyPath ? { keyPath } : {});
        if (name === "settled") store.createIndex("settledAt", "settledAt");
        const [all, names] = held[name];
        all.forEach((one, index) => (keyPath ? store.add(one) : store.add(one, names[index])));
      }
    };
    (await heard(opened)).close();
  }, version);
}

/** The browser finds the next release of the worker, and that one serves this page. */
async function renewed(page, release) {
  // The browser may look for the next one by itself: who listens only then waits for ever.
  await page.evaluate(() => {
    globalThis.taken = new Promise((go) =>
      navigator.serviceWorker.addEventListener("controllerchange", go, { once: true }),
    );
  });
  release();
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration("/kasir")).update();
    await globalThis.taken;
  });
}
