// What is a tool writing? The log in pieces, followed while it runs; its text is only ever text.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LogPiece } from '../../../src/contracts/http';
import { inkOf } from '../ink';
import { asRefused, get } from '../live/api';

const POLL_MS = 1000;
const KEPT_CHARACTERS = 200_000;

export function LogView({ log, running }: { log: string; running: boolean }) {
  const { text, fault } = useLog(log, running);
  const box = useRef<HTMLPreElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  function onScroll(): void {
    const { current } = box;
    if (current) follows.current = current.scrollHeight - current.scrollTop - current.clientHeight < 24;
  }
  return (
    <figure class="log">
      <figcaption>Log <span class="soft">{running ? '● following' : ''}</span></figcaption>
      <pre ref={box} tabIndex={0} aria-label="Log" onScroll={onScroll}>{text ? inkOf(text).map((piece, index) => <span key={index} class={piece.ink}>{piece.text}</span>) : fault || (running ? 'Nothing written yet.' : 'Empty.')}</pre>
    </figure>
  );
}

function useLog(log: string, running: boolean): { text: string; fault: string } {
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const offset = useRef(0);
  useEffect(() => {
    let left = false;
    let timer = 0;
    const path = `/api/v1/logs/${log.split('/').map(encodeURIComponent).join('/')}`;
    async function read(): Promise<void> {
      try {
        const piece = await get<LogPiece>(`${path}?offset=${offset.current}`);
        if (left) return;
        const more = piece.next > offset.current;
        offset.current = piece.next;
        if (piece.text) setText((before) => (before + piece.text).slice(-KEPT_CHARACTERS));
        setFault('');
        if (more || running) timer = window.setTimeout(() => { void read(); }, more ? 50 : POLL_MS);
      } catch (error) {
        if (left) return;
        setFault(asRefused(error).message);
        if (running) timer = window.setTimeout(() => { void read(); }, POLL_MS * 3);
      }
    }
    void read();
    return () => { left = true; window.clearTimeout(timer); };
  }, [log, running]);
  return { text, fault };
}
