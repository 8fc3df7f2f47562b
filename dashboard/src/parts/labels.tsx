// Which labels does an alert carry? Name and value, few at first.
const SHOWN = 6;

/** `hide`: names that are said already beside it. */
export function Labels({ labels, hide = ['alertname'] }: { labels: Readonly<Record<string, string>>; hide?: readonly string[] }) {
  const all = Object.entries(labels).filter(([name]) => !hide.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (all.length === 0) return null;
  const row = (some: [string, string][]) => some.map(([name, value]) => <span key={name} class="label"><span class="soft">{name}</span> {value}</span>);
  return (
    <span class="labels">
      {row(all.slice(0, SHOWN))}
      {all.length > SHOWN && <span class="soft" title={all.slice(SHOWN).map(([name, value]) => `${name} ${value}`).join('\n')}>and {all.length - SHOWN} more</span>}
    </span>
  );
}
