// What the list told of labels whose goods are not to be sold.
import type { CallBack } from "../counter/called_back";
import { stallOf, type Vault } from "./vault";

/** `renew` asks for the list anew beside it, where that is due and there is a network. */
export function toldGone(vault: Vault, words: DOMStringMap, renew: () => void): CallBack {
  return async ({ unit, serial }) => {
    renew();
    if (unit !== words["unit"]) return undefined;
    const known = (await stallOf(vault).catch(() => undefined))?.calledBack ?? [];
    return known.find(({ first, last }) => first <= serial && serial <= last)?.reason;
  };
}
