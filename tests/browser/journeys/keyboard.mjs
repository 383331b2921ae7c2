// A whole sale at 1440 px with nothing but the keyboard, and the way the focus goes.
import assert from "node:assert/strict";
import { money, rupiah, words } from "../browser.mjs";
import { openShift, ready } from "../till.mjs";

export const journeys = {
  "signing in, finding by code, quantity, paying": async ({ house, windows }) => {
    const page = await windows.visitor();
    const keys = page.keyboard;
    await page.goto("/masuk?ke=/kasir");
    await focusIsOn(page, "login", "one can begin to write at once");
    await keys.type("kasir.kerobokan");
    await keys.press("Tab");
    await keys.type(house.accounts.get("kasir.kerobokan"));
    await keys.press("Enter");
    await page.waitForURL((url) => url.pathname === "/kasir");
    if (await page.locator("#float_cash").count()) {
      await focusIsOn(page, "float_cash");
      await keys.type("100.000");
      await keys.press("Enter");
    }
    await ready(page);
    await focusIsOn(page, "q", "the till waits for a code");

    const goods = await codeOf(page);
    await keys.type(goods.code);
    await keys.press("Enter");
    await page.locator("[data-lines] li").waitFor();
    assert.equal(await page.locator("#q").inputValue(), "", "ready for the next code");
    await keys.press("+");
    await keys.press("+");
    await keys.press("-");
    assert.equal(await page.locator("[data-lines] input").inputValue(), "2");
    assert.equal(money(await page.locator("[data-total]").innerText()), 2 * goods.price);

    for (let steps = 0; (await focused(page)) !== "received"; steps += 1) {
      assert.ok(steps < 80, "the field for the money is reached by Tab");
      await keys.press("Tab");
      assert.ok(await visible(page), "where the focus is can be seen");
    }
    await keys.type(String(2 * goods.price + 5000));
    assert.equal(await words(page.locator("p.change")), "Kembali Rp 5.000");
    await keys.press("Enter");
    const done = page.locator("[data-done]");
    await done.waitFor();
    assert.equal(await done.locator("[data-done-total]").innerText(), rupiah(2 * goods.price));
    await keys.press("Enter");
    await done.waitFor({ state: "hidden" });
    await focusIsOn(page, "q", "and the next sale may begin");
  },

  "F9 finishes a sale for exact money, / goes back to finding": async ({ windows }) => {
    const page = await windows.officer("kasir.kerobokan");
    await openShift(page);
    await ready(page);
    const goods = await codeOf(page);
    await page.keyboard.type(goods.code);
    await page.keyboard.press("Enter");
    await page.keyboard.press("F9");
    const done = page.locator("[data-done]");
    await done.waitFor();
    assert.ok(await done.locator("[data-done-change]").isHidden(), "nothing to give back");
    await page.keyboard.press("Escape");
    await done.waitFor({ state: "hidden" });
    await page.locator('[name="payment"]').first().focus();
    await page.keyboard.press("/");
    await focusIsOn(page, "q");
  },

  "the first Tab offers to skip to the content, everywhere": async ({ windows }) => {
    const page = await windows.visitor();
    for (const path of ["/", "/produk", "/papan", "/en"]) {
      await page.goto(path);
      await page.keyboard.press("Tab");
      const link = page.locator(":focus");
      assert.equal(await link.getAttribute("href"), "#isi");
      assert.ok(await visible(page), `${path}: the link is seen when it has the focus`);
    }
  },
};

/** Goods in stock with their code, as the till itself has them. */
async function codeOf(page) {
  const list = await page.evaluate(async () => (await fetch("/kasir/barang")).json());
  const goods = list.goods.find((one) => one.whole_only && Number(one.left) > 20);
  assert.ok(goods, "there are goods to sell");
  return goods;
}

function focused(page) {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

/** The focus comes to what a page has just opened or closed within a moment. */
async function focusIsOn(page, id, why) {
  const came = page.waitForFunction((wanted) => document.activeElement?.id === wanted, id, {
    timeout: 2000,
  });
  await came.catch(async () => assert.equal(await focused(page), id, why));
}

/** Whether the element with the focus comes to lie in sight and shows that it has the focus. */
function visible(page) {
  const shown = page.waitForFunction(
    () => {
      const element = document.activeElement;
      const styled = element?.matches("input[type=radio]") ? element.nextElementSibling : element;
      if (!styled) return false;
      const { width, height, bottom } = styled.getBoundingClientRect();
      const { outlineStyle, boxShadow } = getComputedStyle(styled);
      const marked = outlineStyle !== "none" || boxShadow !== "none";
      return width > 0 && height > 0 && bottom > 0 && marked;
    },
    undefined,
    { timeout: 2000 }, // style follows the focus a frame later
  );
  return shown.then(
    () => true,
    () => false,
  );
}
