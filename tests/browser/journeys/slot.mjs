// When goods are fetched: the unit's times and closed days, the buyer's choice, and another one.
import assert from "node:assert/strict";
import { desktop, phone, words } from "../browser.mjs";
import { orderOf, putIn } from "../order.mjs";
import { addTime, pickup } from "../pickup.mjs";

const plain = { javaScriptEnabled: false, viewport: phone };
const unit = "lapas-kelas-iia-pontianak";

export const journeys = {
  "pick-up times are offered while there is room, and put off": async ({ windows, pictures }) => {
    const look = async (page, name) =>
      page.screenshot({ path: `${pictures}/slot-${name}.png`, fullPage: true });
    const desk = await windows.officer("giatja.pontianak", { ...plain, viewport: desktop });
    await desk.goto(pickup);
    await addTime(desk, "10:00", "09:00");
    await desk.locator(".field.wrong .error").first().waitFor();
    assert.equal(await desk.locator("#starts").inputValue(), "10:00");
    await addTime(desk, "09:00", "10:00");
    await addTime(desk, "10:00", "11:00");
    await look(desk, "desk");

    const buyer = await windows.visitor(plain);
    const address = await orderFirst(buyer, async () => look(buyer, "checkout"));
    const told = await words(buyer.locator("main"));
    assert.match(told, /09\.00–10\.00/);
    const [number] = told.match(/PTK-P-\d+/);
    const second = await windows.visitor(plain);
    await putIn(second, unit, 1);
    await second.locator('[name="next"]').click();
    await second.waitForURL("**/pemesanan");
    const left = await second.locator('[name$=".slot"] option').allInnerTexts();
    const day = left[0].split(",")[0];
    assert.match(left[0], /10\.00–11\.00/, "the first is full");

    await desk.goto("/meja/pesanan");
    await desk.getByRole("link", { name: number, exact: true }).click();
    await desk.locator("details", { has: desk.locator("#slot") }).locator("summary").click();
    await desk.locator("#slot").selectOption({ index: 0 });
    await look(desk, "order");
    await desk.locator('form[action$="/jadwal"] .button').click();
    await desk.locator("dd strong", { hasText: "10.00–11.00" }).waitFor();
    await buyer.goto(address);
    assert.match(await words(buyer.locator("main")), /10\.00–11\.00/);
    await look(buyer, "moved");

    // Closed on that Monday: the day is offered to nobody, the order stays.
    await desk.goto(pickup);
    const date = await second.locator('[name$=".slot"] option').first().getAttribute("value");
    await desk.locator("#day").fill(date.slice(0, 10));
    await desk.locator('form[action$="/hari-tutup"] .button').click();
    await desk.locator('form[action$="/hari-buka"] .button').waitFor();
    await second.goto("/pemesanan");
    const offered = await second.locator('[name$=".slot"] option').allInnerTexts();
    assert.ok(offered.every((words) => !words.startsWith(`${day},`)), offered.join("; "));
    await buyer.goto(address);
    assert.match(await words(buyer.locator("main")), /10\.00–11\.00/);
    await tidyUp(desk);
  },
};

async function orderFirst(buyer, look) {
  await putIn(buyer, unit, 1);
  await buyer.locator('[name="next"]').click();
  await buyer.waitForURL("**/pemesanan");
  await look();
  return orderOf(buyer, "Sri Wahyuni");
}

/** Other journeys find the unit as it was. */
async function tidyUp(desk) {
  for (const end of ["/hari-buka", "/jam/penghapusan", "/jam/penghapusan"]) {
    await desk.goto(pickup);
    await desk.locator(`form[action$="${end}"] .button`).first().click();
  }
  await desk.goto(pickup);
  assert.equal(await desk.locator('form[action$="/jam/penghapusan"]').count(), 0);
}
