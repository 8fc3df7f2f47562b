// Which evidence is there? Pictures to look at, traces to open, the rest by name and size.
import type { Evidence } from '../../../src/contracts/evidence';
import { addressOf, isPicture, isTrace, shortName, sizeOf } from '../evidence';

export function EvidenceList({ evidence, label = 'Evidence:' }: { evidence: readonly Evidence[]; label?: string }) {
  if (evidence.length === 0) return null;
  const pictures = evidence.filter(isPicture);
  const rest = evidence.filter((one) => !isPicture(one));
  return (
    <>
      {pictures.length > 0 && <div class="shots">{pictures.map((one) => <Shot key={`${one.name} ${one.digest}`} one={one} />)}</div>}
      {rest.length > 0 && <p class="evidence">{label} {rest.map((one) => <a key={`${one.name} ${one.digest}`} href={addressOf(one)} title={isTrace(one) ? `${one.name}: npx playwright show-trace opens it` : one.name}>{shortName(one.name)} <small class="soft">{sizeOf(one.bytes)}</small></a>)}</p>}
    </>
  );
}

function Shot({ one }: { one: Evidence }) {
  return <a class="shot" href={addressOf(one)} target="_blank" rel="noopener noreferrer" title={one.name}><img src={addressOf(one)} alt={`Screenshot ${one.name}`} loading="lazy" /></a>;
}
