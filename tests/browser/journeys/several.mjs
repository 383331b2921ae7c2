// Several people at one till on a device, what an officer buys there, and what the desk does with its
// goods and its sales meanwhile.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { money, plainly, signIn, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import {
  booked,
  closeDrawer,
  inStock,
  join,
  know,
  network,
  openRecord,
  packs,
  sell,
  sent,
  standUp,
  toTill,
  turnClock,
  unlock,
} from "../stand.mjs";
import { openReceipt, putAway, take } from "../till.mjs";

const small = { viewport: { width: 360, height: 740 }, hasTouch: true };
const nip = "198503122009011002";
const why = "pembeli mengembalikan barangnya sebelum membayar, uang tidak pernah masuk laci";
const dayMs = 24 * 3_600_000;

export const journeys = {
  "two cashiers, a service and an officer's purchase, each in his own name": async (all) => {
    const { house, windows } = all;
    const [cashier, chief] = ["kasir.abepura", "giatja.abepura"];
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, small);
    await standUp(till, await invite(desk), "50.000");
    await till.locator("[data-lock]").click();
    await till.context().clearCookies();
    await signIn(till, chief, house.accounts.get(chief));
    await till.goto("/kasir");
    await till.locator('[data-gate="clerk"] a').click();
    await till.waitForURL("**/petugas");
    await join(till, "739204");
    await till.locator('[data-gate="clerk"]').waitFor();
    const names = await till.locator("#clerk option").allInnerTexts();
    assert.equal(names.length, 2, `${names}`);
    await sent(till);
    await network(till, false);

    const sold = [await sellService(till, names[0], "482915")];
    await till.locator("[data-lock]").click();
    sold.push(await sellToOfficer(till, names[1], "739204"));
    const unsent = await till.evaluate(keptTexts);
    assert.ok(unsent.includes("sealed_nip"), "it waits on the device");
    assert.ok(!unsent.includes(nip), "and no thief of the device can read it");
    const drawer = 50_000 + sold[0].total + sold[1].total;
    const report = await closeDrawer(till, drawer);
    assert.ok(report.includes(plainly(drawer)), report);
    await network(till, true);
    await sent(till);
    await booked(desk, sold);
    for (const [index, { number }] of sold.entries()) {
      await openReceipt(desk, number);
      const paper = await words(desk.locator(".receipt"));
      assert.ok(paper.includes(names[index]), `${names[index]} on ${paper}`);
      assert.ok(!paper.includes(nip), "never in full");
      if (index) assert.ok(paper.includes(nip.slice(-3)), `the officer's purchase: ${paper}`);
    }
    const left = await till.evaluate(keptTexts);
    assert.ok(!left.includes(nip), "what is sent keeps no officer's number");
  },

  "goods that are withdrawn while they lie in a basket are sold from the hand": async (all) => {
    const chief = "giatja.pontianak";
    const desk = await all.windows.officer(chief);
    const till = await all.windows.officer(chief, small);
    await standUp(till, await invite(desk));
    const weighed = (await packs(till)).find(({ whole_only }) => !whole_only);
    assert.ok(weighed, "goods by weight");
    await take(till, weighed.code, "1,25");
    const total = await words(till.locator("[data-total]"));
    const worth = Math.round(weighed.price * 1.25);
    assert.equal(money(total), worth);
    await publish(desk, weighed, "withdrawn");
    try {
      await listAnew(till, weighed.variant);
      assert.ok((await words(till.locator("[data-lines]"))).includes(weighed.name));
      assert.equal(await words(till.locator("[data-total]")), total);
      await till.locator("#q").fill(weighed.code);
      assert.equal(await till.locator("[data-found] [data-variant]").count(), 0, "not offered");
      await till.locator("#q").fill("");
      const sold = { ...(await finish(till)), total: worth };
      await sent(till);
      await booked(desk, [sold]);
    } finally {
      await publish(desk, weighed, "published");
    }
  },

  "what the desk decides stands beside the receipt on the device": async ({ windows }) => {
    const desk = await windows.officer("giatja.kerobokan");
    const till = await windows.officer("kasir.kerobokan", small);
    await standUp(till, await invite(desk));
    const first = await sell(till);
    await sent(till);
    await know(till, "device", { receipts: 0 }); // it forgets, and counts again
    const again = await sell(till);
    assert.equal(again.number, first.number);
    await network(till, false);
    await turnClock(till, 2 * dayMs);
    const late = await sell(till);
    await turnClock(till, 0);
    await network(till, true);
    await sent(till);

    await decide(desk, again.number, "pencatatan");
    await decide(desk, late.number, "penyisihan", why);
    await Promise.all([
      till.waitForResponse("**/kasir/sinkron"),
      till.evaluate(() => dispatchEvent(new Event("online"))),
    ]);
    await sent(till);
    await till.locator("[data-records]").click();
    const rows = till.locator("[data-record-list] li");
    await rows.filter({ hasText: `Tidak dicatat meja: ${why}` }).waitFor();
    const renumbered = rows.filter({ hasText: "Dicatat sebagai: KRB-W-" });
    const [other] = (await words(renumbered)).match(/KRB-W-\d+/);
    await assertSound(till);
    await toTill(till);
    await openRecord(till, late.number);
    assert.match(await words(till.locator("[data-sale-state]")), /Tidak dicatat meja/);
    await toTill(till);
    await openReceipt(desk, other);
    assert.ok((await words(desk.locator("main"))).includes(again.number), "which names the paper");
  },
};

