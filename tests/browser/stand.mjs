// A till on a device of its own as its cashier uses it: joining, selling, what waits and what is booked.
import assert from "node:assert/strict";
import { money, signIn, words } from "./browser.mjs";

const pin = "482915";

/** Enrols the browser of this window, lets its cashier sell there, and opens the drawer. */
export async function standUp(till, address, float = "0") {
  await enrol(till, address);
  await join(till);
  await unlock(till);
  await openDrawer(till, float);
  await sent(till);
}

export async function enrol(till, address) {
  await till.goto(address);
  await till.locator("#name").fill("HP kasir");
  await till.locator("[data-enrol] button").click();
  await till.waitForURL("**/kasir");
  if (till.account) await signInAnew(till);
  await till.locator('[data-gate="nobody"] a').click();
}

/** Who joins a device is signed out there: not from the other windows of his account, too. */
async function signInAnew(till) {
  const here = new URL(till.url()).pathname;
  await till.context().clearCookies();
  await signIn(till, ...till.account);
  await till.goto(here);
}

/** From the page of somebody who is signed in. */
export async function join(till, own = pin) {
  await till.locator("#pin").fill(own);
  await till.locator("#pin_again").fill(own);
  await till.locator("[data-clerk] button").click();
  await till.waitForURL("**/kasir");
}

export async function unlock(till, own = pin) {
  await till.locator('[data-gate="clerk"]').waitFor();
  await till.locator("#pin").fill(own);
  await till.locator('[data-gate="clerk"] button').click();
  await till.locator('[data-gate="clerk"]').waitFor({ state: "hidden" });
  if (await till.locator("[data-till]").isVisible())
    await till.locator("[data-found] [data-variant]").first().waitFor();
}

export async function openDrawer(till, float) {
  await till.locator("#float_cash").fill(float);
  await till.locator('[data-gate="shift"] .large').click();
  await till.locator("[data-found] [data-variant]").first().waitFor();
}

/** The keys of goods of which the till knows some to be left. */
export const inStock = (till) => till.locator("[data-found] [data-variant]", { hasText: /sisa|left/ });

/** Sells one of the first goods; its receipt number and total. */
export async function sell(till) {
  await inStock(till).first().click();
  await till.locator("[data-finish]").click();
  const done = till.locator("[data-done]");
  await done.waitFor();
  const number = await words(done.locator("[data-number]"));
  const total = money(await done.locator("[data-done-total]").innerText());
  await done.locator("form button").click();
  return { number, total };
}

export const sum = (sold) => sold.reduce((all, { total }) => all + total, 0);

export async function network(till, there) {
  await till.context().setOffline(!there);
}

/** Nothing waits any more, in the storage and in what the page says. */
export async function sent(till) {
  await till.locator("[data-standing]").waitFor();
  const patience = Date.now() + 30_000;
  while (await waiting(till)) assert.ok(Date.now() < patience, "it is never sent");
  await till.waitForFunction(
    () => document.querySelector("[data-standing]").dataset.state === "allSent",
  );
}

/** How many events wait on the device, as its storage has them. */
export function waiting(till) {
  return till.evaluate(
    () =>
      new Promise((go, fail) => {
        const opened = indexedDB.open("karya-till");
        opened.onerror = fail;
        opened.onsuccess = () => {
          const count = opened.result.transaction("outbox").objectStore("outbox").count();
          count.onsuccess = () => {
            opened.result.close();
            go(count.result);
          };
        };
      }),
  );
}

/** Every number stands once among the unit's receipts, with its total, and they follow each other. */
export async function booked(desk, sold) {
  const series = sold[0].number.replace(/\d+$/, "");
  for (const { number, total } of sold) {
    await desk.goto(`/kasir/nota?number=${number}`);
    const rows = desk.locator("tbody tr", { hasText: number });
    assert.equal(await rows.count(), 1, number);
    assert.ok((await words(rows.first())).includes(total.toLocaleString("id-ID")), number);
  }
  const numbers = sold.map(({ number }) => Number(number.slice(series.length)));
  assert.deepEqual(numbers, numbers.map((_, index) => index + 1), "no gap and no double");
}

