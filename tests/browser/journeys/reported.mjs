// A unit's day and month in writing: the message, a correction, approvals, papers, who looks on.
import assert from "node:assert/strict";
import { desktop, fetchAs, money, phone, words } from "../browser.mjs";
import { openShift, sellOne } from "../till.mjs";

const today = "/meja/laporan/harian";

export const journeys = {
  "a unit's day and month reported": async ({ windows }) => {
    const kasi = await windows.officer("giatja.pontianak", { viewport: phone });
    await sendToday(kasi);
    await sellMore(await windows.officer("kasir.pontianak"));
    await sendAgain(kasi);
    await watched(await windows.officer("kanwil.kalbar", { viewport: desktop }));
    await deadline(await windows.officer("ditjen", { viewport: desktop }));
    const paper = await approve(windows);
    await checked(await windows.visitor(), paper);
    await books(await windows.officer("bendahara.pontianak", { viewport: desktop }));
  },
};

async function sendToday(page) {
  await page.goto(today);
  const message = await page.locator("#pesan").inputValue();
  assert.match(message, /^Izin melaporkan/);
  assert.match(message, /\*Lapas Kelas IIA Pontianak\*/);
  await page.locator('main form[method="post"] .button').click();
  await page.locator(".badge.ok").waitFor();
  assert.equal(await page.locator('main form[method="post"]').count(), 0, "nothing new to send");
}

async function sellMore(till) {
  await openShift(till);
  await sellOne(till);
}

async function sendAgain(page) {
  await until(async () => {
    await page.goto(today);
    return (await page.locator("#note").count()) > 0;
  });
  await page.locator("#note").evaluate((field) => field.removeAttribute("required"));
  await page.locator('main form[method="post"] .button').click();
  await page.locator("#note_error").waitFor();
  await page.locator("#note").fill("penjualan sore");
  await page.locator('main form[method="post"] .button').click();
  await page.locator(".badge.ok").waitFor();
  assert.match(await words(page.locator("main table")), /penjualan sore/);
  await page.locator("main table a").last().click();
  await page.getByText("seperti saat dikirim").waitFor();
}

async function watched(page) {
  await page.goto("/meja/laporan/masuk");
  const row = page.locator("tr", { hasText: "Lapas Kelas IIA Pontianak" });
  assert.match(await words(row), /Tepat waktu.*dikoreksi/s);
  await page.goto(today);
  assert.match(await page.locator("#pesan").inputValue(), /\*Kanwil Kalimantan Barat\*/);
}

async function deadline(page) {
  await page.goto("/meja/laporan/batas");
  await page.locator("#days_later").fill("9");
  await page.locator("main form .button").click();
  await page.locator("#days_later_error").waitFor();
  await page.locator("#days_later").fill("0");
  await page.locator("main form .button").click();
  await page.locator("main table").waitFor();
  assert.match(await words(page.locator("main table")), /WIB.*21\.00/s);
}

/** The month is authorised in the demonstration; a sale of then would ask for another version. */
async function approve(windows) {
  const head = await windows.officer("kepala.pontianak", { viewport: desktop });
  await head.goto("/meja/laporan");
  await head.locator('td a[href^="/meja/laporan/"]').first().click();
  await head.locator("h2#hands").waitFor();
  const shown = await words(head.locator("main"));
  assert.match(shown, /Dibuat.*Diverifikasi.*Diotorisasi/s);
  for (const format of ["pdf", "xlsx"]) {
    const href = await head.locator(`a[href$="format=${format}"]`).getAttribute("href");
    const first = await bytesOf(head, href);
    assert.ok(first.length > 2000);
    assert.ok(first.equals(await bytesOf(head, href)), "the same bytes each time");
  }
  return head.locator('a[href^="/laporan/"]').getAttribute("href");
}

async function checked(page, address) {
  await page.goto(address);
  const shown = await words(page.locator("main"));
  assert.match(shown, /Diotorisasi/);
  assert.doesNotMatch(shown, /Rp|Hasanuddin|Wayan|Dewi/, "no figures and no names");
  assert.equal((await fetchAs(page, "/laporan/bukankode")).status, 404);
}

async function books(page) {
  await page.goto("/meja/buku/kas");
  const facts = await page.locator("dl.facts dd").allInnerTexts();
  const [opening, into, out, closing] = facts.slice(-4).map(money);
  assert.equal(opening + into - out, closing);
  await page.goto("/meja/buku/stok");
  await page.locator("main table tbody tr").first().waitFor();
}

async function bytesOf(page, href) {
  return Buffer.from(await (await fetchAs(page, href)).arrayBuffer());
}

async function until(done) {
  for (let tries = 0; tries < 40; ++tries) {
    if (await done()) return;
    await new Promise((later) => setTimeout(later, 250));
  }
  assert.fail("it never came");
}
