// A piece wage: from the day's attendance over two other hands to the worker, who can read it.
import assert from "node:assert/strict";
import { money, phone, words } from "../browser.mjs";

const send = "main form button.button";
const pieces = 12;
const rate = 1500;

export const journeys = {
  "a wage sheet: from attendance to the worker's statement": async ({ windows }) => {
    const kasi = await windows.officer("giatja.pontianak", { viewport: phone });
    const activity = await begin(kasi);
    await tap(kasi, activity);
    const cashier = await windows.officer("kasir.pontianak");
    const sheet = await make(cashier, activity);
    await step(kasi, sheet, "verifikasi", "Menunggu otorisasi");
    const head = await windows.officer("kepala.pontianak", { viewport: phone });
    await authorise(head, sheet);
    await pay(await windows.officer("bendahara.pontianak"), sheet);
    await read(kasi, sheet);
  },
};

/** A new worker, and an activity that counts what is sewn in sheets of cloth. */
async function begin(page) {
  await page.goto("/meja/wbp");
  await page.locator("#register_number").fill("UPAH 1/2026");
  await page.locator("#name").fill("Contoh Upah");
  await page.locator(send).last().click();
  await page.waitForURL("**/meja/wbp/*");
  const worker = page.url().split("/").at(-1).split("?")[0];
  await page.goto("/meja/kegiatan");
  await page.locator("#name").fill("Jahit borongan");
  await page.locator(send).last().click();
  await page.locator('main a[href$="/data"]').click();
  await page.locator("#measure").selectOption("lembar");
  await page.locator(send).last().click();
  await page.getByText("lembar").waitFor();
  const activity = new URL(page.url()).pathname;
  await page.locator('main a[href$="/sk"]').click();
  await page.locator("#number").fill("W20.PK.01-9");
  await page.locator(`[name="workers"][value="${worker}"]`).check();
  await page.locator('form[action$="/sk"] .button').first().click();
  await page.getByText("W20.PK.01-9").waitFor();
  return activity;
}

async function tap(page, activity) {
  await page.goto(`${activity}/hari`);
  await page.locator("#hours").fill("7");
  await page.locator("#rate").fill(String(rate));
  await page.locator('[name="entries.0.presence"][value="present"]').check();
  await page.getByLabel("Hasil (lembar)").fill(String(pieces));
  await page.locator('form[action$="/hari"] .button.large').click();
  assert.match(await words(page.locator("main")), /1 hadir/);
}

/** Nothing is sold yet: the working fund owes the wage. */
async function make(page, activity) {
  await page.goto(`/meja/premi/baru?activity=${activity.split("/").at(-1)}&fund=upah`);
  await page.locator(send).last().click();
  await page.locator('form[action$="/pengajuan"]').waitFor();
  const shown = await words(page.locator("main"));
  assert.match(shown, /Hasil \(lembar\)/);
  assert.equal(money(await page.locator(".figures .money").first().innerText()), pieces * rate);
  await page.locator('form[action$="/pengajuan"] .button').click();
  await page.locator(".badge", { hasText: "Menunggu verifikasi" }).waitFor();
  return page.url();
}

async function step(page, sheet, deed, badge) {
  await page.goto(sheet);
  await page.locator(`form[action$="/${deed}"] .button`).click();
  await page.locator(".badge", { hasText: badge }).waitFor();
}

async function authorise(page, sheet) {
  await page.goto(sheet);
  await page.locator("summary", { hasText: "Otorisasi" }).click();
  await page.locator('form[action$="/otorisasi"] .button').click();
  await page.locator(".badge", { hasText: "Disahkan" }).waitFor();
}

async function pay(page, sheet) {
  await page.goto(sheet);
  await page.locator('.head a[href$="/bayar"]').click();
  for (const source of ["cash", "bank"]) {
    await page.locator("#money").selectOption(source);
    await page.locator('form[action$="/bayar"] .button.large').click();
    const done = page.locator(".notice.info", { hasText: "Semua sudah dibayar" });
    await done.or(page.locator(".notice.bad")).first().waitFor();
    if (await done.isVisible()) return;
  }
  assert.fail("neither money was enough");
}

async function read(page, sheet) {
  await page.goto(sheet);
  await page.locator('tbody a[href*="/wbp/"]').first().click();
  await page.waitForURL("**/meja/premi/wbp/*");
  const told = await words(page.locator("main"));
  assert.match(told, /dengan hasil 12 lembar.*Upah borongan Anda Rp.18\.000.*Sudah dibayar seluruhnya/s);
}
