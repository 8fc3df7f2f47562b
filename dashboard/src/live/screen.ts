// How does a page stay on a screen for days? It keeps the screen awake, turns its pages, and loads itself anew now and then while dayshift answers.
import { useEffect, useRef, useState } from 'preact/hooks';

const ANEW_AFTER_MS = 6 * 3_600_000; // what has grown is given back, and a newer page is shown

/** Which of so many pages is shown now; `turn` goes on by hand, `pause` holds. */
export function usePages(count: number, everyMs: number) {
  const [page, setPage] = useState(0);
  const [isPaused, setPaused] = useState(false);
  useEffect(() => {
    if (count < 2 || isPaused) return undefined;
    const timer = window.setInterval(() => { setPage((before) => before + 1); }, everyMs);
    return () => { window.clearInterval(timer); };
  }, [count, everyMs, isPaused]);
  return { page: ((page % count) + count) % count, isPaused, pause: () => { setPaused((before) => !before); }, turn: (by: number) => { setPage((before) => before + by); } };
}

export function useViewport(): { width: number; height: number } {
  const [size, setSize] = useState(sizeNow);
  useEffect(() => {
    const read = () => { setSize(sizeNow()); };
    window.addEventListener('resize', read);
    return () => { window.removeEventListener('resize', read); };
  }, []);
  return size;
}

function sizeNow(): { width: number; height: number } {
  return { width: window.innerWidth, height: window.innerHeight };
}

/** Only a browser at a secure address keeps a screen awake, and it may refuse: then the screen's own settings decide. */
export function useAwake(): void {
  useEffect(() => {
    let left = false;
    let lock: WakeLockSentinel | undefined;
    async function hold(): Promise<void> {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      lock = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (left) await lock?.release();
    }
    const again = () => { void hold(); };
    void hold();
    document.addEventListener('visibilitychange', again); // it is let go of while nobody can see the page
    return () => { left = true; document.removeEventListener('visibilitychange', again); void lock?.release(); };
  }, []);
}

export function useLoadedAnew(isCurrent: boolean): void {
  const since = useRef(Date.now());
  const current = useRef(isCurrent);
  current.current = isCurrent;
  useEffect(() => {
    const timer = window.setInterval(() => { if (current.current && Date.now() - since.current > ANEW_AFTER_MS) window.location.reload(); }, 60_000);
    return () => { window.clearInterval(timer); };
  }, []);
}
