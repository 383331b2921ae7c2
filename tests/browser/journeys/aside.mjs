// A basket put aside for a buyer who went for money, and what was taken out by mistake: at the till
// of the desk and at one on a device, with and without a network.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { phone, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { booked, inStock, network, sell, sent, standUp, unlock } from "../stand.mjs";
import { openShift, ready, shelf } from "../till.mjs";

const cashier = "kasir.kerobokan";
const chief = "giatja.kerobokan";

export const journeys = {
  "held, sold to another meanwhile, taken up again after a reload": async ({ windows }) => {
    const till = await windows.officer(cashier);
    await openShift(till);
    await ready(till);
    const [left, total] = [await stock(till), await holdTwo(till, "Bu Ani")];
    assert.deepEqual(await stock(till), left, "what is held stays for sale");
    await sellFirst(till);
    await till.reload();
    await ready(till);
    assert.equal(await till.locator("[data-lines] li").count(), 0);
    await resume(till, "Bu Ani", total);
    assert.ok(await till.locator("[data-held]").isHidden());
    await sellFirst(till, []);
  },

  "a name that was kept for a day is erased, not only hidden": async ({ windows }) => {
    const till = await windows.officer(cashier);
    await openShift(till);
    await ready(till);
    await holdTwo(till, "Bu Ani");
    await till.evaluate((ms) => {
      const held = JSON.parse(localStorage.getItem("karya-held"));
      const aged = held.map((one) => ({ ...one, at: one.at - ms }));
      localStorage.setItem("karya-held", JSON.stringify(aged));
    }, 25 * 3_600_000);
    await till.reload();
    await ready(till);
    assert.ok(await till.locator("[data-held]").isHidden());
    assert.equal(await till.evaluate(() => localStorage.getItem("karya-held")), "[]");
  },

  "held on a device without a network; another basket makes room for it": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    await network(till, false);
    const total = await holdTwo(till, "Baju merah");
    const sold = [await sell(till)];
    await till.reload();
    await unlock(till);
    await key(till, 2).click();
    await resume(till, "Baju merah", total);
    await till.locator("[data-held] b", { hasText: "Pembeli" }).waitFor();
    await assertSound(till);
    await till.locator("[data-finish]").click();
    await till.locator("[data-done]").waitFor();
    const number = await words(till.locator("[data-number]"));
    await till.locator("[data-done] form button").click();
    sold.push({ number, total: Number(total.replace(/\D/g, "")) });
    await network(till, true);
    await sent(till);
    await booked(desk, sold);
  },

  "what was taken out by mistake comes back": async ({ windows }) => {
    const till = await windows.officer(cashier);
    await openShift(till);
    await ready(till);
    const total = await fillTwo(till);
    await till.locator("[data-lines] input").first().fill("0");
    await till.keyboard.press("Enter");
    await undo(till, total);
    await till.locator("[data-clear]").click();
    await undo(till, total);
    await holdTwo(till, "Pak Budi", []);
    await till.locator("[data-forget]").click();
    assert.ok(await till.locator("[data-held]").isHidden());
    await till.locator(".toast button").click();
    await resume(till, "Pak Budi", total);
    await till.locator("[data-clear]").click();
  },
};

const key = (till, index) => inStock(till).nth(index);
const totalOf = (till) => words(till.locator("[data-total]"));

async function stock(till) {
  return (await shelf(till)).map(({ variant, left }) => [variant, left]);
}

async function fillTwo(till, taken = [0, 1]) {
  for (const index of taken) await key(till, index).click();
  return totalOf(till);
}

/** Puts two goods aside under a name; what they cost. */
async function holdTwo(till, name, taken = [0, 1]) {
  const total = await fillTwo(till, taken);
  await till.locator("[data-hold]").click();
  await till.locator("#held_name").fill(name);
  await till.keyboard.press("Enter");
  await till.locator("[data-held] b", { hasText: name }).waitFor();
  assert.equal(await till.locator("[data-lines] li").count(), 0);
  return total;
}

async function resume(till, name, total) {
  await till.getByRole("button", { name: `Lanjutkan ${name}` }).click();
  await till.locator("[data-held] b", { hasText: name }).waitFor({ state: "detached" });
  assert.equal(await totalOf(till), total);
}

async function undo(till, total) {
  assert.notEqual(await totalOf(till), total);
  await till.locator(".toast button", { hasText: "Urungkan" }).last().click();
  assert.equal(await totalOf(till), total);
}

async function sellFirst(till, taken = [0]) {
  await fillTwo(till, taken);
  await till.locator("[data-finish]").click();
  await till.locator("[data-done]").waitFor();
  await till.locator("[data-done] form button").click();
}
