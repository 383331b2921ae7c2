// Pictures of pages at 390 and 1440 px, light and dark, with what is wrong with each:
// node shots.mjs ORIGIN OUT PATH… [--cookie NAME=VALUE] [--only 390-light]. Prints a line a fault
// (script errors, blocked loads, sideways scrolling, axe violations) and exits 1 if there is any.
import { launch } from "./chromium.mjs";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [origin, out, ...rest] = process.argv.slice(2);
const option = (name) => (rest.includes(name) ? rest.splice(rest.indexOf(name), 2)[1] : undefined);
const cookie = option("--cookie");
const only = option("--only");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();
mkdirSync(out, { recursive: true });
let faults = 0;
const fault = (where, words) => {
  faults += 1;
  console.log(`${where}: ${words}`);
};

for (const width of [390, 1440]) {
  for (const colorScheme of ["light", "dark"]) {
    const look = `${width}-${colorScheme}`;
    if (only && only !== look) continue;
    const context = await browser.newContext({
      viewport: { width, height: width === 390 ? 844 : 900 },
      colorScheme,
      ignoreHTTPSErrors: true,
      bypassCSP: false,
    });
    if (cookie) {
      const [name, ...value] = cookie.split("=");
      await context.addCookies([{ name, value: value.join("="), url: origin, secure: true }]);
    }
    for (const path of rest) await lookAt(context, path, look);
    await context.close();
  }
}
await browser.close();
process.exit(faults ? 1 : 0);

async function lookAt(context, path, look) {
  const page = await context.newPage();
  const where = `${path} ${look}`;
  page.on("console", (line) => line.type() === "error" && fault(where, line.text()));
  page.on("pageerror", (error) => fault(where, error.message));
  await page.goto(origin + path, { waitUntil: "load" });
  await page.waitForTimeout(250);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) fault(where, `scrolls sideways by ${sideways} px`);
  const name = `${path.replace(/^\//, "").replace(/\W+/g, "-") || "home"}-${look}.png`;
  await page.screenshot({ path: join(out, name), fullPage: true });
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  for (const found of result.violations) {
    fault(
      where,
      `axe ${found.id}: ${found.help}: ${found.nodes
        .map((n) => n.target)
        .slice(0, 3)
        .join(" | ")}`,
    );
  }
  await page.close();
}
