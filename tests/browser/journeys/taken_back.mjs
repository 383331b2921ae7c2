// A till of its own takes back and moves cash without a network; the desk books the same.
import assert from "node:assert/strict";
import { money, plainly, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import {
  booked,
  closeDrawer,
  moveCash,
  network,
  openRecord,
  sell,
  sent,
  standUp,
  toTill,
} from "../stand.mjs";

const chief = "giatja.pontianak";
const small = { width: 360, height: 740 };

export const journeys = {
  "cash, a void and a refund without a network, and the report of the shift": async (all) => {
    const desk = await all.windows.officer(chief);
    const till = await all.windows.officer(chief, { viewport: small, hasTouch: true });
    await standUp(till, await invite(desk), "100.000");
    await network(till, false);
    const [kept, gone, back] = [await sell(till), await sell(till), await sell(till)];
    await moveCash(till, "in", "50.000", "uang kembalian");
    await moveCash(till, "out", "20.000", "ke \u202abrankas\u202c");
    await refuseToTakeOut(till, "5.000.000");
    await voidSale(till, gone);
    await refundOne(till, back);
    const drawer = 100_000 + kept.total + 50_000 - 20_000;
    await refuseWrongCount(till);
    const report = await closeDrawer(till, drawer);
    for (const sum of [100_000, kept.total + back.total, back.total, 50_000, 20_000, drawer])
      assert.ok(report.includes(plainly(sum)), `${sum} in ${report}`);
    await network(till, true);
    await sent(till);
    await booked(desk, [kept, gone, back]);
    await desk.goto(`/kasir/nota?number=${gone.number}`);
    assert.match(await words(desk.locator("tbody tr")), /Dibatalkan/);
    await desk.goto(`/kasir/nota?number=${back.number}`);
    assert.match(await words(desk.locator("tbody tr")), /Sudah dikembalikan/);
    await desk.goto("/meja/perangkat");
    assert.equal(await desk.locator("main .notice.warn").count(), 0, "nothing waits for a person");
    await desk.goto("/kasir/sif");
    await desk.locator("tbody a").first().click();
    const there = await words(desk.locator(".facts"));
    assert.ok(there.includes(plainly(drawer)) && there.includes("Pas"), there);
    assert.match(there, /hitungan pertama Rp\s1\b/, "the first count is written down");
  },

  "what the server says against it is shown on the device": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(chief, { viewport: small });
    await standUp(till, await invite(desk), "100.000");
    const sold = await sell(till);
    await sent(till);
    await network(till, false);
    await refundAtDesk(desk, sold);
    await refundOne(till, sold);
    await network(till, true);
    await sent(till);
    await till.locator("[data-records]").click();
    await till.locator('[data-gate="records"]').waitFor(); // what it showed before is still in it
    const row = till.locator("[data-record-list] li", { hasText: "Kembalikan uang" });
    assert.match(await words(row), /Sudah dibatalkan atau dikembalikan/);
    await toTill(till);
  },
};

async function voidSale(till, { number, total }) {
  await openRecord(till, number);
  await till.locator("[data-void]").click();
  await till.locator('[data-gate="void"]').waitFor();
  assert.equal(money(await till.locator("[data-void-total]").innerText()), total);
  await till.locator('[data-gate="void"] .danger').click();
  assert.match(await words(till.locator("[data-gate-problem]")), /alasan/, "a reason is wanted");
  await till.locator("#void_reason").fill("salah barang");
  await till.locator("#void_reason").press("Enter");
  await till.locator("[data-sale-state]").waitFor();
  assert.equal(await words(till.locator("[data-sale-state]")), "dibatalkan");
  assert.ok(!(await till.locator("[data-void]").isVisible()), "once only");
  await toTill(till);
}

async function refundOne(till, { number, total }) {
  await openRecord(till, number);
  await till.locator("[data-refund]").click();
  await till.locator('[data-gate="refund"]').waitFor();
  const quantity = till.locator('[data-refund-lines] [data-name="quantity"]');
  await quantity.fill("2");
  await till.locator("#refund_reason").fill("cacat");
  await till.locator('[data-gate="refund"] .danger').click();
  assert.ok(await till.locator("[data-gate-problem]").isVisible(), "more than was sold");
  await quantity.fill("1");
  await till.locator('[data-gate="refund"] .danger').click();
  await till.locator('[data-gate="sale"]').waitFor();
  const told = await words(till.locator(".toasts p").last());
  assert.ok(told.includes(`Tunai ${plainly(total)}`), told);
  await toTill(till);
}

/** The drawer holds less. */
async function refuseToTakeOut(till, amount) {
  await till.locator("[data-cash-drawer]").click();
  await till.locator("#cash_amount").fill(amount);
  await till.locator("#cash_reason").fill("ke bank");
  await till.locator('[data-gate="cash"] [value="out"]').check();
  await till.locator("#cash_reason").press("Enter");
  await till.locator("[data-gate-problem]", { hasText: "tidak sebanyak itu" }).waitFor();
  await till.locator('[data-gate="cash"] [data-back]').click();
}

async function refuseWrongCount(till) {
  await till.locator("[data-close-shift]").click();
  await till.locator("#counted").fill("1");
  await till.locator('[data-gate="close"] form .button.large').click();
  const problem = till.locator("[data-gate-problem]", { hasText: "Hitungan berbeda" });
  const told = await words(problem);
  assert.doesNotMatch(told, /Rp/, "the count is blind");
  await till.locator('[data-gate="close"] [data-back]').click();
}

async function refundAtDesk(desk, { number }) {
  await desk.goto(`/kasir/nota?number=${number}`);
  await desk.locator("tbody a", { hasText: number }).click();
  await desk.locator("main a[href$='/retur']").click();
  await desk.locator("#quantity_1").fill("1");
  await desk.locator("#reason").fill("cacat");
  await desk.locator("main form .danger").click();
  await desk.locator(".receipt").waitFor();
}
