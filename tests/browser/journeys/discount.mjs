// Taken off at the till: limits by role set by the head, within them at the desk and without a
// network, and what a device gave beyond them is shown to somebody.
import assert from "node:assert/strict";
import { money, plainly, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { closeDrawer, inStock, network, openRecord, sent, standUp, toTill } from "../stand.mjs";
import { goodsInStock, openShift, putAway, ready } from "../till.mjs";

const head = "kepala.pontianak";
const chief = "giatja.pontianak";
const cashier = "kasir.pontianak";
const small = { width: 360, height: 740 };

export const journeys = {
  "a discount within the limit of a role, at the desk's till": async ({ windows }) => {
    const till = await windows.officer(cashier, { viewport: small, hasTouch: true });
    const desk = await windows.officer(head);
    await openShift(till, "100.000");
    await ready(till);
    assert.equal(await till.locator("[data-discount]").count(), 0, "nobody may before it is said");
    await setLimit(desk, "cashier", { percent: "10", amount: "5.000" });
    await till.reload();
    await ready(till);
    const [goods] = await goodsInStock(till, 1);
    await goods.key.click();
    const most = Math.min(5_000, Math.round(goods.price / 10));
    await till.locator("[data-discount] summary").click();
    await till.locator("#discount").fill(String(most + 1));
    await till.locator("[data-finish]").click();
    await problem(till, "paling banyak");
    await till.locator("#discount_percent").fill("5");
    assert.equal(await till.locator("#discount").inputValue(), "", "either, not both");
    const off = Math.floor((goods.price * 5 + 50) / 100);
    assert.equal(money(await till.locator("[data-taken-off] .money").innerText()), -off);
    assert.equal(money(await till.locator("[data-total]").innerText()), goods.price - off);
    await till.locator("[data-finish]").click();
    await problem(till, "alasannya");
    await till.locator("#discount_reason").fill("pelanggan tetap");
    await till.locator("[data-finish]").click();
    await till.locator("[data-done]").waitFor();
    assert.equal(money(await till.locator("[data-done-total]").innerText()), goods.price - off);
    const address = await till.locator('[data-done] [data-paper=""]').getAttribute("href");
    await putAway(till);
    assert.ok(await till.locator("[data-taken-off]").isHidden(), "the next buyer pays the whole");
    await desk.goto(address);
    const paper = await words(desk.locator(".receipt"));
    for (const line of [`Jumlah ${plainly(goods.price)}`, `Total ${plainly(goods.price - off)}`])
      assert.ok(paper.includes(line), `${line} in ${paper}`);
    await desk.goto("/meja/potongan");
    assert.match(await words(desk.locator("main")), /pelanggan tetap/);
  },

  "a device takes off what its officer may, and gives back exactly that": async ({ windows }) => {
    const desk = await windows.officer(head);
    await setLimit(desk, "kasi", { percent: "20" });
    const till = await windows.officer(chief, { viewport: small, hasTouch: true });
    await standUp(till, await invite(await windows.officer(chief)));
    await network(till, false);
    const key = inStock(till).first();
    const price = money(await key.locator(".money").innerText());
    for (let pieces = 0; pieces < 3; pieces += 1) await key.click();
    await till.locator("[data-discount] summary").click();
    assert.match(await words(till.locator("[data-may-take-off]")), /20\s%/);
    await till.locator("#discount_percent").fill("20,01");
    await till.locator("#discount_reason").fill("cacat kecil");
    await till.locator("[data-finish]").click();
    await problem(till, "paling banyak");
    await till.locator("#discount").fill("1001");
    await till.locator("[data-finish]").click();
    await till.locator("[data-done]").waitFor();
    const total = price * 3 - 1_001;
    assert.equal(money(await till.locator("[data-done-total]").innerText()), total);
    const number = await till.locator("[data-number]").innerText();
    await putAway(till);
    await openRecord(till, number);
    const paper = await words(till.locator("[data-sale-paper]"));
    assert.ok(paper.includes(`Jumlah ${plainly(price * 3)}`), paper);
    await till.locator("[data-refund]").click();
    await till.locator('[name="quantity_1"]').fill("3");
    await till.locator("#refund_reason").fill("tidak jadi");
    await till.locator('[data-gate="refund"] .danger').click();
    await till.locator(".toast", { hasText: plainly(total) }).waitFor();
    await toTill(till);
    await network(till, true);
    await sent(till);
    await desk.goto("/meja/potongan");
    const given = await words(desk.locator("main"));
    assert.match(given, /cacat kecil/);
    assert.ok(!/Melebihi batas/.test(given), given);
    await closeDrawer(till, "0");
  },
};

async function setLimit(desk, role, { percent = "", amount = "" }) {
  await desk.goto("/meja/potongan");
  await desk.locator("#role").selectOption(role);
  await desk.locator("#percent").fill(percent);
  await desk.locator("#amount").fill(amount);
  await desk.locator("main form .button").last().click();
  const share = desk.locator("tbody tr td strong").filter({ hasText: `${percent} %`.trim() });
  await share.first().waitFor();
}

async function problem(till, text) {
  await till.locator("[data-problem]:not(:empty)", { hasText: text }).waitFor();
}