export async function closeDrawer(till, counted) {
  await till.locator("[data-close-shift]").click();
  await till.locator("#counted").fill(String(counted));
  await till.locator('[data-gate="close"] form .button.large').click();
  await till.locator('[data-gate="report"]').waitFor();
  const report = await words(till.locator("[data-report]"));
  await till.locator("[data-report-done]").click();
  await till.locator('[data-gate="clerk"]').waitFor();
  return report;
}

/** Puts money into the drawer, or takes it out, with its reason. */
export async function moveCash(till, way, amount, reason) {
  await till.locator("[data-cash-drawer]").click();
  await till.locator("#cash_amount").fill(amount);
  await till.locator("#cash_reason").fill(reason);
  await till.locator(`[data-gate="cash"] [value="${way}"]`).check();
  await till.locator("#cash_reason").press("Enter");
  await till.locator("[data-till]").waitFor();
}

/** Opens a receipt of this device from its list. */
export async function openRecord(till, number) {
  await till.locator("[data-records]").click();
  await till.locator("#record_number").fill(number);
  await till.locator("#record_number").press("Enter");
  await till.locator("[data-record-list] button", { hasText: number }).click();
  await till.locator('[data-gate="sale"]').waitFor();
}

export async function toTill(till) {
  const back = till.locator("[data-records-back]");
  if (await back.isVisible()) await back.click();
  await till.locator('[data-gate="records"] [data-back]').click();
  await till.locator("[data-till]").waitFor();
}

/** From now on, and in pages opened later, the device's clock goes that much ahead of the true one. */
export async function turnClock(page, by) {
  const turn = (shift) => {
    const True = (globalThis.TrueDate ??= Date);
    globalThis.Date = class extends True {
      constructor(...when) {
        if (when.length) super(...when);
        else super(True.now() + shift);
      }
      static now() {
        return True.now() + shift;
      }
    };
  };
  await page.addInitScript(turn, by);
  await page.evaluate(turn, by);
}

/** Makes what waits older by so many hours, as if nobody had found a network since. */
export function ageUnsent(till, hours) {
  return till.evaluate(
    (ms) =>
      new Promise((go) => {
        indexedDB.open("karya-till").onsuccess = ({ target: { result: vault } }) => {
          const work = vault.transaction("outbox", "readwrite");
          work.objectStore("outbox").openCursor().onsuccess = ({ target: { result: at } }) => {
            if (!at) return;
            at.update({ ...at.value, at: at.value.at - ms });
            at.continue();
          };
          work.oncomplete = () => {
            vault.close();
            go();
          };
        };
      }),
    hours * 3_600_000,
  );
}

/** The goods of the price list as the device keeps them. */
export function packs(till) {
  return till.evaluate(
    () =>
      new Promise((go) => {
        indexedDB.open("karya-till").onsuccess = ({ target: { result: vault } }) => {
          const store = vault.transaction("packs").objectStore("packs");
          store.getAll().onsuccess = ({ target: { result: texts } }) => {
            vault.close();
            go(texts.flatMap((text) => JSON.parse(text)));
          };
        };
      }),
  );
}

/** Changes what the device knows of itself: the record "device", or that of its price list, "stall". */
export function know(till, name, news) {
  return till.evaluate(
    ([name, news]) =>
      new Promise((go) => {
        indexedDB.open("karya-till").onsuccess = ({ target: { result: vault } }) => {
          const work = vault.transaction("one", "readwrite");
          const store = work.objectStore("one");
          store.get(name).onsuccess = ({ target: { result: before } }) => {
            store.put({ ...before, ...news }, name);
          };
          work.oncomplete = () => {
            vault.close();
            go();
          };
        };
      }),
    [name, news],
  );
}
