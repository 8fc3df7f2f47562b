// Workflows for the watch's test: the watch itself, and an incident that only listens to what it is told.
import { condition, defineQuery, setHandler } from '@temporalio/workflow';
import type { WatchNews } from '../../src/domain/release-health';
import { watchNewsSignal } from '../../workflows/messages';

export { watchRelease } from '../../workflows/watch-release';

export const newsQuery = defineQuery<WatchNews[]>('news');

export async function listeningIncident(): Promise<void> {
  const news: WatchNews[] = [];
  setHandler(newsQuery, () => news);
  setHandler(watchNewsSignal, (told) => void news.push(told));
  await condition(() => false);
}
