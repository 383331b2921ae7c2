// The sale and the board in English: the language of the page, its words and its numbers.
import assert from "node:assert/strict";
import { money, phone, plainly, rupiah, words } from "../browser.mjs";
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
  unlock,
} from "../stand.mjs";
import { openShift, ready, sellOne } from "../till.mjs";

// Words of the interface that have no place on an English page. Names of goods, of units and the
// terms of the law (PNBP, premi) stay as they are.
const indonesian = new RegExp(
  "\\b(Kasir|Jumlah|Kembali|Bayar|Tunai|Struk|Belanjaan|Pembeli|Selesai|Papan|Keluar|Masuk|Meja" +
    "|hari ini|terjual|sisa|Catatan|Kampanye|Urutan|Terbaru|dan|yang|untuk)\\b",
);

export const journeys = {
  "a sale at the English till": async ({ windows }) => {
    const page = await windows.officer("kasir.kerobokan", { language: "en", viewport: phone });
    await openShift(page, "0", "/en/kasir");
    await ready(page);
    await speaksEnglish(page);
    await page.locator('[data-note="100000"]').click();
    assert.equal(await page.locator("#received").inputValue(), "100,000");
    await page.locator("[data-exact]").click();
    const sale = await sellOne(page);
    await speaksEnglish(page);
    const done = page.locator("[data-done]");
    assert.equal(await done.locator("[data-done-total]").innerText(), rupiah(sale.total, "en"));
    assert.match(sale.receipt, /^\/en\/kasir\/struk\//);
    await done.locator('[data-paper=""]').click();
    await page.locator(".receipt").waitFor();
    await page.locator(".woven summary").click();
    await speaksEnglish(page);
    assert.match(await words(page.locator("h1")), /^Receipt /);
  },

  "a day at the English till of a device, without a network": async ({ windows }) => {
    const desk = await windows.officer("giatja.kerobokan");
    const till = await windows.officer("kasir.kerobokan", { viewport: phone });
    const { hash } = new URL(await invite(desk));
    await standUp(till, `/en/kasir/perangkat/baru${hash}`, "100,000");
    await speaksEnglish(till);
    await network(till, false);
    await till.reload();
    await unlock(till);
    const sold = [await sell(till), await sell(till)];
    await moveCash(till, "out", "20,000", "to the safe");
    await openRecord(till, sold[0].number);
    await speaksEnglish(till);
    await toTill(till);
    await till.locator("[data-records]").click();
    await speaksEnglish(till);
    await toTill(till);
    const drawer = 100_000 + sold[0].total + sold[1].total - 20_000;
    const report = await closeDrawer(till, drawer);
    assert.ok(report.includes(plainly(drawer, "en")), report);
    await speaksEnglish(till);
    await network(till, true);
    await sent(till);
    await booked(desk, sold);
  },

  "the English board shows a sale and stays English": async ({ windows }) => {
    const board = await windows.visitor();
    await board.goto("/en/papan");
    await board.locator('[data-when="live"]').waitFor();
    await speaksEnglish(board, ".hall-ticker b, .hall-product strong");
    const total = board.locator(".hall-total [data-figure]");
    const before = money(await total.innerText());

    const till = await windows.officer("kasir.kerobokan");
    await openShift(till);
    const sale = await sellOne(till);
    const wanted = rupiah(before + sale.total, "en");
    await board.locator(".hall-total strong", { hasText: wanted }).waitFor();
    const row = await words(board.locator("[data-ticker] li").first());
    assert.match(row, /^\d\d:\d\d WI(B|TA|T) /);
    assert.ok(row.includes(rupiah(sale.total, "en").replace("\u00a0", " ")), row);
    await speaksEnglish(board, ".hall-ticker b, .hall-product strong");
  },

  "the language is changed where one is": async ({ windows }) => {
    const page = await windows.visitor();
    for (const path of ["/", "/produk", "/papan", "/masuk", "/privasi"]) {
      await page.goto(path);
      assert.equal(await page.locator("html").getAttribute("lang"), "id");
      await page.locator(".account a[hreflang]").click();
      await page.waitForURL((url) => url.pathname === `/en${path}`.replace(/\/$/, ""));
      await speaksEnglish(page, ".hall-ticker b, .hall-product strong, .card, .hero .display");
    }
  },
};

const names = ".slip-name, .key b, .receipt td, .receipt-why, [data-sale-paper], [data-till-paper]";

/** Neither `lang` nor a word in sight is Indonesian, goods aside (`apart`: where they stand). */
async function speaksEnglish(page, apart = names) {
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const text = await page.evaluate((apart) => {
    const copy = document.body.cloneNode(true);
    const foreign = `${apart}, .demo [lang], .account a[hreflang], script, template, svg`;
    copy.querySelectorAll(foreign).forEach((element) => element.remove());
    const attributes = ["aria-label", "placeholder", "alt", "title"];
    const more = attributes.flatMap((name) =>
      [...copy.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name)),
    );
    return `${copy.textContent} ${more.join(" ")}`;
  }, apart);
  const found = indonesian.exec(text);
  const near = found ? text.slice(Math.max(0, found.index - 40), found.index + 40) : "";
  assert.equal(found, null, `${page.url()} says “${near.replace(/\s+/g, " ")}”`);
}
