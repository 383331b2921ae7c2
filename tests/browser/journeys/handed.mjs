// A till on a device in need: no network for days, a PIN that was missed, a storage that is gone, a
// cashier who signs out with sales unsent.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { phone, plainly, signIn, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import {
  ageUnsent,
  booked,
  closeDrawer,
  inStock,
  network,
  openDrawer,
  sell,
  sent,
  standUp,
  turnClock,
  unlock,
  waiting,
} from "../stand.mjs";

const cashier = "kasir.kerobokan";
const chief = "giatja.kerobokan";
const small = { width: 360, height: 740 };
const hourMs = 3_600_000;
const restMs = 16 * 60_000;
const locked = "terkunci sampai pukul";

export const journeys = {
  "a file handed to the desk opens the next shift, network or not": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: small });
    await standUp(till, await invite(desk));
    const sold = [await sell(till)];
    await sent(till);
    await network(till, false);
    sold.push(await sell(till));
    await closeDrawer(till, sold[0].total + sold[1].total);
    await ageUnsent(till, 73);
    await turnClock(till, -100 * hourMs); // does not make it younger
    await till.reload();
    await unlock(till);
    await openRefused(till);
    const [saved] = await Promise.all([
      till.waitForEvent("download"),
      till.locator("[data-old] [data-save]").click(),
    ]);
    await desk.goto("/meja/perangkat");
    await desk.locator("#file").setInputFiles(await saved.path());
    await desk.locator('form[action$="/berkas"] button').click();
    const code = await words(desk.locator("main .notice.ok strong"));
    assert.match(code, /^\d{5} \d{5}$/);
    await till.locator("[data-old] summary").click();
    await assertSound(till);
    await use(till, code.replace(/\d$/, (last) => String((Number(last) + 1) % 10)));
    await till.locator("[data-gate-problem]", { hasText: "Kode itu tidak cocok" }).waitFor();
    await openRefused(till);
    await use(till, code);
    await till.locator(".toast", { hasText: "2 catatan sudah diterima" }).waitFor();
    await till.locator("[data-old]").waitFor({ state: "hidden" });
    await turnClock(till, 0);
    await openDrawer(till, "0");
    assert.equal(await waiting(till), 3, "kept until the server names them");
    sold.push(await sell(till));
    await network(till, true);
    await sent(till);
    await booked(desk, sold);
  },

  "a PIN that was missed five times waits, and nobody else does": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    await network(till, false);
    await colleague(till);
    await till.locator("[data-lock]").click();
    const said = till.locator("[data-gate-problem]");
    const words = ["PIN tidak cocok.", "Sesudah 3 kali", "Sesudah 2 kali", "Sesudah 1 kali", locked];
    for (const next of words) {
      await tryPin(till, "112233", "Ani");
      await said.filter({ hasText: next }).waitFor();
    }
    await till.locator("#clerk").selectOption({ index: 0 });
    await unlock(till); // nobody else waits
    await till.locator("[data-lock]").click();
    await tryPin(till, "482915", "Ani");
    await said.filter({ hasText: locked }).waitFor();
    await turnClock(till, hourMs);
    await tryPin(till, "482915", "Ani");
    await till.locator("[data-till]").waitFor();
    await turnClock(till, 0);
    await network(till, true);
    await sent(till);
  },

  "behind the PIN nobody sells, whatever lay open there": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier);
    await till.clock.install();
    await standUp(till, await invite(desk));
    await inStock(till).first().click();
    const total = await words(till.locator("[data-total]"));
    const before = await waiting(till);
    await till.locator("[data-lock]").click();
    await till.locator("#clerk").focus(); // not a field that takes the keys for itself
    await till.evaluate(() => document.activeElement.blur());
    for (const key of ["+", "F9"]) await till.keyboard.press(key);
    await till.clock.fastForward(1000); // what is wrong would be written by then
    assert.equal(await waiting(till), before, "nothing was sold");
    await unlock(till);
    assert.equal(await words(till.locator("[data-total]")), total, "and nothing was added");
    await till.locator("[data-hold]").click();
    await till.clock.fastForward(restMs); // called away: a dialog must not stand before the PIN
    await unlock(till);
    assert.equal(await words(till.locator("[data-total]")), total);
  },

  "a device whose storage is gone gets the ordinary till back": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    await till.goto("/privasi");
    await till.evaluate(
      () => new Promise((go) => (indexedDB.deleteDatabase("karya-till").onsuccess = go)),
    );
    await till.goto("/kasir");
    await till.waitForURL("**/masuk?**"); // nobody is signed in on a device
    await signIn(till, ...till.account);
    await till.goto("/kasir");
    await till.locator('form[action$="/kasir/sif"], [data-till]:not([data-device])').waitFor();
  },

  "who signs out with sales unsent is refused, and told what he would leave": async ({ house, windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.visitor({ viewport: phone });
    await signIn(till, cashier, house.accounts.get(cashier));
    await standUp(till, await invite(desk));
    await signIn(till, cashier, house.accounts.get(cashier)); // he looks at his desk there, too
    await till.goto("/kasir");
    await unlock(till);
    await till.context().route("**/kasir/sinkron", (route) => route.abort());
    const { total } = await sell(till);
    await till.goto("/privasi");
    const out = till.locator(".account form[data-sign-out] button");
    const told = till.locator("dialog[open]");
    await out.click();
    assert.match(await words(told), new RegExp(`Catatan 1 Nilai penjualan ${plainly(total)}`));
    await assertSound(till);
    await told.locator("[data-closes]").click();
    await out.waitFor(); // still signed in
    await out.click();
    assert.ok(await told.locator("[data-unsent-leave]").isHidden(), "a step of its own");
    await told.locator("summary").click();
    await Promise.all([
      till.waitForEvent("framenavigated"),
      told.locator("[data-unsent-leave]").click(),
    ]);
    assert.equal(await out.count(), 0, "signed out");
    assert.equal(await waiting(till), 1, "what is unsent stays");
    await till.context().unroute("**/kasir/sinkron");
    await till.goto("/kasir");
    await sent(till);
  },
};

async function openRefused(till) {
  await till.locator("#float_cash").fill("0");
  await till.locator('[data-gate="shift"] .large').click();
  await till.locator("[data-gate-problem]", { hasText: "lebih dari 72 jam" }).waitFor();
}

async function use(till, code) {
  await till.locator("#handed_code").fill(code);
  await till.locator("[data-code] button").click();
}

async function tryPin(till, pin, name) {
  await till.locator("#clerk").selectOption({ label: name });
  await till.locator("#pin").fill(pin);
  await till.locator('[data-gate="clerk"] button').click();
}

/** Somebody else with the same PIN works here too. */
function colleague(till) {
  return till.evaluate(
    () =>
      new Promise((go) => {
        indexedDB.open("karya-till").onsuccess = ({ target: { result: vault } }) => {
          const work = vault.transaction("clerks", "readwrite");
          const store = work.objectStore("clerks");
          store.getAll().onsuccess = ({ target: { result: [clerk] } }) => {
            store.put({ ...clerk, id: "colleague", name: "Ani" });
          };
          work.oncomplete = () => {
            vault.close();
            go();
          };
        };
      }),
  );
}
