// From a product to goods in the buyer's hands: a slow phone without script, three units, one order.
import assert from "node:assert/strict";
import { money, phone, words } from "../browser.mjs";
import { orderOf, putIn } from "../order.mjs";
import { openShift } from "../till.mjs";

const units = ["lapas-kelas-iia-pontianak", "lapas-kelas-iia-kerobokan", "lapas-kelas-iia-ambon"];
const plain = { javaScriptEnabled: false, viewport: phone };

export const journeys = {
  "an order paid ahead by transfer": async ({ windows, pictures }) => {
    const treasurer = await windows.officer("bendahara.pontianak", plain);
    await treasurer.goto("/meja/rekening");
    await treasurer.locator("#bank").fill("BRI");
    await treasurer.locator("#number").fill("1234567890");
    await treasurer.locator("#holder").fill("Lapas Pontianak");
    await treasurer.locator("main form .button.large").click();

    const buyer = await windows.visitor(plain);
    await putIn(buyer, "lapas-kelas-iia-pontianak", 1);
    await buyer.locator('[name="next"]').click();
    await buyer.waitForURL("**/pemesanan");
    await buyer.locator('[name="way"][value="transfer"]').check();
    await buyer.screenshot({ path: `${pictures}/ahead-checkout.png`, fullPage: true });
    const address = await orderOf(buyer, "Sri Wahyuni");
    await buyer.screenshot({ path: `${pictures}/ahead-placed.png`, fullPage: true });
    await buyer.locator('section a.button.large[href*="/bayar/"]').click();
    const exact = money(await buyer.locator(".figures .money").first().innerText());

    await treasurer.goto("/meja/pembayaran");
    await treasurer.locator("#q").fill(String(exact));
    await treasurer.locator('form[role="search"] .button').click();
    await treasurer.locator('a[href^="/meja/pembayaran/"]').first().click();
    await treasurer.locator("#amount").fill(String(exact));
    await treasurer.locator('form[action$="/penerimaan"] .button').click();
    await treasurer.locator(".badge.ok").first().waitFor();

    // The sale follows by itself; the buyer comes back by his cookie.
    await buyer.goto("/pesanan");
    for (let tries = 0; tries < 30 && !(await isPaid(buyer)); tries += 1) {
      await buyer.waitForTimeout(500);
      await buyer.goto("/pesanan");
    }
    const panel = buyer.locator("section.panel", { hasText: "-P-" });
    const code = (await words(panel)).match(/\b\d{6}\b/)[0];
    const number = (await words(panel)).match(/[A-Z]+-P-\d+/)[0];
    const desk = await windows.officer("kasir.pontianak", plain);
    await desk.goto("/meja/pesanan");
    await desk.getByRole("link", { name: number }).click();
    await desk.locator("#code").fill(code);
    await desk.locator('form[action$="/penyerahan"] .button').click();
    await desk.locator('a[href^="/kasir/struk/"]').waitFor();
    await desk.screenshot({ path: `${pictures}/ahead-desk.png`, fullPage: true });
    await buyer.goto(address);
    assert.match(await words(buyer.locator("section.panel", { hasText: number })), /Sudah diambil/);
  },
  "one order of three units, fetched at one": async ({ windows, pictures }) => {
    const buyer = await windows.visitor(plain);
    const look = async (name) =>
      buyer.screenshot({ path: `${pictures}/order-${name}.png`, fullPage: true });
    await buyer.goto("/keranjang");
    assert.equal((await buyer.context().cookies()).length, 0); // none before it is needed
    for (const unit of units) await putIn(buyer, unit, 1);
    assert.equal(await buyer.locator("main section").count(), 3);
    await look("basket");
    const total = money(await buyer.locator(".total.money").innerText());
    await buyer.locator('[name="next"]').click();
    await buyer.waitForURL("**/pemesanan");
    assert.equal(money(await buyer.locator(".total.money").innerText()), total);

    // What is wrong is said, and what was written stays.
    await buyer.locator("#name").fill("Sri Wahyuni");
    await buyer.locator("#phone").fill("besok");
    await buyer.locator('[name$=".day"]').first().selectOption({ index: 2 });
    const day = await buyer.locator('[name$=".day"]').first().inputValue();
    await buyer.locator("main form .button.large").click();
    await buyer.locator("#phone_error").waitFor();
    assert.equal(await buyer.locator("#name").inputValue(), "Sri Wahyuni");
    assert.equal(await buyer.locator('[name$=".day"]').first().inputValue(), day);
    await look("refused");

    const address = await orderOf(buyer, "Sri Wahyuni");
    await look("placed");
    const order = buyer.locator("section.panel", { hasText: "PTK-P-" });
    const code = (await words(order)).match(/\b\d{6}\b/)[0];
    const number = (await words(order)).match(/PTK-P-\d+/)[0];

    // Nobody else opens it, and going back orders nothing again.
    const other = await windows.visitor();
    await other.goto(address.replace(/.$/, (last) => (last === "0" ? "1" : "0")));
    assert.match(await words(other.locator("main")), /tidak ditemukan|404/i);
    await buyer.goto("/keranjang");
    await buyer.locator(".empty").waitFor();

    const desk = await windows.officer("kasir.pontianak", plain);
    await desk.goto("/meja");
    await desk.locator('section a[href="/meja/pesanan"]').first().click();
    await desk.screenshot({ path: `${pictures}/order-list.png`, fullPage: true });
    await desk.getByRole("link", { name: number }).click();
    await desk.locator('form[action$="/kesiapan"] button').click();
    await desk.locator(".badge.ok").waitFor();
    await desk.screenshot({ path: `${pictures}/order-desk.png`, fullPage: true });
    await openShift(desk);
    await desk.goto("/meja/pesanan");
    await desk.getByRole("link", { name: number }).click();
    await desk.locator("#code").fill("12345");
    await desk.locator('form[action$="/penyerahan"] .button').click();
    await desk.locator("#code_error").waitFor();
    await desk.locator("#code").fill(code);
    await desk.locator('form[action$="/penyerahan"] .button').click();
    await desk.locator('a[href^="/kasir/struk/"]').click();
    assert.match(await words(desk.locator("h1")), /PTK-T-\d+/);

    await buyer.goto(address);
    assert.match(await words(buyer.locator("section.panel", { hasText: number })), /Sudah diambil/);
    await look("fetched");
  },
};

async function isPaid(page) {
  return (await words(page.locator("main"))).includes("Sudah dibayar");
}
