// Every page there is, as each of its readers has it: markup, accessibility, width, loads, names.
import assert from "node:assert/strict";
import { faultsInside, faultsOfOne, visible } from "../accessibility.mjs";
import { desktop, fetchAs, phone } from "../browser.mjs";
import { giveCoupon } from "../coupon.mjs";
import { Device, goodsOf, invite, uuid } from "../device.mjs";
import { makeKit } from "../kit.mjs";
import { faultsOf } from "../markup.mjs";
import { orderOf, putIn } from "../order.mjs";
import { addTime, pickup } from "../pickup.mjs";
import { book, makeService } from "../service.mjs";
import { people, reachable } from "../people.mjs";
import { openShift, ready, sellOne, shelf, take } from "../till.mjs";

const office = "/papan/kanwil/kalimantan-barat";
const units = "/meja/unit?q=Pontianak"; // the nation has too many to list unasked
const joining = "/kasir/perangkat/baru"; // only an invitation leads here
const stand = ["/kasir/layar", "/kasir/perangkat/petugas"]; // opened by a device
const proof = "/bukti?unit=PTK"; // a day that has closed
const source = "/meja/ongkir/sumber"; // linked once a provider of prices is set
const seller = "/unit/lapas-kelas-iia-pontianak"; // with a kit
const beginnings = [seller, source, proof, units, "/", joining, ...stand, "/kasir", "/meja", "/akun", "/masuk", office];
// Pages of a state that passes: the journeys that come through them look at them.
const passing = [
  "/pesanan/{link}", // opened by its secret alone
  "/pesanan",
  "/pemesanan", // with goods in the basket
  "/pemesanan/pengiriman",
  "/masuk/kode",
  "/akun/pengaman",
  "/akun/anjuran",
  "/undangan/{token}",
  "/meja/impor/{upload}",
  "/meja/perangkat/undangan/{invite}",
  "/bayar/{token}",
  "/l/{token}", // opened by a code
  "/L/{token}",
  "/meja/pembayaran/{payment}",
  "/produk/{slug}/ulasan", // once somebody has said something
  "/ulasan/{review}/laporan",
  "/meja/ulasan/{review}",
  "/pesanan/{link}/ulasan",
  "/pesanan/{link}/ulasan/{product}",
  "/pesanan/{link}/data",
  "/pembeli/surat", // of a buyer with an account
  "/pembeli/tautan/{token}",
  "/pembeli/surel",
  "/pembeli/alamat",
  "/pembeli/alamat/baru",
  "/pembeli/alamat/{address}",
  "/pembeli/keinginan",
  "/pembeli/pesanan",
  "/pembeli/data",
];
// Together both languages, both widths and both lights. The elements are the same in either language,
// so one look by every rule is enough; other words are most in each other's way on a phone.
const looks = {
  id: [[phone, "light"], [desktop, "dark", visible]],
  en: [[phone, "light", visible]],
};
const seen = new Set();
const covered = new Set();

const journeys = {
  "something to show": prepare,
  "devices to show": prepareDevices,
  "deposits to show": prepareDeposits,
  "orders to show": prepareOrders,
  "those who work, to show": prepareWorkers,
  "labels to show": prepareLabels,
  "a sample to show": prepareSample,
  "premiums to pay": lookAtPremium,
  "the till at work": lookAtTill,
};
for (const who of Object.keys(people))
  journeys[`all pages of the ${who}`] = (all) => readAll(all, who);
journeys["no page was left out"] = async ({ house }) => {
  const all = (await house.pages()).map((route) => route.path);
  assert.deepEqual(
    all.filter((path) => !covered.has(path) && !passing.includes(path)),
    [],
  );
};
export { journeys };

/** An open till, a sale and a draft, so that no page is empty. */
async function prepare({ windows }) {
  const kasi = await windows.officer("giatja.pontianak");
  await kasi.goto("/meja/produk/baru");
  await kasi.locator("#name_id").fill("Tas anyaman pandan");
  await kasi.locator("#price").fill("95.000");
  await kasi.locator("main form .button").first().click();
  await kasi.locator(".badge.warn", { hasText: "Konsep" }).waitFor();
  beginnings.push(new URL(kasi.url()).pathname); // goods: services have fewer pages
  await kasi.goto("/meja/kupon");
  await giveCoupon(kasi, "HEMAT10", "10");
  await makeKit(kasi, "Paket oleh-oleh");
  await kasi.goto(pickup);
  await addTime(kasi, "09:00", "10:00");
  await kasi.locator('form[action$="/jam/penghapusan"]').waitFor();
  const today = new Date().toISOString().slice(0, 10);
  await kasi.locator("#day").fill(today.replace(/^\d+/, (year) => String(Number(year) + 1)));
  await kasi.locator('form[action$="/hari-tutup"] .button').click();
  await kasi.locator('form[action$="/hari-buka"]').waitFor();
  const till = await windows.officer("kasir.pontianak");
  await openShift(till);
  await sellOne(till);
}

