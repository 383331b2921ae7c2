// What an officer does to make a kit of his unit's goods.
import { money } from "./browser.mjs";

/**
 * Of the two goods of which most is left, for a thousand rupiah less; shown to everybody. What is
 * in it, and what that costs alone.
 */
export async function makeKit(desk, name) {
  await desk.goto("/meja/produk");
  const rows = await desk.locator("main tbody tr", { hasText: "Terbit" }).evaluateAll((all) =>
    all.map((row) => ({
      name: row.querySelector("th a").textContent,
      left: Number.parseInt(row.querySelector("td.number").textContent.replace(/\./g, ""), 10) || 0,
    })),
  );
  const names = rows.sort((a, b) => b.left - a.left).map((row) => row.name);
  await desk.goto("/meja/paket/baru");
  await desk.locator("#name_id").fill(name);
  await desk.locator("#story_id").fill("Cocok untuk dibawa pulang.");
  const options = await desk.locator("#variant_0 option").evaluateAll((all) =>
    all.map((one) => ({ value: one.value, words: one.textContent })),
  );
  const chosen = [];
  for (const one of names) {
    const option = options.find(({ words }) => words.startsWith(one));
    if (option && chosen.length < 2) chosen.push({ ...option, name: one });
  }
  let worth = 0;
  for (const [row, { value, words }] of chosen.entries()) {
    await desk.locator(`#variant_${row}`).selectOption(value);
    await desk.locator(`#pieces_${row}`).fill("1");
    worth += money(words.slice(words.lastIndexOf("Rp")));
  }
  await desk.locator("#price").fill(String(worth - 1_000));
  await desk.locator("main form .button").first().click();
  await desk.locator('button[value="published"]').click();
  await desk.locator('button[value="withdrawn"]').waitFor();
  return { names: chosen.map((one) => one.name), worth };
}
