// What a buyer does, with or without script: goods into the basket, and the order.
import assert from "node:assert/strict";

/** Puts `count` of a unit's first goods that are there into the basket; their name. */
export async function putIn(page, unit, count) {
  await page.goto(`/produk?unit=${unit}&availability=ready`);
  await page.locator(".listing a").first().click();
  const name = (await page.locator("h1").innerText()).trim();
  await page.locator("#quantity").fill(String(count));
  await page.locator(".buy .button").click();
  await page.waitForURL("**/keranjang");
  assert.ok((await page.locator("main").innerText()).includes(name));
  return name;
}

/** Writes down who buys and orders, from the form; the address of the order. */
export async function orderOf(page, name) {
  await page.locator("#name").fill(name);
  await page.locator("#phone").fill("0812 3456 7890");
  await page.locator("main form .button.large").click();
  await page.waitForURL("**/pesanan/*");
  return page.url();
}
