// How large is what every worker loads at start? The workflow bundle, without the source map at its end.
import { readFile } from 'node:fs/promises';
import { WORKFLOW_BUNDLE } from '../worker/bundle-path';
import { figure, type Figures } from './figures';

export async function bundle(): Promise<Figures> {
  const text = await readFile(WORKFLOW_BUNDLE, 'utf8');
  const code = text.replace(/\n\/\/# sourceMappingURL=data:[^\n]*\s*$/, '');
  return {
    'workflow bundle': figure(Buffer.byteLength(code) / 1024, 'KiB'),
    'with its source map': figure(Buffer.byteLength(text) / 1024, 'KiB'),
  };
}
