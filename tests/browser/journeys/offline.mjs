// A till on a device of its own: enrolled by a picture, opened by a PIN, sold on without a network,
// through reloads, lost answers and two tabs; what was sold is booked once.
import assert from "node:assert/strict";
import { money, phone, words } from "../browser.mjs";
import { invite } from "../device.mjs";

const cashier = "kasir.kerobokan";
const chief = "giatja.kerobokan";
const pin = "482915";

export const journeys = {
  "a device sells without a network, and each sale is booked once": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await enrol(till, await invite(desk));
    await join(till);
    await unlock(till);
    await openDrawer(till, "100.000");
    const sold = [await sell(till)];
    await network(till, false);
    sold.push(await sell(till), await sell(till));
    await till.reload();
    await unlock(till);
    sold.push(await sell(till));
    assert.match(await words(till.locator("[data-standing]")), /3 belum terkirim/);
    await network(till, true);
    await sent(till);
    await booked(desk, sold);
    await closeDrawer(till, 100_000 + sum(sold));
    await sent(till);
    await desk.goto("/meja/perangkat");
    assert.equal(await desk.locator("main .notice.warn").count(), 0, "nothing waits for a person");
  },

  "answers that are lost after the server has booked change nothing": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await enrol(till, await invite(desk));
    await join(till);
    await unlock(till);
    await openDrawer(till, "0");
    await sent(till);
    let lost = 0;
    await till.context().route("**/kasir/sinkron", async (route) => {
      await route.fetch();
      lost += 1;
      await route.abort();
    });
    const sold = [await sell(till), await sell(till)];
    while (!lost) await till.waitForTimeout(100);
    await till.context().unroute("**/kasir/sinkron");
    const other = await till.context().newPage();
    await other.goto("/kasir");
    await unlock(other);
    sold.push(await sell(other));
    await till.bringToFront();
    sold.push(await sell(till));
    await sent(till);
    await booked(desk, sold);
  },
};

async function enrol(till, address) {
  await till.goto(address);
  await till.locator("#name").fill("HP kasir");
  await till.locator("[data-enrol] button").click();
  await till.waitForURL("**/kasir");
  await till.locator('[data-gate="nobody"]').waitFor();
}

async function join(till) {
  await till.locator('[data-gate="nobody"] a').click();
  await till.locator("#pin").fill(pin);
  await till.locator("#pin_again").fill(pin);
  await till.locator("[data-clerk] button").click();
  await till.waitForURL("**/kasir");
}

async function unlock(till) {
  await till.locator('[data-gate="clerk"]').waitFor();
  await till.locator("#pin").fill(pin);
  await till.locator('[data-gate="clerk"] button').click();
  await till.locator('[data-gate="clerk"]').waitFor({ state: "hidden" });
  if (await till.locator("[data-till]").isVisible())
    await till.locator("[data-found] [data-variant]").first().waitFor();
}

async function openDrawer(till, float) {
  await till.locator("#float_cash").fill(float);
  await till.locator('[data-gate="shift"] button').click();
  await till.locator("[data-found] [data-variant]").first().waitFor();
}

/** Sells one of the first goods; its receipt number and total. */
async function sell(till) {
  await till.locator("[data-found] [data-variant]").first().click();
  await till.locator("[data-finish]").click();
  const done = till.locator("[data-done]");
  await done.waitFor();
  const number = await words(done.locator("[data-number]"));
  const total = money(await done.locator("[data-done-total]").innerText());
  await done.locator("form button").click();
  return { number, total };
}

const sum = (sold) => sold.reduce((all, { total }) => all + total, 0);

async function network(till, there) {
  await till.context().setOffline(!there);
}

async function sent(till) {
  await till.locator("[data-standing]").waitFor();
  await till.waitForFunction(
    () => document.querySelector("[data-standing]").dataset.state === "allSent",
  );
}

/** Every number stands once among the unit's receipts, with its total, and they follow each other. */
async function booked(desk, sold) {
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

async function closeDrawer(till, counted) {
  await till.locator("[data-close-shift]").click();
  await till.locator("#counted").fill(String(counted));
  await till.locator('[data-gate="close"] form .button.large').click();
  await till.locator('[data-gate="clerk"]').waitFor();
}
