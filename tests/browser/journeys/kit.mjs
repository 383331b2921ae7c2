// A kit, from the desk that makes it to the order of one; on a phone without script.
import assert from "node:assert/strict";
import { desktop, money, phone, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { makeKit } from "../kit.mjs";
import { orderOf } from "../order.mjs";
import { booked, network, sent, standUp } from "../stand.mjs";
import { openShift, ready } from "../till.mjs";

const plain = { javaScriptEnabled: false, viewport: phone };
const unit = "/unit/lapas-kelas-iia-pontianak";

export const journeys = {
  "a kit is made, found, taken whole and charged as seen": async ({ windows, pictures }) => {
    const look = async (page, name) =>
      page.screenshot({ path: `${pictures}/kit-${name}.png`, fullPage: true });
    const desk = await windows.officer("giatja.pontianak", plain);
    await desk.goto("/meja/produk");
    await desk.locator('a[href*="/meja/paket"]').first().click();
    await desk.locator('a[href$="/meja/paket/baru"]').first().click();
    await desk.locator("#name_id").fill("Paket terlalu mahal");
    await desk.locator("#price").fill("99.000.000");
    await desk.locator("main form .button").first().click();
    await desk.getByText("dua sampai delapan macam").last().waitFor();
    assert.equal(await desk.locator("#name_id").inputValue(), "Paket terlalu mahal");
    await look(desk, "refused");
    const { names, worth } = await makeKit(desk, "Paket oleh-oleh");
    await look(desk, "desk");

    const buyer = await windows.visitor(plain);
    await buyer.goto(unit);
    await look(buyer, "unit");
    await buyer.locator('.card a[href*="/paket/"]', { hasText: "Paket oleh-oleh" }).click();
    const price = money(await buyer.locator(".product-price").innerText());
    assert.equal(price, worth - 1_000);
    assert.match(await words(buyer.locator("article")), /Hemat Rp\s?1\.000/);
    await look(buyer, "page");
    await buyer.locator(".goods a").first().click();
    await buyer.locator('a[href*="/paket/paket-oleh-oleh"]').first().click();

    await buyer.locator("#pieces").fill("2");
    await buyer.locator(".buy .button").click();
    await buyer.waitForURL("**/keranjang");
    const basket = await words(buyer.locator("main"));
    for (const name of names) assert.ok(basket.includes(name), `${name} is in the basket`);
    assert.equal(money(await buyer.locator(".total.money").innerText()), 2 * price);
    await look(buyer, "basket");

    await buyer.locator('[name="next"]').click();
    await buyer.waitForURL("**/pemesanan");
    assert.equal(money(await buyer.locator(".total.money").innerText()), 2 * price);
    await look(buyer, "checkout");
    await orderOf(buyer, "Sri Wahyuni");
    const order = buyer.locator("section.panel", { hasText: "PTK-P-" });
    assert.match(await words(order), /Isi Paket oleh-oleh × 2/);
    assert.equal(money(await order.locator(".goods-sum .money").innerText()), 2 * price);
    await look(buyer, "placed");
    const number = (await words(order)).match(/PTK-P-\d+/)[0];

    await desk.goto("/meja/pesanan/daftar-ambil");
    assert.match(await words(desk.locator("main")), /untuk paket/);
    await desk.goto("/meja/pesanan");
    await desk.getByRole("link", { name: number }).click();
    assert.match(await words(desk.locator("main")), /Isi Paket oleh-oleh × 2/);
    await look(desk, "order");

    // One of its goods goes: nobody can buy it at once, and the desk is told which.
    const page = buyer.locator('a[href*="/paket/paket-oleh-oleh"]');
    const move = async (from, to) => {
      await desk.goto("/meja/produk");
      await desk.getByRole("link", { name: names[1], exact: true }).click();
      await desk.locator(`button[value="${from}"]`).click();
      await desk.locator(`button[value="${to}"]`).waitFor();
    };
    await move("withdrawn", "published");
    await desk.goto("/meja/produk");
    assert.ok((await words(desk.locator("#kits ~ ul"))).includes(`${names[1]} tidak dijual`));
    await look(desk, "stuck");
    await buyer.goto(unit);
    assert.equal(await page.count(), 0);
    await move("published", "withdrawn");
    await buyer.goto(unit);
    assert.equal(await page.count(), 1);

    await desk.goto("/meja/paket");
    await desk.getByRole("link", { name: "Paket oleh-oleh" }).first().click();
    await desk.locator('button[value="withdrawn"]').click();
    await desk.locator('button[value="published"]').waitFor();
    await buyer.goto(unit);
    assert.equal(await page.count(), 0);
  },
  "a kit is found by words, and sold at the till with a network and without": async (all) => {
    const { windows, pictures } = all;
    const look = async (page, name) =>
      page.screenshot({ path: `${pictures}/kit-${name}.png`, fullPage: true });
    const desk = await windows.officer("giatja.kerobokan");
    const kit = "Bingkisan hari raya";
    const { names, worth } = await makeKit(desk, kit);

    const buyer = await windows.visitor(plain);
    await buyer.goto("/produk?q=bingkisan");
    assert.match(await words(buyer.locator("#paket ~ ul")), /Bingkisan hari raya/);
    await look(buyer, "found");
    await buyer.goto(`/produk?q=${encodeURIComponent(names[0])}`);
    assert.match(await words(buyer.locator("#paket ~ ul")), /Bingkisan hari raya/);
    await look(buyer, "found-beside");
    const wide = await windows.visitor({ viewport: desktop });
    await wide.goto("/en/produk?q=bingkisan");
    await look(wide, "found-wide");

    const till = await windows.officer("kasir.kerobokan", { viewport: phone });
    await openShift(till, "100.000");
    await ready(till);
    await put(till, kit);
    const slip = await words(till.locator("[data-lines]"));
    for (const name of names) assert.ok(slip.includes(name), `${name} is to be handed over`);
    await look(till, "till");
    const atTill = await finished(till);
    assert.equal(atTill.total, worth - 1_000);
    await till.goto(atTill.receipt);
    const receipt = await words(till.locator("article.receipt"));
    assert.match(receipt, /Hemat Bingkisan hari raya × 1 −Rp\s?1\.000/);
    for (const name of names) assert.ok(receipt.includes(name), name);
    await look(till, "receipt");

    const own = await windows.officer("kasir.kerobokan", { viewport: phone });
    await standUp(own, await invite(desk));
    await network(own, false);
    await put(own, kit);
    const away = await finished(own);
    assert.equal(away.total, worth - 1_000);
    await network(own, true);
    await sent(own);
    await booked(desk, [away]);
    await desk.goto("/meja/potongan");
    assert.equal(await desk.getByText(away.number).count(), 0, "it is no discount");
    await desk.goto("/meja/paket");
    await desk.getByRole("link", { name: kit }).first().click();
    await desk.locator('button[value="withdrawn"]').click();
    await desk.locator('button[value="published"]').waitFor();
  },
};

async function put(till, kit) {
  await till.locator("#q").fill(kit);
  await till.locator("[data-found] button", { hasText: kit }).click();
}

async function finished(till) {
  await till.locator("[data-finish]").click();
  const done = till.locator("[data-done]");
  await done.waitFor();
  const sale = {
    total: money(await done.locator("[data-done-total]").innerText()),
    number: await words(done.locator("[data-number]")),
    receipt: await done.evaluate((it) => it.querySelector('[data-paper=""]')?.href),
  };
  await done.locator("form button").click();
  return sale;
}
