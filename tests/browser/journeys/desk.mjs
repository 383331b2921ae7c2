// The desk: goods on and off the public shelf, the books, campaigns, rules, and who only reads.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { fetchAs, money, phone, plainly, rupiah, words } from "../browser.mjs";
import { openShift, sellOne } from "../till.mjs";

const picture = fileURLToPath(
  new URL("../../../src/catalogue/seed/pictures/keranjang.webp", import.meta.url),
);
const goods = { name: "Lampu gantung rotan", price: 185_000, dearer: 199_000 };
const nobody = "00000000-0000-7000-8000-000000000000";

export const journeys = {
  "goods come onto the shelf and leave it at once": async ({ windows }) => {
    const desk = await windows.officer("giatja.kerobokan");
    const buyer = await windows.visitor({ viewport: phone });
    await addGoods(desk);
    await addVariant(desk);
    await addPicture(desk);
    await onShelf(buyer, false);
    await desk.locator('button[name="state"][value="published"]').click();
    const shelf = desk.locator('main a[href^="/produk/"]');
    await shelf.waitFor();
    const address = await shelf.getAttribute("href");
    await onShelf(buyer, true);
    await readPublicPage(buyer, address);
    await changePrice(desk, buyer, address);
    await desk.locator('button[name="state"][value="withdrawn"]').click();
    await desk.locator('button[name="state"][value="published"]').waitFor();
    await onShelf(buyer, false);
    for (const path of [address, `/en${address}`])
      assert.equal((await buyer.goto(path)).status(), 404, `${path} is gone`);
  },

  "the treasurer reads the books and why money went where it went": async ({ windows }) => {
    const till = await windows.officer("kasir.pontianak");
    await openShift(till);
    const sale = await sellOne(till, 2);
    const page = await windows.officer("bendahara.pontianak");
    await page.goto("/meja");
    await page.locator('main a[href="/meja/buku"]').click();
    const [held, owed] = await Promise.all(["held", "owed"].map((name) => balances(page, name)));
    assert.ok(held > 0 && held === owed, `${held} is there, ${owed} belongs to somebody`);
    await page.locator('[aria-label="Catatan"] tbody a').first().click();
    await page.locator("tfoot").first().waitFor();
    const [debit, credit] = await Promise.all([column(page, 2), column(page, 3)]);
    assert.equal(sum(debit), sale.total);
    assert.equal(sum(credit), sale.total);
    await page.locator('main dl a[href^="/kasir/struk/"]').click();
    assert.match(await words(page.locator("h1")), new RegExp(sale.number));
    await page.locator(".woven summary").click();
    const why = await words(page.locator(".receipt-why").first());
    for (const part of ["premi", "Sumber"]) assert.match(why, new RegExp(part, "i"));
  },

  "a refused form leads to its first wrong field, and who comes back to it finds the page": async ({
    windows,
  }) => {
    const kasi = await windows.officer("giatja.kerobokan");
    await kasi.goto("/meja/produk");
    const product = await kasi.locator('main a[href^="/meja/produk/"]:not([href$="/baru"]):not([href$="/terbit"])').first().getAttribute("href");
    for (const [address, typed, wrong] of [
      [`${product}/varian`, { name: "besar", price: "seribu" }, "price"],
      [`${product}/surat`, { number_0: "P-1" }, "kind_0"],
      ["/meja/etalase", { whatsapp: "nol delapan" }, "whatsapp"],
    ]) {
      await kasi.goto(address);
      for (const [name, text] of Object.entries(typed)) await kasi.locator(`#${name}`).fill(text);
      await kasi.locator("main form .button").first().click();
      await kasi.locator(`#${wrong}[aria-invalid="true"]:focus`).waitFor();
      await kasi.goto("/meja");
      await kasi.goBack();
      await kasi.locator(`#${wrong}`).waitFor();
      assert.equal(new URL(kasi.url()).pathname, address);
    }
  },

  "ditjen sets a campaign and a rule of division": async ({ windows }) => {
    const page = await windows.officer("ditjen");
    await addCampaign(page);
    await addRule(page);
  },

  "an auditor reads everything and writes nothing": async ({ house, windows }) => {
    const page = await windows.officer("auditor");
    await readAll(page);
    const token = await page.locator('[name="_csrf"]').first().inputValue();
    const writes = (await house.routes()).filter((route) => route.method === "POST");
    assert.ok(writes.length > 30, `${writes.length} commands`);
    for (const { path, right } of writes) {
      if (right === "anyone" || right === "signed_in") continue;
      const answer = await fetchAs(page, path.replace(/\{\w+\}/g, nobody), {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ _csrf: token, _key: `auditor-${path}` }),
      });
      assert.equal(answer.status, 403, `POST ${path}`);
    }
  },
};

