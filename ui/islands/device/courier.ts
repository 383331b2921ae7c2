// Brings the outbox to the server: one window at a time, at most fifty events in a letter. What was
// sent stays until an answer names it; a lost answer only means that it is sent again.
import { eventVersion, signed } from "./journal";
import { drop, roomy, settle } from "./keep";
import { fitting } from "./letter";
import type { Result } from "./result";
import { type Deed, type Device, deviceOf, type Settled, type Vault } from "./vault";

interface Answer {
  now: string;
  name: string;
  revoked: boolean;
  officers: string[];
  list_key: string;
  results: Result[];
}

export interface News {
  unsent: number;
  oldest: number | undefined; // our clock when the oldest unsent was made
  heardAt: number;
  revoked: boolean; // nothing more may be sold here
  reached: boolean;
  results: Result[];
  left: string[]; // who may make no events here any more
}

const turnToSend = "karya-till-send";
const letterMost = 50;
const patience = 20_000;
const rests = [5_000, 15_000, 60_000, 300_000];

export class Courier {
  private misses = 0;
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
      const waiting = await this.vault.getAll("outbox", null, letterMost);
      if (!(await this.send(fitting(waiting)))) return false;
      if (!(await this.vault.count("outbox"))) return true;
    }
  }

  private async send(letter: Deed[]): Promise<boolean> {
    const device = await this.nextTurn();
    if (!device) return false;
    const asked = Date.now();
    const known = await this.vault.getAllKeys("clerks");
    const answer = await this.post(device, letter);
    if (!answer) return false;
    const left = known.filter((clerk) => !answer.officers.includes(clerk));
    await Promise.all(left.map((clerk) => this.vault.delete("clerks", clerk)));
    const heardAt = Date.now();
    const bySeq = new Map(letter.map((deed) => [deed.seq, deed]));
    const named = answer.results.flatMap((result): Settled[] => {
      const deed = bySeq.get(result.seq);
      if (deed?.id !== result.id) return [];
      const { outcome, reason, told } = result;
      return [{ ...deed, outcome, reason: reason ?? "", told: told ?? "", settledAt: heardAt }];
    });
    await navigator.locks.request("karya-till-write", async () => {
      const now = await deviceOf(this.vault);
      if (!now) return;
      const ahead = Date.parse(answer.now) - (asked + heardAt) / 2;
      const { name, revoked } = answer;
      // Who joined before lists were signed learns the key now, and never another one.
      const listKey = now.listKey ?? answer.list_key;
      const heard = { ...now, name, revoked, ahead, heardAt, listKey };
      const settled = roomy(() => settle(this.vault, named, heard));
      await settled.catch(() => drop(this.vault, named)); // full: what is sent need not be kept
    });
    this.tell({ ...(await this.standing(true, answer.results)), left });
    return named.length === letter.length;
  }

  private async nextTurn(): Promise<Device | undefined> {
    return await navigator.locks.request("karya-till-write", async () => {
      const device = await deviceOf(this.vault);
      if (!device) return undefined;
      this.turn = Math.max(this.turn, device.turn) + 1;
      const next = { ...device, turn: this.turn };
      // A full disk is a reason to send, not one against it.
      await this.vault.put("one", next, "device").catch(() => undefined);
      return next;
    });
  }

  private async post(device: Device, letter: Deed[]): Promise<Answer | undefined> {
    const stamp = JSON.stringify({
      turn: device.turn,
      now: new Date().toISOString(),
      v: eventVersion,
      ...(this.app ? { app: this.app } : {}),
      ...(await this.left(letter)),
    });
    const events = letter.map(({ body, signature }) => ({ body, signature }));
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        credentials: "omit",
        signal: stop.signal,
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "idempotency-key": `${device.id}-${device.turn}`,
        },
        body: JSON.stringify({
          device: device.id,
          stamp,
          signature: await signed(device, stamp),
          events,
        }),
      });
      return answer.ok ? ((await answer.json()) as Answer) : undefined;
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** What still waits when this letter has come, and since when. */
  private async left(letter: Deed[]): Promise<{ unsent: number; oldest: string | null }> {
    const last = letter[letter.length - 1];
    const after = last ? IDBKeyRange.lowerBound(last.seq, true) : null;
    const keys = await this.vault.getAllKeys("outbox", after);
    const first = keys[0] === undefined ? undefined : await this.vault.get("outbox", keys[0]);
    return { unsent: keys.length, oldest: first ? new Date(first.at).toISOString() : null };
  }

  async standing(reached: boolean, results: Result[]): Promise<News> {
    const [unsent, first, device] = await Promise.all([
      this.vault.count("outbox"),
      this.vault.getAll("outbox", null, 1),
      deviceOf(this.vault),
    ]);
    const { heardAt = 0, revoked = false } = device ?? {};
    return { unsent, oldest: first[0]?.at, heardAt, revoked, reached, results, left: [] };
  }
}
