// Which days can be played? For each: what the developer pushes, turn by turn, and what is other than usual in the storefront's pipeline file.

export interface Plot {
  /** Numbers of fixes, a list for each time that it is the developer's turn. */
  pushes: readonly (readonly number[])[];
  /** Lines of the pipeline file that are other ones on main; the operations engineer's commit before the day. */
  pipeline?: { subject: string; lines: Readonly<Record<string, string>> };
  /** A release that production sends back stays barred, so that the day can be played once on the same state. */
  barsReleases?: true;
}

export const STORIES = {
  /** The fix is too slow at first, then unsafe, then good. */
  day: { pushes: [[1], [2], [3]] },
  /** A good fix brings a test that depends on the clock: flaky, put into quarantine, and mended when it is sent back all the same. */
  flaky: { pushes: [[1, 2, 3, 4], [5]] },
  /** A fix that passes every gate holds customers up as soon as all of them come: the watch rolls it back, the next one stays. */
  rollback: {
    pushes: [[1, 2, 3, 6], [7]],
    pipeline: { subject: 'ci: production is watched for longer', lines: { '  for: 30s': '  for: 80s' } },
    barsReleases: true,
  },
  /** The same fix goes to a tenth of the customers first, where nothing shows, and is stopped when three quarters have it. */
  canary: {
    pushes: [[1, 2, 3, 6], [7]],
    pipeline: {
      subject: 'ci: a release goes to a few customers first',
      lines: { '  strategy: blue-green': '  strategy: canary\n  steps: [{ weight: 10%, for: 20s }, { weight: 75%, for: 90s }]' },
    },
    barsReleases: true,
  },
} as const satisfies Record<string, Plot>;
export type Story = keyof typeof STORIES;

export function isStory(name: string): name is Story {
  return Object.hasOwn(STORIES, name);
}

export function plotOf(story: Story): Plot {
  return STORIES[story];
}

/** The numbers of the fixes for the developer's next turn; the last ones again when there are none left. */
export function fixesFor(story: Story, attempts: number): readonly number[] {
  const { pushes } = plotOf(story);
  return pushes[Math.min(attempts, pushes.length - 1)] ?? [];
}
