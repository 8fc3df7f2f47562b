// Which incidents that are over does the reader want? Words are looked for when they are sent, the rest at once.
import { useEffect, useState } from 'preact/hooks';
import type { ServiceView } from '../../../src/contracts/http';
import { useAnswer } from '../live/answer';
import { CHOICES, isNarrowed } from '../past';
import type { Asked } from '../past';
import { capital } from '../text';

interface Props { asked: Asked; onAsk: (asked: Asked) => void }
const NOTHING: Asked = { q: '', service: '', severity: '', outcome: '', from: '', to: '' };

export function PastFilter({ asked, onAsk }: Props) {
  const { body: services = [] } = useAnswer('/api/v1/services', (json) => json as ServiceView[]);
  const [typed, setTyped] = useState(asked.q);
  useEffect(() => { setTyped(asked.q); }, [asked.q]);
  const set = (name: keyof Asked) => (event: { currentTarget: { value: string } }) => { onAsk({ ...asked, q: typed.trim(), [name]: event.currentTarget.value }); };
  return (
    <form class="past-filter" role="search" aria-label="Closed incidents" onSubmit={(event) => { event.preventDefault(); onAsk({ ...asked, q: typed.trim() }); }}>
      <label class="past-words">Words<input type="search" data-filter="" aria-keyshortcuts="/" value={typed} maxLength={200} placeholder="title, cause, alert, story" onInput={(event) => { setTyped(event.currentTarget.value); }} /></label>
      <button type="submit">Search</button>
      <Choice name="Service" value={asked.service} choices={[...new Set([...services.map(({ name }) => name), ...(asked.service ? [asked.service] : [])])]} onChoose={set('service')} />
      <Choice name="Severity" value={asked.severity} choices={CHOICES.severity} onChoose={set('severity')} />
      <Choice name="Outcome" value={asked.outcome} choices={CHOICES.outcome} onChoose={set('outcome')} />
      <label>Closed from<input type="date" value={asked.from} max={asked.to || undefined} onChange={set('from')} /></label>
      <label>to<input type="date" value={asked.to} min={asked.from || undefined} onChange={set('to')} /></label>
      {isNarrowed(asked) && <button type="button" class="plain" onClick={() => { onAsk(NOTHING); }}>Clear</button>}
    </form>
  );
}

interface ChoiceProps { name: string; value: string; choices: readonly string[]; onChoose: (event: { currentTarget: { value: string } }) => void }

function Choice({ name, value, choices, onChoose }: ChoiceProps) {
  const known = value === '' || choices.includes(value) ? choices : [...choices, value]; // as somebody may have written it into the address
  return (
    <label>{name}<select value={value} onChange={onChoose}>
      <option value="">all</option>
      {known.map((choice) => <option key={choice} value={choice}>{name === 'Service' ? choice : capital(choice.replace(/-/g, ' '))}</option>)}
    </select></label>
  );
}
