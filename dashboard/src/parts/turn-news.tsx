// What is said to those who do not see the page change? Changes of what is or was theirs, politely, at most once in a while.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me } from '../../../src/contracts/access';
import type { Board } from '../board';
import { newsSince, shortNews } from '../turn-news';
import type { Looked } from '../turn-news';

const EVERY_MS = 10_000;

export function TurnNews({ board, me }: { board: Board; me: Me | undefined }) {
  const [text, setText] = useState('');
  const before = useRef<Looked | undefined>(undefined);
  const waiting = useRef<string[]>([]);
  const saidAt = useRef(0);
  const timer = useRef(0);
  useEffect(() => { before.current = undefined; waiting.current = []; }, [me?.id]);
  useEffect(() => {
    const { looked, news } = newsSince(before.current, board, me);
    before.current = me ? looked : undefined;
    waiting.current.push(...news);
    if (waiting.current.length === 0) return;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      saidAt.current = Date.now();
      setText(shortNews(waiting.current.splice(0)));
    }, Math.max(0, saidAt.current + EVERY_MS - Date.now()));
  }, [board, me]);
  useEffect(() => () => { window.clearTimeout(timer.current); }, []);
  return <p class="hidden" aria-live="polite" aria-atomic="true" data-news="">{text}</p>;
}
