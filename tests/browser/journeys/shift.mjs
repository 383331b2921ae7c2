// A day at the drawer: float, sale, void, blind count, refunds; papers and photo of a receipt;
// goods of which the record knows too few.
import assert from "node:assert/strict";
import { clipboard, fetchAs, money, phone, plainly, rupiah, words } from "../browser.mjs";
import { openReceipt, openShift, putAway, ready, sellOne, shelf, take } from "../till.mjs";
import { takePhoto } from "../photo.mjs";

const cashier = "kasir.abepura";
const chief = "giatja.abepura";
const float = 200_000;
const lost = 5_000;

export const journeys = {
  "a shift from its float to a counted difference, with a void and refunds": async (all) => {
    const till = await all.windows.officer(cashier, { viewport: phone });
    const desk = await all.windows.officer(chief);
    await beginShift(till);
    const gone = await sellOne(till, 2);
    await putAway(till);
    await takeBackWhole(desk, till, gone);
    const kept = await sellOne(till, 3);
    await putAway(till);
    const report = await countDrawer(till, float + kept.total);
    await readReport(desk, report, kept);
    await refund(desk, kept);
  },

  "a receipt on three papers, as a text and with a photo as evidence": async ({ windows }) => {
    const page = await windows.officer(cashier, { permissions: clipboard });
    await openShift(page, "0");
    const sale = await sellOne(page);
    await readPapers(page, sale);
    await takePhoto(page, /^Foto bukti /);
    const [photo] = await page.locator(".receipt-photo").all();
    const address = await photo.getAttribute("src");
    assert.equal((await fetchAs(page, address)).headers.get("content-type"), "image/webp");
    const elsewhere = await windows.officer("kasir.kerobokan");
    assert.equal((await fetchAs(elsewhere, address)).status, 404, "no other unit sees it");
  },

  "more sold than the record knows: asked, booked, and counted at the desk": async (all) => {
    const till = await all.windows.officer(cashier);
    await openShift(till, "0");
    await ready(till);
    const goods = (await shelf(till))
      .filter((one) => one.whole_only && Number(one.left) > 0)
      .sort((one, other) => Number(one.left) - Number(other.left))[0];
    await sellTooMany(till, goods, Number(goods.left) + 2);
    await countAtDesk(await all.windows.officer(chief), goods);
    const [after] = (await shelf(till)).filter((one) => one.variant === goods.variant);
    assert.equal(after.left, "7", "the till knows what was counted");
  },
};

async function beginShift(till) {
  await till.goto("/kasir");
  assert.equal(await words(till.locator("h1")), "Buka sif");
  await till.locator("#float_cash").fill("dua ratus");
  await till.locator("main form button").click();
  assert.match(await words(till.locator("#float_error")), /rupiah bulat/);
  assert.equal(await till.locator("#float_cash").inputValue(), "dua ratus", "kept as typed");
  await till.locator("#float_cash").fill("200.000");
  await till.locator("main form button").click();
  await till.locator("[data-till]").waitFor();
}

/** A void while the shift is open: goods and money go back, the receipt stays to be seen. */
async function takeBackWhole(desk, till, sale) {
  const left = async () => (await shelf(till)).find((one) => one.name === sale.name).left;
  const before = Number(await left());
  await openReceipt(desk, sale.number);
  await desk.locator('a[href$="/batal"]').click();
  assert.ok((await words(desk.locator("main"))).includes(plainly(sale.total)));
  await desk.locator("main form .danger").click();
  assert.ok(await desk.locator("#reason").evaluate((field) => field.validity.valueMissing));
  await desk.locator("#reason").fill("Salah barang");
  await desk.locator("main form .danger").click();
  await desk.locator(".notice.bad").waitFor();
  assert.match(await words(desk.locator(".receipt")), /DIBATALKAN/);
  assert.equal(await desk.locator('main :is(a[href$="/batal"], a[href$="/retur"])').count(), 0);
  assert.equal(Number(await left()), before + 2, "the goods are back");
}

/** Nothing tells what should be there; a difference is told only then, and needs its reason. */
async function countDrawer(till, expected) {
  await till.goto("/kasir/sif");
  await till.locator('tbody a[href$="/tutup"]').click();
  await till.locator("#counted").waitFor();
  const told = (text) => text.includes(plainly(expected)) || text.includes(String(expected));
  assert.ok(!told(await words(till.locator("body"))), "the count is blind");
  await till.locator("#counted").fill(String(expected - lost));
  await till.locator("main form button").click();
  const notice = await words(till.locator("main .notice"));
  assert.ok(notice.includes("berbeda") && !/Rp/.test(notice), `blind once more: ${notice}`);
  assert.equal(await till.locator("#counted").inputValue(), String(expected - lost));
  await till.locator("#note").fill("Kembalian salah hitung");
  await till.locator("main form button").click();
  await till.waitForURL(/\/kasir\/sif\/[0-9a-f-]{36}$/);
  return new URL(till.url()).pathname;
}

