// A sale whose answer does not come, at the till of the desk: the till is that sale until it comes,
// in that window and for its officer alone; what is booked is what lay in the basket, once.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { money, phone, signIn, words } from "../browser.mjs";
import { openShift, putAway, ready, shelf } from "../till.mjs";

const [cashier, stranger] = ["kasir.kerobokan", "kasir.pontianak"];
const address = "**/kasir/penjualan";

export const journeys = {
  "the answer is lost after the sale was booked": async ({ windows }) => {
    const till = await opened(windows, cashier, { viewport: phone });
    const before = await plenty(till);
    let lost = 0;
    await till.route(address, async (route) => {
      lost += 1;
      if (lost === 1) await route.fetch(); // booked; nobody hears of it
      await route.abort();
    });
    const total = await finish(till, 1);
    await waiting(till, total);
    await assertSound(till);
    await till.keyboard.press("Escape"); // neither this nor the basket behind it
    await waiting(till, total);
    await till.unroute(address);
    await till.locator("[data-send-again]").click();
    const sold = await done(till);
    assert.equal(sold.total, total);
    assert.equal(await till.locator("[data-lines] li").count(), 0);
    const after = (await shelf(till)).find(({ variant }) => variant === before.variant);
    assert.equal(Number(after.left), Number(before.left) - 1, "once");
  },

  "another window sells its own basket meanwhile": async ({ windows }) => {
    const first = await opened(windows, cashier);
    await cut(first);
    const total = await finish(first, 1);
    await waiting(first, total);
    const second = await first.context().newPage();
    await second.goto("/kasir");
    await ready(second);
    const other = await finish(second, 3);
    const sold = await done(second);
    assert.equal(sold.total, other);
    await first.unroute(address);
    await first.locator("[data-send-again]").click();
    const late = await done(first);
    assert.equal(late.total, total);
    assert.notEqual(late.number, sold.number);
  },

  "a closed window's sale is sent by the next one": async ({ windows }) => {
    const first = await opened(windows, cashier);
    await cut(first);
    const total = await finish(first, 2);
    await waiting(first, total);
    const next = await first.context().newPage();
    await first.close();
    await next.goto("/kasir");
    assert.equal((await done(next)).total, total);
    await putAway(next);
    await next.reload();
    await ready(next);
    assert.ok(await next.locator("[data-unsent]").isHidden());
    assert.equal(await kept(next), 0);
  },

  "nobody else sends it; its officer does, back at this browser": async ({ house, windows }) => {
    const till = await windows.visitor();
    await till.clock.install();
    await signIn(till, cashier, house.accounts.get(cashier));
    await openShift(till);
    await ready(till);
    await cut(till);
    const total = await finish(till, 1);
    await waiting(till, total);
    await till.goto("/privasi");
    await till.locator(".account form[data-sign-out] button").click();
    await till.locator("dialog[open] summary").click();
    await till.locator("dialog[open] [data-unsent-leave]").click();
    await till.locator('a[href$="/masuk"]').first().waitFor();
    await till.unroute(address);
    await signIn(till, stranger, house.accounts.get(stranger));
    await openShift(till);
    await ready(till);
    assert.match(await words(till.locator("p[data-of-others]")), /belum terkirim/);
    assert.equal(await kept(till), 1, "it is neither sent nor erased");
    await till.context().clearCookies();
    await signIn(till, cashier, house.accounts.get(cashier)); // leads to the till, which sends at once
    assert.equal((await done(till)).total, total);
    assert.equal(await kept(till), 0);
  },

  "refused when it arrives, its goods are put aside": async ({ windows }) => {
    const till = await opened(windows, cashier);
    await cut(till);
    const total = await finish(till, 1);
    await waiting(till, total);
    await till.evaluate(() => {
      const name = Object.keys(localStorage).find((one) => one.startsWith("karya-unsent-"));
      const left = JSON.parse(localStorage.getItem(name));
      left.draft.seen_total += 500; // as if its price had changed
      localStorage.setItem(name, JSON.stringify(left));
      sessionStorage.removeItem("karya-basket");
    });
    await till.unroute(address);
    await till.reload();
    await till.locator("[data-held] b", { hasText: "Belum tercatat" }).waitFor();
    assert.ok((await words(till.locator("[data-problem]"))).length > 10);
    assert.equal(await kept(till), 0);
    await till.locator("[data-resume]").click();
    await till.locator("[data-finish]").click();
    assert.equal((await done(till)).total, total);
  },
};

async function opened(windows, officer, options) {
  const till = await windows.officer(officer, options);
  await till.clock.install();
  await openShift(till);
  await ready(till);
  return till;
}

/** The goods of which most is left: what other journeys sold does not run them out. */
async function plenty(till) {
  const goods = await shelf(till);
  return goods.reduce((most, one) => (Number(one.left) > Number(most.left) ? one : most));
}

async function cut(till) {
  await till.route(address, (route) => route.abort());
}

/** Puts so many pieces of one kind into the basket and finishes; the total shown. */
async function finish(till, pieces) {
  const goods = await plenty(till);
  const key = till.locator(`[data-variant="${goods.variant}"]`);
  for (let count = 0; count < pieces; count += 1) await key.click();
  const total = money(await till.locator("[data-total]").first().innerText());
  await till.locator("[data-finish]").click();
  return total;
}

/** The till tries again for ten seconds before it says so; they need not be sat out. */
async function waiting(till, total) {
  const dialog = till.locator("[data-unsent]");
  for (let tries = 0; tries < 40 && !(await dialog.isVisible()); tries += 1) {
    await till.clock.fastForward(7000);
    await new Promise((go) => setTimeout(go, 100));
  }
  await dialog.waitFor();
  assert.equal(money(await till.locator("[data-unsent-total]").innerText()), total);
}

async function done(till) {
  await till.locator("[data-done]").waitFor();
  return {
    number: await words(till.locator("[data-number]")),
    total: money(await till.locator("[data-done-total]").innerText()),
  };
}

function kept(till) {
  return till.evaluate(
    () => Object.keys(localStorage).filter((name) => name.startsWith("karya-unsent-")).length,
  );
}
