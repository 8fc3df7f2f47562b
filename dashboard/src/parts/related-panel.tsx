// What else is known? The change under suspicion, what went out, what fires beside it, the same trouble before, where to read on, and what is unknown.
import type { IncidentView } from '../../../src/contracts/incident';
import type { Change, Related } from '../../../src/contracts/result';
import { safeLink } from '../links';
import { pageOfIncident } from '../route';
import { age, dayAndClock, nameOf, plural, shortId } from '../text';
import { Labels } from './labels';
import { Moment } from './marks';
import { More } from './more';

export function RelatedPanel({ view, now }: { view: IncidentView; now: number }) {
  const { related } = view;
  if (!related && view.outcome) return null; // a record keeps what came of it; the same trouble before is beside its story
  return (
    <section class="panel" aria-labelledby="related">
      <h2 id="related">What else is known {related && <span>looked up <Moment at={related.at} text={dayAndClock(related.at, now)} /></span>}</h2>
      {!related && <p class="soft">Being looked up …</p>}
      {related && <Facts view={view} related={related} now={now} />}
    </section>
  );
}

function Facts({ view, related, now }: { view: IncidentView; related: Related; now: number }) {
  const { change, deployments, together, earlier, unknown } = related;
  const links = related.links.flatMap(({ title, url }) => { const href = safeLink(url); return href ? [{ title, href }] : []; });
  const nothing = !change && deployments.length + together.length + earlier.length + links.length + unknown.length === 0;
  return (
    <>
      {nothing && <p class="soft">Nothing: no deployment in the last day, no other alert, no earlier incident, no links.</p>}
      {links.length > 0 && <p class="links">{links.map(({ title, href }) => <a key={href} href={href} target="_blank" rel="noopener noreferrer">{title}<span aria-hidden="true"> ↗</span></a>)}</p>}
      <div class="known">
        {change && <Suspect change={change} team={view.team} />}
        {earlier.length > 0 && (
          <div>
            <h3>The same trouble before</h3>
            <ul class="facts">
              {earlier.map(({ id, title, openedAt, closedAt, outcome, assignee, fix }) => (
                <li key={id}>
                  <a href={pageOfIncident(id)}>{title}</a> <Moment at={openedAt} text={dayAndClock(openedAt, now)} />, {outcome.replace(/-/g, ' ')} after {age(Date.parse(closedAt) - Date.parse(openedAt))}
                  {(fix ?? assignee) && <small class="soft">{fix && <>fixed by <span class="mono">{shortId(fix.commit)}</span> </>}{assignee && `${fix ? 'of' : 'with'} ${nameOf(view.team, assignee)}`}</small>}
                </li>
              ))}
            </ul>
          </div>
        )}
        {deployments.length > 0 && (
          <div>
            <h3>Went out lately</h3>
            <More shown={3} items={deployments} list={(items) => (
              <ul class="facts">{items.map(({ version, digest, at }) => <li key={`${digest} ${at}`}><Moment at={at} text={dayAndClock(at, now)} /> <b>{version}</b> <span class="mono" title={digest}>{shortId(digest)}</span>{digest === view.running?.digest && <small class="soft"> ran when the trouble came</small>}</li>)}</ul>
            )} />
          </div>
        )}
        {together.length > 0 && (
          <div>
            <h3>Fires at the same time</h3>
            <More shown={3} items={together} list={(items) => <ul class="facts">{items.map(({ name, since, labels }, index) => <li key={`${name} ${index}`}><b>{name}</b> since <Moment at={since} text={dayAndClock(since, now)} /><Labels labels={labels} /></li>)}</ul>} />
          </div>
        )}
        {unknown.length > 0 && (
          <div>
            <h3>Unknown</h3>
            <ul class="facts">{unknown.map((what) => <li key={what} class="soft"><span aria-hidden="true">? </span>{what}</li>)}</ul>
          </div>
        )}
      </div>
    </>
  );
}

function Suspect({ change, team }: { change: Change; team: IncidentView['team'] }) {
  const author = team.find(({ emails }) => emails.includes(change.author))?.name ?? change.author;
  return (
    <div>
      <h3>Suspected change <span>of the running release</span></h3>
      <p class="suspect">“{change.subject}” by {author} <small class="soft"><span class="mono">{shortId(change.commit)}</span>, +{change.additions} −{change.deletions} in {plural(change.files.length, 'file')}</small></p>
      <More shown={4} items={change.files} list={(files) => <ul class="files">{files.map(({ path, owners }) => <li key={path}><span class="mono">{path}</span> <small class="soft">{owners.join(' ') || 'nobody owns it'}</small></li>)}</ul>} />
    </div>
  );
}