async function readReport(desk, path, kept) {
  await desk.goto(path);
  const facts = await words(desk.locator("dl.facts"));
  for (const part of [float, kept.total, float + kept.total - lost].map(plainly))
    assert.ok(facts.includes(part), `${part} in “${facts}”`);
  assert.ok(facts.includes("Kembalian salah hitung"));
  assert.match(await words(desk.locator("dl.facts .badge.warn")), /^[-−]Rp 5\.000$/);
}

/** By line and by amount, after the shift has ended. */
async function refund(desk, sale) {
  await openReceipt(desk, sale.number);
  assert.equal(await desk.locator('a[href$="/batal"]').count(), 0, "too late for a void");
  await desk.locator('main a[href$="/retur"]').click();
  await desk.locator("#quantity_1").fill("9");
  await desk.locator("#reason").fill("Jahitan lepas");
  await desk.locator("main form .danger").click();
  await desk.locator("main .notice.bad").waitFor();
  assert.equal(await desk.locator("#reason").inputValue(), "Jahitan lepas", "kept as typed");
  assert.equal(await desk.locator("#quantity_1").inputValue(), "9", "kept as typed");
  await desk.locator("#quantity_1").fill("1");
  await desk.locator("main form .danger").click();
  await desk.locator(".receipt").waitFor();
  await desk.locator('main a[href$="/retur"]').click();
  await desk.locator("#amount_1").fill("1.000");
  await desk.locator("#reason").fill("Harga keliru");
  await desk.locator("main form .danger").click();
  await desk.locator(".receipt").waitFor();
  const paper = await words(desk.locator(".receipt"));
  assert.match(paper, new RegExp(`dikembalikan [-−]${plainly(sale.price + 1_000)}`));
  const told = await words(desk.locator('[aria-labelledby="refunds"]'));
  for (const part of ["W-R1", "Jahitan lepas", "W-R2", "Harga keliru"])
    assert.ok(told.includes(part), `${part} in “${told}”`);
}

async function readPapers(page, sale) {
  await page.locator("[data-done] [data-share]").click();
  await page.locator(".toast").waitFor();
  const shared = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of [sale.number, sale.name, rupiah(sale.total)])
    assert.ok(shared.includes(part), `${part} in “${shared}”`);
  await page.locator('[data-done] [data-paper=""]').click();
  await page.locator(".receipt").waitFor();
  for (const paper of ["58mm", "80mm", "a4"]) {
    const link = await page.locator(`a[href$="/${paper}"]`).getAttribute("href");
    const answer = await fetchAs(page, link);
    assert.match(answer.headers.get("content-type"), /^application\/pdf/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
    assert.ok(bytes.length > 5_000, `${paper} has letters and a pattern`);
  }
  const text = await fetchAs(page, await page.locator('a[href$="/teks"]').getAttribute("href"));
  assert.equal(await text.text(), shared, "what is shared is what is shown");
}

/** The till asks once; "look again" leaves the basket as it is, "in hand" sells. */
async function sellTooMany(till, goods, pieces) {
  await take(till, goods.code, pieces);
  await till.locator("[data-finish]").click();
  const asked = till.locator("[data-shortage]");
  await asked.waitFor();
  assert.ok((await words(asked)).includes(`tinggal ${goods.left}`), await words(asked));
  await asked.locator('button[value=""]').click();
  await asked.waitFor({ state: "hidden" });
  await till.locator("[data-lines] input:focus").waitFor();
  assert.equal(await till.locator("[data-lines] input").inputValue(), String(pieces));
  assert.equal(money(await till.locator("[data-total]").innerText()), pieces * goods.price);
  await till.locator("[data-finish]").click();
  await asked.locator('button[value="in_hand"]').click();
  const done = till.locator("[data-done]");
  await done.waitFor();
  assert.equal(money(await done.locator("[data-done-total]").innerText()), pieces * goods.price);
  await done.locator('[data-paper=""]').click();
  await till.locator(".receipt").waitFor();
  assert.match(await words(till.locator(".receipt")), /dijual melebihi stok tercatat/);
  await till.goto("/kasir");
}

/** The desk names what is missing until somebody has counted. */
async function countAtDesk(desk, goods) {
  await desk.goto("/meja");
  const task = desk.locator('[aria-labelledby="shortages"] li', { hasText: goods.name });
  assert.match(await words(task), /2$/);
  await task.locator("a").click();
  await desk.goto("/meja/produk");
  await desk.locator('[aria-labelledby="tasks"] a', { hasText: goods.name }).click();
  await desk.locator("#on_hand").fill("7");
  await desk.locator("main form .button").first().click();
  await desk.locator('[aria-label="Keluar masuk stok"]').waitFor();
  assert.match(await words(desk.locator("main")), /Hitung fisik/);
  await desk.goto("/meja");
  assert.equal(await task.count(), 0, "the task is done");
}