async function addGoods(page) {
  await page.goto("/meja/produk");
  await page.locator('main a[href="/meja/produk/baru"]').first().click();
  await page.locator("#name_id").fill(goods.name);
  await page.locator("#kind").selectOption("kerajinan");
  await page.locator("#price").fill("seratus");
  await page.locator("#cost").fill("70.000");
  await page.locator("#opening").fill("12");
  await page.locator("#story_id").fill("Anyaman rotan, diameter 40 cm, dengan kabel dan fiting.");
  await page.locator("main form .button").first().click();
  assert.match(await words(page.locator("#price_error")), /rupiah bulat/);
  assert.equal(await page.locator("#name_id").inputValue(), goods.name, "kept as typed");
  await page.locator("#price").fill("185.000");
  await page.locator("main form .button").first().click();
  await page.locator(".badge.warn", { hasText: "Konsep" }).waitFor();
  assert.equal(await words(page.locator("h1")), goods.name);
  assert.match(await words(page.locator("tbody")), /Rp 185\.000.*Rp 70\.000 12/);
}

async function addVariant(page) {
  await page.locator('main a[href$="/varian"]').click();
  await page.locator("#name").fill("besar");
  await page.locator("#price").fill("240.000");
  await page.locator("#opening").fill("3");
  await page.locator("main form .button").first().click();
  await page.locator("tbody tr", { hasText: "besar" }).waitFor();
}

async function addPicture(page) {
  await page.locator('main a[href$="/foto"]').click();
  await page.locator("#photo").setInputFiles(picture);
  await page.locator("#alt_id").fill("Keranjang rotan bulat di atas meja");
  await page.locator('form[enctype="multipart/form-data"] button').click();
  const photo = page.locator(".card img");
  await photo.waitFor();
  await page.waitForFunction(() => document.querySelector(".card img").naturalWidth > 0);
  await page.locator(".head .actions a").click();
  await page.locator('button[name="state"]').waitFor();
}

/** As anybody finds it: by its words, among all. */
async function onShelf(page, wanted) {
  await page.goto("/produk");
  await page.locator("#q").fill("lampu rotan");
  await page.locator('main form[role="search"] button').click();
  await page.waitForURL(/q=lampu/);
  const cards = page.locator(".card", { hasText: goods.name });
  assert.equal(await cards.count(), wanted ? 1 : 0);
  if (wanted) assert.match(await words(cards), /Rp 185\.000/);
}

async function readPublicPage(page, address) {
  await page.locator(".card a", { hasText: goods.name }).click();
  await page.waitForURL((url) => url.pathname === address);
  const text = await words(page.locator("main"));
  for (const part of ["Lapas Kelas IIA Kerobokan", "mulai Rp 185.000", "besar", "Rp 240.000"])
    assert.ok(text.includes(part), `${part} in “${text}”`);
  const cover = page.locator(".framed picture img");
  assert.equal(await cover.getAttribute("alt"), "Keranjang rotan bulat di atas meja");
  assert.ok(await cover.evaluate((image) => image.complete && image.naturalWidth > 0));
}

