// An auditor asks what a total is made of, and gets down to the receipt, its entry and its rule.
import assert from "node:assert/strict";
import { desktop, money, phone, words } from "../browser.mjs";
import { openShift, sellOne } from "../till.mjs";

export const journeys = {
  "from the nation's total down to an entry": async ({ windows }) => {
    const till = await windows.officer("kasir.pontianak");
    await openShift(till);
    await sellOne(till);
    await down(await windows.officer("auditor", { viewport: desktop }));
    await compared(await windows.officer("ditjen", { viewport: phone }));
  },
};

const row = (page, name) => page.locator("th a", { hasText: name }).first();

async function down(page) {
  await page.goto("/meja/laporan");
  await page.locator("th a").first().click(); // the first month that has begun
  await row(page, "Kalimantan Barat").click();
  await row(page, "Lapas Kelas IIA Pontianak").click();
  for (const row of ["buyer", "goods", "channel"]) await narrowed(page, row);
  const turnover = page.locator("dl.facts a").first();
  const told = money(await turnover.innerText());
  await turnover.click();
  const facts = await page.locator("dl.facts dd").allInnerTexts();
  assert.equal(money(facts[2]), told, "the receipts add up to the turnover of the report");
  await page.locator('th a[href*="/kasir/struk/"]').last().click();
  await page.locator("h2#booked").waitFor();
  await page.locator('section[aria-labelledby="booked"] a[href*="/meja/buku/"]').first().click();
  await page.locator("tfoot").waitFor();
  const entry = await words(page.locator("main"));
  assert.match(entry, /Penjualan/);
  await page.locator('main dl a[href^="/meja/aturan/"]').click();
  assert.match(await words(page.locator("main")), /Versi aturan pembagian Nasional .*Premi 50 %/s);
  await page.goBack();
  await page.locator('main a[href^="/meja/laporan/harian"]').click();
  await page.locator('.figures a[href^="/meja/buku/nota"]').waitFor();
}

/** A row of what was sold leads to the receipts that make it. */
async function narrowed(page, by) {
  const row = page.locator("tr", { has: page.locator(`th a[href*="&${by}="]`) }).first();
  const told = money(await row.locator("td").last().innerText());
  await row.locator("th a").click();
  assert.equal(money((await page.locator("dl.facts dd").allInnerTexts())[2]), told, by);
  await page.goBack();
}

async function compared(page) {
  await page.goto("/meja/ikhtisar");
  await page.locator(".compare a", { hasText: "Kalimantan Barat" }).first().click();
  await page.locator(".compare a", { hasText: "Pontianak" }).first().click();
  await page.locator("h1").waitFor();
  assert.match(await words(page.locator(".eyebrow").first()), /Pontianak/);
}
