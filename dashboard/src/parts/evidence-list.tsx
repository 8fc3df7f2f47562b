// Which evidence is there? Pictures to look at, traces to open, the rest by name and size.
import type { Evidence } from '../../../src/contracts/evidence';
import { addressOf, isPicture, isTrace, shortName, sizeOf } from '../evidence';
import { Shots } from './shots';

export function EvidenceList({ evidence, label = 'Evidence:' }: { evidence: readonly Evidence[]; label?: string }) {
  if (evidence.length === 0) return null;
  const pictures = evidence.filter(isPicture);
  const rest = evidence.filter((one) => !isPicture(one));
  return (
    <>
      {pictures.length > 0 && <Shots pictures={pictures} />}
      {rest.length > 0 && <p class="evidence">{label} {rest.map((one) => <a key={`${one.name} ${one.digest}`} href={addressOf(one)} title={isTrace(one) ? `${one.name}: npx playwright show-trace opens it` : one.name}>{shortName(one.name)} <small class="soft">{sizeOf(one.bytes)}</small></a>)}</p>}
    </>
  );
}
