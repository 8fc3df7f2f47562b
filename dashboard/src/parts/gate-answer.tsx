// What must a developer know of a gate that did not let the attempt through? What, where, the one command, who wrote it, what it looks like, what changed.
import type { StageView } from '../../../src/contracts/incident';
import type { GateAnswer, GateFault } from '../../../src/contracts/result';
import { capital, plural, shortId } from '../text';
import { Copyable } from './copy-button';
import { EvidenceList } from './evidence-list';
import { stageName } from '../stages';

export function GateAnswerBlock({ stage, answer, choose }: { stage: StageView; answer: GateAnswer; choose: (cell: string) => void }) {
  const { faults, more, differs, since } = answer;
  const fresh = faults.filter(({ isNew }) => isNew !== false);
  const known = faults.filter(({ isNew }) => isNew === false);
  const held = stage.verdict === 'inconclusive';
  return (
    <section class={`answer ${held ? 'held' : ''}`} aria-labelledby="answer">
      <h3 id="answer">{held ? `What holds the ${stageName(stage.stage)} gate` : `What the ${stageName(stage.stage)} gate found`} <span>{summary(fresh.length, known.length, more)}</span></h3>
      {fresh.map((fault) => <Fault key={`${fault.cell} ${fault.what}`} fault={fault} held={held} choose={choose} />)}
      {known.length > 0 && (
        <details open={fresh.length === 0}>
          <summary>{plural(known.length, 'fault')} that the running release has too</summary>
          {known.map((fault) => <Fault key={`${fault.cell} ${fault.what}`} fault={fault} held={held} choose={choose} />)}
        </details>
      )}
      {more > 0 && <p class="soft">And {plural(more, 'more fault')}: look into the cells below.</p>}
      {differs.length > 0 && <><h4>What differs</h4><ul class="facts">{differs.map((one) => <li key={one}>{one}</li>)}</ul></>}
      {since && <Since since={since} />}
    </section>
  );
}

function summary(fresh: number, known: number, more: number): string {
  const parts = [...(fresh ? [`${fresh} to look at`] : []), ...(known ? [`${known} also in production`] : []), ...(more ? [`${more} more`] : [])];
  return parts.join(', ');
}

function Fault({ fault, held, choose }: { fault: GateFault; held: boolean; choose: (cell: string) => void }) {
  const { cell, what, isNew, file, line, wrote, command, evidence } = fault;
  const place = file && `${file}${line === undefined ? '' : `:${line}`}`;
  const [tone, shape] = isNew === false ? ['soft', '–'] : held ? ['wait', '?'] : ['bad', '✕'];
  return (
    <article class="gate-fault">
      <p class="what"><b class={tone}><span aria-hidden="true">{shape} </span>{isNew === undefined ? '' : isNew ? 'New. ' : 'Also in production. '}</b>{what}</p>
      <dl>
        {place && <><dt>where</dt><dd><Copyable text={place} what="the place" /></dd></>}
        <dt>repeat it</dt><dd><Copyable text={command} what="the command" hint="In a clone of the service, at this commit" /></dd>
        {wrote && <><dt>wrote it</dt><dd>{wrote.name} <span class="soft">({wrote.email}), <span class="mono">{shortId(wrote.commit)}</span>, {wrote.at.slice(0, 10)}</span></dd></>}
        <dt>cell</dt><dd><button type="button" class="plain cell-link" onClick={() => { choose(cell); }}>{cell}</button></dd>
      </dl>
      <EvidenceList evidence={evidence} />
    </article>
  );
}

function Since({ since }: { since: NonNullable<GateAnswer['since']> }) {
  return (
    <>
      <h4>{capital(`changed since ${since.good}`)} <span class="mono">{shortId(since.commit)}</span></h4>
      <ul class="facts files mono">{since.files.map((file) => <li key={file}>{file}</li>)}</ul>
      {since.files.length === 0 && <p class="soft">Nothing: the same sources passed before, so look at the tools and the data.</p>}
    </>
  );
}
