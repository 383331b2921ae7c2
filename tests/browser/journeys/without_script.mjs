// The same sale in a browser that runs no script: plain forms and the papers of the receipt.
import assert from "node:assert/strict";
import { fetchAs, money, phone, words } from "../browser.mjs";

export const journeys = {
  "a sale by plain forms, its receipt and its papers": async ({ windows }) => {
    const page = await windows.officer("kasir.kerobokan", {
      javaScriptEnabled: false,
      viewport: phone,
    });
    await page.goto("/kasir");
    if (await page.locator("#float_cash").count()) {
      await page.locator("#float_cash").fill("0");
      await page.locator("main form button").click();
    }
    const key = page.locator("[data-found] button", { hasText: "sisa" }).first();
    const name = await words(key.locator("b"));
    const price = money(await key.locator(".money").innerText());
    await key.click();
    await page.locator("[data-lines] input").fill("3");
    await page.locator("[data-lines] ~ [data-plain] button").click();
    assert.equal(money(await page.locator("[data-total]").innerText()), 3 * price);

    // Too little money is refused in words, and nothing that was written is lost.
    await page.locator("#received").fill("1");
    await page.locator("[data-finish]").click();
    await page.locator("#received_error, [data-problem]:not(:empty)").first().waitFor();
    assert.equal(await page.locator("[data-lines] input").inputValue(), "3");
    assert.equal(await page.locator("#received").inputValue(), "1");
    await page.locator("#received").fill(String(3 * price + 20_000));
    await page.locator("[data-finish]").click();
    await page.waitForURL("**/kasir/struk/*");
    const paper = await words(page.locator(".receipt"));
    assert.ok(paper.includes(name), paper);
    assert.match(paper, /Kembali Rp 20\.000/);
    assert.match(await words(page.locator("h1")), /^Struk KRB-W-\d+$/);
    await readPapers(page);
  },
};

async function readPapers(page) {
  for (const paper of ["58mm", "80mm", "a4"]) {
    const link = page.locator(`a[href$="/${paper}"]`);
    const answer = await fetchAs(page, await link.getAttribute("href"));
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("content-type"), /^application\/pdf/);
    assert.equal((await answer.text()).slice(0, 5), "%PDF-");
  }
  const text = page.locator('a[href$="/teks"]');
  const answer = await fetchAs(page, await text.getAttribute("href"));
  assert.match(answer.headers.get("content-type"), /^text\/plain/);
  assert.match(await answer.text(), /Rp/);
}
