// What can be clicked in a log? Places in the code that are there in the incident's clone; only in terminals that show a log.
import { stat } from 'node:fs/promises';
import { Range, TerminalLink, Uri, window, type Disposable, type Terminal, type TerminalLinkProvider } from 'vscode';
import { candidatesIn, placesIn } from './places';
import type { Named } from './places';

class PlaceLink extends TerminalLink {
  constructor(readonly named: Named, readonly file: Uri) {
    super(named.start, named.length, 'Open in the editor');
  }
}

/** `rootsOf`: where a terminal's paths may begin; undefined for a terminal that is not ours. */
export function addLogLinks(rootsOf: (terminal: Terminal) => readonly Uri[] | undefined): Disposable {
  const provider: TerminalLinkProvider<PlaceLink> = {
    async provideTerminalLinks({ terminal, line }) {
      const roots = rootsOf(terminal);
      if (!roots || roots.length === 0) return [];
      const links = await Promise.all(placesIn(line).map(async (named) => {
        const file = await findFile(roots, named.path);
        return file ? [new PlaceLink(named, file)] : [];
      }));
      return links.flat();
    },
    async handleTerminalLink({ file, named }) {
      const at = Math.max(0, named.line - 1);
      const column = Math.max(0, (named.column ?? 1) - 1);
      await window.showTextDocument(file, { selection: new Range(at, column, at, column) });
    },
  };
  return window.registerTerminalLinkProvider(provider);
}

async function findFile(roots: readonly Uri[], path: string): Promise<Uri | undefined> {
  for (const candidate of candidatesIn(path)) {
    for (const root of roots) {
      const file = Uri.joinPath(root, candidate);
      const found = await stat(file.fsPath).catch(() => undefined); // most candidates are not there
      if (found?.isFile()) return file;
    }
  }
  return undefined;
}
