// What is shown while there is nothing to show, or when something went wrong?
import type { ComponentChildren } from 'preact';
import type { Refused } from '../live/api';

/** A page of which nothing is known yet: its name, for those who hear it, and why there is no more. */
export function Bare({ name, children }: { name: string; children: ComponentChildren }) {
  return <><h1 class="hidden">{name}</h1>{children}</>;
}

export function Loading({ what }: { what: string }) {
  return <div class="state" role="status"><span class="pulse" aria-hidden="true" />Loading {what} …</div>;
}

export function Fault({ refused, onRetry }: { refused: Refused; onRetry?: () => void }) {
  return (
    <div class="fault" role="alert">
      <b><span aria-hidden="true">! </span>{refused.problem.detail}</b>
      <span>{refused.problem.advice}</span>
      {onRetry && <button type="button" onClick={onRetry}>Try again</button>}
    </div>
  );
}
