// The till on top of its page: the basket in memory, keys for thumbs, a scanner, and a sale that is
// sent once. Without it the page works by plain forms; on an enrolled device it needs no network.
import { asked } from "./counter/called_back";
import { fetched, Shelf } from "./counter/goods";
import { Sender } from "./counter/send";
import { Till } from "./counter/till";
import { Stand } from "./device/stand";

const root = document.querySelector<HTMLElement>("[data-till]");
if (root?.dataset["device"] !== undefined) void new Stand(root).start();
else if (root) {
  const { goods = "", labelAt = "", send = "" } = root.dataset;
  const { officer = "", officerName = "", unit = "" } = root.dataset;
  const csrf = root.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? "";
  const seller = { officer, name: officerName, unit };
  const sending = (waiting: () => void): Sender => new Sender(send, csrf, seller, waiting);
  void new Till(root, new Shelf(fetched(goods)), asked(labelAt), sending).start();
}