/** Devices with events that wait for a person, each for another reason, and an alarm. */
async function prepareDevices({ windows }) {
  const head = await windows.officer("giatja.pontianak");
  await invite(head);
  const faults = [];
  for (const language of ["id", "en"]) {
    const address = new URL(head.url()).pathname.replace(/^\/en/, "");
    await head.goto(language === "en" ? `/en${address}` : address);
    faults.push(...(await faultsOf(await head.content(), head.url())));
    faults.push(...(await faultsOfOne(head, looks[language])));
  }
  assert.deepEqual(faults, []);
  const device = await Device.join(head, "Tablet galeri depan");
  const [goods] = await goodsOf(await windows.officer("kasir.pontianak"));
  const shift = uuid();
  const lines = [{ variant: goods.variant, quantity: "2", price: goods.price }];
  const sale = { shift, n: 1, list: "v1", lines, buyer: "officer", nip: "198503122009011002" };
  await device.did("shift_open", { shift, float_cash: 100000 });
  await device.did("sale", { ...sale, payment: "cash", total: 2 * goods.price }, { skip: 2 });
  const then = new Date(Date.now() - 3 * 24 * 3600 * 1000);
  await device.did("shift_close", { shift, counted: 250000, note: "kurang" }, { at: then });
  await device.did("later", { what: "unknown" });
  const { results } = await device.send();
  assert.deepEqual(new Set(results.map(({ outcome }) => outcome)), new Set(["review"]));
  await Device.join(head, "Ponsel kios");
}

/** A deposit on its way, looked at in each state, and a file of the treasury. */
async function prepareDeposits({ windows }) {
  const treasurer = await windows.officer("bendahara.pontianak");
  const faults = [];
  const lookAround = async () => {
    const address = new URL(treasurer.url()).pathname;
    for (const language of ["en", "id"]) {
      await treasurer.goto(language === "en" ? `/en${address}` : address);
      faults.push(...(await faultsOf(await treasurer.content(), treasurer.url())));
      faults.push(...(await faultsOfOne(treasurer, looks[language])));
    }
  };
  await treasurer.goto("/meja/pnbp/penyetor");
  const payer = { ministry: "000", echelon: "00", satker: "000000", account: "000000" };
  for (const [name, value] of Object.entries({ ...payer, kind: "Uji", payer: "Lapas" }))
    await treasurer.locator(`#${name}`).fill(value);
  await treasurer.locator("main form .button").click();
  await treasurer.locator("details.confirm > summary").first().click();
  await treasurer.locator('form[action$="/setoran"] .button').click();
  await treasurer.waitForURL("**/meja/pnbp/setoran/*");
  await lookAround();
  await treasurer.locator("#code").fill("7 0000 0000 0000 17");
  await treasurer.locator('form[action$="/billing"] .button').click();
  await treasurer.locator('[name="sure"]').check();
  await treasurer.locator('form[action$="/billing"] .button').click();
  await treasurer.locator("#ntpn").waitFor();
  await lookAround();
  await treasurer.locator("#ntpn").fill("UJI1");
  await treasurer.locator('form[action$="/pembayaran"] .button').click();
  await treasurer.locator('[name="sure"]').check();
  const from = treasurer.locator("#money");
  for (const money of ["bank", "cash"]) {
    if (!(await from.isVisible())) break;
    await from.selectOption(money);
    await treasurer.locator('form[action$="/pembayaran"] .button').click();
    await treasurer.waitForLoadState();
    if (await from.isVisible()) await treasurer.locator('[name="sure"]').check();
  }
  await treasurer.locator("#photo").waitFor();
  await lookAround();
  await sendTreasuryFile(treasurer);
  await lookAround();
  if (faults.length) assert.fail(`\n${faults.join("\n")}`);
}

