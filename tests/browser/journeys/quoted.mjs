// Couriers' prices are a provider's: the unit chooses that, the buyer sees them, and when nobody
// answers the unit's own table, said plainly. Against the stand-in of RajaOngkir.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { desktop, money, phone, words } from "../browser.mjs";
import { faultsOf } from "../markup.mjs";
import { putIn } from "../order.mjs";
import { StandIn } from "../standin.mjs";

const unit = "lapas-kelas-iia-pontianak";

export const journeys = {
  "order: sent at the price that a provider says": async ({ house, windows, pictures }) => {
    const look = async (page, name) => {
      const faults = await faultsOf(await page.content(), page.url());
      if (faults.length) assert.fail(faults.join("\n"));
      await assertSound(page);
      for (const [size, viewport] of Object.entries({ 390: phone, 1440: desktop })) {
        await page.setViewportSize(viewport);
        await page.screenshot({ path: `${pictures}/quoted-${name}-${size}.png`, fullPage: true });
      }
      await page.setViewportSize(phone);
    };
    const provider = await StandIn.start("rajaongkir.py");
    const site = `http://127.0.0.1:${provider.words[0]}`;
    const will = (wish) => fetch(`${site}/control`, { method: "POST", body: JSON.stringify(wish) });
    try {
      await house.serveWith({
        KARYA_RAJAONGKIR_KEY: "rajaongkir-uji",
        KARYA_RAJAONGKIR_SITE: `${site}/api/v1`,
      });
      await choosePrices(windows, look);
      const buyer = await windows.visitor({ viewport: phone });
      await seePrices(buyer, look);
      await seeNobody(windows, will, look);
    } finally {
      await house.serveWith({});
      provider.stop();
    }
  },
};

/** A place that means nothing is refused and stays typed; one that is suggested is taken. */
async function choosePrices(windows, look) {
  const kasi = await windows.officer("giatja.pontianak", { viewport: phone });
  await kasi.goto("/meja/ongkir");
  await kasi.locator('a[href$="/meja/ongkir/sumber"]').click();
  await kasi.locator('[name="source"][value="rajaongkir"]').check();
  await kasi.locator("#origin").fill("Pontianak");
  await kasi.locator('form[action$="/sumber"] button').click();
  await kasi.locator("#origin_error").waitFor();
  assert.equal(await kasi.locator("#origin").inputValue(), "Pontianak");
  await look(kasi, "source-refused");
  await kasi.locator("#origin").fill("benuamelayu laut pontianak selatan");
  await kasi.locator('form[action$="/sumber"] button').click();
  await kasi.waitForURL("**/meja/ongkir");
  assert.match(await words(kasi.locator("main")), /RajaOngkir.*Benuamelayu Laut.*78123/);
  await look(kasi, "source");
}

async function goTo(buyer, typed) {
  await putIn(buyer, unit, 1);
  await buyer.locator('[name="next"]').click();
  await buyer.waitForURL("**/pemesanan");
  await buyer.goto("/pemesanan/pengiriman");
  await buyer.locator("#q").fill(typed);
  await buyer.locator('form[role="search"] .button').click();
  await buyer.locator('[name="village"]').first().click();
}

/** The page asks and looks again by itself; the total that is seen is the price that was said. */
async function seePrices(buyer, look) {
  await goTo(buyer, "gambir gambir jakarta pusat");
  const prices = buyer.locator('[name="rates.0.rate"]:not([value=""])');
  await prices.first().waitFor();
  assert.match(await words(buyer.locator("main")), /Ongkos menurut RajaOngkir, \d/);
  await look(buyer, "prices");
  const fee = money(await buyer.locator("fieldset .money").first().innerText());
  await prices.first().check();
  await buyer.locator("main form .button.large").click();
  await buyer.waitForURL("**/pemesanan");
  const sums = await buyer.locator(".goods-sum .money").allInnerTexts();
  const [goods, shipping, total] = sums.slice(-3).map(money);
  assert.equal(shipping, fee);
  assert.equal(total, goods + fee);
  await look(buyer, "checkout");
}

async function seeNobody(windows, will, look) {
  await will({ do: "fail", times: 9 });
  const buyer = await windows.visitor({ viewport: phone });
  await goTo(buyer, "cideng jakarta pusat");
  await buyer.getByText(/RajaOngkir/).first().waitFor();
  await buyer.locator("fieldset .hint", { hasText: "belum dapat ditanyakan" }).waitFor();
  await look(buyer, "nobody");
  const kasi = await windows.officer("giatja.pontianak", { viewport: phone });
  await kasi.goto("/meja/ongkir");
  await kasi.locator(".notice.warn", { hasText: "Terakhir ditanyakan" }).waitFor();
  await look(kasi, "source-failed");
}
