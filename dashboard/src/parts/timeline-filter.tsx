// Which part of a long timeline is wanted? What it is about, who, a word; and whether times stand in full.
import { useMemo } from 'preact/hooks';
import type { IncidentView } from '../../../src/contracts/incident';
import { ABOUT, countAbout, peopleOn } from '../timeline';
import type { About, Wanted } from '../timeline';

interface Props { view: IncidentView; wanted: Wanted; found: number; isExact: boolean; onWant: (wanted: Wanted) => void; onExact: (isExact: boolean) => void }

export function TimelineFilter({ view: { timeline, team }, wanted, found, isExact, onWant, onExact }: Props) {
  const counts = useMemo(() => countAbout({ timeline, team }), [timeline, team]);
  const people = useMemo(() => peopleOn({ timeline, team }), [timeline, team]);
  const isFiltered = wanted.about.length > 0 || wanted.who !== '' || wanted.text.trim() !== '';
  const toggle = (about: About) => { onWant({ ...wanted, about: wanted.about.includes(about) ? wanted.about.filter((one) => one !== about) : [...wanted.about, about] }); };
  return (
    <div class="sift" role="group" aria-label="Timeline shown">
      {ABOUT.map((about) => counts[about] > 0 && <button key={about} type="button" aria-pressed={wanted.about.includes(about)} onClick={() => { toggle(about); }}>{about} <small class="soft">{counts[about].toLocaleString('en-US')}</small></button>)}
      {people.length > 1 && (
        <label class="who"><span class="hidden">By</span><select value={wanted.who} onChange={(event) => { onWant({ ...wanted, who: event.currentTarget.value }); }}>
          <option value="">by anybody</option>
          {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select></label>
      )}
      <label>Find <input type="search" value={wanted.text} onInput={(event) => { onWant({ ...wanted, text: event.currentTarget.value }); }} /></label>
      <button type="button" aria-pressed={isExact} onClick={() => { onExact(!isExact); }}>Exact times</button>
      <span class="soft" role="status">{isFiltered && `${found.toLocaleString('en-US')} of ${timeline.length.toLocaleString('en-US')}`}</span>
    </div>
  );
}
