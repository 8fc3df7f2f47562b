// Who did what, and who was refused? The audit, newest first, by page; what is found can be taken away as a file.
import { useState } from 'preact/hooks';
import type { AuditEntry } from '../../../src/contracts/access';
import { useMinute } from '../live/connection';
import { useAudit } from '../live/audit';
import type { AuditFilter } from '../live/audit';
import { dayAndClock, plural } from '../text';
import { AdministratorsOnly } from './administrators-only';
import { Moment } from './marks';
import { Fault, Loading } from './states';

const OUTCOMES: Record<AuditEntry['outcome'], { shape: string; tone: string }> = { done: { shape: '✓', tone: 'ok' }, refused: { shape: '■', tone: 'wait' }, failed: { shape: '✕', tone: 'bad' } };
const NO_FILTER: AuditFilter = { who: '', action: '', outcome: '' };

export function AuditPart() {
  return <AdministratorsOnly what="the audit"><Audit /></AdministratorsOnly>;
}

function Audit() {
  const [filter, setFilter] = useState(NO_FILTER);
  const { entries, hasMore, busy, refused, more, again, query } = useAudit(filter);
  const isFiltered = Object.values(filter).some((text) => text !== '');
  return (
    <section class="panel" aria-labelledby="audit">
      <h2 id="audit">Audit <span>Appended only; nothing changes or removes an entry.</span></h2>
      <Filter filter={filter} onFilter={setFilter} />
      {refused && <Fault refused={refused} onRetry={again} />}
      {!entries && !refused && <Loading what="the audit" />}
      {entries?.length === 0 && <div class="empty"><b>{isFiltered ? 'Nothing fits.' : 'Nothing is in it yet.'}</b><span>{isFiltered ? 'Ask for less.' : 'Every action and every refusal appears here.'}</span></div>}
      {entries && entries.length > 0 && (
        <>
          <Entries entries={entries} />
          <div class="buttons">
            {hasMore && <button type="button" disabled={busy} onClick={more}>{busy ? 'Loading …' : 'Older ones'}</button>}
            <span class="soft" role="status">{plural(entries.length, 'entry', 'entries')}{hasMore ? ', and older ones' : ', all there are'}</span>
          </div>
        </>
      )}
      <p class="soft">Take away what is asked for above: <a href={`/api/v1/audit/export?${query({ format: 'csv' })}`} download="audit.csv">CSV</a>, <a href={`/api/v1/audit/export?${query({ format: 'jsonl' })}`} download="audit.jsonl">JSON lines</a></p>
    </section>
  );
}

function Filter({ filter, onFilter }: { filter: AuditFilter; onFilter: (filter: AuditFilter) => void }) {
  const [typed, setTyped] = useState(filter);
  const change = (part: Partial<AuditFilter>) => { setTyped({ ...typed, ...part }); };
  return (
    <form class="audit-filter" role="search" aria-label="In the audit" onSubmit={(event) => { event.preventDefault(); onFilter({ ...typed, who: typed.who.trim(), action: typed.action.trim() }); }}>
      <label>Who <input value={typed.who} placeholder="person maya" autocomplete="off" onInput={(event) => { change({ who: event.currentTarget.value }); }} /></label>
      <label>Action <input value={typed.action} placeholder="signOff" autocomplete="off" onInput={(event) => { change({ action: event.currentTarget.value }); }} /></label>
      <label>Outcome <select value={typed.outcome} onChange={(event) => { change({ outcome: event.currentTarget.value as AuditFilter['outcome'] }); }}><option value="">any</option><option value="done">done</option><option value="refused">refused</option><option value="failed">failed</option></select></label>
      <button type="submit">Find</button>
      <button type="button" class="plain" onClick={() => { setTyped(NO_FILTER); onFilter(NO_FILTER); }}>Everything</button>
    </form>
  );
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  const now = useMinute();
  return (
    <ol class="entries">
      {entries.map(({ seq, at, who, action, target, outcome, status, why, address, credential }) => (
        <li key={seq}>
          <span class={OUTCOMES[outcome].tone}><span aria-hidden="true">{OUTCOMES[outcome].shape}</span> {outcome}</span>
          <div>
            <b>{who}</b> · <span class="mono">{action}</span>
            <p><Moment at={at} text={dayAndClock(at, now)} /> · <span class="mono">{target}</span></p>
            <p class="soft">{status}{why && ` ${why.replace(/-/g, ' ')}`} · from {address}{credential && <> · by <span class="mono">{credential}</span></>} · number {seq}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
