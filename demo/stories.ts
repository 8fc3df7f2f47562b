// Which days can be played? Each is a list of what the developer pushes, one entry for each time that it is their turn.
export const STORIES = {
  /** The fix is too slow at first, then unsafe, then good. */
  day: [1, 2, 3],
  /** A good fix brings a test that depends on the clock: flaky, put into quarantine, and mended when it is sent back all the same. */
  flaky: [4, 5],
} as const satisfies Record<string, readonly number[]>;
export type Story = keyof typeof STORIES;

export function isStory(name: string): name is Story {
  return Object.hasOwn(STORIES, name);
}

/** The number of the fix for the developer's next turn; the last one again when there is none left. */
export function fixFor(story: Story, attempts: number): number {
  const fixes: readonly number[] = STORIES[story];
  return fixes[Math.min(attempts, fixes.length - 1)] ?? 1;
}
