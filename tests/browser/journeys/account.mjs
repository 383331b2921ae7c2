// Accounts: signing in, invitation, second factor, sessions, and the end of an account.
import assert from "node:assert/strict";
import { assertSound } from "../accessibility.mjs";
import { codeOf } from "../authenticator.mjs";
import { clipboard, signIn, words } from "../browser.mjs";

const password = "lima gajah putih susu";

export const journeys = {
  "a wrong password is refused, the right one leads to the till": async ({ house, windows }) => {
    const page = await windows.visitor();
    await page.goto("/kasir");
    await page.waitForURL((url) => url.pathname === "/masuk");
    await page.locator("#login").fill("kasir.kerobokan");
    await page.locator("#password").fill("bukan kata sandi saya");
    await page.locator("main form button").click();
    assert.match(await words(page.locator("main .notice.bad")), /tidak cocok/);
    assert.equal(await page.locator("#login").inputValue(), "kasir.kerobokan");
    assert.equal(await page.locator("#password").inputValue(), "", "a password is never kept");
    await page.locator("#password:focus").waitFor();
    await page.locator("#password").fill(house.accounts.get("kasir.kerobokan"));
    await page.locator("main form button").click();
    await page.waitForURL((url) => url.pathname === "/kasir");
    await page.locator('.account form[action$="/keluar"] button').click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto("/kasir");
    await page.waitForURL((url) => url.pathname === "/masuk");
  },

  "what was typed while the session ended comes back, line by line": async ({ house, windows }) => {
    const [kasi, story] = ["giatja.kerobokan", "Anyaman kami.\n\nDari rotan,\nsejak 1990."];
    const page = await windows.visitor();
    await signIn(page, kasi, house.accounts.get(kasi));
    await page.goto("/meja/etalase");
    await page.locator("#about_id").fill(story);
    await page.context().clearCookies();
    await page.locator("main form .button").first().click();
    await page.waitForURL((url) => url.pathname === "/masuk");
    await page.locator("#login").fill(kasi);
    await page.locator("#password").fill(house.accounts.get(kasi));
    await page.locator("main form button").click();
    await page.waitForURL((url) => url.pathname !== "/masuk");
    if (page.url().includes("/anjuran")) await page.locator("main .actions a").last().click();
    await page.locator(".notice.info[role=status]").waitFor();
    assert.equal(await page.locator("#about_id").inputValue(), story);
    await page.locator("main form .button").first().click();
    await page.waitForLoadState();
    await page.goto("/meja/etalase");
    assert.equal(await page.locator("#about_id").inputValue(), story, "as it was written");
    assert.equal(await page.locator(".notice.info[role=status]").count(), 0);
  },

  "a head invites a cashier, who is in by the link, once": async ({ windows }) => {
    const head = await windows.officer("kepala.pontianak", { permissions: clipboard });
    const link = await invite(head, { login: "kasir.dua", role: "cashier" });
    await head.locator('[data-copy="#undangan"]').click();
    await head.locator(".toast").waitFor();
    assert.equal(await head.evaluate(() => navigator.clipboard.readText()), link);

    const page = await windows.visitor();
    await page.goto(link);
    await assertSound(page);
    await page.locator("#name").fill("Tono");
    await page.locator("#password").fill("pendek");
    await page.locator("main form button").click();
    assert.match(await words(page.locator("#password_error")), /15 huruf/);
    assert.equal(await page.locator("#name").inputValue(), "Tono");
    await page.locator("#password").fill(password);
    await page.locator("main form button").click();
    await page.waitForURL((url) => url.pathname === "/kasir");
    assert.equal(await words(page.locator(".account-name")), "Tono");

    const late = await windows.visitor();
    assert.equal((await late.goto(link)).status(), 410);
    assert.match(await words(late.locator("main")), /tautan baru/i);
    await head.reload();
    assert.match(await words(head.locator("dl.facts")), /Aktif/);
  },

  "sessions are listed, ended one by one and all at once": async ({ windows }) => {
    const here = await windows.visitor();
    const others = [await windows.visitor(), await windows.visitor(), await windows.visitor()];
    for (const page of [here, ...others]) await signIn(page, "kasir.dua", password);
    await here.goto("/akun");
    const ends = here.locator('form[action*="/akun/sesi/"] button');
    const count = await ends.count();
    assert.ok(count >= 3, `${count} other sessions`);
    assert.match(await words(here.locator("tbody tr").first()), /Chrome · Linux/);
    await ends.first().click();
    await here.waitForFunction(
      (wanted) => document.querySelectorAll('form[action*="/akun/sesi/"]').length === wanted,
      count - 1,
    );
    await here.locator('form[action$="/sesi-lain/pengakhiran"] button').click();
    await here.locator('form[action$="/sesi-lain/pengakhiran"]').waitFor({ state: "detached" });
    assert.equal(await here.locator("tbody tr").count(), 1);
    for (const page of others) {
      await page.goto("/akun");
      await page.waitForURL((url) => url.pathname === "/masuk");
    }
    await here.goto("/akun");
    assert.equal(await here.locator("tbody tr").count(), 1, "the own session goes on");
  },

  "who is disabled is out at once, and in again when enabled": async ({ windows }) => {
    const cashier = await windows.visitor();
    await signIn(cashier, "kasir.dua", password);
    const head = await windows.officer("kepala.pontianak");
    await head.goto("/meja/akun");
    await head.locator("tbody a", { hasText: "Tono" }).click();
    await head.locator("summary", { hasText: "Nonaktifkan" }).click();
    await head.locator('form[action$="/penonaktifan"] button').click();
    await head.locator(".badge.bad", { hasText: "Nonaktif" }).waitFor();
    await cashier.goto("/kasir");
    await cashier.waitForURL((url) => url.pathname === "/masuk");
    await cashier.locator("#login").fill("kasir.dua");
    await cashier.locator("#password").fill(password);
    await cashier.locator("main form button").click();
    await cashier.locator("main .notice.bad").waitFor();
    await head.locator('form[action$="/pengaktifan"] button').click();
    await head.locator(".badge.ok", { hasText: "Aktif" }).waitFor();
    await signIn(cashier, "kasir.dua", password);
    assert.equal(new URL(cashier.url()).pathname, "/kasir");
  },

  "a second factor: set up, asked for, each code once, recovery codes": async ({ windows }) => {
    const admin = await windows.officer("admin");
    const link = await invite(admin, { login: "auditor.dua", role: "auditor" });
    const page = await windows.visitor();
    await page.goto(link);
    await page.locator("#name").fill("Ratna");
    await page.locator("#password").fill(password);
    await page.locator("main form button").click();
    const made = await setUp(page);
    await page.goto("/meja");
    assert.match(await words(page.locator("h1")), /Ratna/);
    await signInTwice(await windows.visitor(), made);
  },
};

