// The till and the board for who hears them: names and roles, and what is said unasked.
import assert from "node:assert/strict";
import { money, plainly, words } from "../browser.mjs";
import { goodsInStock, openShift, putAway, ready, sellOne, shelf, take } from "../till.mjs";

const minuteMs = 60_000;

export const journeys = {
  "the till says by name what is there": async ({ windows }) => {
    const page = await windows.officer("kasir.kerobokan");
    await openShift(page);
    await ready(page);
    await page.getByRole("navigation", { name: "Utama" }).waitFor();
    for (const name of ["Barang", "Belanjaan", "Bayar"])
      await page.getByRole("region", { name, exact: true }).waitFor();
    const [goods] = await goodsInStock(page, 1);
    await page.getByRole("searchbox", { name: "Nama, kode, atau kode batang" }).waitFor();
    await page.getByRole("button", { name: `${goods.name} ${plainly(goods.price)} sisa` }).click();
    await page.getByRole("textbox", { name: `Jumlah ${goods.name}` }).waitFor();
    await page.getByRole("button", { name: `Tambah ${goods.name}` }).click();
    await page.getByRole("button", { name: `Kurangi ${goods.name}` }).waitFor();
    const group = page.getByRole("group", { name: "Cara bayar" });
    assert.equal(await group.getByRole("radio").count(), 3);
    assert.ok(await group.getByRole("radio", { name: "Tunai" }).isChecked());
    const received = page.getByRole("textbox", { name: "Uang diterima" });
    assert.match(await describedBy(received), /uangnya pas/);
    await page.getByRole("combobox", { name: "Pembeli" }).selectOption("officer");
    await page.getByRole("textbox", { name: "NIP petugas" }).waitFor();
    await page.getByRole("button", { name: "Selesai", exact: true }).waitFor();
    const total = page.locator('[aria-live="polite"]', { hasText: "Total" });
    assert.equal(money(await total.innerText()), 2 * goods.price, "the total is told as it grows");
  },

  "a finished sale and a refusal are read out": async ({ windows }) => {
    const page = await windows.officer("kasir.kerobokan");
    await openShift(page);
    const sale = await sellOne(page);
    const done = page.getByRole("dialog", { name: "Terjual" });
    const said = await words(done.getByRole("status"));
    assert.equal(said, `${sale.number} Total ${plainly(sale.total)}`);
    assert.equal(await focusedName(page), "Penjualan baru");
    await putAway(page);

    const [goods] = await goodsInStock(page, 1);
    await goods.key.click();
    await page.locator("#received").fill("1");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await page.locator("[data-problem]:not(:empty):not(.info)").waitFor();
    assert.match(await words(alert), /^Uangnya kurang Rp /);
    assert.equal(await page.evaluate(() => document.activeElement.id), "received");

    const scarce = (await shelf(page)).find((one) => one.whole_only && Number(one.left) > 0);
    await take(page, scarce.code, Number(scarce.left) + 1);
    await page.locator("[data-finish]").click();
    const asked = page.getByRole("dialog", { name: "Stoknya tidak cukup" });
    await asked.waitFor();
    assert.match(await describedBy(asked), new RegExp(`tinggal ${scarce.left}`));
    assert.equal(await focusedName(page), "Periksa jumlahnya", "the harmless answer is at hand");
  },

  "the board names its total and tells it once a minute": async ({ windows }) => {
    const page = await windows.visitor();
    await page.clock.install();
    await page.goto("/papan?span=day");
    await page.locator('[data-when="live"]').waitFor();
    await page.getByRole("heading", { level: 1, name: "Seluruh Indonesia" }).waitFor();
    const total = page.getByRole("group", { name: /^Omzet hari ini, / });
    const before = money(await total.locator("strong").innerText());
    for (const name of ["Baru saja terjual", "Kantor Wilayah", "Unit"])
      await page.getByRole("region", { name, exact: true }).waitFor();
    await page.getByRole("button", { name: "Layar penuh" }).waitFor();
    assert.equal(await page.locator("svg.hall-map").getAttribute("aria-hidden"), "true");
    await page.locator("summary", { hasText: "sebagai tabel" }).click();
    await page.getByRole("table", { name: "Angka papan ini sebagai tabel" }).waitFor();

    // Of the zone whose day the nation's is: elsewhere the sale may stand on another one.
    const till = await windows.officer("kasir.pontianak");
    await openShift(till);
    const sale = await sellOne(till);
    await total.getByText(plainly(before + sale.total)).waitFor();
    const status = page.getByRole("status");
    assert.equal((await status.innerText()).trim(), "", "nothing is said in between");
    await page.clock.runFor(minuteMs);
    assert.ok((await words(status)).endsWith(plainly(before + sale.total)));
  },
};

function describedBy(locator) {
  return locator.evaluate((element) =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" "),
  );
}

function focusedName(page) {
  return page.evaluate(() => document.activeElement.textContent.trim());
}
