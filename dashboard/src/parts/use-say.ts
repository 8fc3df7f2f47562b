// How is a person's word sent from the page? Once at a time and under a key of its own, with what came back kept beside the button.
import { useRef, useState } from 'preact/hooks';
import { Refused, addressOfIncident, asRefused, newKey, say as send } from '../live/api';
import type { Word } from '../live/api';

/** To an incident. */
export function useSay(id: string) {
  return useSayAt<Word>(addressOfIncident(id));
}

/** A word that was sent and not answered: said again, it goes under the same key, so that it happens once. */
interface Unanswered { text: string; key: string }

/** To whatever lies at an address; the word is the address's last part. */
export function useSayAt<Said extends string>(address: string) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const [said, setSaid] = useState('');
  const sending = useRef(false);
  const unanswered = useRef<Unanswered | undefined>(undefined);
  async function say(word: Said, body: Record<string, unknown>): Promise<boolean> {
    if (sending.current) return false; // a second click before the first is answered
    sending.current = true;
    const text = JSON.stringify([word, body]);
    const key = unanswered.current?.text === text ? unanswered.current.key : newKey();
    unanswered.current = { text, key };
    setBusy(true);
    setRefused(undefined);
    setSaid('');
    try {
      const answer = await send(`${address}/${word}`, body, key);
      unanswered.current = undefined;
      if (!answer.accepted) setRefused(new Refused({ status: 409, detail: answer.text, advice: 'Look at what has changed on this page.' }));
      setSaid(answer.accepted ? answer.text : '');
      return answer.accepted;
    } catch (error) {
      const problem = asRefused(error).problem;
      if (isAnswer(problem.status)) unanswered.current = undefined;
      setRefused(new Refused(adviseOn(problem)));
      return false;
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }
  return { say, busy, refused, said };
}

/** Whether dayshift itself refused: then the word has not happened. Anything else may have happened. */
function isAnswer(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function adviseOn(problem: Refused['problem']): Refused['problem'] {
  if (problem.status === 401) return { ...problem, advice: 'Sign in, at the top of the page; what you wrote stays.' };
  if (problem.status === 0) return { ...problem, detail: 'No answer came from dayshift.', advice: 'It may have been heard. Say it again when the page is live: it happens once.' };
  return problem;
}