async function finish(till) {
  await till.locator("[data-finish]").click();
  const done = till.locator("[data-done]");
  await done.waitFor();
  const number = await words(done.locator("[data-number]"));
  const total = money(await done.locator("[data-done-total]").innerText());
  await putAway(till);
  return { number, total };
}

async function unlockAs(till, name, pin) {
  await till.locator("#clerk").selectOption({ label: name });
  await unlock(till, pin);
}

/** A service has no stock, and none is asked for. */
async function sellService(till, name, pin) {
  await unlockAs(till, name, pin);
  const service = (await packs(till)).find(({ left, to_order }) => left == null && !to_order);
  assert.ok(service, "a service");
  await take(till, service.code, 2);
  const sold = await finish(till);
  assert.equal(sold.total, 2 * service.price);
  return sold;
}

/** His number is looked at before it is taken, and stands on no paper. */
async function sellToOfficer(till, name, pin) {
  await unlockAs(till, name, pin);
  await inStock(till).first().click();
  await till.locator("#buyer").selectOption("officer");
  await till.locator("#nip").fill("198502302009011002"); // no such day
  await till.locator("[data-finish]").click();
  await till.locator(".field.wrong:has(#nip) .error", { hasText: "NIP" }).waitFor();
  assert.ok(await till.locator("[data-done]").isHidden());
  await till.locator("#nip").fill(nip);
  const sold = await finish(till);
  assert.equal(await till.locator("#nip").inputValue(), "", "gone for the next buyer");
  await openRecord(till, sold.number);
  assert.ok(!(await words(till.locator("[data-sale-paper]"))).includes(nip));
  await toTill(till);
  return sold;
}

/** Takes goods off the shelf or puts them there again. */
async function publish(desk, { name }, state) {
  await desk.goto("/meja/produk");
  const product = name.split(",")[0].split(" (")[0];
  await desk.locator("tbody th a", { hasText: product }).first().click();
  await desk.locator(`button[name="state"][value="${state}"]`).click();
  await desk.locator(`button[name="state"]:not([value="${state}"])`).first().waitFor();
}

/** The till asks for the list as it does when some time has passed, while a basket lies open. */
async function listAnew(till, gone) {
  await know(till, "stall", { heardAt: 0 });
  await till.reload();
  await unlock(till);
  for (const began = Date.now(); ; ) {
    const goods = await packs(till);
    if (!goods.some(({ variant }) => variant === gone)) return;
    assert.ok(Date.now() - began < 10_000, "the newer list is kept");
  }
}

/** A person at the desk decides about the event of that receipt. */
async function decide(desk, number, deed, why) {
  await desk.goto("/meja/perangkat/tinjau");
  await desk.locator("tbody a", { hasText: number }).click();
  if (why) await desk.locator("#why").fill(why);
  await desk.locator(`form[action$="/${deed}"] button`).click();
  await desk.waitForURL("**/tinjau");
}

/** All that the vault keeps as text. */
function keptTexts() {
  return new Promise((go) => {
    indexedDB.open("karya-till").onsuccess = ({ target: { result: vault } }) => {
      const names = ["outbox", "settled"];
      const work = vault.transaction(names);
      const read = names.map((name) => work.objectStore(name).getAll());
      work.oncomplete = () => {
        vault.close();
        go(JSON.stringify(read.map(({ result }) => result)));
      };
    };
  });
}
