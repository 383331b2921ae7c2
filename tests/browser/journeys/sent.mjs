// An order that travels: the unit says what sending costs, the buyer chooses his village and pays
// ahead, the parcel is tracked and arrives. On a slow phone, without script.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { desktop, fetchAs, money, phone, words } from "../browser.mjs";
import { putIn } from "../order.mjs";

const plain = { javaScriptEnabled: false, viewport: phone };
const unit = "lapas-kelas-iia-pontianak";

export const journeys = {
  "order: shipped to a village, paid ahead, tracked, received": async ({ windows, pictures }) => {
    const look = async (page, name) => {
      for (const [size, viewport] of Object.entries({ 390: phone, 1440: desktop })) {
        await page.setViewportSize(viewport);
        await page.screenshot({ path: `${pictures}/sent-${name}-${size}.png`, fullPage: true });
      }
      await page.setViewportSize(phone);
    };
    await nameAccount(windows);
    const kasi = await windows.officer("giatja.pontianak", plain);
    await setRate(kasi, look);

    const buyer = await windows.visitor(plain);
    await putIn(buyer, unit, 2);
    await buyer.locator('[name="next"]').click();
    await buyer.waitForURL("**/pemesanan");
    const goods = money(await buyer.locator(".total.money").innerText());
    await buyer.locator('a[href$="/pemesanan/pengiriman"]').click();
    await chooseVillage(buyer, look);
    await buyer.locator('[name="rates.0.rate"]').nth(1).check();
    await buyer.locator("main form .button.large").click();
    await buyer.waitForURL("**/pemesanan");
    const total = money(await buyer.locator(".total.money").innerText());
    assert.ok(total > goods, "sending is part of the total that is seen");
    await look(buyer, "checkout");
    const address = await placeIt(buyer, look);

    await pay(windows, buyer, total);
    await buyer.goto(address);
    for (let tries = 0; tries < 30 && !(await says(buyer, "Sudah dibayar")); tries += 1) {
      await buyer.waitForTimeout(500);
      await buyer.goto(address);
    }
    const number = (await words(buyer.locator("main"))).match(/PTK-P-\d+/)[0];
    await sendIt(kasi, { number, look, pictures });

    await buyer.goto(address);
    assert.ok(await says(buyer, "JNE0098765432"), "the buyer sees the number");
    assert.ok(await says(buyer, "JNE0011111111"), "and that of the first parcel");
    await buyer.locator('a[href^="https://www.jne.co.id"]').first().waitFor();
    await look(buyer, "travelling");
    await buyer.locator('form[action$="/penerimaan"] .button').click();
    await buyer.locator(".badge.ok", { hasText: "Sudah diterima" }).waitFor();
    await look(buyer, "arrived");
    await kasi.goto("/meja/pesanan");
    assert.match(await words(kasi.locator("main")), /Sudah diterima pembeli/);
  },
};

async function says(page, text) {
  return (await words(page.locator("main"))).includes(text);
}

export async function nameAccount(windows, options = plain) {
  const treasurer = await windows.officer("bendahara.pontianak", options);
  await treasurer.goto("/meja/rekening");
  await treasurer.locator("#bank").fill("BRI");
  await treasurer.locator("#number").fill("1234567890");
  await treasurer.locator("#holder").fill("Lapas Pontianak");
  await treasurer.locator("main form .button.large").click();
}

/** What is wrong is said and stays; then a rate for the whole country. */
export async function setRate(kasi, look) {
  await kasi.goto("/meja");
  await kasi.locator('a[href$="/meja/ongkir"]').click();
  await kasi.locator("#courier").selectOption("jne");
  await kasi.locator("#service").fill("Reguler");
  await kasi.locator("#distance").selectOption("nation");
  await kasi.locator("#first_kg").fill("32.000");
  await kasi.locator("#further_kg").fill("28.000");
  await kasi.locator("#days_min").fill("4");
  await kasi.locator("#days_max").fill("2");
  await kasi.locator("main form .button.large").click();
  await kasi.locator("#days_max_error").waitFor();
  assert.equal(await kasi.locator("#service").inputValue(), "Reguler");
  await look(kasi, "rate-refused");
  await kasi.locator("#days_max").fill("7");
  await kasi.locator("main form .button.large").click();
  await kasi.locator("tbody th", { hasText: "JNE, Reguler" }).first().waitFor();
  await look(kasi, "rates");
}

