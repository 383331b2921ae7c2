// A till on a device of its own: enrolled by a picture, opened by a PIN, sold on without a network,
// through reloads, lost answers and two tabs; what was sold is booked once.
import assert from "node:assert/strict";
import { phone, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import {
  booked,
  closeDrawer,
  enrol,
  inStock,
  join,
  network,
  openDrawer,
  sell,
  sent,
  standUp,
  sum,
  unlock,
} from "../stand.mjs";

const cashier = "kasir.kerobokan";
const chief = "giatja.kerobokan";

export const journeys = {
  "a device sells without a network, and each sale is booked once": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await enrol(till, await invite(desk));
    await join(till);
    await unlock(till);
    await openDrawer(till, "100.000");
    await installable(till);
    const sold = [await sell(till)];
    await network(till, false);
    sold.push(await sell(till), await sell(till));
    await till.reload();
    await unlock(till);
    sold.push(await sell(till));
    assert.match(await words(till.locator("[data-standing]")), /3 belum terkirim/);
    await network(till, true);
    await sent(till);
    await booked(desk, sold);
    await closeDrawer(till, 100_000 + sum(sold));
    await sent(till);
    await desk.goto("/meja/perangkat");
    assert.equal(await desk.locator("main .notice.warn").count(), 0, "nothing waits for a person");
  },

  "two tabs sell at the same moment, and so does a third that was just opened": async (all) => {
    const desk = await all.windows.officer(chief);
    const till = await all.windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    await network(till, false);
    const opened = async () => {
      const tab = await till.context().newPage();
      await tab.goto("/kasir");
      await unlock(tab);
      return tab;
    };
    const tabs = [till, await opened(), await opened()];
    const each = await Promise.all(
      tabs.map(async (tab) => [await sell(tab), await sell(tab)]),
    );
    const sold = each.flat().sort((a, b) => numberOf(a) - numberOf(b));
    await network(till, true);
    await sent(till);
    await booked(desk, sold);
    await closeDrawer(tabs[1], sum(sold));
    await tabs[2].bringToFront();
    await inStock(tabs[2]).first().click();
    await tabs[2].locator("[data-finish]").click();
    await tabs[2].locator("[data-problem]:not(:empty)").waitFor(); // its shift was closed elsewhere
    assert.ok(await tabs[2].locator("[data-done]").isHidden());
    await sent(till);
  },

  "answers that are lost after the server has booked change nothing": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    let lost = 0;
    await till.context().route("**/kasir/sinkron", async (route) => {
      await route.fetch();
      await route.abort();
      lost += 1;
    });
    const sold = [await sell(till), await sell(till)];
    while (!lost) await till.waitForTimeout(100);
    await till.context().unrouteAll({ behavior: "wait" }); // one may be on its way
    const other = await till.context().newPage();
    await other.goto("/kasir");
    await unlock(other);
    sold.push(await sell(other));
    await till.bringToFront();
    sold.push(await sell(till));
    await sent(till);
    await booked(desk, sold);
  },
};

const numberOf = ({ number }) => Number(/\d+$/.exec(number)[0]);

/** The browser finds nothing against it, but that these windows leave no traces. */
async function installable(till) {
  const devil = await till.context().newCDPSession(till);
  const { installabilityErrors } = await devil.send("Page.getInstallabilityErrors");
  const why = installabilityErrors.map(({ errorId }) => errorId);
  assert.deepEqual(why.filter((one) => one !== "in-incognito"), []);
}
