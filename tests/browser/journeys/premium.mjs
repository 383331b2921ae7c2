// A month's premium: from the work that was done to the hand of who did it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fetchAs, phone, words } from "../browser.mjs";

export const journeys = {
  "a month's premium: from work to payout": async ({ windows }) => {
    const cashier = await windows.officer("kasir.pontianak", { viewport: phone });
    const sheet = await openDraft(cashier);
    await compute(cashier);
    await send(cashier);
    const kasi = await windows.officer("giatja.pontianak");
    await sendBack(kasi, sheet);
    await tellsWhy(cashier, sheet);
    await compute(cashier);
    await send(cashier);
    await verify(kasi, sheet);
    const head = await windows.officer("kepala.pontianak", { viewport: phone });
    await authorise(head, sheet);
    await printNames(kasi, sheet);
    const treasurer = await windows.officer("bendahara.pontianak", { viewport: phone });
    await payAllButOne(treasurer, sheet);
    await comesBack(treasurer);
    await payTheRest(treasurer);
    await readStatement(kasi, sheet);
  },
};

/** Begins at the desk; the draft that waits there. */
async function openDraft(page) {
  await page.goto("/meja");
  await page.locator('main a[href="/meja/premi"]').click();
  await page.locator("tbody tr", { hasText: "Konsep" }).locator("a").first().click();
  await page.waitForURL("**/meja/premi/*");
  return page.url();
}

async function compute(page) {
  await page.locator("#basis").selectOption("hours");
  await page.locator('form[action$="/hitung"] .button').click();
  await page.getByText("jam kerja × faktor kesulitan").waitFor();
}

async function send(page) {
  await page.locator('form[action$="/pengajuan"] .button').click();
  await page.locator(".badge", { hasText: "Menunggu verifikasi" }).waitFor();
}

async function sendBack(page, sheet) {
  await page.goto(sheet);
  await page.locator("summary", { hasText: "Kembalikan" }).click();
  await page.locator("#reason").fill("Hitung menurut jam, lalu ajukan lagi");
  await page.locator('form[action$="/pengembalian"] .button').click();
  await page.locator(".badge", { hasText: "Konsep" }).waitFor();
}

async function tellsWhy(page, sheet) {
  await page.goto(sheet);
  await page.locator(".notice", { hasText: "Hitung menurut jam" }).waitFor();
}

/** Two windows of the same person: the second is told that the step is done. */
async function verify(page, sheet) {
  const other = await page.context().newPage();
  await other.goto(sheet);
  await page.goto(sheet);
  await page.locator('form[action$="/verifikasi"] .button').click();
  await page.locator(".badge", { hasText: "Menunggu otorisasi" }).waitFor();
  await other.locator('form[action$="/verifikasi"] .button').click();
  await other.locator(".notice.bad").waitFor();
  await other.close();
}

async function authorise(page, sheet) {
  await page.goto(sheet);
  await page.locator("summary", { hasText: "Otorisasi" }).click();
  await page.locator('form[action$="/otorisasi"] .button').click();
  await page.locator(".badge", { hasText: "Disahkan" }).waitFor();
  assert.equal(await page.locator('form[action$="/pengembalian"]').count(), 0);
}

async function printNames(page, sheet) {
  await page.goto(sheet);
  await page.locator("summary", { hasText: "Tampilkan nama" }).click();
  await page.locator("#purpose").fill("Mencetak daftar premi");
  await page.locator('form[action$="/pembacaan"] .button').click();
  await page.waitForURL("**?reading=*");
  await page.getByText("Peragaan Satu").waitFor();
  const paper = await page.locator('.head a[href*="/daftar"]').getAttribute("href");
  const answer = await fetchAs(page, paper);
  assert.equal(answer.headers.get("content-type"), "application/pdf");
}

async function payAllButOne(page, sheet) {
  await page.goto(sheet);
  await page.locator('.head a[href$="/bayar"]').click();
  await page.locator('[name="workers"]').last().uncheck();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('a[data-chosen][href*="kartu.csv"]').click(),
  ]);
  const sent = readFileSync(await file.path());
  const ticked = await page.locator('[name="workers"]:checked').count();
  assert.equal(sent.toString().trim().split("\r\n").length, 1 + ticked, "a row each, and their headings");
  await page.locator("#money").selectOption("cash");
  await page.locator('form[action$="/bayar"] .button.large').click();
  const refused = page.locator(".notice.bad");
  await page.locator("#payouts ~ .panel").or(refused).first().waitFor();
  if (await refused.isVisible()) {
    await page.locator("#money").selectOption("bank");
    await page.locator('form[action$="/bayar"] .button.large').click();
  }
  await page.locator("#payouts ~ .panel").first().waitFor();
  assert.equal(await page.locator('[name="workers"]').count(), 1, "one is still owed");
  const kept = await page.locator('.panel a[href*="kartu.csv"]').getAttribute("href");
  const again = Buffer.from(await (await fetchAs(page, kept)).arrayBuffer());
  assert.ok(again.equals(sent), "the file is as it was paid, byte for byte");
}

async function comesBack(page) {
  await page.locator("summary", { hasText: "Tidak tersampaikan" }).first().click();
  await page.locator('[id^="reason-"]').first().fill("Kartu terblokir");
  await page.locator('form[action*="/bayar/"] .button').first().click();
  await page.getByText("Kartu terblokir").waitFor();
  assert.equal(await page.locator('[name="workers"]').count(), 2, "owed again");
}

async function payTheRest(page) {
  await page.locator("#channel").selectOption("savings");
  await page.locator('form[action$="/bayar"] .button.large').click();
  const refused = page.locator(".notice.bad");
  const done = page.locator(".notice.info", { hasText: "Semua sudah dibayar" });
  await done.or(refused).first().waitFor();
  if (await refused.isVisible()) {
    await page.locator("#money").selectOption("cash");
    await page.locator('form[action$="/bayar"] .button.large').click();
  }
  await done.waitFor();
}

async function readStatement(page, sheet) {
  await page.goto(sheet);
  await page.locator('tbody a[href*="/wbp/"]').first().click();
  await page.waitForURL("**/meja/premi/wbp/*");
  assert.match(await words(page.locator("main")), /Anda bekerja \d+ hari .*Sudah dibayar/s);
}