/** Invites somebody at the desk; the whole link that he is to get. */
async function invite(page, { login, role }) {
  await page.goto("/meja/akun");
  await page.locator("#login").fill(login);
  await page.locator("#role").selectOption(role);
  await page.locator('main form[action$="/meja/akun"] button').click();
  await page.locator("#undangan").waitFor();
  return page.locator("#undangan").inputValue();
}

/** The authenticator's part; the key, its last code and the recovery codes. */
async function setUp(page) {
  await page.waitForURL((url) => url.pathname === "/akun/pengaman");
  const picture = page.locator('main img[src$="qr.svg"]');
  assert.ok(await picture.evaluate((image) => image.naturalWidth > 0), "the QR code is drawn");
  const key = await words(page.locator("main code.strong"));
  const recovery = await page.locator("main ol code").allInnerTexts();
  assert.equal(recovery.length, 10);
  await assertSound(page);
  await page.locator("#code").fill(codeOf(key, 40));
  await page.locator("main form button").click();
  assert.match(await words(page.locator("#code_error")), /tidak cocok/);
  assert.equal(await words(page.locator("main code.strong")), key, "the key stays the same");
  const used = codeOf(key);
  await page.locator("#code").fill(used);
  await page.locator("main form button").click();
  await page.waitForURL((url) => url.pathname !== "/akun/pengaman");
  return { key, used, recovery };
}

/** A used code is refused, the next one is not; then a recovery code, which works once. */
async function signInTwice(page, { key, used, recovery }) {
  await enterPassword(page);
  assert.match(await enterCode(page, used), /sudah pernah dipakai/);
  await assertSound(page);
  assert.equal(await enterCode(page, codeOf(key, 1)), "");
  await page.goto("/akun");
  assert.match(await words(page.locator("#pengaman")), /Terpasang.* 10/);
  await signOut(page);
  await enterPassword(page);
  assert.equal(await enterCode(page, recovery[3]), "");
  await signOut(page);
  await enterPassword(page);
  assert.match(await enterCode(page, recovery[3]), /tidak cocok/);
  assert.equal(await enterCode(page, recovery[7].toUpperCase()), "", "as people write it");
  await page.goto("/akun");
  assert.match(await words(page.locator("#pengaman")), /tersisa 8/);
}

async function enterPassword(page) {
  await page.goto("/masuk");
  await page.locator("#login").fill("auditor.dua");
  await page.locator("#password").fill(password);
  await page.locator("main form button").click();
  await page.waitForURL((url) => url.pathname === "/masuk/kode");
}

/** What is said against the code; nothing when it opened. */
async function enterCode(page, code) {
  await page.locator("#code").fill(code);
  await page.locator("main form button").click();
  await page.waitForLoadState();
  const wrong = page.locator("#code_error");
  return (await wrong.count()) ? words(wrong) : "";
}

async function signOut(page) {
  await page.locator('.account form[action$="/keluar"] button').click();
  await page.waitForURL((url) => url.pathname === "/");
}
