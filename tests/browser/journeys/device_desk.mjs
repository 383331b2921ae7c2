// What the desk and the server tell a till on a device: prices, signed, and who works there no more.
import assert from "node:assert/strict";
import { gunzipSync, gzipSync } from "node:zlib";
import { assertSound } from "../accessibility.mjs";
import { phone, words } from "../browser.mjs";
import { invite } from "../device.mjs";
import { booked, know, network, sell, sent, standUp, unlock } from "../stand.mjs";

const cashier = "kasir.kerobokan";
const chief = "giatja.kerobokan";
const small = { width: 360, height: 740 };

export const journeys = {
  "a till whose cashier is signed out gets new prices, and only the server's": async ({
    windows,
  }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    await till.context().clearCookies();
    const first = await list(till);
    assert.ok(first.goods.length > 0 && first.version);

    const [answer] = await Promise.all([asked(till), againLater(till)]);
    assert.match(answer.url(), /have=/, "what changed is asked for, not the whole");
    const second = await newerThan(till, first.version);
    assert.equal(second.goods.length, first.goods.length);

    await till.context().route("**/kasir/daftar-harga**", async (route) => {
      const got = await route.fetch();
      const text = gunzipSync(await got.body()).toString();
      const body = gzipSync(text.replace('"version":"20', '"version":"21'));
      await route.fulfill({ response: got, body });
    });
    await Promise.all([asked(till), againLater(till)]);
    const sold = [await sell(till)];
    assert.equal((await list(till)).version, second.version, "what is not signed is thrown away");
    await sent(till);
    await booked(desk, sold);
  },

  "who is removed at the desk works on that till no more": async ({ windows }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: phone });
    await standUp(till, await invite(desk));
    const sold = [await sell(till)];
    await sent(till);
    await desk.goto("/meja/perangkat");
    const [, series] = sold[0].number.split("-");
    const row = desk.locator("tr", { has: desk.getByText(series, { exact: true }) });
    await row.locator("th a").click();
    await desk.locator("details.confirm summary", { hasText: "Lepaskan" }).first().click();
    await desk.locator('form[action$="/pelepasan"] button').first().click();
    await desk.getByText("Belum ada petugas").waitFor();
    await till.evaluate(() => dispatchEvent(new Event("online"))); // it asks what there is to know
    await till.locator('[data-gate="nobody"]').waitFor();
    await booked(desk, sold);
  },

  "a till that was revoked sells no more, and what it sold waits for a person": async ({
    windows,
  }) => {
    const desk = await windows.officer(chief);
    const till = await windows.officer(cashier, { viewport: small });
    await standUp(till, await invite(desk));
    await sell(till);
    await sent(till);
    await network(till, false);
    const { number } = await sell(till);
    await desk.goto("/meja/perangkat");
    const [, series] = number.split("-");
    const row = desk.locator("tr", { has: desk.getByText(series, { exact: true }) });
    await row.locator("th a").click();
    await desk.locator("details.confirm summary", { hasText: "Cabut" }).first().click();
    await desk.locator('form[action$="/pencabutan"] button').first().click();
    await network(till, true);
    await till.locator('[data-gate="revoked"]').waitFor();
    await assertSound(till);
    assert.ok(!(await till.locator("[data-till]").isVisible()));
    await till.reload();
    await till.locator('[data-gate="revoked"]').waitFor();
    await desk.goto("/meja/perangkat");
    assert.match(await words(desk.locator("main .notice.warn").first()), /1/);
  },
};

/** The price list as the device keeps it. */
function list(till) {
  return till.evaluate(
    () =>
      new Promise((go) => {
        indexedDB.open("karya-till").onsuccess = ({ target: { result: vault } }) => {
          const both = vault.transaction(["one", "packs"]);
          both.objectStore("one").get("stall").onsuccess = ({ target: { result: stall } }) => {
            both.objectStore("packs").getAll().onsuccess = ({ target }) => {
              vault.close();
              go({ ...stall, goods: target.result.flatMap((pack) => JSON.parse(pack)) });
            };
          };
        };
      }),
  );
}

/** Opens the till again when its list is no longer fresh. */
async function againLater(till) {
  await know(till, "stall", { heardAt: 0 });
  await till.reload();
  await unlock(till);
}

function asked(till) {
  return till.waitForResponse((answer) => answer.url().includes("/kasir/daftar-harga"));
}

async function newerThan(till, version) {
  for (const began = Date.now(); ; ) {
    const kept = await list(till);
    if (kept.version > version) return kept;
    assert.ok(Date.now() - began < 10_000, "the newer list is kept");
  }
}
