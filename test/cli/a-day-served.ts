// The real API on a double of Temporal that stands anywhere in the fixture's day: for commands that a person types, each with a token of the team.
import { createHash } from 'node:crypto';
import { listen } from '../../api/listen';
import { incidentInput } from '../../src/config/incident-input';
import { Installation } from '../../src/contracts/installation';
import type { IncidentView } from '../../src/contracts/incident';
import { anApi, anInstallation } from '../api/an-api';
import { createFakeGateway, type FakeGateway } from '../api/a-gateway';
import { createFakeRows } from '../api/some-rows';
import { INPUT, TOKENS as OF_PERSON } from '../dashboard/fixture/people';
import { inputOf, type Tale } from '../dashboard/fixture/tales';
import { otherIncidents, sceneAt } from '../dashboard/fixture/world';

export const ID = 'storefront.LoginRefused.1a2b3c4d';

/** A person's token. */
export function tokenOf(person: string): string {
  return `token-${person}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function installationOf(tale: Tale): Installation {
  const { team } = inputOf(tale);
  const tokens = Object.entries(OF_PERSON).filter(([, person]) => team.some(({ id }) => id === person))
    .map(([token, person]) => ({ sha256: sha256(token), person, ...(person === 'paula' ? { scopes: ['read', 'act', 'administer'] } : {}) }));
  return Installation.parse({ ...anInstallation(), team, tokens });
}

export interface ServedOptions { tale?: Tale; alone?: boolean; readsNeedToken?: boolean; repository?: string; change?: (view: IncidentView) => IncidentView }

export async function serveDay(position: number, { tale = 'day', alone = false, readsNeedToken = false, repository = INPUT.repository, change = (view) => view }: ServedOptions = {}) {
  const base = createFakeGateway();
  const at = { position };
  const waiting = new Set<() => void>();
  const installation = installationOf(tale);
  const scene = () => sceneAt(at.position, Date.now(), tale);
  const today = (): IncidentView => change({ ...scene().view, repository });
  const views = (): IncidentView[] => (alone ? [today()] : [today(), ...otherIncidents(Date.now())]);
  const gateway: FakeGateway = {
    ...base,
    view: async (id) => views().find((view) => view.id === id) ?? base.view(id),
    rows: createFakeRows(views),
    progress: async () => scene().progress,
    async say(id, word, body) {
      base.said.push({ id, word, body });
      return `Taken: ${word}.`;
    },
    async *changes(id, signal) {
      while (!signal.aborted) {
        const changed = new Promise<void>((resolve) => { waiting.add(resolve); signal.addEventListener('abort', () => resolve(), { once: true }); });
        const isLast = views().find((view) => view.id === id)?.phase === 'closed'; // told before it is left
        yield;
        if (isLast) return;
        await changed;
      }
    },
  };
  const api = anApi({ gateway, installation, inputFor: (service, cause, rule) => incidentInput(installation, service, cause, rule), readsNeedToken });
  const door = await listen(api.app, { host: '127.0.0.1', port: 0 });
  return {
    ...api, gateway, view: today, address: `http://127.0.0.1:${door.port}`,
    moveTo(next: number): void {
      at.position = next;
      for (const go of [...waiting]) go();
    },
    close: () => door.close(),
  };
}
export type ServedDay = Awaited<ReturnType<typeof serveDay>>;
