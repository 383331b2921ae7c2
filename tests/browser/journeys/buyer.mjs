// A buyer's account, from a wish to the end: by a link in a letter, on a phone without script.
import assert from "node:assert/strict";
import { faultsOfOne, visible } from "../accessibility.mjs";
import { desktop, phone, words } from "../browser.mjs";
import { LetterHouse } from "../letters.mjs";
import { faultsOf } from "../markup.mjs";
import { putIn } from "../order.mjs";
import { nameAccount, setRate } from "./sent.mjs";

const plain = { javaScriptEnabled: false, viewport: phone, ignoreHTTPSErrors: true };
const own = ["", "/pesanan", "/alamat", "/alamat/baru", "/keinginan", "/surel", "/data"];
const looks = {
  id: [[phone, "light"], [desktop, "dark", visible]],
  en: [[desktop, "light", visible], [phone, "dark", visible]],
};
let house;

export const journeys = {
  "a wish, an account, an order, and its end": async ({ house: usual, windows, pictures }) => {
    house = await LetterHouse.open(usual.program);
    const page = await windows.visitor({ ...plain, house });
    const look = (name) => page.screenshot({ path: `${pictures}/buyer-${name}.png`, fullPage: true });
    await page.goto("/produk?availability=ready");
    await page.locator(".listing a").first().click();
    const goods = (await page.locator("h1").innerText()).trim();
    await look("product");
    await page.locator('form[action="/pembeli/keinginan"] button').click();
    await page.waitForURL("**/pembeli?wish=*");
    assert.ok((await words(page.locator("main"))).includes(goods));
    await page.locator("#email").fill("Sri@Example.id");
    await look("door");
    await page.locator("main form .button.large").click();
    await page.waitForURL("**/pembeli/surat");
    await look("letter");
    assert.equal((await page.context().cookies()).length, 0, "a guest has no cookie");

    const link = await house.link("Sri@Example.id");
    await page.goto(link);
    assert.match(await words(page.locator("main")), /Sri@Example\.id/);
    await look("link");
    await page.locator("main form .button").click();
    await page.waitForURL("**/pembeli/keinginan");
    assert.ok((await words(page.locator("main"))).includes(goods), "it was kept meanwhile");
    await look("wishes");
    const stranger = await windows.visitor({ ...plain, house });
    const gone = await stranger.goto(link);
    assert.equal(gone.status(), 410, "a link is used once");

    await writeAddress(page, "Sri Wahyuni", look);
    await look("addresses");

    await page.goto("/pembeli/keinginan");
    await page.locator('form[action="/keranjang/barang"] button').click();
    await page.waitForURL("**/keranjang");
    await page.locator('[name="next"]').click();
    await page.waitForURL("**/pemesanan");
    assert.equal(await page.locator("#name").inputValue(), "Sri Wahyuni");
    assert.equal(await page.locator("#email").inputValue(), "Sri@Example.id");
    await look("checkout");
    await page.locator("main form .button.large").click();
    await page.waitForURL("**/pesanan/*");
    const order = new URL(page.url()).pathname;
    await page.goto("/pembeli/pesanan");
    await look("orders");
    assert.equal(await page.locator(`main a[href="${order}"]`).count(), 1);
    await page.goto("/pembeli");
    await look("home");
    await page.goto("/pembeli/data");
    await look("data");

    await page.locator("details.confirm > summary").click();
    await page.locator('form[action$="/penghapusan"] .button').click();
    await page.waitForURL("**/pembeli?erased=true");
    await look("erased");
    assert.equal((await page.goto("/pembeli/pesanan")).url().includes("/pembeli?ke="), true);
    await page.goto(order);
    assert.match(await words(page.locator("main")), /-P-\d+/, "its own link still opens it");
  },
  "goods sent to an address of the book, which keeps another": async ({ windows, pictures }) => {
    await nameAccount(windows, { ...plain, house });
    await setRate(await windows.officer("giatja.pontianak", { ...plain, house }), () => {});
    const page = await windows.visitor({ ...plain, house });
    const look = (name) => page.screenshot({ path: `${pictures}/book-${name}.png`, fullPage: true });
    await page.goto("/pembeli");
    await page.locator("#email").fill("tari@example.id");
    await page.locator("main form .button.large").click();
    await page.waitForURL("**/pembeli/surat");
    await page.goto(await house.link("tari@example.id"));
    await page.locator("main form .button").click();
    await page.waitForURL("**/pembeli");
    await writeAddress(page, "Tari", () => {});
    await putIn(page, "lapas-kelas-iia-pontianak", 1);
    await page.locator('[name="next"]').click();
    await page.waitForURL("**/pemesanan");
    await page.locator('a[href$="/pemesanan/pengiriman"]').click();
    await look("sending");
    await page.locator('form[action="/pemesanan/tujuan"] button').first().click();
    await page.locator('[name="rates.0.rate"]').nth(1).check();
    await page.locator("main form .button.large").click();
    await page.waitForURL("**/pemesanan");
    assert.equal(await page.locator("#street").inputValue(), "Jalan Ampera 12");
    assert.equal(await page.locator("#phone").inputValue(), "+6281234567890");
    await page.locator("#street").fill("Jalan Lain 7");
    await page.locator('[name="keep"]').check();
    await page.locator("#keep_as").fill("Kantor");
    await look("checkout");
    await page.locator("main form .button.large").last().click();
    await page.waitForURL("**/pesanan/*");
    await page.goto("/pembeli/alamat");
    assert.match(await words(page.locator("main")), /Kantor.*Jalan Lain 7/);
    await look("addresses");
  },
  "every page of an account, in both languages": async ({ windows, pictures }) => {
    const page = await windows.visitor({ house, viewport: desktop, ignoreHTTPSErrors: true });
    await page.goto("/en/pembeli");
    await page.locator("#email").fill("ani@example.id");
    await page.locator("main form .button.large").click();
    await page.waitForURL("**/en/pembeli/surat");
    const link = await house.link("ani@example.id");
    assert.match(link, /^\/en\//);
    assert.match((await house.letters("ani@example.id"))[0], /good for 30 minutes/);
    const faults = [];
    const lookAround = async (path) => {
      for (const language of ["id", "en"]) {
        await page.goto(language === "en" ? `/en${path}` : path);
        faults.push(...(await faultsOf(await page.content(), page.url())));
        faults.push(...(await faultsOfOne(page, looks[language])));
      }
    };
    await lookAround(link.slice(3));
    await lookAround("/pembeli/surat");
    await page.goto(link);
    await page.locator("main form .button").click();
    await page.waitForURL("**/en/pembeli");
    await page.goto("/produk?availability=ready");
    await page.locator(".listing a").first().click();
    await page.locator('form[action="/pembeli/keinginan"] button').waitFor();
    const product = page.url();
    await page.locator('form[action="/pembeli/keinginan"] button').click();
    await page.waitForURL("**/pembeli/keinginan");
    await page.goto(product);
    await page.locator("main a", { hasText: "Sudah di daftar keinginan" }).waitFor();
    await page.screenshot({ path: `${pictures}/buyer-wished.png` });
    await page.goto("/pembeli/alamat/baru?q=pontianak");
    await page.locator('a[href*="?village="]').first().click();
    for (const [id, text] of [["name", "Ani"], ["phone", "081234567890"], ["street", "Jalan 1"]])
      await page.locator(`#${id}`).fill(text);
    await page.locator("#who .button.large").click();
    await page.waitForURL("**/pembeli/alamat");
    const address = await page.locator('main a[href^="/pembeli/alamat/0"]').first().getAttribute("href");
    for (const path of [...own.map((rest) => `/pembeli${rest}`), address]) {
      await lookAround(path);
      const name = path.replace(/\W+/g, "-");
      await page.setViewportSize(desktop);
      await page.screenshot({ path: `${pictures}/wide${name}.png`, fullPage: true });
    }
    // Another device, and out of both at once.
    await page.goto("/pembeli");
    await page.locator('form[action$="/semua-sesi/pengakhiran"] .button').click();
    await page.waitForURL("**/pembeli");
    assert.equal(await page.locator("#email").count(), 1);
    if (faults.length) assert.fail(`\n${faults.join("\n")}`);
  },
  "the letters' house is closed": async () => {
    assert.deepEqual(await house.close(), []);
  },
};

async function writeAddress(page, name, look) {
  await page.goto("/pembeli/alamat/baru?q=benuamelayu+darat");
  await look("village");
  await page.locator('a[href*="?village="]').first().click();
  await page.locator("#label").fill("Rumah");
  await page.locator("#name").fill(name);
  await page.locator("#phone").fill("0812 3456 7890");
  await page.locator("#street").fill("Jalan Ampera 12");
  await look("address");
  await page.locator("main form .button.large").click();
  await page.waitForURL("**/pembeli/alamat");
}
