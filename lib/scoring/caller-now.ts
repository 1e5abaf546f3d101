import { AsyncLocalStorage } from 'node:async_hooks';

/** People at the playground, and whatever the program scores of itself. */
export const PAGE = 'page';

const kept = globalThis as typeof globalThis & { concordCaller?: AsyncLocalStorage<string> };
kept.concordCaller ??= new AsyncLocalStorage<string>();

/** Whose request is being answered: an API key's id, or "page". The doors say so once; the scorer behind them need not be told. */
export const callerNow = (): string => kept.concordCaller!.getStore() ?? PAGE;

/** Answers in the name of whoever asked. */
export const asCaller = <T>(actor: object, answer: () => T): T =>
  kept.concordCaller!.run('keyId' in actor ? String(actor.keyId) : PAGE, answer);
