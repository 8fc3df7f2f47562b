// How does a person hear what came of a command? What failed is said in words, with what to do, and written down.
import { window } from 'vscode';
import type { LogOutputChannel } from 'vscode';
import { ApiProblem } from '../../../../client/api-client';

/** The command, with every failure told; answers undefined after one. */
export function told<Asked extends unknown[]>(log: LogOutputChannel, name: string, deed: (...asked: Asked) => Promise<void>): (...asked: Asked) => Promise<void> {
  return async (...asked) => {
    try {
      await deed(...asked);
    } catch (error) {
      log.warn(`${name}: ${wordsOf(error)}`);
      void window.showErrorMessage(wordsOf(error));
    }
  };
}

export function wordsOf(error: unknown): string {
  if (error instanceof ApiProblem) return sentence(error.problem.detail, error.problem.advice);
  return error instanceof Error ? error.message : String(error);
}

function sentence(...parts: string[]): string {
  return parts.filter(Boolean).map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' ');
}
