// Enrolment: the invitation lies in the address behind "#", which browsers do not send; the key is
// made here and its private half never leaves the browser.
import { newKeys, publicKey } from "./journal";
import { saveOutbox } from "./standing";
import { type Device, deviceOf, openVault, type Vault } from "./vault";
import { startWorker } from "../parts/start_worker";

interface Enrolled {
  device: string;
  name: string;
  unit_name: string;
  unit_code: string;
  series: string;
  zone: string;
  list_key: string;
  seal_key: string;
  now: string;
}

export function enrol(form: HTMLFormElement): void {
  const say = (words = ""): void => {
    const place = form.querySelector<HTMLElement>("[data-problem]");
    if (place) [place.textContent, place.hidden] = [words, !words];
  };
  const able = "locks" in navigator && "indexedDB" in window && Boolean(crypto.subtle);
  if (!able) return say(form.dataset["unable"]);
  if (location.hash.length < 2) say(form.dataset["noToken"]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = String(new FormData(form).get("name") ?? "").trim();
    const token = location.hash.slice(1);
    form.inert = true;
    void make(form, token, name)
      .then((problem) => {
        if (!problem) location.assign(form.dataset["then"] ?? "/kasir");
        else say(problem);
      })
      .catch(() => say(form.dataset["offline"]))
      .finally(() => (form.inert = false));
  });
}

/** What is wrong, in words; nothing when the device stands. */
async function make(form: HTMLFormElement, token: string, name: string): Promise<string> {
  const vault = await openVault();
  const before = await deviceOf(vault);
  if (before && !before.revoked && !before.unknown) return form.dataset["already"] ?? "";
  // What a server that does not know this device cannot take is kept as a file.
  if (before?.unknown) await saveOutbox(vault);
  else if (before && (await vault.count("outbox"))) return form.dataset["unsent"] ?? "";
  const keys = await newKeys();
  const answer = await fetch(form.dataset["send"] ?? "", {
    method: "POST",
    credentials: "omit",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify({ token, name, public_key: await publicKey(keys) }),
  });
  const body = (await answer.json()) as Enrolled & { detail?: string };
  if (!answer.ok) return body.detail ?? String(answer.status);
  const device: Device = {
    id: body.device,
    name: body.name,
    unitName: body.unit_name,
    unitCode: body.unit_code,
    series: body.series,
    zone: body.zone,
    keys,
    seq: 0,
    prev: "",
    receipts: 0,
    turn: 0,
    ahead: Date.parse(body.now) - Date.now(),
    heardAt: Date.now(),
    revoked: false,
    listKey: body.list_key,
    sealKey: body.seal_key,
  };
  await keepAnew(vault, device);
  await serve();
  return "";
}

/** Nothing of a device that was revoked here before is mixed with it. */
async function keepAnew(vault: Vault, device: Device): Promise<void> {
  const stores = ["one", "outbox", "settled", "again", "clerks", "packs"] as const;
  const work = vault.transaction(stores, "readwrite", { durability: "strict" });
  await Promise.all(stores.map((name) => work.objectStore(name).clear()));
  await Promise.all([work.objectStore("one").put(device, "device"), work.done]);
}

/** From now on the till opens without a network. */
async function serve(): Promise<void> {
  await startWorker("/pekerja-kasir.js", ["/kasir", "/en/kasir"]);
  await navigator.serviceWorker?.getRegistration("/kasir").then(async (registration) => {
    const worker = registration?.installing ?? registration?.waiting;
    if (!worker) return;
    await new Promise<void>((go) => {
      worker.addEventListener("statechange", () => worker.state === "activated" && go());
      setTimeout(go, 15_000);
    });
  });
}
