// A coupon, from the desk that gives it to the order that it makes cheaper; on a phone without script.
import assert from "node:assert/strict";
import { money, phone, words } from "../browser.mjs";
import { giveCoupon } from "../coupon.mjs";
import { orderOf, putIn } from "../order.mjs";

const plain = { javaScriptEnabled: false, viewport: phone };

export const journeys = {
  "a coupon is given, named, seen at every step and counted once": async ({ windows, pictures }) => {
    const look = async (page, name) =>
      page.screenshot({ path: `${pictures}/coupon-${name}.png`, fullPage: true });
    const desk = await windows.officer("giatja.pontianak");
    await desk.goto("/meja");
    await desk.locator('a[href$="/meja/kupon"]').click();
    await desk.locator("#title").fill("Tanpa potongan");
    await desk.locator("#last_day").fill(await desk.locator("#first_day").inputValue());
    await desk.locator("main form .button.large").click();
    await desk.locator("#percent_error").waitFor();
    assert.equal(await desk.locator("#title").inputValue(), "Tanpa potongan");
    await giveCoupon(desk, "HEMAT10", "10");
    await look(desk, "desk");

    const buyer = await windows.visitor(plain);
    await putIn(buyer, "lapas-kelas-iia-pontianak", 2);
    await putIn(buyer, "lapas-kelas-iia-kerobokan", 1);
    const full = money(await buyer.locator(".total.money").innerText());
    await nameIt(buyer, "HEMAT99");
    await buyer.locator("#code_error").waitFor();
    assert.equal(await buyer.locator("#code").inputValue(), "HEMAT99");
    await nameIt(buyer, "hemat-1o"); // as people write it down
    await buyer.locator(".badge.ok").waitFor();
    await look(buyer, "basket");
    const less = money(await buyer.locator(".total.money").innerText());
    assert.ok(less < full, `${less} is less than ${full}`);

    await buyer.locator('[name="next"]').click();
    await buyer.waitForURL("**/pemesanan");
    assert.equal(money(await buyer.locator(".total.money").innerText()), less);
    await look(buyer, "checkout");
    await orderOf(buyer, "Sri Wahyuni");
    await look(buyer, "placed");
    const own = buyer.locator("section.panel", { hasText: "PTK-P-" });
    assert.match(await words(own), /Potongan kupon HEMAT10/);
    const other = buyer.locator("section.panel", { hasText: "KRB-P-" });
    assert.doesNotMatch(await words(other), /HEMAT10/, "the unit's coupon is for its own goods");

    await desk.goto("/meja/kupon");
    const row = desk.locator("main table tbody tr", { hasText: "HEMAT10" });
    assert.match(await words(row), /1 dari 5/);
    assert.equal(money(await row.locator(".money").last().innerText()), full - less);
    await row.locator("details.confirm summary").click();
    await row.locator("details.confirm .danger:not(summary)").click();
    await desk.locator("main table tbody tr", { hasText: "Dihentikan" }).waitFor();
  },
};

async function nameIt(buyer, code) {
  await buyer.locator("#code").fill(code);
  await buyer.locator('form[action$="/keranjang/kupon"] .button').click();
}
