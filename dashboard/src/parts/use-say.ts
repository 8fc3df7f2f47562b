// How is a person's word sent from the page? Once at a time, with what came back kept beside the button.
import { useState } from 'preact/hooks';
import { Refused, addressOfIncident, asRefused, say as send } from '../live/api';
import type { Word } from '../live/api';

/** To an incident. */
export function useSay(id: string) {
  return useSayAt<Word>(addressOfIncident(id));
}

/** To whatever lies at an address; the word is the address's last part. */
export function useSayAt<Said extends string>(address: string) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const [said, setSaid] = useState('');
  async function say(word: Said, body: Record<string, unknown>): Promise<boolean> {
    setBusy(true);
    setRefused(undefined);
    try {
      const answer = await send(`${address}/${word}`, body);
      if (!answer.accepted) setRefused(new Refused({ status: 409, detail: answer.text, advice: 'Look at what has changed on this page.' }));
      setSaid(answer.accepted ? answer.text : '');
      return answer.accepted;
    } catch (error) {
      const problem = asRefused(error).problem;
      setRefused(new Refused(problem.status === 401 ? { ...problem, advice: 'Sign in with your token, at the top of the page.' } : problem));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { say, busy, refused, said };
}
