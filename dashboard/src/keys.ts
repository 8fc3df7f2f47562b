// Which key does what? One list: the page acts by it, and the help shows it.
export type Deed = { kind: 'go'; to: string } | { kind: 'row'; by: 1 | -1 } | { kind: 'help' | 'filter' | 'leave' };
export interface Shortcut { keys: readonly string[]; does: string; deed: Deed }

const go = (key: string, does: string, to: string): Shortcut => ({ keys: ['g', key], does, deed: { kind: 'go', to } });

export const SHORTCUTS: readonly Shortcut[] = [
  go('n', 'What is open now', '#/'),
  go('h', 'History', '#/history'),
  go('m', 'Numbers', '#/numbers'),
  go('s', 'Services', '#/services'),
  go('u', 'Unrouted alerts', '#/unrouted'),
  go('t', 'Set-up', '#/setup'),
  go('w', 'The wall', '#/wall'),
  { keys: ['j'], does: 'Next row', deed: { kind: 'row', by: 1 } },
  { keys: ['k'], does: 'Row before', deed: { kind: 'row', by: -1 } },
  { keys: ['/'], does: 'Filter', deed: { kind: 'filter' } },
  { keys: ['Escape'], does: 'Leave a field, a form or this list', deed: { kind: 'leave' } },
  { keys: ['?'], does: 'This list', deed: { kind: 'help' } },
];

/** What the keys pressed so far mean: a deed, or that another key may follow. */
export function deedOf(pressed: readonly string[]): { deed?: Deed; waits: boolean } {
  const fits = SHORTCUTS.filter(({ keys }) => pressed.every((key, index) => keys[index] === key));
  const whole = fits.find(({ keys }) => keys.length === pressed.length);
  return whole ? { deed: whole.deed, waits: false } : { waits: fits.length > 0 };
}
