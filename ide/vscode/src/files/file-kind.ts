// Which of the two files that people write is it? By its name; everything else is nothing to us.

export type FileKind = 'pipeline-file' | 'installation';

export function kindOf(path: string): FileKind | undefined {
  const name = path.replace(/\\/g, '/');
  if (/(^|\/)\.dayshift\/pipeline\.ya?ml$/.test(name)) return 'pipeline-file';
  return /(^|\/)dayshift\.ya?ml$/.test(name) ? 'installation' : undefined;
}
