// A label from the desk's sheet to the buyer's telephone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchAs } from "../browser.mjs";

export const journeys = { "label: printed, scanned, seen by a buyer, withdrawn": follow };

/** What a camera reads on the first page of a PDF. */
function scanned(pdf) {
  const folder = mkdtempSync(join(tmpdir(), "karya-label-"));
  try {
    writeFileSync(join(folder, "labels.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", "203", "-mono", "-l", "1", "labels.pdf", "page"], {
      cwd: folder,
    });
    const page = readdirSync(folder).find((name) => name.startsWith("page"));
    const read = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", page];
    const codes = execFileSync("zbarimg", read, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    return codes.toString().trim().split("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The address in a code, as a browser opens it: the host's name has no case. */
const path = (code) => new URL(code).pathname;

/** With one letter of its signature changed. */
function altered(address) {
  const at = address.length - 10;
  return address.slice(0, at) + (address[at] === "A" ? "B" : "A") + address.slice(at + 1);
}

async function follow({ windows }) {
  const kasi = await windows.officer("giatja.pontianak");
  await kasi.goto("/meja/label");
  await kasi.locator("#count").fill("3");
  await kasi.locator('main form[action$="/meja/label"] .button').click();
  await kasi.waitForURL("**/meja/label/*");
  const run = new URL(kasi.url()).pathname;
  const pdf = await fetchAs(kasi, `${run}/cetak?paper=roll_203`);
  assert.equal(pdf.status, 200);
  const [code] = scanned(Buffer.from(await pdf.arrayBuffer()));

  const buyer = await windows.visitor({ viewport: { width: 390, height: 844 } });
  await buyer.goto(path(code));
  await buyer.getByRole("heading", { name: "Label ini asli" }).waitFor();
  await buyer.goto(altered(path(code)));
  await buyer.getByRole("heading", { name: "Ini bukan label kami" }).waitFor();

  await buyer.locator("summary").click();
  await buyer.locator("#words").fill("Kertasnya lain, harganya setengah");
  await buyer.locator("#place").fill("Pasar Flamboyan");
  await buyer.locator('form[action$="/laporan"] .button').click();
  await buyer.getByRole("status").waitFor();
  await kasi.goto("/meja/label/laporan");
  await kasi.getByText("Pasar Flamboyan").waitFor();

  await kasi.goto(run);
  const first = (await kasi.locator("main dl dd").first().innerText()).match(/[\d.]+/)[0];
  await kasi.locator("#first").fill(first.replaceAll(".", ""));
  await kasi.locator("#reason").fill("Kemasan rusak");
  await kasi.locator('form[action$="/penarikan"] .button').click();
  await kasi.locator("#withdrawn ~ dl").waitFor();
  await buyer.goto(path(code));
  await buyer.getByText("Kemasan rusak").waitFor();
}
