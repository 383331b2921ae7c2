// A sale at the counter, seen on the board in another window.
import assert from "node:assert/strict";
import { money, phone, plainly, rupiah, words } from "../browser.mjs";
import { goodsInStock, handOver, openShift, ready } from "../till.mjs";

const unit = "Lapas Kelas IIA Pontianak";
const promiseMs = 1000;
const places = [
  { path: "/papan", figure: "nation" },
  { path: "/papan/kanwil/kalimantan-barat", figure: "kanwil:kalimantan-barat" },
  { path: "/papan/unit/lapas-kelas-iia-pontianak", figure: "unit:PTK" },
];

export const journeys = {
  "a sale by taps is on the board within a second, and its money is explained": async (all) => {
    const boards = await Promise.all(places.map((place) => openBoard(all.windows, place)));
    const till = await all.windows.officer("kasir.pontianak", { viewport: phone });
    await openShift(till, "50.000");
    await ready(till);
    const [first, second] = await goodsInStock(till, 2);
    await first.key.tap();
    await first.key.tap();
    await second.key.tap();
    const total = 2 * first.price + second.price;
    assert.equal(money(await till.locator("[data-total]").innerText()), total);
    assert.equal(await words(first.key.locator(".key-count")), "× 2");

    const notes = await handOver(till);
    assert.equal(await words(till.locator("p.change")), `Kembali ${plainly(notes - total)}`);
    for (const board of boards) {
      const wanted = rupiah(board.before + total);
      await awaitFigure(board.page, `${board.figure}.${board.scope}.turnover`, wanted);
    }
    const answered = till.waitForResponse((answer) => answer.url().endsWith("/kasir/penjualan"));
    await till.locator("[data-finish]").tap();
    await answered;
    const sold = Date.now();

    for (const board of boards) await seen(board, total, sold);
    const done = till.locator("[data-done]");
    assert.equal(await words(done.locator(".eyebrow")), "Terjual");
    assert.match(await words(done.locator("[data-number]")), /^PTK-W-\d+$/);
    assert.equal(money(await done.locator("[data-done-total]").innerText()), total);
    assert.equal(money(await done.locator("[data-done-change] strong").innerText()), notes - total);
    await done.locator('[data-paper=""]').tap();
    const premi = await readReceipt(till, { first, second, total, notes });
    for (const board of boards) {
      const shown = board.page.locator(`[data-figure="${board.figure}.${board.scope}.premi"]`);
      assert.equal(money(await shown.innerText()) - board.premi, premi);
    }
  },
};

async function openBoard(windows, place) {
  const page = await windows.visitor();
  await page.goto(place.path);
  await page.locator('[data-when="live"]').waitFor();
  const scope = await page.locator("live-board").getAttribute("data-scope");
  const figure = (sum) => page.locator(`[data-figure="${place.figure}.${scope}.${sum}"]`).first();
  const read = async (sum) => money(await figure(sum).innerText());
  return { ...place, page, scope, before: await read("turnover"), premi: await read("premi") };
}

/** Notes, inside the page, the instant at which the place's turnover reads so. */
function awaitFigure(page, name, text) {
  return page.evaluate(
    ([figure, wanted]) => {
      const place = () => document.querySelector(`[data-figure="${figure}"]`)?.textContent;
      globalThis.seen = new Promise((go) => {
        const look = () => place() === wanted && go(Date.now());
        const board = document.querySelector("live-board");
        new MutationObserver(look).observe(board, { subtree: true, childList: true });
      });
    },
    [name, text],
  );
}

/** Unit, amount and total stand on the board, raised by exactly the sale, in the promised time. */
async function seen(board, total, sold) {
  const took = (await board.page.evaluate(() => globalThis.seen)) - sold;
  assert.ok(took <= promiseMs, `${board.path} showed the sale after ${took} ms`);
  const row = await words(board.page.locator("[data-ticker] li").first());
  // A unit's own board does not say its name in each row.
  const parts = board.path.startsWith("/papan/unit/") ? [plainly(total)] : [unit, plainly(total)];
  for (const part of parts) assert.ok(row.includes(part), `${part} in “${row}”`);
  assert.match(row, /^\d\d\.\d\d WI(B|TA|T) /);
}

/** Lines, sums and the split, which adds up to the total; the maker's part. */
async function readReceipt(page, { first, second, total, notes }) {
  await page.locator(".receipt").waitFor();
  const paper = await words(page.locator(".receipt"));
  for (const part of [unit, first.name, second.name, plainly(2 * first.price), plainly(total)])
    assert.ok(paper.includes(part), `${part} on “${paper}”`);
  assert.ok(paper.includes(`Kembali ${plainly(notes - total)}`), paper);

  const parts = page.locator(".woven li");
  const amounts = (await parts.locator(".money").allInnerTexts()).map(money);
  assert.ok(amounts.length >= 3, "the money goes to three places at least");
  assert.equal(
    amounts.reduce((sum, amount) => sum + amount, 0),
    total,
    "the parts are the whole",
  );
  await page.locator(".woven summary").tap();
  const why = page.locator(".receipt-why");
  assert.ok((await why.count()) >= 1, "a reason for each rule that was in force");
  const premi = page.locator("li.thread-premi");
  assert.match(await words(premi), /^Premi pembuat/);
  for (const line of await why.allInnerTexts()) assert.match(line, /premi/i);
  return money(await premi.locator(".money").innerText());
}
