// POST /api/v1/pushes: what a git hook tells. A push to an incident's branch starts its build; any other is answered with the branch to use.
import { Answer, Push } from '../../src/contracts/http';
import type { Installation } from '../../src/contracts/installation';
import { incidentBranch, parseIncidentId } from '../../src/domain/ids';
import { Through } from '../../src/domain/vocabulary';
import type { ApiDeps } from '../deps';
import type { Door } from '../door';
import { isCode } from '../middleware/problem';
import { operation } from '../operation';
import { keyOf } from './words';

const PREFIX = `refs/heads/${incidentBranch('')}`;
const NOTHING = /^0{40}$/;
const MOST_NAMED = 10;

/** The team's person behind a name that git knows: an id, an e-mail, a handle; otherwise the name itself. */
export function pusherOf({ team }: Installation, pusher: string): string {
  const name = pusher.toLowerCase();
  return team.find(({ id, emails, handles }) => [id, ...emails, ...handles].some((known) => known.toLowerCase() === name))?.id ?? pusher;
}

const tellPush = operation({
  id: 'tellPush', method: 'post', path: '/pushes', tag: 'programs', needs: 'push',
  summary: 'Tell of a push',
  description: 'What a git hook sends. A push to an incident\'s branch starts its build; any other is answered with the branch to use.',
  body: { json: Push, example: { repository: '/srv/storefront.git', ref: 'refs/heads/incident/storefront.LoginRefused.0a1b2c3d', before: '0000000000000000000000000000000000000000', after: '5a42ef8c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f50', pusher: 'maya' } },
  answers: { 200: { description: 'Whether a build starts, and if not, why not.', json: Answer } },
  problems: ['refused', 'unreachable'],
  repeats: 'itself',
});

export function addPushes(door: Door, { gateway, installation, logger }: ApiDeps): void {
  door.add(tellPush, async ({ body: push, request }) => {
    const id = push.ref.startsWith(PREFIX) ? push.ref.slice(PREFIX.length) : undefined;
    const answer = await answerTo(push, id, keyOf(request, 'push', 'build') ?? `build/push/${push.before}/${push.after}`);
    logger.info({ ref: push.ref, commit: push.after, accepted: answer.accepted }, 'push heard');
    return { json: answer };
  });

  async function answerTo(push: Push, id: string | undefined, key: string): Promise<Answer> {
    if (!id) return { accepted: false, text: `No build: a fix is pushed to ${await expected()}.` };
    if (NOTHING.test(push.after)) return { accepted: false, text: 'No build: the branch was deleted.' };
    if (!parseIncidentId(id)) return { accepted: false, text: `No build: ${incidentBranch(id)} is no incident's branch; a fix is pushed to ${await expected()}.` };
    try {
      const by = pusherOf(installation, push.pusher);
      return { accepted: true, text: await gateway.say(id, 'build', { by, commit: push.after, through: Through.Api }, key) };
    } catch (error) {
      if (!isCode(error, 'incident-unknown')) throw error;
      return { accepted: false, text: `No build: there is no incident ${id}; a fix is pushed to ${await expected()}.` };
    }
  }

  /** The branches of the open incidents, as far as they can be told. */
  async function expected(): Promise<string> {
    const { rows: open } = await gateway.rows.page({}, { limit: MOST_NAMED }).catch(() => ({ rows: [] }));
    return open.length === 0 ? 'incident/<id>, and no incident is open' : open.map((row) => incidentBranch(row.id)).join(' or ');
  }
}
