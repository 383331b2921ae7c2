// Stands between a browser and the house, as a network does: what comes from some paths may be
// changed on its way, which is how a new release looks to a browser.
import { createServer, request } from "node:http";
import { createServer as createSafeServer } from "node:https";

export class Relay {
  /** `tls`: key and certificate, when it speaks https as the proxy of an installation does. */
  static async open(house, tls) {
    const relay = new Relay();
    relay.changes = new Map();
    relay.there = true; // false: nothing comes through, to pages and to workers
    const pass = (asked, answer) => relay.pass(house.origin, asked, answer);
    relay.server = tls ? createSafeServer(tls, pass) : createServer(pass);
    await new Promise((go) => relay.server.listen(0, "127.0.0.1", go));
    relay.origin = `http${tls ? "s" : ""}://127.0.0.1:${relay.server.address().port}`;
    relay.accounts = house.accounts;
    return relay;
  }

  /** From now on the text of `path` comes as `change` makes it; without one as it is. */
  change(path, change) {
    if (change) this.changes.set(path, change);
    else this.changes.delete(path);
  }

  pass(origin, asked, answer) {
    if (!this.there) return asked.socket.destroy();
    const change = this.changes.get(asked.url);
    const { method } = asked;
    const headers = { ...asked.headers, ...(change && { "accept-encoding": "identity" }) };
    const onward = request(new URL(asked.url, origin), { method, headers }, async (come) => {
      const { "content-length": _, ...plain } = come.headers;
      answer.writeHead(come.statusCode, change ? plain : come.headers);
      if (change) answer.end(change(Buffer.concat(await come.toArray()).toString()));
      else come.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((go) => this.server.close(go));
  }
}
