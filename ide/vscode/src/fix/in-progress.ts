// How does a person see that git works, and call it off? As progress with a cancel button, that ends what runs.
import { ProgressLocation, window } from 'vscode';

export type Report = (message: string) => void;

export async function inProgress<T>(title: string, deed: (signal: AbortSignal, report: Report) => Promise<T>): Promise<T> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
    const calling = new AbortController();
    const end = token.onCancellationRequested(() => { calling.abort(); });
    try {
      return await deed(calling.signal, (message) => { progress.report({ message }); });
    } finally {
      end.dispose();
    }
  });
}
