// What does the board look like while it is on its way? Its own shape, quiet, and only after a moment.
const ROWS = [0, 1, 2];

export function BoardSkeleton() {
  return (
    <div class="skeleton">
      <p class="hidden" role="status">Loading the board …</p>
      <div class="rows" aria-hidden="true">{ROWS.map((row) => <div key={row} class="panel row"><i /><i /><i /><i /></div>)}</div>
    </div>
  );
}
