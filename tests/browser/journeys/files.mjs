// Files in and out, in an installation of real data: goods and last month's sales come in from a
// table, go out again, and the treasurer closes that month.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { fetchAs, money, plainly, words } from "../browser.mjs";
import { House } from "../house.mjs";

const unit = ["--unit", "PTK"];
const people = [
  ["kasi", "--role", "kasi", "--name", "Wayan", "--no-mfa", ...unit],
  ["bendahara", "--role", "treasurer", "--name", "Dewi", "--no-mfa", ...unit],
];
const goods = [
  "unit,kode,nama,harga,biaya,jenis,satuan,stok awal,stok,status",
  "PTK,KST-1,Keset sabut kelapa,Rp 45.000,20000,Kerajinan,buah,30,28,Terbit",
  "PTK,TKR-1,Tikar pandan,120000,60000,Kerajinan,lembar,8,8,Terbit",
  "PTK,XXX-1,Tanpa harga,gratis,,Kerajinan,buah,1,1,Konsep",
];

export const journeys = {
  "goods and sales from a table, and the month is closed": async ({ house, windows }) => {
    const real = await House.openEmpty(house.program, people);
    try {
      const kasi = await windows.officer("kasi", { house: real });
      await bringGoods(kasi);
      await bringSales(kasi);
      await takeOut(kasi);
      await closeMonth(await windows.officer("bendahara", { house: real }));
    } finally {
      await windows.closeAll();
      assert.deepEqual(await real.close(), []);
    }
  },
};

/** First looked through, with the bad row named; then taken, and on the public shelf. */
async function bringGoods(page) {
  await page.goto("/meja");
  await page.locator('main a[href="/meja/impor"]').click();
  await assertSound(page);
  await send(page, "products", goods);
  await assertSound(page);
  assert.deepEqual(await counts(page), [3, 2, 0, 1]);
  const refused = await words(page.locator('[aria-labelledby="refused"] tbody'));
  assert.match(refused, /^4 .*harga.*gratis/, "the row, the column and what stands there");
  assert.equal(await shown(page, "/produk", "Keset sabut kelapa"), false, "nothing is taken yet");
  await page.goBack();
  await take(page);
  assert.deepEqual(await counts(page), [3, 2, 0, 1]);
  const link = await page.locator('a[href$="/ditolak.csv"]').getAttribute("href");
  assert.match(await (await fetchAs(page, link)).text(), /Tanpa harga/);
  assert.equal(await shown(page, "/produk", "Keset sabut kelapa"), true);
}

/** A receipt of last month's fifteenth; the same file again brings nothing. */
async function bringSales(page) {
  const day = new Date();
  day.setUTCDate(0);
  day.setUTCDate(15);
  const date = day.toISOString().slice(0, 10);
  const sales = [
    "unit,nota,waktu,kode,jumlah,harga,bayar",
    `PTK,B-17,${date} 10:05,KST-1,2,45000,Tunai`,
  ];
  await page.goto("/meja/impor?kind=sales");
  await send(page, "sales", sales);
  const coming = await words(page.locator('[aria-labelledby="booked"] tbody'));
  assert.match(coming, /^2 B-17 15 .*: 2 Keset sabut kelapa Rp 90\.000$/, "as it will be recorded");
  await take(page);
  assert.deepEqual(await counts(page), [1, 1, 0, 0]);
  await page.goto("/meja/impor?kind=sales");
  await send(page, "sales", sales);
  assert.deepEqual(await counts(page), [1, 0, 1, 0], "known already");
  await page.goto("/kasir/nota");
  assert.match(await words(page.locator("tbody tr").first()), /Rp 90\.000/);
}

async function takeOut(page) {
  await page.goto("/meja");
  await page.locator('main a[href="/meja/ekspor"]').click();
  await assertSound(page);
  for (const kind of ["products", "sales"]) {
    const csv = await fetchAs(page, `/meja/ekspor/${kind}.csv?first=2020-01-01`);
    assert.match(await csv.text(), /KST-1/);
    const book = await fetchAs(page, `/meja/ekspor/${kind}.xlsx?first=2020-01-01`);
    assert.equal(Buffer.from(await book.arrayBuffer()).subarray(0, 2).toString(), "PK");
  }
}

/** After a second look, once; it stands in the list and nothing can be closed again. */
async function closeMonth(page) {
  await page.goto("/meja/buku");
  const balance = page.locator('[aria-labelledby="held_heading"] tr', { hasText: "Kas" }).first();
  assert.equal(money(await balance.locator(".number").innerText()), 90_000);
  await page.locator("summary", { hasText: "Tutup" }).click();
  await page.locator('form[action$="/penutupan"] button').click();
  await page.locator('[aria-labelledby="periods"] tbody tr').waitFor();
  assert.equal(await page.locator('form[action$="/penutupan"]').count(), 0);
  await page.locator('[aria-label="Catatan"] tbody a').first().click();
  assert.ok((await words(page.locator("tfoot"))).includes(plainly(90_000)));
}

async function send(page, kind, rows) {
  await page.goto(`/meja/impor?kind=${kind}`);
  const file = { name: `${kind}.csv`, mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
  await page.locator("#file").setInputFiles(file);
  await page.locator('form[enctype="multipart/form-data"] button').click();
  await page.locator(".figures").waitFor();
}

async function take(page) {
  await page.locator('form[action$="/pencatatan"] button').click();
  await page.locator(".notice.ok").waitFor();
}

/** Rows, taken or to be taken, known, refused. */
async function counts(page) {
  return (await page.locator(".figures strong").allInnerTexts()).map(Number);
}

async function shown(page, path, text) {
  await page.goto(path);
  return (await words(page.locator("main"))).includes(text);
}
