// Names every class that a page uses and no style sheet knows: node classes.mjs. Exits 1 if any.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const css = readdirSync(join(here, "styles")).map((file) =>
  readFileSync(join(here, "styles", file), "utf8"),
);
const icons = readdirSync(join(here, "icons")).map((file) => `icon-${file.slice(0, -4)}`);
const known = new Set([
  ...icons,
  ...[...css.join("\n").matchAll(/\.([a-z][\w-]*)/g)].map((found) => found[1]),
]);
const source = join(here, "..", "src");
let unknown = 0;

for (const module of readdirSync(source)) {
  let pages = [];
  try {
    pages = readdirSync(join(source, module, "pages")).filter((file) => file.endsWith(".html"));
  } catch {
    continue; // a module without pages
  }
  for (const page of pages) {
    const html = readFileSync(join(source, module, "pages", page), "utf8");
    for (const [, list] of html.matchAll(/\bclass="([^"]*)"/g)) {
      const names = list
        .replace(/[\w-]*\{\{[^}]*\}\}[\w-]*/g, " ")
        .split(/\s+/)
        .filter(Boolean);
      for (const name of names.filter((found) => !known.has(found))) {
        console.log(`src/${module}/pages/${page}: class ${name} is in no style sheet`);
        unknown += 1;
      }
    }
  }
}
process.exit(unknown ? 1 : 0);
