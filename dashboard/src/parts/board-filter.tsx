// Which of the open incidents are shown, and in which order? Words, a service, a severity; kept in the address.
import { SEVERITIES } from '../../../src/domain/vocabulary';
import { EVERYTHING, SORTS, isNarrowed } from '../board';
import type { Sort, Wanted } from '../board';

interface Props { wanted: Wanted; services: readonly string[]; count: string; onWant: (wanted: Wanted) => void }

export function BoardFilter({ wanted, services, count, onWant }: Props) {
  const change = (changed: Partial<Wanted>) => { onWant({ ...wanted, ...changed }); };
  return (
    <form class="filter" role="search" aria-label="Open incidents" onSubmit={(event) => { event.preventDefault(); }}>
      <label class="grow"><span class="hidden">Words in title, service, turn</span><input type="search" data-filter="" aria-keyshortcuts="/" placeholder="Filter, or press /" value={wanted.q} onInput={(event) => { change({ q: event.currentTarget.value }); }} /></label>
      {services.length > 1 && (
        <label><span class="hidden">Service</span><select value={wanted.service} onChange={(event) => { change({ service: event.currentTarget.value }); }}>
          <option value="">Every service</option>
          {services.map((name) => <option key={name} value={name}>{name}</option>)}
        </select></label>
      )}
      <label><span class="hidden">Severity</span><select value={wanted.severity} onChange={(event) => { change({ severity: event.currentTarget.value }); }}>
        <option value="">Every severity</option>
        {[...SEVERITIES].reverse().map((one) => <option key={one} value={one}>{one}</option>)}
      </select></label>
      <label><span class="hidden">Order</span><select value={wanted.sort} onChange={(event) => { change({ sort: event.currentTarget.value as Sort }); }}>
        {Object.entries(SORTS).map(([sort, name]) => <option key={sort} value={sort}>{name}</option>)}
      </select></label>
      {isNarrowed(wanted) && <><button type="button" class="plain" onClick={() => { onWant({ ...EVERYTHING, sort: wanted.sort }); }}>Show all</button><span class="soft" role="status">{count}</span></>}
    </form>
  );
}
