// The shop, by a visitor who looks for something: words, slips, filters, a unit's own window.
import assert from "node:assert/strict";
import { phone, words } from "../browser.mjs";

const count = async (page) => Number((await words(page.getByRole("status"))).replace(/\D/g, ""));

export const journeys = {
  "somebody on a phone finds without a script": async ({ windows }) => {
    const page = await windows.visitor({ viewport: phone, javaScriptEnabled: false });
    await page.goto("/");
    await page.locator("#q").fill("kesset");
    await page.locator(".seek .button").click();
    assert.match(await words(page.locator(".notice.info")), /keset/);
    await page.locator("#q").fill("batik");
    await page.locator(".seek .button").click();
    const all = await count(page);
    assert.ok(all > 3, `${all} batiks`);
    await narrowDown(page, all);
    await page.goto("/produk?q=batik&kind=jasa");
    assert.equal(await count(page), 0);
    await page.locator(".empty .chips a").first().waitFor();
  },

  "lists go on page by page, in every order": async ({ windows }) => {
    const page = await windows.visitor();
    for (const sort of ["newest", "cheapest", "dearest", "most_sold"]) {
      await page.goto(`/produk?kind=karya_seni&sort=${sort}`);
      const all = await count(page);
      const seen = new Set();
      for (;;) {
        for (const link of await page.locator('.listing a[href*="/produk/"]').all())
          seen.add(await link.getAttribute("href"));
        const next = page.locator('a[rel="next"]');
        if (!(await next.count())) break;
        const after = new URL(await next.getAttribute("href"), page.url());
        await next.click();
        await page.waitForURL(after.href);
      }
      assert.equal(seen.size, all, sort);
    }
    assert.equal((await page.goto("/produk?sort=other")).status(), 422);
    assert.equal((await page.goto("/produk?after=1")).status(), 404);
  },

  "what is being typed is suggested": async ({ windows }) => {
    const page = await windows.visitor();
    await page.goto("/produk");
    await page.locator("#q").pressSequentially("bat");
    const first = page.locator("#saran option").first();
    await first.waitFor({ state: "attached" });
    assert.match(await first.getAttribute("value"), /bat/i);
  },

  "a unit opens its shop window in one minute": async ({ windows }) => {
    const desk = await windows.officer("giatja.pontianak");
    await desk.goto("/meja");
    await desk.locator('main a[href="/meja/etalase"]').click();
    await desk.locator("#about_id").fill("Bengkel kayu dan anyaman di tepi Kapuas.");
    await desk.locator("#whatsapp").fill("bukan nomor");
    await desk.locator("main form .button").first().click();
    await desk.locator("#whatsapp_error").waitFor();
    await desk.locator("#whatsapp").fill("0812 3456 7890");
    await desk.locator("main form .button").first().click();
    await desk.locator(".shopfront").waitFor();
    const buyer = await windows.visitor({ viewport: phone });
    await buyer.goto(new URL(desk.url()).pathname);
    assert.match(await words(buyer.locator(".prose")), /tepi Kapuas/);
    const link = await buyer.locator('a[href^="https://wa.me/"]').first().getAttribute("href");
    assert.equal(link, "https://wa.me/6281234567890");
  },

  "machines are told what there is": async ({ house, windows }) => {
    const page = await windows.visitor();
    await page.goto("/produk");
    const address = await page.locator(".listing .card > a").first().getAttribute("href");
    await page.goto(address);
    const facts = JSON.parse(
      await page.locator('script[type="application/ld+json"]').textContent(),
    );
    assert.equal(facts["@type"], "Product");
    assert.ok(facts.offers.price > 0 || facts.offers.lowPrice > 0);
    const picture = await page.locator('meta[property="og:image"]').getAttribute("content");
    const png = await fetch(new URL(picture, house.origin));
    assert.equal(png.headers.get("content-type"), "image/png");
    assert.ok((await png.arrayBuffer()).byteLength < 300_000);
    for (const path of ["/umpan/terbaru.atom", "/umpan/google/produk-1.xml", "/sitemap.xml"])
      await readXml(page, new URL(path, house.origin));
  },
};

/** Opens the sheet of filters, chooses a place, and takes it back by its chip. */
async function narrowDown(page, all) {
  await page.locator(".drawer-open").click();
  await page.locator("#saring").waitFor();
  await page.locator('#saring a[href*="kanwil="]').first().click();
  const some = await count(page);
  assert.ok(some > 0 && some < all, `${some} of ${all}`);
  await page.locator(".chips a").nth(1).click();
  assert.equal(await count(page), all);
}

/** The browser's own parser must find no fault. */
async function readXml(page, address) {
  const answer = await fetch(address);
  assert.equal(answer.status, 200, address.pathname);
  const blank = await page.context().newPage(); // where no policy forbids to parse
  const fault = await blank.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "application/xml");
    return read.querySelector("parsererror")?.textContent ?? "";
  }, await answer.text());
  await blank.close();
  assert.equal(fault, "", address.pathname);
}
