// How did one side do? A bar for one figure, or a dot for each round with the median; the limits on the same scale.
interface Side { name: string; tone: string; limits: readonly number[]; said: (value: number) => string }

export function SideBar({ name, tone, limits, said, share, value }: Side & { share: number; value: number }) {
  return (
    <div class="bar">
      <span class="soft">{name}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="1" height="8" width={Math.max(0.4, share * 100)} class={tone} />
        <Limits limits={limits} />
      </svg>
      <span>{said(value)}</span>
    </div>
  );
}

/** A dot is a line without length and with round ends, so that it stays round however wide the drawing is. */
export function SideDots({ name, tone, limits, said, values, median, place }: Side & { values: readonly number[]; median: number; place: (value: number) => number }) {
  const x = (value: number) => (place(value) * 100).toFixed(2);
  const label = `${name}: ${values.length} rounds from ${said(Math.min(...values))} to ${said(Math.max(...values))}, median ${said(median)}`;
  return (
    <div class="bar dots">
      <span class="soft">{name}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
        <line x1={x(Math.min(...values))} x2={x(Math.max(...values))} y1="5" y2="5" class={`reach ${tone}`} />
        {values.map((value, index) => <path key={index} d={`M${x(value)} 5h0.001`} class={`round ${tone}`} />)}
        <line x1={x(median)} x2={x(median)} y1="0.5" y2="9.5" class={`median ${tone}`} />
        <Limits limits={limits} />
      </svg>
      <span>{said(median)}</span>
    </div>
  );
}

function Limits({ limits }: { limits: readonly number[] }) {
  return <>{limits.map((limit) => <line key={limit} x1={limit * 100} x2={limit * 100} y1="0" y2="10" class="limit" />)}</>;
}
