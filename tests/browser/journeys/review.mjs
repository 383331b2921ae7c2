// What a buyer says of what he fetched: written without script, read by a person, shown, answered,
// reported; and what is kept of him, taken along and erased.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faultsOfOne } from "../accessibility.mjs";
import { desktop, phone, words } from "../browser.mjs";
import { faultsOf } from "../markup.mjs";
import { orderOf, putIn } from "../order.mjs";
import { openShift } from "../till.mjs";

const unit = "lapas-kelas-iia-kerobokan";
const plain = { javaScriptEnabled: false, viewport: phone };
const seeds = fileURLToPath(new URL("../../../src/catalogue/seed/pictures", import.meta.url));
const picture = `${seeds}/${readdirSync(seeds).find((file) => /\.(webp|jpe?g|png)$/.test(file))}`;
const looks = [[phone, "light"], [desktop, "dark"]];

export const journeys = {
  "a review from the order to the shelf, and the buyer's data": async ({ windows, pictures }) => {
    const buyer = await windows.visitor(plain);
    const eyes = await windows.visitor();
    const faults = [];
    const look = async (page, name) => {
      const address = new URL(page.url()).pathname.replace(/^\/en/, "");
      for (const language of ["", "/en"]) {
        await eyes.goto(language + address);
        faults.push(...(await faultsOf(await eyes.content(), eyes.url())));
        faults.push(...(await faultsOfOne(eyes, looks)));
      }
      for (const [size, scheme] of [[phone, "light"], [desktop, "light"], [phone, "dark"]]) {
        await eyes.setViewportSize(size);
        await eyes.emulateMedia({ colorScheme: scheme });
        await eyes.goto(address);
        const path = `${pictures}/review-${name}-${size.width}-${scheme}.png`;
        await eyes.screenshot({ path, fullPage: true });
      }
    };
    const { link, number, goods } = await fetched(buyer, windows);
    await buyer.goto(link);
    await buyer.locator('a[href$="/ulasan"]').click();
    await look(buyer, "mine-empty");
    await buyer.locator("section.panel .button").first().click();
    await look(buyer, "write");
    await buyer.locator('[name="stars"][value="4"]').check();
    await buyer.locator("#words").fill("Rapi sekali, kata Pak Budi. WA saya 0812 3456 7890");
    await buyer.locator("#shown_as").fill("Sari, Jakarta");
    await buyer.locator("main form .button.large").click();
    await buyer.locator("#words_error").waitFor();
    assert.equal(await buyer.locator("#shown_as").inputValue(), "Sari, Jakarta");
    assert.ok(await buyer.locator('[name="stars"][value="4"]').isChecked());
    await buyer.locator("#words").fill("Rapi sekali, kata Pak Budi.\nPas untuk teras.");
    await buyer.locator("#photo").setInputFiles(picture);
    await buyer.locator("main form .button.large").click();
    await buyer.locator(".badge.info").waitFor();
    await look(buyer, "mine");

    const kasi = await windows.officer("giatja.kerobokan");
    await kasi.goto("/meja");
    await kasi.locator('#reviews ~ ol a[href="/meja/ulasan"]').click();
    await kasi.screenshot({ path: `${pictures}/review-queue.png`, fullPage: true });
    await kasi.locator("tbody th a").first().click();
    await kasi.locator(".notice.warn").waitFor(); // somebody may be named
    await kasi.locator('form[action$="/penerbitan"] .button').click();
    await kasi.locator("#looked_error").waitFor();
    await kasi.locator('[name="looked"]').check();
    await kasi.screenshot({ path: `${pictures}/review-desk.png`, fullPage: true });
    await kasi.locator('form[action$="/penerbitan"] .button').click();
    await kasi.locator("#answer").fill("Terima kasih. Senang barangnya cocok.");
    await kasi.locator('form[action$="/jawaban"] .button').click();
    await kasi.locator(".voice-answer").waitFor();
    await kasi.screenshot({ path: `${pictures}/review-answered.png`, fullPage: true });

    const visitor = await windows.visitor(plain);
    await visitor.goto(goods);
    assert.match(await words(visitor.locator("#ulasan")), /Sari, Jakarta[\s\S]*Pas untuk teras/);
    assert.ok(!(await visitor.content()).includes("Sri Wahyuni"));
    await look(visitor, "product");
    await visitor.locator('#ulasan a[href$="/ulasan"]').click();
    await look(visitor, "all");
    await visitor.locator('a[href$="/laporan"]').first().click();
    await look(visitor, "report");
    await visitor.locator('[name="reason"][value="identity"]').check();
    await visitor.locator("main form .button").click();
    await visitor.locator(".notice.ok").waitFor();
    await kasi.goto("/meja/ulasan?queue=reported");
    await kasi.locator("tbody th a").first().click();
    await kasi.locator("#reports").waitFor();

    await buyer.goto(link);
    await buyer.locator('a[href$="/data"]').click();
    await look(buyer, "data");
    assert.match(await words(buyer.locator("main")), /Sri Wahyuni/);
    const saved = await buyer.request.get(`${buyer.url()}/berkas`);
    const data = await saved.json();
    assert.equal(data.buyer.name, "Sri Wahyuni");
    assert.equal(data.orders[0].number, number);
    assert.equal(data.reviews[0].stars, 4);
    await buyer.locator("details.confirm > summary").click();
    await buyer.locator('form[action$="/penghapusan"] .button').click();
    await buyer.locator(".notice.ok").waitFor();
    assert.ok(!(await buyer.content()).includes("Sri Wahyuni"));
    await visitor.goto(goods);
    assert.ok(!(await visitor.content()).includes("Sari, Jakarta"));
    assert.match(await words(visitor.locator("#ulasan")), /Pas untuk teras/);
    for (const page of ["retur", "kontak", "privasi"]) {
      await visitor.goto(`/${page}`);
      await look(visitor, page);
    }
    if (faults.length) assert.fail(`\n${faults.join("\n")}`);
  },
};

/** Goods of Kerobokan that a buyer has fetched: the link of his order, its number, their page. */
async function fetched(buyer, windows) {
  await buyer.goto(`/produk?unit=${unit}&availability=ready`);
  await buyer.locator(".listing a").first().click();
  const goods = buyer.url();
  await putIn(buyer, unit, 1);
  await buyer.locator('[name="next"]').click();
  await buyer.waitForURL("**/pemesanan");
  const link = await orderOf(buyer, "Sri Wahyuni");
  const panel = await words(buyer.locator("section.panel", { hasText: "-P-" }));
  const number = panel.match(/[A-Z]+-P-\d+/)[0];
  const desk = await windows.officer("kasir.kerobokan", plain);
  await openShift(desk);
  await desk.goto("/meja/pesanan");
  await desk.getByRole("link", { name: number }).click();
  await desk.locator("#code").fill(panel.match(/\b\d{6}\b/)[0]);
  await desk.locator('form[action$="/penyerahan"] .button').click();
  await desk.locator('a[href^="/kasir/struk/"]').waitFor();
  return { link, number, goods };
}
