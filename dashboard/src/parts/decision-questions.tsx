// What was asked before the signature, and what was answered? A question pauses nothing; an answer is a note.
import type { DecisionCard } from '../../../src/contracts/decision';
import type { IncidentView } from '../../../src/contracts/incident';
import { answersTo } from '../decision';
import { dayAndClock, nameOf } from '../text';
import { Moment } from './marks';

export function DecisionQuestions({ view, card, now }: { view: IncidentView; card: DecisionCard; now: number }) {
  if (card.questions.length === 0) return null;
  const { team } = view;
  return (
    <>
      <h3 class="inner">Questions</h3>
      <ul class="questions">
        {answersTo(view, card).map(({ question: { by, to, text, at }, answers }) => (
          <li key={`${by} ${at}`}>
            <p><b>{nameOf(team, by)}</b> asks {to ? nameOf(team, to) : 'everybody'}, <Moment at={at} text={dayAndClock(at, now)} />: {text}</p>
            {answers.map((answer) => <p key={answer.at} class="answered"><b>{nameOf(team, answer.by)}</b>, <Moment at={answer.at} text={dayAndClock(answer.at, now)} />: {answer.text}</p>)}
            {answers.length === 0 && <p class="wait">○ not answered; {to ? `a note by ${nameOf(team, to)}` : 'any note'} answers it</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
