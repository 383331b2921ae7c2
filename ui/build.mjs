// Turns styles, islands, fonts, icons and pictures into build/ui: hashed names, brotli and gzip
// beside each, and a manifest that tools/generate.py embeds. The same input gives the same bytes.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { contrast, dyed } from "./color.mjs";
import { nusantara } from "./nusantara.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "build", "ui");
const target = ["chrome87", "firefox86", "safari15"];
const fonts = {
  lora: "@fontsource-variable/lora/files/lora-latin-wght-normal.woff2",
  "public-sans": "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2",
};
const types = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".woff2": "font/woff2",
  ".webp": "image/webp",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};
// What reaches a browser of other people's work; each brings its licence along.
const others = [...Object.values(fonts).map(packageOf), "idb", "jsqr", "topojson-client",
  "topojson-simplify", "world-atlas"];
const manifest = {};
const written = new Set(["manifest.json"]);

/** Writes a file unless it already says the same: an unchanged asset causes no rebuild. */
function write(file, bytes) {
  const path = join(out, file);
  written.add(file);
  if (!existsSync(path) || !readFileSync(path).equals(Buffer.from(bytes)))
    writeFileSync(path, bytes);
}

/** Writes one asset under its hashed name (and compressed twins if they are smaller). */
function asset(name, bytes) {
  const extension = extname(name);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const file = `${name.slice(0, -extension.length)}.${hash}${extension}`;
  const content = Buffer.from(bytes);
  write(file, content);
  if (![".woff2", ".webp", ".png"].includes(extension)) {
    const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    write(`${file}.br`, brotliCompressSync(content, { params: size }));
    write(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
  manifest[name] = { path: `/aset/${file}`, type: types[extension] };
  return manifest[name].path;
}

/** "@scope/name" of a path in node_modules. */
function packageOf(path) {
  return path.split("/").slice(0, 2).join("/");
}

/** The licences of all of them, one after the other, as their packages tell them. */
function licences() {
  return others
    .map((name) => {
      const home = join(here, "node_modules", name);
      const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
      if (!file) throw new Error(`${name} has no licence`);
      const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
      return `==== ${name} ${version} ====\n\n${readFileSync(join(home, file), "utf8").trim()}\n`;
    })
    .join("\n\n");
}

const text = (path) => readFileSync(join(here, path), "utf8");

/** "--name: value" lines of a dye list. */
function dyes(css, selector) {
  const block = css.slice(css.indexOf(selector));
  const body = block.slice(block.indexOf("{") + 1, block.indexOf("}"));
  return body.trim();
}

/** Text on its ground must reach 4.5, controls and threads 3, in both cloths. */
function checkContrast(css, cloth) {
  const pots = Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map((found) => [found[1], found[2]]),
  );
  const grounds = ["mori", "mori-lifted", "mori-sunken"];
  const inks = ["sogan", "sogan-soft", "nila", "nila-deep", "mengkudu", "daun", "kunyit-text"];
  const pairs = [
    ...grounds.flatMap((ground) => inks.map((ink) => [ink, ground, 4.5])),
    ...["nila", "kunyit", "mengkudu"].map((pot) => [`on-${pot}`, pot, 4.5]),
    ...["nila", "mengkudu", "daun"].map((pot) => [pot, `${pot}-wash`, 4.5]),
    ["kunyit-text", "kunyit-wash", 4.5],
    ["sogan", "kunyit-wash", 4.5],
    ["sogan", "nila-wash", 4.5],
    ["sogan", "mengkudu-wash", 4.5],
    ["sogan", "daun-wash", 4.5],
    ["on-nila", "nila-deep", 4.5],
    ...grounds.map((ground) => ["line-strong", ground, 3]),
  ];
  for (const [ink, ground, least] of pairs) {
    const reached = contrast(pots[ink], pots[ground]);
    if (!(reached >= least)) {
      throw new Error(`${cloth}: ${ink} on ${ground} has ${reached.toFixed(2)}, needs ${least}`);
    }
  }
}

function iconStyles() {
  const names = readdirSync(join(here, "icons"))
    .filter((file) => file.endsWith(".svg"))
    .sort();
  const shape = (file) =>
    `url("data:image/svg+xml,${text(`icons/${file}`)
      .trim()
      .replace(/"/g, "'")
      .replace(/#/g, "%23")
      .replace(/</g, "%3C")
      .replace(/>/g, "%3E")}")`;
  const name = (file) => file.slice(0, -4);
  const shared = ["alert.svg", "check.svg", "info.svg"];
  const roots = shared.map((file) => `--shape-${name(file)}: ${shape(file)};`);
  const classes = names.map(
    (file) =>
      `.icon-${name(file)} { --shape: ${
        shared.includes(file) ? `var(--shape-${name(file)})` : shape(file)
      }; }`,
  );
  return `:root { ${roots.join("\n")} }\n${classes.join("\n")}`;
}

/** Style sheets: dyes to hex, the dark cloth in its places, fonts and pictures by hashed path. */
const cloth = {
  name: "cloth",
  setup(bundle) {
    bundle.onResolve({ filter: /^icons:/ }, (found) => ({ path: found.path, namespace: "icons" }));
    bundle.onLoad({ filter: /.*/, namespace: "icons" }, () => ({
      contents: iconStyles(),
      loader: "css",
    }));
    bundle.onResolve({ filter: /^font:|\.\.\/pictures\// }, (found) => ({
      path: manifest[found.path.replace(/^font:(.*)/, "$1.woff2").replace("../pictures/", "")].path,
      external: true,
    }));
    bundle.onLoad({ filter: /\.css$/ }, (found) => {
      const dark = dyes(text("styles/dark.css"), ":root");
      const css = readFileSync(found.path, "utf8").replaceAll("/* dark */", dark);
      return { contents: dyed(css, found.path), loader: "css" };
    });
  },
};

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    target,
    legalComments: "none",
    logLevel: "warning",
    plugins: [cloth],
    ...options,
  });
  return result.outputFiles[0].contents;
}

