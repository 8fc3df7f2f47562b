// Where is a log seen? In a terminal that only shows: what is typed there goes nowhere.
import { EventEmitter, ThemeIcon, window, type Pseudoterminal, type Terminal } from 'vscode';

/** `show` writes until it is done or the signal aborts, which it does when the terminal is closed. */
export function openLogTerminal(title: string, show: (write: (text: string) => void, signal: AbortSignal) => Promise<void>, icon = 'output'): Terminal {
  const written = new EventEmitter<string>();
  const gone = new AbortController();
  const pty: Pseudoterminal = {
    onDidWrite: written.event,
    open() {
      void show((text) => { if (text) written.fire(text); }, gone.signal);
    },
    close() {
      gone.abort();
      written.dispose();
    },
  };
  return window.createTerminal({ name: title, pty, iconPath: new ThemeIcon(icon), isTransient: true });
}
