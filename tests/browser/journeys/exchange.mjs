// A buyer brings goods back and takes others: the difference is shown, then booked.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { money, phone, words } from "../browser.mjs";
import { goodsInStock, openReceipt, openShift, ready } from "../till.mjs";

export const journeys = {
  "goods are exchanged: the difference is shown, paid, and both receipts tell of it": async ({ windows, pictures }) => {
    const till = await windows.officer("kasir.kerobokan", { viewport: phone });
    await openShift(till, "100.000");
    await ready(till);
    const [first, second] = await goodsInStock(till, 2, 2);
    await first.key.click();
    await till.locator("[data-finish]").click();
    await till.locator("[data-done]").waitFor();
    const number = await words(till.locator("[data-number]"));

    const desk = await windows.officer("giatja.kerobokan", { viewport: phone });
    await openReceipt(desk, number);
    await desk.locator('main a[href$="/tukar"]').click();
    await assertSound(desk);
    await desk.locator("#back_1").fill("1");
    const code = await codeOf(desk, second.name);
    await desk.locator("#code_1").fill("tidak-ada");
    await desk.locator("#reason").fill("Kurang cocok");
    await desk.locator("main form[method=get] button").click();
    assert.match(await words(desk.locator("main [role=alert]")), /tidak-ada/);
    assert.equal(await desk.locator("#reason").inputValue(), "Kurang cocok", "kept as typed");
    await desk.locator("#code_1").fill(code);
    await desk.locator("main form[method=get] button").click();
    const terms = desk.locator('[aria-labelledby="terms"]');
    await terms.waitFor();
    await assertSound(desk);
    await desk.screenshot({ path: `${pictures}/exchange.png`, fullPage: true });
    const difference = second.price - first.price;
    const moves = terms.locator("dd.strong");
    assert.equal(await moves.count(), difference ? 1 : 0);
    if (difference) assert.equal(money(await moves.innerText()), Math.abs(difference));
    if (difference > 0) await terms.locator('[value="cash"]').check();
    await terms.locator("form button").click();
    await desk.waitForURL(/\/kasir\/struk\/[0-9a-f-]{36}$/);
    const made = await words(desk.locator(".receipt"));
    assert.ok(made.includes(second.name), made);
    await openReceipt(desk, number);
    const back = desk.locator('[aria-labelledby="refunds"]');
    assert.ok((await words(back)).includes("Kurang cocok"));
    await back.locator("a").click();
    assert.ok((await words(desk.locator("main"))).includes(number), "each leads to the other");
  },
};

/** The code by which the list of goods offers them. */
async function codeOf(desk, name) {
  const options = await desk.locator("#goods option").evaluateAll((all) =>
    all.map((one) => [one.value, one.textContent]));
  return options.find(([, text]) => text.startsWith(name))[0];
}