mkdirSync(out, { recursive: true });
checkContrast(dyed(`{${dyes(text("styles/tokens.css"), ":root")}}`, "tokens.css"), "light");
checkContrast(dyed(`{${dyes(text("styles/dark.css"), ":root")}}`, "dark.css"), "dark");

for (const [name, path] of Object.entries(fonts)) {
  asset(`${name}.woff2`, readFileSync(join(here, "node_modules", path)));
}
for (const file of readdirSync(join(here, "pictures")).sort()) {
  if (types[extname(file)]) asset(file, readFileSync(join(here, "pictures", file)));
}
asset("nusantara.svg", nusantara());
asset("licences.txt", licences());
write("licences.txt", licences());
// Apps of their own, which open where there is no network; the shop does not.
const apps = {
  karya: { name: "Karya", lang: "id", start_url: "/" },
  kasir: { name: "Kasir Karya", short_name: "Kasir", lang: "id", start_url: "/kasir" },
  till: { name: "Karya Till", short_name: "Till", lang: "en", start_url: "/en/kasir" },
  label: { name: "Periksa Label Karya", short_name: "Label", lang: "id", start_url: "/label" },
  check: { name: "Karya Labels", short_name: "Labels", lang: "en", start_url: "/en/label" },
};
for (const [name, app] of Object.entries(apps)) {
  const icons = [
    ["icon-192.png", 192, "any"],
    ["icon-512.png", 512, "any"],
    ["icon-maskable.png", 512, "maskable"],
  ].map(([file, size, purpose]) => ({
    src: manifest[file].path,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  }));
  const look = { display: "standalone", background_color: "#faf6ef", theme_color: "#faf6ef" };
  const facts = { id: app.start_url, scope: "/", ...app, ...look, icons };
  asset(`${name}.webmanifest`, JSON.stringify(facts));
}
const styles = readdirSync(join(here, "styles")).filter((file) =>
  ["app.css", "board.css"].includes(file),
);
const islands = readdirSync(join(here, "islands"))
  .filter((file) => /^[a-z-]+\.ts$/.test(file))
  .sort();
for (const file of styles) asset(file, await bundle(`styles/${file}`, {}));
for (const file of islands) {
  // theme.ts runs before the first paint, workers without a page: classic scripts, no modules.
  const format = ["theme.ts", "worker.ts", "checker.ts"].includes(file) ? "iife" : "esm";
  asset(file.replace(/\.ts$/, ".js"), await bundle(`islands/${file}`, { format }));
}

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
write("manifest.json", `${JSON.stringify(sorted, null, 2)}\n`);
for (const file of readdirSync(out)) if (!written.has(file)) rmSync(join(out, file));
