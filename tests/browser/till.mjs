// The till as a cashier uses it, for the journeys that need a sale on their way.
import assert from "node:assert/strict";
import { money, words } from "./browser.mjs";

/** Opens a shift with that much in the drawer, unless one is open. */
export async function openShift(page, float = "0", path = "/kasir") {
  await page.goto(path);
  const field = page.locator("#float_cash");
  if (!(await field.count())) return;
  await field.fill(float);
  await page.locator("main form button").click();
  await page.locator("[data-till]").waitFor();
}

/** The shift's goods as the till itself has them: name, code, price, what is left. */
export async function shelf(page) {
  return page.evaluate(async () => (await (await fetch("/kasir/barang")).json()).goods);
}

/** Puts goods into the basket by their code, so many of them. */
export async function take(page, code, pieces = 1) {
  const find = page.locator("#q");
  await find.fill(code);
  await find.press("Enter");
  const field = page.locator("[data-lines] input").last();
  await field.fill(String(pieces));
  await field.press("Tab");
}

/** Opens the receipt of that number from the list of receipts, as people do. */
export async function openReceipt(page, number) {
  await page.goto("/kasir/nota");
  await page.locator("#number").fill(number);
  await page.locator("main form button").click();
  await page.locator("tbody a", { hasText: number }).click();
  await page.locator(".receipt").waitFor();
}

/** Waits until the page has fetched its goods and works without the network. */
export async function ready(page) {
  await page.locator("[data-live]").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector("[data-found] [data-variant]"));
}

/** The first keys of goods that are in stock, at least so many pieces: [{ key, name, price }]. */
export async function goodsInStock(page, count, pieces = 1) {
  const keys = page.locator("[data-found] button", { hasText: /sisa|left/ });
  const enough = [];
  for (const key of await keys.all())
    if (parseInt((await words(key.locator("small"))).replace(/^\D*/, "")) >= pieces) enough.push(key);
  assert.ok(enough.length >= count, "too few goods in stock on the first keys");
  const goods = [];
  for (const key of enough.slice(0, count)) {
    goods.push({
      key,
      name: await words(key.locator("b")),
      price: money(await key.locator(".money").innerText()),
    });
  }
  return goods;
}

/** Hands over one note of Rp 100.000 more than is needed at least; how much that is. */
export async function handOver(page) {
  const total = money(await page.locator("[data-total]").first().innerText());
  const note = page.locator('[data-note="100000"]');
  const count = Math.floor(total / 100_000) + 1;
  for (let given = 0; given < count; given += 1) await note.click();
  const typed = money(await page.locator("#received").inputValue());
  assert.equal(typed, count * 100_000);
  return typed;
}

/** Sells the first goods in stock once for cash that fits; what the page says of it. */
export async function sellOne(page, pieces = 1) {
  await ready(page);
  const [goods] = await goodsInStock(page, 1);
  for (let count = 0; count < pieces; count += 1) await goods.key.click();
  await page.locator("[data-finish]").click();
  const done = page.locator("[data-done]");
  await done.waitFor();
  const receipt = await done.locator('[data-paper=""]').getAttribute("href");
  const sale = {
    ...goods,
    pieces,
    total: money(await done.locator("[data-done-total]").innerText()),
    number: await words(done.locator("[data-number]")),
    receipt,
  };
  assert.equal(sale.total, goods.price * pieces);
  return sale;
}

/** Puts the finished sale away, so that the next one may begin. */
export async function putAway(page) {
  await page.locator("[data-done] form button").click();
  await page.locator("[data-done]").waitFor({ state: "hidden" });
}
