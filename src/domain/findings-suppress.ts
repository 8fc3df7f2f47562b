// Is a finding let through on purpose? By a suppression of its rule, in its file, until a day.
import type { Suppression } from '../contracts/exceptions';
import type { Finding } from '../contracts/report';
import type { FindingList } from '../contracts/result';
import { fitsPath } from './path-pattern';

type Told = NonNullable<FindingList['findings'][number]['suppression']>;

/** The one that ends last of those that fit. It holds up to and with its last day; after that it is told as ended, and lets nothing through. */
export function suppressionOf({ rule, file }: Finding, suppressions: readonly Suppression[], day: string): Told | undefined {
  const fitting = suppressions.filter((one) => one.rule === rule && (one.file === undefined || fitsPath(one.file, file)));
  const last = fitting.reduce<Suppression | undefined>((best, one) => (best && best.until >= one.until ? best : one), undefined);
  return last && { owner: last.owner, reason: last.reason, until: last.until, ended: last.until < day };
}
