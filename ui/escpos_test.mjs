// node --test ui/escpos_test.mjs: what a receipt printer is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundled } from "./bundled.mjs";

const { escpos, plainLetters, spread, wrapped } = await bundled("islands/counter/escpos.ts");

test("only letters that every printer has are sent", () => {
  assert.equal(plainLetters("2 × Rp\u00a05.000 · Café “Désa” – 木"), '2 x Rp 5.000 - Cafe "Desa" - ?');
  for (const byte of escpos("木 é ×", 32).slice(2, -7)) assert.ok(byte === 10 || byte >= 32);
});

test("a long line is broken between words, a long word anywhere", () => {
  assert.deepEqual(wrapped("Keset sabut kelapa", 12), ["Keset sabut", "kelapa"]);
  assert.deepEqual(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
  assert.deepEqual(wrapped("", 32), [""]);
});

test("no line is wider than the paper, whatever is sold", () => {
  for (const columns of [32, 48]) {
    const text = ["Tas anyaman pandan ukuran besar dengan tali kulit asli", "x".repeat(100)];
    text.push("1.234,5 kg x Rp 999.999.999 = Rp 999.999.999.999", "Total Rp 999.999.999.999.999");
    for (const line of text.flatMap((one) => spread(one, columns)))
      assert.ok(line.length <= columns, `${line.length}: ${line}`);
  }
});

test("sums stand at the right edge", () => {
  assert.deepEqual(spread("2 buah x Rp 5.000 = Rp 10.000", 32), ["2 buah x Rp 5.000      Rp 10.000"]);
  assert.deepEqual(spread("Total Rp 10.000", 32), ["Total                  Rp 10.000"]);
  assert.deepEqual(spread("12,5 kilogram x Rp 1.500.000 = Rp 18.750.000", 32), [
    "12,5 kilogram x Rp 1.500.000",
    "                   Rp 18.750.000",
  ]);
});

test("begins afresh, bold where the text says so, feeds and cuts at the end", () => {
  const bytes = [...escpos("*Lapas*\nTotal", 32)];
  const words = [...Buffer.from("Lapas\n"), 0x1b, 0x45, 0, ...Buffer.from("Total\n")];
  assert.deepEqual(bytes, [0x1b, 0x40, 0x1b, 0x45, 1, ...words, 0x1b, 0x64, 4, 0x1d, 0x56, 0x42, 0]);
});
