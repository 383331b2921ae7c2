// Windows of one Chromium. What goes wrong inside a page is a failure of the journey, asked or not:
// script errors, refused loads (CSP), answers of the server beyond 499.
import assert from "node:assert/strict";
import { join } from "node:path";
import { launch, launchIn } from "../../ui/chromium.mjs";

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };
export const clipboard = ["clipboard-read", "clipboard-write"];
const patienceMs = 30_000; // of a wait that ends in failure; a busy machine is slow

export class Windows {
  /** `more`: what else its Chromium is told, such as which film its camera sees. */
  static async open(house, more = []) {
    const windows = new Windows();
    windows.house = house;
    windows.chromium = await launch(more);
    windows.contexts = [];
    windows.faults = [];
    windows.signedIn = new Map();
    return windows;
  }

  /** A visitor's window: a browser profile of its own with one page; `house` when not the usual. */
  async visitor({ house = this.house, ...options } = {}) {
    const context = await this.chromium.newContext(profile(house, options));
    this.keep(context);
    return context.newPage();
  }

  /** A browser of its own whose profile outlives it in `folder`; closed by its context. */
  async lasting(folder, { house = this.house, ...options } = {}) {
    const context = await launchIn(folder, profile(house, options));
    this.keep(context);
    return context.pages()[0] ?? context.newPage();
  }

  keep(context) {
    context.setDefaultTimeout(patienceMs);
    this.contexts.push(context);
    context.pages().forEach((page) => this.watch(page));
    context.on("page", (page) => this.watch(page));
  }

  /** The window of somebody with an account. He signs in once; later windows go on with that. */
  async officer(login, options = {}) {
    const { accounts, origin } = options.house ?? this.house;
    const known = this.signedIn.get(`${login} ${origin}`);
    const page = await this.visitor({ ...options, ...(known && { storageState: known }) });
    page.account = [login, accounts.get(login)];
    if (known) {
      await page.goto("/privasi");
      return page;
    }
    await signIn(page, login, accounts.get(login), options.language);
    this.signedIn.set(`${login} ${origin}`, await page.context().storageState());
    return page;
  }

  watch(page) {
    const fault = (words) => this.faults.push(`${new URL(page.url()).pathname}: ${words}`);
    page.on("pageerror", (error) => fault(error.message));
    page.on("console", (line) => {
      // What the journey asked for is logged by the browser too and is not the page's: a refusal, a
      // network that it took away.
      const asked = /status of 4\d\d|net::ERR_(INTERNET_DISCONNECTED|FAILED|EMPTY_RESPONSE)/;
      if (line.type() === "error" && !asked.test(line.text())) fault(line.text());
    });
    page.on("response", (answer) => {
      if (answer.status() >= 500) fault(`${answer.status()} from ${answer.url()}`);
    });
  }

  /** Takes pictures of what is open into `folder`, for whoever looks for the cause. */
  async picture(folder, name) {
    const pages = this.contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      const path = join(folder, `${name}-${index}.png`);
      await page.screenshot({ path, fullPage: true }).catch(() => {});
    }
  }

  /** Ends all windows of a journey; what went wrong inside them unasked. */
  async shut() {
    await this.closeAll();
    return this.faults.splice(0);
  }

  async closeAll() {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  close() {
    return this.chromium.close();
  }
}

function profile(house, options) {
  const size = options.viewport ?? desktop;
  return {
    baseURL: house.origin,
    viewport: size,
    hasTouch: size === phone,
    isMobile: size === phone,
    reducedMotion: "reduce",
    // What is not named is refused: no worker is woken behind a journey's back, for a network that
    // is taken from pages is not taken from workers.
    permissions: clipboard,
    ...options,
  };
}

/** Signs in at the page of the language and puts off the advice to set up a second factor. */
export async function signIn(page, login, password, language = "id") {
  const prefix = language === "en" ? "/en" : "";
  await page.goto(`${prefix}/masuk`);
  await page.locator("#login").fill(login);
  await page.locator("#password").fill(password);
  await page.locator("main form button").click();
  await page.waitForURL((url) => !url.pathname.endsWith("/masuk"));
  if (!page.url().endsWith("/anjuran") && !page.url().includes("/anjuran?")) return;
  await page.locator("main .actions a").last().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/anjuran"));
}

/** What the server answers to the person of this window, outside of the page. */
export async function fetchAs(page, path, options = {}) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const headers = { accept: "text/html", cookie, ...options.headers };
  return fetch(new URL(path, page.url()), { redirect: "manual", ...options, headers });
}

/** The one number in a text: "Rp 45.000" is 45000, "−Rp 2,500" is -2500. */
export function money(text) {
  const digits = String(text).replace(/\D/g, "");
  assert.notEqual(digits, "", `no amount in “${text}”`);
  return /[-−]\s*Rp/.test(text) ? -Number(digits) : Number(digits);
}

/** "Rp 45.000" as the page writes it, with its unbreakable space; English with commas. */
export function rupiah(amount, language = "id") {
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, language === "en" ? "," : ".");
  return `Rp\u00a0${grouped}`;
}

/** "Rp 45.000" as `words` gives it back. */
export function plainly(amount, language = "id") {
  return rupiah(amount, language).replace("\u00a0", " ");
}

/** The words of an element as a reader takes them in: one space between, no break. */
export async function words(locator) {
  return (await locator.innerText()).replace(/\s+/g, " ").trim();
}
