// Which of the two files that people write is it? By its name, on the disk; everything else, also what git shows of an older one, is nothing to us.

export type FileKind = 'pipeline-file' | 'installation';

export function kindOf({ scheme, path }: { scheme: string; path: string }): FileKind | undefined {
  if (scheme !== 'file') return undefined;
  if (/(^|\/)\.dayshift\/pipeline\.ya?ml$/.test(path)) return 'pipeline-file';
  return /(^|\/)dayshift\.ya?ml$/.test(path) ? 'installation' : undefined;
}
