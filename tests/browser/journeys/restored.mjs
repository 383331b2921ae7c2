// The server is lost and comes back as last night's backup: what devices had sent since is sent again.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { fetchAs, phone, Windows, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { House } from "../house.mjs";
import { sell, sent, standUp } from "../stand.mjs";

export const journeys = {
  "restored: a device sends again what the server lost; one that it does not know says so": lose,
};

async function lose({ house: known }) {
  const house = await House.open(known.program);
  const windows = await Windows.open(house);
  const backup = `${house.data}.karya`;
  try {
    const head = await windows.officer("giatja.pontianak");
    const seller = () => windows.officer("kasir.pontianak", { viewport: phone });
    const one = await seller();
    await standUp(one, await invite(head));
    const sold = [await sell(one)];
    await sent(one);
    await house.tell("backup", "--out", backup);
    sold.push(await sell(one), await sell(one));
    await sent(one);
    const two = await seller();
    await standUp(two, await invite(head));
    await sell(two);
    await sent(two);

    await house.restore(backup);
    sold.push(await sell(one));
    await sent(one);
    const desk = await windows.officer("giatja.pontianak");
    for (const { number } of sold) {
      const found = await (await fetchAs(desk, `/kasir/nota?number=${number}`)).text();
      assert.match(found, new RegExp(`>${number}<`), `${number} was sent again`);
    }
    await two.reload();
    await two.locator("[data-stranger]").waitFor();
    assert.match(await words(two.locator("[data-stranger]")), /tidak mengenal perangkat ini/);
    const file = two.waitForEvent("download");
    await two.goto(await invite(desk));
    await two.locator("#name").fill("HP kedua");
    await two.locator("[data-enrol] button").click();
    await file; // nothing of what only the device knows is lost
    await two.waitForURL("**/kasir");
    assert.match(await house.tell("verify"), /✓/);
    assert.deepEqual(await windows.shut(), []);
  } finally {
    await windows.close();
    rmSync(backup, { force: true });
    assert.deepEqual(await house.close(), []);
  }
}
