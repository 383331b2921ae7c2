// Paid in two ways, and by the unit's own QRIS picture: at the desk's till and without a network.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fetchAs, money, phone, plainly, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { closeDrawer, inStock, network, sent, standUp, unlock } from "../stand.mjs";
import { goodsInStock, openShift, putAway, ready } from "../till.mjs";

const head = "kepala.pontianak";
const chief = "giatja.pontianak";
const cashier = "kasir.pontianak";
const picture = fileURLToPath(
  new URL("../../../src/catalogue/seed/pictures/kopi.webp", import.meta.url),
);
const small = { width: 360, height: 740 };

export const journeys = {
  "a sale in two ways: each shown, the change right, and back by both": async ({ windows }) => {
    const till = await windows.officer(cashier, { viewport: small, hasTouch: true });
    const desk = await windows.officer(chief);
    await openShift(till, "100.000");
    await ready(till);
    const [goods] = await goodsInStock(till, 1);
    await goods.key.click();
    await split(till, "qris", "abc");
    await till.locator("[data-finish]").click();
    await till.locator("#also_amount:focus").waitFor();
    assert.match(await words(till.locator(".field.wrong .error")), /rupiah bulat/);
    await split(till, "qris", goods.price);
    await till.locator("[data-finish]").click();
    await till.locator(".field.wrong:has(#also_amount) .error", { hasText: "lebih kecil" }).waitFor();
    const part = await split(till, "qris", 500);
    assert.match(await words(till.locator("#split_rest")), /Sisanya .* Tunai/);
    const handed = goods.price + 10_000;
    await till.locator("#received").fill(String(handed));
    await till.locator("[data-finish]").click();
    await till.locator("[data-done]").waitFor();
    const change = handed - (goods.price - part);
    assert.equal(money(await till.locator("[data-done-change] strong").innerText()), change);
    const address = await till.locator('[data-done] [data-paper=""]').getAttribute("href");
    await putAway(till);
    await desk.goto(address);
    const paper = await words(desk.locator(".receipt"));
    for (const line of [`QRIS ${plainly(part)}`, `Tunai ${plainly(handed)}`])
      assert.ok(paper.includes(line), `${line} in ${paper}`);
    await desk.locator("main a[href$='/retur']").click();
    await desk.locator("#quantity_1").fill("1");
    await desk.locator("#reason").fill("cacat");
    await desk.locator("main form .danger").click();
    const back = await words(desk.locator("main dl.facts").last());
    assert.ok(back.includes(`QRIS ${plainly(part)}`), back);
    assert.ok(back.includes(`Tunai ${plainly(goods.price - part)}`), back);
  },

  "the unit's QRIS picture is put up at the desk and seen at its tills alone": async (all) => {
    const { windows } = all;
    const desk = await windows.officer(head);
    await desk.goto("/meja/perangkat");
    const waited = await desk.locator("main .notice.warn").allInnerTexts(); // of other journeys
    await desk.goto("/meja");
    await desk.locator('a[href$="/meja/qris"]').click();
    await desk.locator("#photo").setInputFiles(picture);
    await desk.locator("main form .button").first().click();
    await desk.locator("figure img").waitFor();
    const till = await windows.officer(cashier, { viewport: phone });
    await openShift(till, "0");
    await ready(till);
    await till.locator('[name="payment"][value="qris"]').check({ force: true });
    await shown(till);
    const elsewhere = await windows.officer("kasir.kerobokan");
    const answer = await fetchAs(elsewhere, "/kasir/qris");
    assert.equal(answer.status, 404, "no other unit sees it");
    const device = await windows.officer(cashier, { viewport: small });
    await standUp(device, await invite(await windows.officer(chief)), "50.000");
    await device.waitForFunction(() => document.querySelector("[data-till]").dataset.qris);
    await network(device, false);
    const sold = await sellByBoth(device);
    await forgeQris(device);
    await device.reload();
    await unlock(device);
    assert.equal(await qrisOf(device), undefined, "no stranger's picture is shown");
    const report = await closeDrawer(device, 50_000 + sold.cash);
    assert.ok(report.includes(`QRIS ${plainly(sold.qris)}`), report);
    assert.ok(report.includes(`Tunai ${plainly(sold.cash)}`), report);
    await network(device, true);
    await sent(device);
    await device.reload();
    await unlock(device);
    await device.waitForFunction(() => document.querySelector("[data-till]").dataset.qris);
    await desk.goto("/meja/perangkat");
    const waiting = await desk.locator("main .notice.warn").allInnerTexts();
    assert.deepEqual(waiting, waited, "nothing of it waits for a person");
    await desk.goto("/meja/qris");
    await desk.locator("details.confirm summary").click();
    await desk.locator("details.confirm .danger:not(summary)").click();
    await desk.locator("main .muted", { hasText: "Belum ada gambar" }).waitFor();
  },
};

/** Pays a part in another way; how much. */
async function split(till, way, amount) {
  const details = till.locator("[data-split]");
  if ((await details.getAttribute("open")) === null) await details.locator("summary").click();
  await till.locator("#also").selectOption(way);
  await till.locator("#also_amount").fill(String(amount));
  return amount;
}

const qrisOf = (till) =>
  till.evaluate(() => document.querySelector("[data-till]").dataset.qris);

/** Puts another picture into the storage of the device, under the name of the unit's own. */
function forgeQris(till) {
  return till.evaluate(
    () =>
      new Promise((go) => {
        indexedDB.open("karya-till").onsuccess = ({ target: { result: vault } }) => {
          const work = vault.transaction("one", "readwrite");
          const store = work.objectStore("one");
          store.get("qris").onsuccess = ({ target: { result: qris } }) => {
            const half = Math.floor(qris.picture.length / 8) * 4;
            store.put({ ...qris, picture: qris.picture.slice(0, half) }, "qris");
          };
          store.get("stall").onsuccess = ({ target: { result: stall } }) => {
            store.put({ ...stall, heardAt: 0 }, "stall"); // asked for again when there is a network
          };
          work.oncomplete = () => {
            vault.close();
            go();
          };
        };
      }),
  );
}

async function shown(till) {
  const image = till.locator("[data-qris-shown] img");
  await image.waitFor();
  await till.waitForFunction(
    () => document.querySelector("[data-qris-shown] img").naturalWidth > 0,
  );
}

async function sellByBoth(till) {
  await inStock(till).first().click();
  const total = money(await till.locator("[data-total]").first().innerText());
  const qris = await split(till, "qris", total - 500);
  await shown(till);
  await till.locator("[data-finish]").click();
  const done = till.locator("[data-done]");
  await done.waitFor();
  await done.locator("form button").click();
  return { qris, cash: total - qris };
}
