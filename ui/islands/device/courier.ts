// Brings the outbox to the server: one window at a time, at most fifty events in a letter. What was
// sent stays until an answer names it; a lost answer only means that it is sent again.
import { heed, waitingHere } from "./answer";
import { unsentAge } from "./clock";
import { fitting, post } from "./letter";
import type { Result } from "./result";
import { type Deed, type Device, deviceOf, type Vault } from "./vault";

export interface News {
  unsent: number;
  age: number; // milliseconds since the oldest was made that nobody has yet
  revoked: boolean; // nothing more may be sold here
  unknown: boolean; // the server does not know this device any more
  reached: boolean;
  results: Result[];
  left: string[]; // who may make no events here any more
}

const turnToSend = "karya-till-send";
const letterMost = 50;
const rests = [5_000, 15_000, 60_000, 300_000];

export class Courier {
  private misses = 0;
  private most = letterMost; // in one letter; less where the last one did not come through
  private turn = 0; // the last one used, also when it could not be written down
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly vault: Vault,
    private readonly address: string,
    private readonly tell: (news: News) => void,
    private readonly app = "", // names the till that runs
  ) {}

  start(): void {
    addEventListener("online", () => this.afresh());
    document.addEventListener("visibilitychange", () => document.hidden || this.soon());
    this.soon();
  }

  /** The network is back: how often it was missed before says nothing any more. */
  private afresh(): void {
    this.misses = 0;
    this.soon();
  }

  /** Sends once; false when something is left, or somebody else sends. */
  async once(): Promise<boolean> {
    return !(await this.round());
  }

  /** Sends now, when nobody else does. */
  soon(): void {
    clearTimeout(this.timer);
    void this.round().then((again) => {
      const rest = again ? rests[Math.min(this.misses, rests.length - 1)] : rests[2];
      this.timer = setTimeout(() => this.soon(), rest);
    });
  }

  /** True when something is left to be sent. */
  private async round(): Promise<boolean> {
    const before = await this.standing(true, []);
    if (before.unsent) this.tell(before); // "all sent" must not stand there while it is tried
    const done = await navigator.locks.request(
      turnToSend,
      { ifAvailable: true },
      (lock) => lock && this.sendAll().catch(() => false),
    );
    // Somebody else sends: what is left is known when he is through.
    if (done === null) await navigator.locks.request(turnToSend, () => undefined);
    else this.misses = done ? 0 : this.misses + 1;
    const news = await this.standing(done ?? true, []);
    this.tell(news);
    return news.unsent > 0;
  }

  private async sendAll(): Promise<boolean> {
    for (;;) {
      const waiting = await this.vault.getAll("outbox", null, this.most);
      const sent = await this.send(fitting(waiting));
      this.most = sent ? Math.min(this.most * 2, letterMost) : Math.max(this.most >> 1, 1);
      if (!sent) return false;
      if (!(await this.vault.count("outbox"))) return true;
    }
  }

  private async send(deeds: Deed[]): Promise<boolean> {
    const device = await this.nextTurn();
    if (!device) return false;
    const askedAt = Date.now();
    const known = await this.vault.getAllKeys("clerks");
    const asked = await waitingHere(this.vault, device);
    const letter = { device, deeds, asked: asked.map(({ id }) => id), app: this.app };
    const answer = await post(this.vault, this.address, letter);
    if (answer === "unknown") await this.note({ unknown: true });
    if (!answer || answer === "unknown") return false;
    const left = known.filter((clerk) => !answer.officers.includes(clerk));
    await Promise.all(left.map((clerk) => this.vault.delete("clerks", clerk)));
    const heard = { answer, deeds, asked, askedAt, heardAt: Date.now() };
    const all = await heed(this.vault, heard);
    this.tell({ ...(await this.standing(true, answer.results)), left });
    return all;
  }

  private nextTurn(): Promise<Device | undefined> {
    return this.note({}, (device) => (this.turn = Math.max(this.turn, device.turn) + 1));
  }

  /** The device with what is new of it; nothing when there is none. */
  private async note(
    news: Partial<Device>,
    turn = (device: Device): number => device.turn,
  ): Promise<Device | undefined> {
    return await navigator.locks.request("karya-till-write", async () => {
      const device = await deviceOf(this.vault);
      if (!device) return undefined;
      const next = { ...device, ...news, turn: turn(device) };
      // A full disk is a reason to send, not one against it.
      await this.vault.put("one", next, "device").catch(() => undefined);
      return next;
    });
  }

  async standing(reached: boolean, results: Result[]): Promise<News> {
    const [unsent, age, device] = await Promise.all([
      this.vault.count("outbox"),
      unsentAge(this.vault),
      deviceOf(this.vault),
    ]);
    const { revoked = false, unknown = false } = device ?? {};
    return { unsent, age, revoked, unknown, reached, results, left: [] };
  }
}
