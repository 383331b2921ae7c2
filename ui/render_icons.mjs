// Renders pictures/mark.svg into the PNG icons that phones and link previews ask for. Run by hand
// after the mark changes; the small results are committed.
import { launch } from "./chromium.mjs";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const mark = readFileSync(join(here, "pictures/mark.svg"), "utf8");
const edge = readFileSync(join(here, "pictures/tepi.svg"), "utf8");
const browser = await launch();

async function shot(name, width, height, html) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(
    `<style>*{margin:0}body{width:${width}px;height:${height}px}</style>${html}`,
  );
  await page.screenshot({ path: join(here, "pictures", name) });
  await page.close();
}

for (const [name, size] of [
  ["icon-192.png", 192],
  ["icon-512.png", 512],
  ["apple-touch-icon.png", 180],
]) {
  await shot(
    name,
    size,
    size,
    `<style>svg{width:100%;height:100%}body{background:#24417f}</style>${mark}`,
  );
}
// Phones cut a circle or a drop out of this one: the mark stays well within it.
await shot(
  "icon-maskable.png",
  512,
  512,
  `<style>svg{width:100%;height:100%;transform:scale(.72)}body{background:#24417f}</style>${mark}`,
);
const lora = readFileSync(
  join(here, "node_modules/@fontsource-variable/lora/files/lora-latin-wght-normal.woff2"),
);
await shot(
  "og.png",
  1200,
  630,
  `<style>
  @font-face{font-family:Lora;font-weight:400 700;
    src:url(data:font/woff2;base64,${lora.toString("base64")})}
  body{background:#faf6ef;color:#2c1d10;font-family:Lora;display:grid;align-content:space-between}
  div{padding:90px 96px 0;display:flex;gap:48px;align-items:center}
  div svg{width:180px;height:180px}b{font-size:150px;font-weight:650;letter-spacing:-.02em}
  p{padding:0 96px;font-size:46px;line-height:1.35}
  i{height:72px;
    background:url('data:image/svg+xml;base64,${Buffer.from(edge).toString("base64")}') 0 0/144px}
  </style><div>${mark}<b>Karya</b></div>
  <p>Karya warga binaan dari seluruh Indonesia,<br>dengan uang yang jelas jalannya.</p><i></i>`,
);
await browser.close();
