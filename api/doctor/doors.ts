// Who may knock at the door for alerts? A source without secret or token believes everybody who reaches it.
import type { DoctorFinding } from '../../src/contracts/http';
import type { ApiDeps } from '../deps';
import { doubtful, well } from './finding';

export function judgeDoors({ installation, othersCanCome }: Pick<ApiDeps, 'installation' | 'othersCanCome'>): DoctorFinding[] {
  return installation.integrations.alertSources.map(({ name, secret, token }) => {
    if (secret !== undefined || token !== undefined) return well('alert sources', name, secret !== undefined ? 'deliveries are verified by their signature' : 'deliveries need a token');
    if (!othersCanCome) return well('alert sources', name, 'neither secret nor token; only this machine can deliver');
    return doubtful({ area: 'alert sources', what: name, found: 'neither secret nor token, while others than this machine can reach the API: anybody may open incidents', advice: 'Give it a `secret` or a `token` under `integrations.alertSources`, and the sender the same.' });
  });
}
