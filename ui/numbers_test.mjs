// What a person types as money or as a quantity, and what is not clear enough to take.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bundled } from "./bundled.mjs";

const { quantity, shareOf, spread, typedRupiah } = await bundled("islands/parts/money.ts");
const { read } = await bundled("islands/counter/basket.ts");
const { eventLines, kitsSold } = await bundled("islands/device/kits.ts");

test("money is whole rupiah, in groups of three or none", () => {
  for (const typed of ["20000", "20.000", "20,000", "Rp 20.000", " 20 000 "])
    assert.equal(typedRupiah(typed), 20_000, typed);
  assert.equal(typedRupiah("1.000.000"), 1_000_000);
});

test("what could be cents, a sum or a slip is no money", () => {
  for (const typed of ["20.000,00", "20000.00", "20,000.50", "-20.000", "2e5", "1.00", "1.000,000"])
    assert.equal(typedRupiah(typed), undefined, typed);
});

test("a quantity that may be thousands is not taken", () => {
  for (const typed of ["1.000", "2.500", "12.340"]) assert.equal(read(typed, false), undefined);
  assert.equal(read("1000", true), 1_000_000);
  assert.equal(read("1,5", false), 1_500);
  assert.equal(read("1.25", false), 1_250);
  assert.equal(read("0.500", false), 500);
  assert.equal(read("1,5", true), undefined, "sold whole");
});

test("a discount is spread as the server spreads it, to the rupiah (R-01)", () => {
  assert.deepEqual(spread(1_001, [45_000, 10_000]), [819, 182]);
  assert.deepEqual(spread(9_999, [90_000, 10_000]), [8_999, 1_000]);
  assert.deepEqual(spread(2, [1, 1, 1]), [1, 1, 0], "ties to the earlier line");
  assert.deepEqual(spread(0, [5, 5]), [0, 0]);
  const most = 1_000_000_000_000;
  assert.deepEqual(spread(most - 1, [most, most]), [most / 2, most / 2 - 1]);
  assert.equal(shareOf(12_345, 1_000, 10_000), 1_235, "half up");
});

const { labelIn } = await bundled("islands/counter/label.ts");
const { isNip } = await bundled("islands/counter/nip.ts");

test("the label of docs/reference/labels.md is read, and what is none is not", () => {
  const token =
    "2KCE5IYBE4CEIVSHLKTRAY3LNQY2AWBJUUAWGUCUJMBGIMBQGAYQMGTAQYBIAB2CATJDUAABCFYG2UCUJMWUYMRRGA2DENRN" +
    "GFMEA7P5SRPV5XX7QRQ6XHDGUYDELMOCN7B7TTDGXFNDDCBSHSR6QFDO7J2KFQA4ILLVNKOEMVBLCDCWEGJSBXG6G4CMSDBS" +
    "RKF2M3SDBADA";
  const label = { token, unit: "PTK", article: "0001", serial: 1234 };
  assert.deepEqual(labelIn(`HTTPS://KARYA.EXAMPLE/L/${token}`), label);
  assert.deepEqual(labelIn(` https://karya.example/l/${token.toLowerCase()} `), label);
  for (const text of [
    token,
    `https://karya.example/x/${token}`,
    `https://karya.example/L/${token.slice(0, 40)}`,
    "https://karya.example/L/AAAA",
    `https://karya.example/L/${"A".repeat(401)}`,
    "0001",
  ])
    assert.equal(labelIn(text), undefined, text);
});

test("an officer's number is told from a barcode by its form", () => {
  assert.ok(isNip("198503122009011002"));
  for (const text of ["198513122009011002", "198503122009013002", "8991234567890", "19850312200901100"])
    assert.ok(!isNip(text), text);
});

const { seen } = await bundled("islands/parts/text.ts");

test("a number of an officer holds a date that there is", () => {
  assert.ok(isNip("198503122009011002"));
  assert.ok(isNip("199602292020012001"), "a leap day");
  for (const wrong of ["199002302014011001", "199502292020012001", "199013012014011001", ""])
    assert.ok(!isNip(wrong), wrong);
});

test("how much is left is written as people of the language write it", () => {
  assert.equal(quantity("10.845", "id"), "10,845");
  assert.equal(quantity("1234.5", "id"), "1.234,5");
  assert.equal(quantity("1234.5", "en"), "1,234.5");
  assert.equal(quantity("1000", "id"), "1.000");
});

test("marks that nobody sees are no part of what is written down", () => {
  assert.equal(seen("pesanan \u202a+62 812\u202c"), "pesanan +62 812");
  assert.equal(seen("baris\u0000 satu\n\u200edua\u2067"), "baris satu\ndua");
  assert.equal(seen("batik 🧵 \ud83e!"), "batik 🧵 !");
});

test("a kit is written down as what it holds, with what each of it saves (R-01)", () => {
  const kit = {
    variant: "k",
    price: 95_000,
    parts: [
      { variant: "a", name: "Keset", quantity: "1", price: 45_000 },
      { variant: "b", name: "Kopi", quantity: "1", price: 60_000 },
    ],
  };
  const line = { variant: "k", quantity: "2" };
  assert.deepEqual(eventLines(line, kit), [
    { variant: "a", quantity: "2", price: 45_000, discount: 8_571 },
    { variant: "b", quantity: "2", price: 60_000, discount: 11_429 },
  ]);
  const goods = (variant) => (variant === "k" ? kit : { variant, price: 5_000 });
  const sold = kitsSold([line, { variant: "c", quantity: "1" }], goods);
  assert.deepEqual(sold, [{ kit: "k", pieces: 2, off: 20_000 }]);
  assert.deepEqual(eventLines({ variant: "c", quantity: "1.5" }, goods("c")), [
    { variant: "c", quantity: "1.5", price: 5_000 },
  ]);
});
