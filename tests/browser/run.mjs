// Journeys through the real program in a real browser.
//   node run.mjs KARYA PICTURES [WORD…]   only the journeys whose name (group/file: what) holds a word
// Prints a line a journey; a failed one leaves pictures of its windows in PICTURES.
import { mkdirSync, rmSync } from "node:fs";
import { House } from "./house.mjs";
import { Windows } from "./browser.mjs";

/** The groups ctest runs one beside another; "timed" has the machine alone. */
const groups = {
  timed: ["two_windows", "keyboard"],
  till: ["shift", "exchange", "offline", "offline_hard", "taken_back", "paid", "discount", "aside", "unsent", "receipt", "handed", "several", "restored", "device_desk"],
  shop: ["without_script", "english", "order", "sent", "quoted", "coupon", "kit", "label", "find", "proof", "slot", "review", "buyer"],
  desk: ["account", "desk", "work", "premium", "wage", "reported", "drill", "files", "screen_reader"],
  pages: ["pages"],
};
const longestMs = 600_000; // of one journey; the longest takes two minutes on a busy machine
const [program, pictures, ...words] = process.argv.slice(2);
if (!program || !pictures) {
  console.error("node run.mjs KARYA PICTURES [WORD…]");
  process.exit(2);
}
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });

const began = Date.now();
const house = await House.open(program);
const windows = await Windows.open(house);
console.log(`laid and served in ${seconds(began)} s`);
let failed = 0;
try {
  for (const [group, files] of Object.entries(groups)) {
    for (const file of files) {
      const { journeys } = await import(`./journeys/${file}.mjs`);
      for (const [name, walk] of Object.entries(journeys)) {
        const told = `${group}/${file}: ${name}`;
        if (isWanted(told)) await pass(told, walk);
      }
    }
  }
} finally {
  await windows.close();
  for (const line of await house.close()) fail("the server's log", line);
}
console.log(failed ? `${failed} failed, pictures in ${pictures}` : "all journeys passed");
console.log(`in ${seconds(began)} s`);
process.exit(failed ? 1 : 0);

function isWanted(told) {
  return !words.length || words.some((word) => told.includes(word));
}

async function pass(name, walk) {
  const start = Date.now();
  let wrong;
  let clock;
  const late = new Promise((_, fail) => {
    clock = setTimeout(() => fail(new Error("it waits for something for ever")), longestMs);
  });
  try {
    await Promise.race([walk({ house, windows, pictures }), late]);
  } catch (error) {
    wrong = error;
    await windows.picture(pictures, name.replace(/\W+/g, "-"));
  }
  clearTimeout(clock);
  const faults = await windows.shut();
  if (wrong) fail(name, wrong.stack ?? wrong);
  if (faults.length) fail(name, [...new Set(faults)].join("\n"));
  if (!wrong && !faults.length) console.log(`ok   ${name} (${seconds(start)} s)`);
}

function fail(name, words) {
  failed += 1;
  console.log(`FAIL ${name}\n${words}`);
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
