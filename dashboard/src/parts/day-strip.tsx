// The day as one strip: nine steps with their time and how often they sent the work back; small for a row of the board.
import type { Step, StepState } from '../strip';

const WORDS: Record<StepState, string> = { done: 'done', running: 'running', waiting: 'waiting for a person', back: 'sent back', todo: 'to come', skipped: 'not reached' };
const SHAPES: Record<StepState, string> = { done: '✓', running: '●', waiting: '…', back: '↺', todo: '', skipped: '–' };

export function DayStrip({ steps }: { steps: Step[] }) {
  return (
    <ol class="strip" aria-label="The day">
      {steps.map((step, index) => (
        <li key={step.name} class={`step ${step.state}`} aria-current={isNow(step) ? 'step' : undefined}>
          {step.sentBack > 0 && <span class="loops">↺ sent back {step.sentBack === 1 ? 'once' : `${step.sentBack} times`}</span>}
          <i aria-hidden="true">{SHAPES[step.state] || index + 1}</i>
          <b>{step.name}</b>
          <span class="hidden">{WORDS[step.state]}</span>
          <small>{step.state === 'waiting' && step.time ? `waiting ${step.time}` : step.time || '\u00a0'}</small>
        </li>
      ))}
    </ol>
  );
}

function isNow({ state }: Step): boolean {
  return state === 'running' || state === 'waiting' || state === 'back';
}

export function MiniStrip({ steps }: { steps: Step[] }) {
  const now = steps.find(isNow);
  const done = steps.filter(({ state }) => state === 'done').length;
  const label = now ? `Step ${steps.indexOf(now) + 1} of ${steps.length}: ${now.name}, ${WORDS[now.state]}` : `${done} of ${steps.length} steps done`;
  return <div class="mini" role="img" aria-label={label}>{steps.map((step) => <i key={step.name} class={step.state} />)}</div>;
}
