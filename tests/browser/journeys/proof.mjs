// A figure of yesterday, proven on the visitor's own device; and a sample by the regional office.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { desktop, fetchAs, phone, words } from "../browser.mjs";

export const journeys = {
  "proof: a figure is found, compared and checked in the browser": look,
  "proof: a sample drawn, looked at and closed; a bundle carried away": examine,
};

/** The server closes days by itself: waits until the unit's last one is in the log. */
async function logged(page) {
  const result = page.locator("log-check");
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto("/bukti?unit=PTK");
    if (await result.count()) return result;
    await page.waitForTimeout(1000);
  }
  return assert.fail("no day was closed");
}

async function look({ windows }) {
  const page = await windows.visitor({ viewport: phone });
  await page.goto("/papan");
  await page.locator('footer a[href="/bukti"]').click();
  await page.locator("h1").waitFor();
  const result = await logged(page);
  const turnover = await words(result.locator(".figures strong").first());
  await page.locator("#turnover").fill(turnover);
  await page.locator('form[role="search"] .button').click();
  await page.locator(".notice.ok", { hasText: "Sama." }).waitFor();
  await page.locator("[data-check]").click();
  const verdict = page.locator("[data-verdict]");
  await verdict.waitFor();
  const steps = await page.locator("[data-steps] li").allTextContents();
  assert.ok(steps.length >= 4 && steps.every((step) => step.startsWith("✓")), steps.join("\n"));
  assert.match(await verdict.getAttribute("class"), /ok|warn/); // warn: it knows no Ed25519
  // A page that shows another figure than the log holds does not pass.
  await page.evaluate(() => document.querySelector("log-check").dataset.page = "1 2 3 4");
  await page.locator("[data-check]").click();
  await page.locator("[data-verdict].bad").waitFor();
  const plain = await windows.visitor({ javaScriptEnabled: false, viewport: phone });
  await plain.goto("/bukti?unit=PTK");
  await plain.getByText("Itu baru kata kami sendiri").waitFor();
}

async function examine({ windows }) {
  const office = await windows.officer("kanwil.kalbar", { viewport: desktop });
  await office.goto("/meja/pemeriksaan?q=Pontianak");
  await office.getByRole("link", { name: "Lapas Kelas IIA Pontianak" }).first().click();
  const today = new Date(Date.now() - 24 * 3600 * 1000).toISOString().slice(0, 10);
  const before = new Date(Date.now() - 40 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  await office.locator("#first").fill(before);
  await office.locator("#last").fill(today);
  await office.locator("#size").fill("2");
  await office.locator('main form[method="post"] .button').click();
  await office.waitForURL("**/meja/pemeriksaan/*");
  for (const n of [1, 2]) {
    const row = office.locator("section:has([data-finding])").nth(n - 1);
    await row.locator("summary").click();
    await row.locator(n === 1 ? '[value="right"]' : '[value="doubt"]').check();
    if (n === 2) await row.locator('input[name="words"]').fill("Struk belum dilampirkan");
    await row.locator("button").click();
    await row.locator(n === 1 ? "[data-finding] .badge.ok" : "[data-finding] .badge.warn").waitFor();
  }
  await office.locator("#words").fill("Satu struk menyusul.");
  await office.locator('form[action$="/hasil"] .button').click();
  await office.locator(".notice.warn").waitFor();
  const head = await windows.officer("kepala.pontianak");
  await head.goto(new URL(office.url()).pathname);
  await head.getByText("Satu struk menyusul.").waitFor();
  assert.equal(await head.locator("main form").count(), 0, "the unit looks on");
  await logged(await windows.visitor());
  const path = `/meja/pemeriksaan/berkas?from=${before}&until=${today}`;
  const answer = await fetchAs(head, path);
  assert.equal(answer.status, 200);
  judged(Buffer.from(await answer.arrayBuffer()));
}

/** By a program that shares no code with ours. */
function judged(bundle) {
  const folder = mkdtempSync(join(tmpdir(), "karya-proof-"));
  try {
    writeFileSync(join(folder, "bundle.zip"), bundle);
    const program = new URL("../../../tools/check_bundle.py", import.meta.url).pathname;
    execFileSync(program, [join(folder, "bundle.zip")], { stdio: "pipe" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
