// Somebody who is signed in begins to sell on this device: the server notes it, the PIN stays here.
import { isPin, keepClerk } from "./pin";
import { deviceOf, openVault, stallOf, type Vault } from "./vault";

interface Noted {
  officer: string;
  name: string;
  takes_back: boolean;
}

export async function joinClerk(form: HTMLFormElement): Promise<void> {
  const say = (words = ""): void => {
    const place = form.querySelector<HTMLElement>("[data-problem]");
    if (place) [place.textContent, place.hidden] = [words, !words];
  };
  const vault = await openVault();
  const device = await deviceOf(vault);
  if (!device) return say(form.dataset["noDevice"]);
  form.querySelector("a")?.addEventListener("click", (event) => {
    event.preventDefault();
    void leave(form).catch(() => say(form.dataset["offline"]));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const pin = String(fields.get("pin"));
    if (!isPin(pin)) return say(form.dataset["weak"]);
    if (pin !== fields.get("pin_again")) return say(form.dataset["unlike"]);
    form.inert = true;
    void note(form, device.id)
      .then(async (noted) => {
        if ("detail" in noted) return say(noted.detail);
        const { officer: id, name, takes_back: takesBack } = noted;
        await keepClerk(vault, { id, name, takesBack }, pin);
        await outdate(vault);
        await leave(form);
      })
      .catch(() => say(form.dataset["offline"]))
      .finally(() => (form.inert = false));
  });
}

/**
 * Ends the session: the device goes from hand to hand, and whoever holds it next could give himself
 * a PIN in this name.
 */
async function leave(form: HTMLFormElement): Promise<void> {
  await send(form, form.dataset["leave"] ?? "", {});
  location.assign(form.dataset["then"] ?? "/kasir");
}

function send(form: HTMLFormElement, address: string, body: object): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
      "x-csrf-token": String(new FormData(form).get("_csrf") ?? ""),
    },
    body: JSON.stringify(body),
  });
}

/** What he may take off stands in the next list. */
async function outdate(vault: Vault): Promise<void> {
  const stall = await stallOf(vault);
  if (stall) await vault.put("one", { ...stall, heardAt: 0 }, "stall");
}

async function note(
  form: HTMLFormElement,
  device: string,
): Promise<Noted | { detail: string }> {
  const answer = await send(form, form.dataset["send"] ?? "", { device });
  return (await answer.json()) as Noted | { detail: string };
}