/** An order that waits at Pontianak; basket, form and the buyer's own page looked at on the way. */
async function prepareOrders({ windows }) {
  const buyer = await windows.visitor();
  const faults = [];
  const lookAround = async () => {
    const address = new URL(buyer.url()).pathname.replace(/^\/en/, "");
    for (const language of ["en", "id"]) {
      await buyer.goto(language === "en" ? `/en${address}` : address);
      faults.push(...(await faultsOf(await buyer.content(), buyer.url())));
      faults.push(...(await faultsOfOne(buyer, looks[language])));
    }
  };
  await putIn(buyer, "lapas-kelas-iia-pontianak", 2);
  await buyer.goto(seller);
  await buyer.locator('.card a[href*="/paket/"]').first().click();
  await buyer.locator(".buy .button").click();
  await buyer.waitForURL("**/keranjang");
  const kasi = await windows.officer("giatja.pontianak");
  const slug = await makeService(kasi, "Cuci karpet", 3);
  beginnings.push(new URL(kasi.url()).pathname);
  await buyer.goto(`/produk/${slug}`);
  await lookAround();
  await book(buyer, 1);
  await lookAround();
  await buyer.locator('[name="next"]').click();
  await buyer.waitForURL("**/pemesanan");
  await lookAround();
  await buyer.goto("/pemesanan/pengiriman");
  await lookAround();
  await buyer.goto("/pemesanan");
  await orderOf(buyer, "Sri Wahyuni");
  await lookAround();
  await buyer.goto("/pesanan");
  await lookAround();
  if (faults.length) assert.fail(`\n${faults.join("\n")}`);
}

/** A person who works: noted, agreed to something, his name opened and closed to others again. */
async function prepareWorkers({ windows }) {
  const kasi = await windows.officer("giatja.pontianak");
  const faults = [];
  const lookAround = async () => {
    const { pathname, search } = new URL(kasi.url());
    for (const language of ["en", "id"]) {
      await kasi.goto((language === "en" ? "/en" : "") + pathname + search);
      faults.push(...(await faultsOf(await kasi.content(), kasi.url())));
      faults.push(...(await faultsOfOne(kasi, looks[language])));
    }
  };
  await kasi.goto("/meja/wbp");
  await kasi.locator("#register_number").fill("CONTOH 12/2026");
  await kasi.locator("#name").fill("Contoh Satu");
  await kasi.locator("main form .button").last().click();
  await kasi.waitForURL("**/meja/wbp/*");
  assert.equal(await kasi.getByText("Contoh Satu").count(), 0);
  await kasi.locator("#paper").fill("SP-1");
  await kasi.locator('form[action$="/persetujuan"] .button').click();
  await kasi.locator('form[action$="/pencabutan"]').waitFor();
  await kasi.locator("#purpose").fill("daftar hadir");
  await kasi.locator('form[action$="/pembacaan"] .button').click();
  await kasi.waitForURL("**?reading=*");
  await kasi.getByText("Contoh Satu").first().waitFor();
  await lookAround();
  const head = await windows.officer("kepala.pontianak");
  await head.goto(kasi.url());
  assert.equal(await head.getByText("Contoh Satu").count(), 0, "he did not ask");
  await kasi.goto("/meja/wbp");
  await kasi.locator("#purpose").fill("daftar hadir");
  await kasi.locator('form[action$="/pembacaan"] .button').click();
  await kasi.waitForURL("**reading=*");
  await lookAround();
  if (faults.length) assert.fail(`\n${faults.join("\n")}`);
}

/** A run of labels, one of them withdrawn. */
async function prepareLabels({ windows }) {
  const kasi = await windows.officer("giatja.pontianak");
  await kasi.goto("/meja/label");
  await kasi.locator("#count").fill("30");
  await kasi.locator('main form[action$="/meja/label"] .button').click();
  await kasi.locator("#first").fill("2");
  await kasi.locator("#reason").fill("Salah cetak");
  await kasi.locator('form[action$="/penarikan"] .button').click();
  await kasi.locator("#withdrawn ~ dl").waitFor();
}

