// What does a row of the tree show? Words, an icon with a colour, and what its menu may offer; the tree makes it the editor's.

export interface Row {
  label: string;
  description: string;
  icon: string; // of the editor's own set
  color?: string; // of the theme
  tooltip: string; // Markdown; what others wrote in it is escaped
  words: string[]; // by which menus tell what fits
  isOpenable: boolean; // has rows below it
  isOpen?: boolean; // at first
  spoken: string; // for a screen reader: label, state and description
}

type Look = Pick<Row, 'icon' | 'color'> & { said: string };

const LOOKS: Record<string, Look> = {
  passed: { icon: 'pass', color: 'testing.iconPassed', said: 'passed' },
  failed: { icon: 'error', color: 'testing.iconFailed', said: 'failed' },
  errored: { icon: 'warning', color: 'testing.iconErrored', said: 'errored' },
  inconclusive: { icon: 'question', color: 'testing.iconSkipped', said: 'inconclusive' },
  flaky: { icon: 'question', color: 'testing.iconSkipped', said: 'flaky' },
  running: { icon: 'sync~spin', said: 'running' },
  waiting: { icon: 'circle-outline', color: 'testing.iconQueued', said: 'waiting' },
  cancelled: { icon: 'circle-slash', color: 'testing.iconSkipped', said: 'cancelled' },
  superseded: { icon: 'circle-slash', color: 'testing.iconSkipped', said: 'superseded' },
};

/** Of a verdict or a state; `functional-failed` looks like `failed`. */
export function lookOf(verdict: string): Look {
  return LOOKS[verdict] ?? LOOKS[verdict.split('-').at(-1) ?? ''] ?? { icon: 'circle-outline', said: verdict };
}

/** Text that others wrote, as text. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, (char) => `\\${char}`).replace(/\r?\n+/g, ' ');
}
