// A house that sends letters: behind TLS, as links in letters want it, with a mail server of its own.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { House, pause } from "./house.mjs";
import { Relay } from "./relay.mjs";
import { StandIn } from "./standin.mjs";

const patienceMs = 30_000;

export class LetterHouse {
  static async open(program) {
    const all = new LetterHouse();
    all.server = await StandIn.start("mail.py");
    const [port, , certificate, shown] = all.server.words;
    all.shown = `http://127.0.0.1:${shown}`;
    const key = join(dirname(certificate), "key.pem");
    const behind = {};
    all.relay = await Relay.open(behind, { cert: readFileSync(certificate), key: readFileSync(key) });
    all.origin = all.relay.origin;
    all.house = await House.open(program, {
      options: ["--origin", all.origin],
      environment: {
        KARYA_MAIL_SERVER: `smtp://127.0.0.1:${port}`,
        KARYA_MAIL_USER: "budi",
        KARYA_MAIL_PASSWORD: "rahasia",
        KARYA_MAIL_FROM: "karya@example.id",
        KARYA_MAIL_TRUST: certificate,
      },
    });
    behind.origin = all.house.origin;
    all.accounts = all.house.accounts;
    return all;
  }

  /** Texts of the letters to that address, once there are `count` of them. */
  async letters(to, count = 1) {
    for (const end = Date.now() + patienceMs; Date.now() < end; await pause(100)) {
      const all = await (await fetch(this.shown)).json();
      const his = all.filter((letter) => letter.to.includes(to));
      if (his.length >= count) return his.map((letter) => plain(letter.text));
    }
    throw new Error(`no ${count} letters to ${to}`);
  }

  /** The path of the link in the latest of `count` letters. */
  async link(to, count = 1) {
    const letter = (await this.letters(to, count)).at(-1);
    return letter.match(/https:\/\/127\.0\.0\.1:\d+((?:\/en)?\/pembeli\/tautan\/[0-9a-f]{64})/)[1];
  }

  async close() {
    const errors = await this.house.close();
    await this.relay.close();
    this.server.stop();
    return errors;
  }
}

/** What a letter says: its parts are base64. */
function plain(text) {
  const blocks = text.match(/(?:[A-Za-z0-9+/=]{4,}\r\n)+/g) ?? [];
  return blocks.map((block) => Buffer.from(block, "base64").toString()).join("\n");
}
