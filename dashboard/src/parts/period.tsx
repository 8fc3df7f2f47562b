// Over how many weeks? One of a few, which the page's address keeps.
import { PERIODS } from '../weeks';

export function Period({ weeks, onChoose }: { weeks: number; onChoose: (weeks: number) => void }) {
  return (
    <label class="period">Over
      <select value={String(weeks)} onChange={(event) => { onChoose(Number(event.currentTarget.value)); }}>
        {PERIODS.map((period) => <option key={period} value={String(period)}>{period} weeks</option>)}
      </select>
    </label>
  );
}
