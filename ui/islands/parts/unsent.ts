// Who signs out where a till has sales that nobody has heard of is refused, and told what he would
// leave behind; only a second, deliberate step lets him go. Makes no vault where there is none.
import { allLeft } from "../counter/left";
import { momentOf } from "../device/moment";
import { type Lang, rupiah } from "./money";

interface Said {
  total?: number; // of a sale
  seen_total?: number; // of one of the desk's till
}
interface Unsent {
  at: string; // in words
  said: Said;
}
interface Deed {
  at: number;
  body: string;
}
type Here = Parameters<typeof momentOf>[1];

/** What the till on this device has in its outbox, the oldest first. */
function outbox(): Promise<Unsent[]> {
  return new Promise((go) => {
    const opening = indexedDB.open("karya-till");
    opening.onupgradeneeded = () => opening.transaction?.abort(); // there is none
    opening.onerror = () => go([]);
    opening.onsuccess = () => {
      const vault = opening.result;
      if (!vault.objectStoreNames.contains("outbox")) return go([]);
      const work = vault.transaction(["one", "outbox"]);
      const device = work.objectStore("one").get("device") as IDBRequest<Here>;
      const deeds = work.objectStore("outbox").getAll() as IDBRequest<Deed[]>;
      work.oncomplete = () => {
        vault.close();
        const told = ({ at, body }: Deed): Unsent => ({
          at: momentOf(at, device.result),
          said: JSON.parse(body) as Said,
        });
        go(deeds.result.map(told));
      };
    };
  });
}

/** Sales of the desk's till whose answer never came, whoever made them. */
function left(): Unsent[] {
  return allLeft().map(({ draft }) => ({ at: momentOf(Date.parse(draft.sold_at)), said: draft }));
}

/** Says what waits; `go` when he goes all the same. */
function ask(unsent: Unsent[], go: () => void): void {
  const template = document.querySelector<HTMLTemplateElement>("template#unsent");
  const dialog = template?.content.querySelector("dialog")?.cloneNode(true);
  if (!(dialog instanceof HTMLDialogElement)) return go();
  const lang: Lang = document.documentElement.lang === "en" ? "en" : "id";
  const tell = (name: string, words: string): void => {
    const place = dialog.querySelector(`[data-unsent-${name}]`);
    if (place) place.textContent = words;
  };
  const worth = unsent.map(({ said }) => said.total ?? said.seen_total ?? 0);
  tell("count", String(unsent.length));
  tell("worth", rupiah(worth.reduce((sum, one) => sum + one, 0), lang));
  tell("since", unsent[0]?.at ?? "");
  dialog.querySelector("[data-unsent-leave]")?.addEventListener("click", go);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function guardSignOut(form: HTMLFormElement): void {
  const go = (): void => {
    form.dataset["sure"] = "yes";
    form.requestSubmit();
  };
  form.addEventListener("submit", (event) => {
    if (form.dataset["sure"]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void outbox().then((deeds) => {
      const unsent = [...deeds, ...left()];
      if (unsent.length) ask(unsent, go);
      else go();
    });
  });
}
