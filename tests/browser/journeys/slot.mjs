// When goods are fetched: the unit's times and closed days, the buyer's choice, and another one.
import assert from "node:assert/strict";
import { desktop, phone, words } from "../browser.mjs";
import { orderOf, putIn } from "../order.mjs";
import { addTime, pickup } from "../pickup.mjs";
import { addServiceTime, book, makeService, withdraw } from "../service.mjs";

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
  "a service is booked, changed, put off and seen by the desk": async ({ windows, pictures }) => {
    const look = async (page, name) =>
      page.screenshot({ path: `${pictures}/service-${name}.png`, fullPage: true });
    const desk = await windows.officer("giatja.pontianak", { ...plain, viewport: desktop });
    const slug = await makeService(desk, "Cuci mobil warga", 2);
    await addServiceTime(desk, "08:30", "09:30", 2);
    await desk.locator(".field.wrong .error").first().waitFor();
    await addServiceTime(desk, "09:00", "10:00", 1);
    await addServiceTime(desk, "10:00", "11:00", 2);
    await look(desk, "desk-times");

    const buyer = await windows.visitor(plain);
    await buyer.goto(`/produk/${slug}`);
    await look(buyer, "product");
    const times = await buyer.locator("#slot option").allInnerTexts();
    assert.equal(times.length, 7, "two Mondays of three times, and nothing chosen yet");
    await buyer.locator("#quantity").fill("2");
    await buyer.locator("#slot").selectOption({ index: 2 });
    await buyer.locator(".buy .button").click();
    await buyer.locator(".field.wrong .error").first().waitFor(); // it has room for one
    assert.equal(await buyer.locator("#quantity").inputValue(), "2");
    await look(buyer, "product-full");
    await book(buyer, 1);
    const chosen = buyer.locator('[name$=".slot"]');
    assert.match(await chosen.locator("option:checked").innerText(), /08\.00–09\.00/);
    await chosen.selectOption({ index: 1 });
    await buyer.locator(".button.quiet", { hasText: "Perbarui" }).last().click();
    await buyer.waitForURL("**/keranjang");
    const second = await chosen.locator("option:checked").innerText();
    assert.match(second, /10\.00–11\.00/);
    await look(buyer, "basket");

    // Somebody takes the same time first: told at that line, nothing lost.
    const quick = await windows.visitor(plain);
    await quick.goto(`/produk/${slug}`);
    await quick.locator("#slot").selectOption({ label: second });
    await quick.locator(".buy .button").click();
    await quick.locator('[name="next"]').click();
    await quick.waitForURL("**/pemesanan");
    await orderOf(quick, "Hendra Saputra");
    await buyer.locator('[name="next"]').click();
    await buyer.locator(".goods .error").waitFor();
    await look(buyer, "basket-full");
    await buyer.locator('[name$=".slot"]').selectOption({ index: 1 });
    await buyer.locator('[name="next"]').click();
    await buyer.waitForURL("**/pemesanan");
    await look(buyer, "checkout");
    const address = await orderOf(buyer, "Sri Wahyuni");
    const told = await words(buyer.locator("main"));
    assert.match(told, /Cuci mobil warga .*08\.00–09\.00/);
    assert.match(told, /Terjadwal/);
    assert.doesNotMatch(told, /[Dd]iambil|[Dd]ikirim/);
    const [number] = told.match(/PTK-P-\d+/);
    await look(buyer, "order");

    await desk.goto("/meja/pesanan");
    await look(desk, "desk-list");
    const row = desk.locator("tr", { hasText: number }).first();
    assert.match(await words(row), /08\.00–09\.00 Sri Wahyuni Cuci mobil warga/);
    await row.getByRole("link", { name: number }).click();
    await desk.locator('details:has([name="line"]) > summary').click();
    const others = await desk.locator("#time-1 option").allInnerTexts();
    assert.ok(others.length && others.every((one) => !one.includes("09.00–10.00")), `${others}`);
    const [moved] = others;
    await desk.locator('form:has([name="line"]) .button').click();
    await desk.locator("dd strong", { hasText: moved.split(", ")[1] }).waitFor();
    await look(desk, "desk-order");
    await buyer.goto(address);
    const [day] = moved.split(", ").slice(1);
    assert.ok((await words(buyer.locator("main"))).includes(day), moved);
    await buyer.goto(address.replace("/pesanan", "/en/pesanan"));
    await look(buyer, "order-en");
    await buyer.goto(`/en/produk/${slug}`);
    await look(buyer, "product-en");
    await withdraw(desk, "Cuci mobil warga");
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
