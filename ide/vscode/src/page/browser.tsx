// How does the page live? It hears the incident from the extension, shows it, asks for what is clicked, and remembers where it was.
import { render } from 'preact';
import { readToPage } from './messages';
import type { FromPage } from './messages';
import { App } from './view/app';
import type { Told } from './view/app';

interface Kept { id?: string; scroll?: number; focus?: string }
interface Host { postMessage(message: FromPage): void; getState(): Kept | undefined; setState(kept: Kept): void }
declare function acquireVsCodeApi(): Host;

const SAVE_AFTER_MS = 150;

function live(host: Host, root: HTMLElement): void {
  const told: Told = { page: undefined, away: '', said: undefined };
  const waiting: { save?: number; show?: string } = {};
  const send = (message: FromPage) => { host.postMessage(message); };

  function draw(): void {
    render(<App told={{ ...told }} send={send} />, root);
  }
  function save(): void {
    if (waiting.save !== undefined) return;
    waiting.save = window.setTimeout(() => {
      delete waiting.save;
      const focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['key'] : undefined;
      host.setState({ id: told.page?.id, scroll: window.scrollY, ...(focus ? { focus } : {}) });
    }, SAVE_AFTER_MS);
  }
  function show(section: string): void {
    const heading = document.getElementById(section);
    if (!heading) { waiting.show = section; return; }
    delete waiting.show;
    heading.scrollIntoView({ block: 'start' });
    heading.focus({ preventScroll: true });
  }
  function comeBack(): void {
    const { scroll = 0, focus } = host.getState() ?? {};
    window.scrollTo(0, scroll);
    if (focus && document.hasFocus()) document.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }

  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const heard = readToPage(data);
    if (!heard) return;
    if (heard.kind === 'show') return show(heard.section);
    const isFirst = told.page === undefined && heard.kind === 'page';
    if (heard.kind === 'page') told.page = heard.page;
    if (heard.kind === 'away') told.away = heard.why;
    if (heard.kind === 'said') told.said = { text: heard.text, tone: heard.tone };
    draw();
    if (isFirst) comeBack();
    if (waiting.show) show(waiting.show);
    if (isFirst) save();
  });
  window.addEventListener('scroll', save, { passive: true });
  document.addEventListener('focusin', save);
  draw();
  send({ kind: 'ready' });
}

const root = document.getElementById('page');
if (root) live(acquireVsCodeApi(), root);
