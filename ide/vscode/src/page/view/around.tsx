// What fails, which change is suspected, and what else is known around the incident?
import type { PartProps } from './app';
import { Ask, Labels, Moment } from './small';

export function Failing({ page: { failing }, now, send }: PartProps) {
  const { alerts, more, received, resolvedAt, address } = failing;
  return (
    <section aria-labelledby="failing">
      <h2 id="failing">What fails <span class="soft">{received} received{address && ` · ${address}`}</span></h2>
      {alerts.length === 0 && <p class="soft">{resolvedAt ? <>Every alert has resolved, the last one <Moment at={resolvedAt} now={now} />.</> : 'No alert fires.'}</p>}
      <ul class="blocks">
        {alerts.map((alert, index) => (
          <li key={`${alert.name} ${index}`}>
            {alert.request && <p class="request"><code>{alert.request}</code></p>}
            <p><b>{alert.link ? <Ask asks={{ kind: 'link', url: alert.link }} send={send} title={alert.link}>{alert.name} ↗</Ask> : alert.name}</b> {alert.summary} <small class="soft">{alert.severity}, {alert.source}, since <Moment at={alert.since} now={now} /></small></p>
            <Labels labels={alert.labels} />
          </li>
        ))}
      </ul>
      {more > 0 && <p class="soft">And {more} more.</p>}
    </section>
  );
}

export function Suspect({ page: { suspect, isLookedUp }, send }: PartProps) {
  if (!suspect) return <section aria-labelledby="suspect"><h2 id="suspect">Suspected change</h2><p class="soft">{isLookedUp ? 'What the running release changed is not known.' : 'Being looked up …'}</p></section>;
  const { subject, author, commit, before, size, files } = suspect;
  return (
    <section aria-labelledby="suspect">
      <h2 id="suspect">Suspected change <span class="soft">of the running release{before && ` against ${before}`}</span></h2>
      <p>“{subject}” by {author} <small class="soft"><code>{commit.slice(0, 7)}</code> {size}</small></p>
      <ul class="files">{files.map(({ path, owners }) => <li key={path}><Ask asks={{ kind: 'diff', path }} send={send} name={`Compare ${path}`}><code>{path}</code></Ask> <small class="soft">{owners}</small></li>)}</ul>
    </section>
  );
}

export function Around({ page, now, send }: PartProps) {
  const { deployments, together, earlier, links, unknown, suggestions } = page;
  if (deployments.length + together.length + earlier.length + links.length + unknown.length + suggestions.length === 0) return null;
  return (
    <section aria-labelledby="around">
      <h2 id="around">What else is known</h2>
      {links.length > 0 && <p class="links">{links.map(({ title, url }) => <Ask key={url} asks={{ kind: 'link', url }} send={send} title={url}>{title} ↗</Ask>)}</p>}
      <div class="columns">
        {earlier.length > 0 && <div><h3>The same cause before</h3><ul class="plain">{earlier.map(({ id, title, openedAt, ended }) => <li key={id}><Ask asks={{ kind: 'incident', id }} send={send}>{title}</Ask> <Moment at={openedAt} now={now} /> <small class="soft">{ended}</small></li>)}</ul></div>}
        {deployments.length > 0 && <div><h3>Went out lately</h3><ul class="plain">{deployments.slice(0, 5).map(({ version, digest, at, note }) => <li key={`${digest} ${at}`}><Moment at={at} now={now} /> <b>{version}</b> <code>{digest}</code> <small class="soft">{note}</small></li>)}</ul></div>}
        {together.length > 0 && <div><h3>Fires at the same time</h3><ul class="plain">{together.slice(0, 6).map(({ name, since, labels }, index) => <li key={`${name} ${index}`}><b>{name}</b> since <Moment at={since} now={now} /><Labels labels={labels} /></li>)}</ul></div>}
        {suggestions.length > 0 && <div><h3>Who knows it</h3><ul class="plain">{suggestions.slice(0, 6).map(({ name, why }, index) => <li key={`${name} ${index}`}><b>{name}</b> <small class="soft">{why}</small></li>)}</ul></div>}
        {unknown.length > 0 && <div><h3>Unknown</h3><ul class="plain">{unknown.map((what) => <li key={what} class="soft">{what}</li>)}</ul></div>}
      </div>
    </section>
  );
}
