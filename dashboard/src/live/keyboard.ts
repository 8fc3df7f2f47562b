// Who hears the keys? The page, unless somebody types, a dialog is open, or the browser's own keys are meant.
import { useEffect } from 'preact/hooks';
import { deedOf } from '../keys';
import type { Deed } from '../keys';

const NEXT_KEY_MS = 1500;

/** Off on the wall, which has keys of its own. */
export function useKeyboard(isOn: boolean, onHelp: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    let pressed: string[] = [];
    let timer = 0;
    function hear(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (document.querySelector('dialog[open]')) return;
      if (isTyping(event.target)) {
        if (event.key === 'Escape' && event.target instanceof HTMLElement && event.target.matches('[data-filter]')) event.target.blur();
        return;
      }
      window.clearTimeout(timer);
      const { deed, waits } = deedOf([...pressed, event.key]);
      pressed = waits ? [...pressed, event.key] : [];
      if (waits) timer = window.setTimeout(() => { pressed = []; }, NEXT_KEY_MS);
      if (deed && act(deed, onHelp)) event.preventDefault();
    }
    window.addEventListener('keydown', hear);
    return () => { window.clearTimeout(timer); window.removeEventListener('keydown', hear); };
  }, [isOn, onHelp]);
}

/** Whether there was something to do; else the key stays the browser's. */
function act(deed: Deed, onHelp: () => void): boolean {
  if (deed.kind === 'help') onHelp();
  else if (deed.kind === 'go') window.location.hash = deed.to;
  else if (deed.kind === 'row') return moveRow(deed.by);
  else if (deed.kind === 'filter') return focusOn(document.querySelector<HTMLElement>('main [data-filter], main input[type=search]'));
  else return document.activeElement instanceof HTMLElement && document.activeElement !== document.body && (document.activeElement.blur(), true);
  return true;
}

/** To the row after or before the one that has the focus; from elsewhere to the first or last. */
function moveRow(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  return focusOn(at < 0 ? rows.at(by > 0 ? 0 : -1) ?? null : rows[Math.min(rows.length - 1, Math.max(0, at + by))] ?? null);
}

function focusOn(target: HTMLElement | null): boolean {
  if (!target) return false;
  target.focus();
  target.scrollIntoView({ block: 'nearest' });
  if (target instanceof HTMLInputElement) target.select();
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=textbox], [role=listbox], [role=grid]') !== null);
}