/** The new price is public at once; the old one stays in the history. */
async function changePrice(desk, buyer, address) {
  await desk.locator("tbody th a").first().click();
  await desk.locator('main a[href$="/harga"]').click();
  await desk.locator("#price").fill(String(goods.dearer));
  await desk.locator("main form .button").first().click();
  const rows = desk.locator('[aria-label="Riwayat harga"] tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 2);
  const history = await words(rows.locator("..").first());
  for (const price of [goods.price, goods.dearer])
    assert.ok(history.includes(plainly(price)), history);
  await buyer.goto(address);
  assert.ok((await words(buyer.locator("main"))).includes(plainly(goods.dearer)));
  await desk.locator('.eyebrow a[href^="/meja/produk/"]').click();
  await desk.locator('button[name="state"]').waitFor();
}

function sum(amounts) {
  return amounts.reduce((one, other) => one + other, 0);
}

/** The total under one side of the balances, which must be the sum of its accounts. */
async function balances(page, name) {
  const table = page.locator(`[aria-labelledby="${name}_heading"]`);
  const amounts = (await table.locator("tbody .number").allInnerTexts()).map(money);
  const total = money(await table.locator("tfoot .number").innerText());
  assert.equal(sum(amounts), total);
  return total;
}

async function column(page, n) {
  const cells = await page.locator(`tbody tr > :nth-child(${n})`).allInnerTexts();
  return cells.filter((text) => text.trim()).map(money);
}

/** Days that touch another campaign are refused by name; free ones come into the list. */
async function addCampaign(page) {
  const day = (after) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
  await page.goto("/meja/kampanye");
  await page.locator("#name").fill("Hari Bhakti Pemasyarakatan");
  await page.locator("#first_day").fill(day(1));
  await page.locator("#last_day").fill(day(40));
  await page.locator("main form .button").click();
  const notice = await words(page.locator("main .notice.bad"));
  assert.match(notice, /Pekan Karya Warga Binaan/);
  assert.equal(await page.locator("#name").inputValue(), "Hari Bhakti Pemasyarakatan");
  await page.locator("#first_day").fill(day(30));
  await page.locator("main form .button").click();
  const row = page.locator("tbody tr", { hasText: "Hari Bhakti" });
  await row.getByRole("link").click();
  await page.locator("#name").fill("Hari Bhakti ke-62");
  await page.locator("#last_day").fill(day(35));
  await page.locator("main form .button").first().click();
  await page.locator("tbody tr", { hasText: "Hari Bhakti ke-62" }).getByRole("link").click();
  await page.locator("details.confirm summary").click();
  await page.locator("details.confirm .button.danger").click();
  await page.waitForURL("**/meja/kampanye");
  assert.equal(await page.locator("tbody tr", { hasText: "Hari Bhakti" }).count(), 0);
}

/** Parts that are not a whole are refused beside a field; a whole comes into force on its day. */
async function addRule(page) {
  await page.goto("/meja/aturan");
  await page.locator("#code").fill("KRB");
  await page.locator("#base").selectOption("gross");
  await page.locator("#valid_from").fill("2090-01-01");
  for (const [name, share] of [
    ["premi", "25"],
    ["pnbp", "15"],
    ["working_fund", "55"],
    ["other", "0"],
  ])
    await page.locator(`#${name}`).fill(share);
  await page.locator("#source").fill("Keputusan uji peramban");
  const add = page.locator('main form[action^="/meja/aturan?"] .button');
  await add.click();
  await page.locator("main form .error, main .notice.bad").first().waitFor();
  assert.equal(await page.locator("#premi").inputValue(), "25", "kept as typed");
  await page.locator("#working_fund").fill("60");
  await add.click();
  const row = page.locator("tbody tr", { hasText: "Keputusan uji peramban" });
  await row.waitFor();
  assert.match(await words(row), /Lapas Kelas IIA Kerobokan.*2090.*25 % 15 % 60 %/);
}

/** The pages of an auditor; nothing on them can be sent but the own account's forms. */
async function readAll(page) {
  await page.goto("/meja");
  const ways = await page.locator("main nav a").evaluateAll((links) => links.map((a) => a.href));
  assert.ok(ways.some((way) => way.endsWith("/meja/jejak")));
  for (const way of ways) {
    const answer = await page.goto(way);
    assert.equal(answer.status(), 200, way);
    assert.equal(await page.locator('main form[method="post"]').count(), 0, `a form on ${way}`);
  }
  await page.goto("/meja/buku");
  await page.locator("#q").fill("kerobokan");
  await page.locator("main form button").click();
  await page.locator("main a", { hasText: "Lapas Kelas IIA Kerobokan" }).click();
  await page.locator('[aria-label="Catatan"] tbody a').first().click();
  await page.locator("tfoot").first().waitFor();
  assert.equal(await page.locator('main form[method="post"]').count(), 0);
}
