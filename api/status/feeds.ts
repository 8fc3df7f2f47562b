// How does a reader of feeds hear of trouble? One entry for each incident, changed when something new is told of it.
import type { PublicIncident, PublicStatus } from '../../src/contracts/public-status';
import { html } from '../html';
import { lengthOf, momentOf } from './times';

export interface Feeds {
  atom(status: PublicStatus): Promise<string>;
  rss(status: PublicStatus): Promise<string>;
}

/** `publicUrl` is where customers reach this API. */
export function createFeeds(publicUrl: string): Feeds {
  const address = new URL('/status', publicUrl).href;

  async function feedOf(status: PublicStatus) {
    const { Feed } = await import('feed'); // published as an ES module only
    const feed = new Feed({
      id: address, link: address, title: status.title, description: `What happened and what is being done about it. ${status.title}`, language: 'en', generator: 'dayshift', ttl: 1,
      updated: new Date(newestOf(status)), feedLinks: { atom: `${address}/feed.atom`, rss: `${address}/feed.rss` },
    });
    for (const one of [...status.open, ...status.past]) {
      feed.addItem({
        id: `${address}#incident-${one.id}`, guid: `${address}#incident-${one.id}`, link: `${address}#incident-${one.id}`,
        title: `${one.solvedAt ? 'Solved: ' : ''}${one.service}: ${one.what.toLowerCase()}`, description: one.standing, content: contentOf(one),
        date: new Date(changedAt(one)), published: new Date(one.noticedAt),
      });
    }
    return feed;
  }

  return { atom: async (status) => (await feedOf(status)).atom1(), rss: async (status) => (await feedOf(status)).rss2() };
}

function changedAt({ updates: [newest], solvedAt, noticedAt }: PublicIncident): string {
  return newest?.at ?? solvedAt ?? noticedAt;
}

/** Only what happened counts: a feed that was merely looked at again has not changed. */
function newestOf({ open, past }: PublicStatus): string {
  return [...open, ...past].map(changedAt).sort().at(-1) ?? new Date(0).toISOString();
}

function contentOf({ standing, updates, tookSeconds }: PublicIncident): string {
  const took = tookSeconds === undefined ? undefined : html` It took ${lengthOf(tookSeconds)}.`;
  return html`<p>${standing}${took}</p><ul>${updates.map(({ at, text }) => html`<li>${momentOf(at)}: ${text}</li>`)}</ul>`.text;
}
