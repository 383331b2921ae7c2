// The till on top of its page: the basket in memory, keys for thumbs, a scanner, and a sale that is
// sent once. Without it the page works by plain forms.
import { Till } from "./counter/till";

const root = document.querySelector<HTMLElement>("[data-till]");
if (root) void new Till(root).start();
