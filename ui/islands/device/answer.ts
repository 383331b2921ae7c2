// What an answer of the server changes on the device: events that it names leave the outbox, what a
// person has decided since is noted, and who may work here.
import { codeKeyOf } from "./code";
import { drop, roomy, sendAgain, settle } from "./keep";
import type { Answer, Decided } from "./letter";
import { isOdd } from "./result";
import { type Deed, type Device, deviceOf, type Settled, type Vault } from "./vault";

const askedMost = 50;

/** Events of this device for which a person is waited, as far as it knows; each turn others. */
export async function waitingHere(vault: Vault, device: Device): Promise<Settled[]> {
  const seqs = device.waiting ?? (await oddBefore(vault));
  const start = seqs.length > askedMost ? device.turn % seqs.length : 0;
  const some = [...seqs.slice(start), ...seqs.slice(0, start)].slice(0, askedMost);
  const deeds = await Promise.all(some.map((seq) => vault.get("settled", seq)));
  return deeds.filter((deed) => deed !== undefined);
}

/** Of what was settled before they were noted. */
async function oddBefore(vault: Vault): Promise<number[]> {
  const settled = await vault.getAll("settled");
  return settled.filter(isOdd).map(({ seq }) => seq);
}

export interface Heard {
  answer: Answer;
  deeds: Deed[]; // that it answers
  asked: Settled[];
  askedAt: number;
  heardAt: number;
}

/** True when all that was sent was named. */
export async function heed(vault: Vault, heard: Heard): Promise<boolean> {
  const named = namedIn(heard);
  await navigator.locks.request("karya-till-write", async () => {
    const before = await deviceOf(vault);
    if (!before) return;
    const decided = decidedIn(heard, before);
    const device = await after(vault, before, heard, named);
    const told = [...named, ...decided];
    const settled = roomy(() => settle(vault, told, device, Date.parse(heard.answer.now)));
    await settled.catch(() => drop(vault, named)); // full: what is sent need not be kept
    await sendAgain(vault, heard.answer.next_seq);
  });
  return named.length === heard.deeds.length;
}

function namedIn({ answer, deeds }: Heard): Settled[] {
  const settledAt = Date.parse(answer.now); // our own clock may be wrong by years
  const bySeq = new Map(deeds.map((deed) => [deed.seq, deed]));
  return answer.results.flatMap((result): Settled[] => {
    const deed = bySeq.get(result.seq);
    if (deed?.id !== result.id) return [];
    const { outcome, reason, told } = result;
    return [{ ...deed, outcome, reason: reason ?? "", told: told ?? "", settledAt }];
  });
}

function decidedIn({ answer, asked }: Heard, device: Device): Settled[] {
  const byId = new Map((answer.decided ?? []).map((decided) => [decided.id, decided]));
  return asked.flatMap((deed): Settled[] => {
    const decided = byId.get(deed.id);
    return decided ? [asDecided(deed, decided, device)] : [];
  });
}

function asDecided(
  deed: Settled,
  { verdict, number, why }: Decided,
  { unitCode, series }: Device,
): Settled {
  if (verdict === "aside") return { ...deed, outcome: verdict, reason: "", told: why };
  const { n } = JSON.parse(deed.body) as { n?: number };
  const other = n !== undefined && number !== `${unitCode}-${series}-${n}`;
  return { ...deed, outcome: "accepted", reason: "", told: other ? number : "" };
}

/** The device as it stands with this answer. */
async function after(
  vault: Vault,
  before: Device,
  { answer, asked, askedAt, heardAt }: Heard,
  named: Settled[],
): Promise<Device> {
  const gone = new Set((answer.decided ?? []).map(({ id }) => id));
  const over = new Set(asked.filter(({ id }) => gone.has(id)).map(({ seq }) => seq));
  const odd = named.filter(isOdd).map(({ seq }) => seq);
  const waiting = [...(before.waiting ?? (await oddBefore(vault))), ...odd];
  return {
    ...before,
    name: answer.name,
    revoked: answer.revoked,
    unknown: false,
    ahead: Date.parse(answer.now) - (askedAt + heardAt) / 2,
    heardAt,
    latest: 0,
    // Who joined before these were told learns them now, and never others.
    listKey: before.listKey ?? answer.list_key,
    sealKey: before.sealKey ?? answer.seal_key,
    codeKey: before.codeKey ?? (await codeKeyOf(answer.code_key)),
    waiting: [...new Set(waiting)].filter((seq) => !over.has(seq)),
  };
}