/** Two entries that the regional office has drawn. */
async function prepareSample({ windows }) {
  const office = await windows.officer("kanwil.kalbar");
  await office.goto("/meja/pemeriksaan?q=Pontianak");
  await office.getByRole("link", { name: "Lapas Kelas IIA Pontianak" }).first().click();
  const day = (back) => new Date(Date.now() - back * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await office.locator("#first").fill(day(40));
  await office.locator("#last").fill(day(1));
  await office.locator("#size").fill("2");
  await office.locator('main form[method="post"] .button').click();
  await office.waitForURL("**/meja/pemeriksaan/*");
}

/** Where an authorised sheet is paid: the walk of all pages may come upon a draft alone. */
async function lookAtPremium({ windows }) {
  const treasurer = await windows.officer("bendahara.pontianak");
  await treasurer.goto("/meja/premi");
  const sheets = treasurer.locator('main tbody th a[href^="/meja/premi/"]');
  const addresses = await sheets.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const paying = treasurer.locator('a[href*="/bayar"]');
  for (const address of addresses) {
    await treasurer.goto(address);
    if (await paying.count()) break;
  }
  const path = await paying.getAttribute("href");
  const faults = [];
  for (const language of ["id", "en"]) {
    await treasurer.goto(language === "en" ? `/en${path}` : path);
    faults.push(...(await faultsOf(await treasurer.content(), treasurer.url())));
    faults.push(...(await faultsOfOne(treasurer, looks[language])));
  }
  covered.add("/meja/premi/{sheet}/bayar");
  if (faults.length) assert.fail(`\n${faults.join("\n")}`);
}

/** The bank's list with that deposit, one of another amount and one of somebody else. */
async function sendTreasuryFile(page) {
  const rows = ["NTPN;Jumlah;Tanggal", "UJI1;5;26/11/2021", "PERAGAAN00000001;7;26/11/2021"];
  const buffer = Buffer.from([...rows, "LAIN2;1.000;27/11/2021", "Jumlah;1.012;"].join("\n"));
  await page.goto("/meja/pnbp/pencocokan");
  await page.locator("#file").setInputFiles({ name: "kas.csv", mimeType: "text/csv", buffer });
  await page.locator("main form .button").click();
  await page.waitForURL("**/pencocokan/*");
  await page.locator('form[action$="/kolom"] .button').click();
  await page.locator("#result").waitFor();
}

async function readAll({ house, windows }, who) {
  const login = people[who];
  const first = login ? await windows.officer(login) : await windows.visitor();
  if (!login) await first.goto("/");
  const addresses = await reachable(first, await house.pages(), beginnings);
  addresses.forEach((_, path) => covered.add(path));
  const waiting = [...addresses.values()];
  const faults = [];
  const work = async (page) => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      for (const language of ["id", "en"]) faults.push(...(await readOne(page, next, language)));
  };
  const second = await first.context().newPage();
  await second.goto("/");
  await Promise.all([work(first), work(second)]);
  if (faults.length) assert.fail(`\n${faults.join("\n")}`);
}

/** What the islands make: goods in the basket, the question about stock, the sale done. */
async function lookAtTill({ windows }) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await windows.officer("kasir.pontianak", { colorScheme });
    await page.goto("/kasir");
    await ready(page);
    const scarce = (await shelf(page)).find((one) => one.whole_only && Number(one.left) > 0);
    await take(page, scarce.code, Number(scarce.left) + 1);
    const faults = [];
    const lookAround = async () => faults.push(...(await faultsInside(page)));
    await lookAround();
    await page.locator("[data-finish]").click();
    await page.locator("[data-shortage]").waitFor();
    await lookAround();
    await page.locator('[data-shortage] button[value=""]').click();
    await page.locator("[data-lines] input").fill("1");
    await page.locator("[data-lines] input").press("Tab");
    await page.locator("[data-finish]").click();
    await page.locator("[data-done]").waitFor();
    await lookAround();
    if (faults.length) assert.fail(`\n${faults.join("\n")}`);
  }
}

/** One page in one language, unless one of the same elements was looked at before. */
async function readOne(page, address, language) {
  const translated = language === "en" && !address.startsWith("/api") ? `/en${address}` : address;
  const html = await (await fetchAs(page, translated)).text();
  if (!isNew(shapeOf(html, language))) return [];
  const faults = await faultsOf(html, translated);
  await page.goto(translated, { waitUntil: "load" });
  faults.push(...(await faultsOfOne(page, looks[language])));
  return faults.map((words) => `${translated} ${words}`);
}

function isNew(shape) {
  const before = seen.size;
  return seen.add(shape).size > before;
}

/** What makes two pages the same to whoever checks them: kinds of elements, not their words. */
function shapeOf(html, language) {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  const kinds = [...main.matchAll(/<(\w+)([^>]*)>/g)].map(([, tag, attributes]) => {
    const told = attributes.match(/\b(class|role|type|name|aria-label)="[^"]*"/g) ?? [];
    return `${tag} ${told.join(" ").replace(/\d+/g, "")}`;
  });
  return [language, ...new Set(kinds)].join("|");
}
