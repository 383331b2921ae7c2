// The desk has taken in a file of this device, and there is no network yet to hear of it: a code
// that only the desk can tell says how far. The events stay until the server names them.
import { typed } from "../parts/text";
import { toast } from "../parts/toast";
import { unsentAge } from "./clock";
import { handedOver } from "./code";
import type { Keeper } from "./drawer";
import { warnAfter } from "./standing";
import { deviceOf, type Vault } from "./vault";

async function noteHandedOver(vault: Vault, seq: number): Promise<void> {
  await navigator.locks.request("karya-till-write", async () => {
    const device = await deviceOf(vault);
    if (!device) return;
    const anew = { ...device, handedOver: Math.max(seq, device.handedOver ?? 0), latest: 0 };
    await vault.put("one", anew, "device");
  });
}

export function listenForCode({ vault, gates, wrote }: Keeper): void {
  const form = gates.get<HTMLFormElement>("[data-code]");
  const use = async (): Promise<void> => {
    const code = typed(new FormData(form), "code");
    const device = await deviceOf(vault);
    const seq = device ? await handedOver(vault, device, code) : 0;
    if (!seq) return gates.say(gates.word("codeWrong"));
    await noteHandedOver(vault, seq);
    form.reset();
    gates.say("");
    const newer = await vault.count("outbox", IDBKeyRange.lowerBound(seq, true));
    const known = await vault.count("outbox", IDBKeyRange.upperBound(seq));
    const old = (await unsentAge(vault)) > warnAfter;
    toast(gates.word(old ? "codeOld" : "codeGood").replace("#", String(old ? newer : known)));
    wrote(); // what waits is told anew
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.inert) return;
    form.inert = true;
    void use().finally(() => (form.inert = false));
  });
}
