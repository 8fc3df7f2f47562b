// Is anybody still there? A connection can die without a word, e.g. while a laptop sleeps: only the clock tells.

const LOOKS = 8; // within the limit

export interface Silence {
  /** From now on something is waited for. */
  begin(): void;
  /** It came. */
  end(): void;
  stop(): void;
}

/**
 * Calls `onSilent` when what is waited for has not come for so long. Timers stand still while a machine sleeps and a clock may be set
 * back, so that both are asked: by the clock it is known at once after the sleep, by counting at the latest after the limit awake.
 */
export function watchSilence(limitMs: number, onSilent: () => void, now: () => number = () => Date.now()): Silence {
  let since: number | undefined;
  let looks = 0;
  const timer = setInterval(() => {
    if (since === undefined) return;
    looks += 1;
    if (now() - since < limitMs && looks <= LOOKS) return;
    since = undefined;
    onSilent();
  }, limitMs / LOOKS);
  return {
    begin() { since = now(); looks = 0; },
    end() { since = undefined; },
    stop() { clearInterval(timer); },
  };
}
