// Takes a sale from the basket to its answer: one at a time, and each once.
import { newId } from "../parts/bytes";
import { toast } from "../parts/toast";
import type { Aside } from "./aside";
import type { Basket } from "./basket";
import { Done } from "./done";
import type { Shelf } from "./goods";
import type { Pay } from "./pay";
import { type Answer, type Draft, isShut, type Made, type Problem, type Sending } from "./send";
import { askInHand } from "./shortage";
import type { Signals } from "./signals";
import { part, type Slip } from "./slip";
import { Unsent } from "./unsent";

interface Parts {
  root: HTMLElement;
  shelf: Shelf;
  slip: Slip;
  basket: Basket;
  pay: Pay;
  aside: Aside;
  signals: Signals;
}

/** What the till does about it. */
interface Till {
  toFind(): void;
  changed(): void; // prices, stock or the basket
  fresh(): void; // for the next buyer
  next(): void; // once the receipt has been put away
}

export class Deal {
  private readonly finished: Done;
  private readonly unsent: Unsent;

  constructor(
    private readonly parts: Parts,
    private readonly sender: Sending,
    private readonly till: Till,
  ) {
    const { root } = parts;
    this.finished = new Done(root.dataset, root, () => till.next());
    this.unsent = new Unsent(root, (draft) => void this.send(draft));
  }

  private word(name: string): string {
    return this.parts.root.dataset[name] ?? "";
  }

  /** What a closed or reloaded window left without an answer, one after the other. */
  async sendLeft(): Promise<void> {
    this.parts.slip.showOfOthers(this.sender.ofOthers());
    const left = await this.sender.left();
    if (left) await this.send(left);
  }

  async finish(inHand: boolean): Promise<void> {
    const { basket, pay, shelf } = this.parts;
    if (!basket.lines().length) {
      toast(this.word("nothingYet"));
      return this.till.toFind();
    }
    const wrong = pay.wrong();
    if (wrong) return pay.say(wrong);
    const now = shelf.now();
    await this.send({
      id: newId(now),
      sold_at: now.toISOString(),
      lines: basket.told(),
      seen_total: basket.total(),
      in_hand: inHand,
      ...pay.paid(),
    });
  }

  /** Only one at a time: a second press while an answer is awaited does nothing. */
  private async send(draft: Draft): Promise<void> {
    const { root, pay } = this.parts;
    if (root.inert) return;
    pay.busy(true);
    pay.say(this.word("sending"), "info");
    const answer = await this.sender.send(draft).finally(() => pay.busy(false));
    pay.say("");
    this.take(answer, draft);
  }

  private take(answer: Answer, draft: Draft): void {
    this.parts.signals.give("made" in answer ? "sold" : "refused");
    const shut = "problem" in answer && isShut(answer.problem);
    if ("lost" in answer || shut) return this.unsent.show(draft, shut);
    this.unsent.close();
    const here = this.parts.basket.is(draft.lines);
    if ("made" in answer) this.done(answer.made, here);
    else this.refused(answer.problem, draft, here);
  }

  private done(made: Made, here: boolean): void {
    this.till.toFind(); // where the focus comes back to when the dialog closes
    this.finished.show(made);
    if (here) this.till.fresh();
  }

  /** Leads to the quantity of which there is not enough. */
  private toShort(): void {
    const { basket, shelf, slip } = this.parts;
    const lines = basket.lines();
    const short = lines.find(({ variant, thousandths }) => {
      const left = shelf.get(variant)?.left;
      return left != null && Number(left) * 1000 < thousandths;
    });
    slip.toQuantity((short ?? lines[0])?.variant ?? "");
  }

  /** What is called back leaves the basket; the rest stays for the buyer. */
  private takeOut({ errors = [] }: Problem, { lines }: Draft): void {
    for (const { field } of errors) {
      const [, line, place] = /^lines\.(\d+)\.labels\.(\d+)$/.exec(field) ?? [];
      const token = lines[Number(line)]?.labels?.[Number(place)];
      if (token) this.parts.basket.dropLabelled(token);
    }
  }

  /** Of a sale that is not the one before us, the goods are put aside: nothing is lost. */
  private refused(problem: Problem, draft: Draft, here: boolean): void {
    const { root, shelf, pay, aside } = this.parts;
    if (!here) aside.put(draft.lines);
    if (here && problem.code === "catalogue.not_enough_stock") {
      pay.say(problem.detail);
      const dialog = part<HTMLDialogElement>(root, "[data-shortage]");
      const ways = { yes: () => void this.finish(true), no: () => this.toShort() };
      return askInHand(dialog, problem.detail, ways);
    }
    if (problem.code === "counter.called_back") this.takeOut(problem, draft);
    pay.refuse(problem);
    void shelf.load().then(() => this.till.changed()); // a price may have changed
  }
}