async function chooseVillage(buyer, look) {
  await look(buyer, "sending-empty");
  await buyer.locator("#q").fill("zzqq");
  await buyer.locator('form[role="search"] .button').click();
  await buyer.locator("p.muted", { hasText: "Tidak ditemukan" }).waitFor();
  await buyer.locator("#q").fill("gambir jakarta pusat");
  await buyer.locator('form[role="search"] .button').click();
  await look(buyer, "sending-found");
  await buyer.locator('[name="village"]').first().click();
  await buyer.locator('[name="rates.0.rate"]').nth(1).waitFor();
  await look(buyer, "sending-rates");
}

async function placeIt(buyer, look) {
  await buyer.locator("#name").fill("Sri Wahyuni");
  await buyer.locator("#phone").fill("besok");
  await buyer.locator("#street").fill("Jalan Melati 5, RT 02/RW 03");
  await buyer.locator("main form .button.large").click();
  await buyer.locator("#phone_error").waitFor();
  assert.match(await buyer.locator("#street").inputValue(), /Melati 5/);
  await buyer.locator("#phone").fill("0812 3456 7890");
  await buyer.locator("main form .button.large").click();
  await buyer.waitForURL("**/pesanan/*");
  await look(buyer, "placed");
  return buyer.url();
}

async function pay(windows, buyer, total) {
  await buyer.locator('section a.button.large[href*="/bayar/"]').click();
  const exact = money(await buyer.locator(".figures .money").first().innerText());
  assert.ok(exact <= total && exact > total - 500, "what is asked is what was seen");
  const treasurer = await windows.officer("bendahara.pontianak", plain);
  await treasurer.goto("/meja/pembayaran");
  await treasurer.locator("#q").fill(String(exact));
  await treasurer.locator('form[role="search"] .button').click();
  await treasurer.locator('a[href^="/meja/pembayaran/"]').first().click();
  await treasurer.locator("#amount").fill(String(exact));
  await treasurer.locator('form[action$="/penerimaan"] .button').click();
  await treasurer.locator(".badge.ok").first().waitFor();
}

/** Packed, labelled, handed to the courier, and he is paid. */
async function sendIt(kasi, { number, look, pictures }) {
  await kasi.goto("/meja/pesanan");
  await look(kasi, "list");
  await kasi.getByRole("link", { name: number }).click();
  await look(kasi, "desk");
  for (const paper of ["slip", "label-kirim", "label-a6"]) {
    const answer = await fetchAs(kasi, `${new URL(kasi.url()).pathname}/${paper}`);
    assert.equal(answer.headers.get("content-type"), "application/pdf", paper);
    writeFileSync(`${pictures}/sent-${paper}.pdf`, Buffer.from(await answer.arrayBuffer()));
  }
  await kasi.locator('form[action$="/kesiapan"] button').click();
  await kasi.locator(".badge.ok", { hasText: "Dikemas" }).waitFor();
  await kasi.locator('form[action$="/pengiriman"] .button').click();
  await kasi.locator("#tracking_error").waitFor();
  await kasi.locator("#tracking").fill("JNE0011111111");
  await kasi.locator('[name="lines.0.quantity"]').fill("3");
  await kasi.locator('form[action$="/pengiriman"] .button').click();
  await kasi.locator("fieldset .error").waitFor();
  assert.equal(await kasi.locator("#tracking").inputValue(), "JNE0011111111");
  await look(kasi, "desk-part-refused");
  await kasi.locator('[name="lines.0.quantity"]').fill("1");
  await kasi.locator('form[action$="/pengiriman"] .button').click();
  await kasi.locator("dt", { hasText: "Paket 1" }).waitFor();
  await look(kasi, "desk-part");
  await kasi.locator("#tracking").fill("JNE0098765432");
  await kasi.locator('form[action$="/pengiriman"] .button').click();
  await kasi.locator(".badge.info", { hasText: "Dalam perjalanan" }).waitFor();
  await look(kasi, "desk-shipped");
  await kasi.locator("#cost").fill("30.000");
  await kasi.locator('form[action$="/ongkir"] .button').click();
  await kasi.locator("dt", { hasText: "Dibayar ke kurir" }).waitFor();
}
