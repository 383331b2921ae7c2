// What the list told of labels whose goods are not to be sold.
import type { CallBack } from "../counter/called_back";
import { stallOf, type Vault } from "./vault";

export function toldGone(vault: Vault, words: DOMStringMap): CallBack {
  return async ({ unit, serial }) => {
    if (unit !== words["unit"]) return undefined;
    const known = (await stallOf(vault))?.calledBack ?? [];
    return known.find(({ first, last }) => first <= serial && serial <= last)?.reason;
  };
}
