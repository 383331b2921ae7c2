// A work section's day on a phone: people, a decree, attendance, a batch, a recall.
import assert from "node:assert/strict";
import { phone, words } from "../browser.mjs";
import { takePhoto } from "../photo.mjs";

const send = "main form button.button";

export const journeys = {
  "a workshop's day: attendance, pieces, a batch, onto the shelf": async ({ windows }) => {
    const page = await windows.officer("giatja.kerobokan", { viewport: phone });
    for (const number of [1, 2]) await addWorker(page, number);
    await addActivity(page);
    await assign(page);
    await tapDay(page);
    await correct(page);
    await lookAtMonth(page);
    const lot = await bake(page);
    await recall(page, lot);
  },
};

async function addWorker(page, number) {
  await page.goto("/meja/wbp");
  await page.locator("#register_number").fill(`KERJA ${number}/2026`);
  await page.locator("#name").fill(`Contoh ${number}`);
  await page.locator(send).last().click();
  await page.waitForURL("**/meja/wbp/*");
}

async function addActivity(page) {
  await page.goto("/meja");
  await page.locator('main a[href="/meja/kegiatan"]').click();
  await page.locator("#name").fill("Roti pagi");
  await page.locator(send).last().click();
  await page.locator('main a[href$="/data"]').click();
  await page.locator("#place").fill("Dapur B");
  await page.locator("#area").fill("42,5");
  await page.locator("#tool-0").fill("Oven");
  await page.locator("#count-0").fill("2");
  await page.locator(send).last().click();
  await page.getByText("Dapur B").waitFor();
  await page.getByText("42,5 m²").waitFor();
}

async function assign(page) {
  await page.locator('main a[href$="/sk"]').click();
  await page.locator("#number").fill("W20.PK.01-7");
  for (const box of await page.locator('[name="workers"]').all()) await box.check();
  await page.locator('form[action$="/sk"] .button').first().click();
  await page.getByText("W20.PK.01-7").waitFor();
}

async function tapDay(page) {
  await page.locator('.head a[href$="/hari"]').click();
  await page.locator("#hours").fill("7");
  await page.locator("#rate").fill("1.500");
  await page.locator('[name="entries.0.presence"][value="present"]').check();
  await page.locator("#pieces-0").fill("12");
  await page.locator("#pieces-1").fill("3");
  await save(page);
  assert.equal(await page.locator("#pieces-1").inputValue(), "3", "nothing typed is lost");
  await page.locator("#pieces-1").fill("");
  await page.locator('[name="entries.1.presence"][value="sick"]').check();
  await save(page);
  assert.match(await words(page.locator("main")), /1 hadir/);
}

async function correct(page) {
  await page.locator('[name="entries.1.presence"][value="leave"]').check();
  await save(page);
  await page.locator("#reason_error").waitFor();
  await page.locator("#reason").fill("ada surat izin");
  await save(page);
  assert.match(await words(page.locator("main table")), /Sakit.*Izin.*ada surat izin/s);
}

async function lookAtMonth(page) {
  await page.locator(".head .eyebrow a").click();
  await page.locator('.head a[href$="/bulan"]').click();
  assert.match(await words(page.locator("main")), /18\.000/);
  await page.locator("#difficulty-0").fill("3");
  await page.locator("#conduct-0").fill("5");
  await page.locator(send).last().click();
  await page.locator("#reason").waitFor();
}

/** Twelve made, ten of them for sale; a sum that is wrong is told and nothing typed is lost. */
async function bake(page) {
  await page.goto("/meja/produksi/baru");
  await page.locator("#variant").selectOption({ index: 1 });
  await page.locator("#output").fill("12");
  await page.locator("#for_sale").fill("9");
  await page.locator("#spoiled").fill("2");
  await page.locator("#cname-0").fill("Tepung");
  await page.locator("#cquantity-0").fill("2,5");
  await page.locator("#cmeasure-0").fill("kg");
  await page.locator("#camount-0").fill("30.005");
  await page.locator(send).last().click();
  await page.locator("#output_error").waitFor();
  assert.equal(await page.locator("#cname-0").inputValue(), "Tepung");
  await page.locator("#for_sale").fill("10");
  await page.locator(send).last().click();
  await page.waitForURL(/produksi\/[0-9a-f-]{36}/);
  const shown = await words(page.locator("main"));
  assert.match(shown, /3\.001/, "30.005 ÷ 10, half up");
  await page.locator('form[action$="/modal"] .button').click();
  await page.locator('form[action$="/modal"]').waitFor({ state: "detached" });
  await takePhoto(page, /^Foto /);
  await page.locator("#photos ~ ul summary").click();
  await page.locator('form[action$="/penghapusan"] .button').click();
  await page.locator(".receipt-photo").waitFor({ state: "detached" });
  return page.url();
}

async function recall(page, lot) {
  await page.goto(lot);
  await page.locator("details.confirm summary").last().click();
  await page.locator("#reason").fill("kemasan bocor");
  await page.locator('form[action$="/penarikan"] .button').click();
  await page.getByText("kemasan bocor").waitFor();
  assert.equal(await page.locator('form[action$="/penarikan"]').count(), 0);
}

async function save(page) {
  await page.locator('form[action$="/hari"] .button.large').click();
}
