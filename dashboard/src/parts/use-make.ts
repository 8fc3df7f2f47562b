// How is a token or a link made from the page? Once at a time; what was refused stands beside the form, and nothing that was typed is lost.
import { useRef, useState } from 'preact/hooks';
import type { CredentialMade } from '../../../src/contracts/access';
import { asRefused, post } from '../live/api';
import type { Refused } from '../live/api';

export function useMake(address: string, onMade: (made: CredentialMade) => void) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const sending = useRef(false);
  async function make(body: unknown): Promise<void> {
    if (sending.current) return; // a second click before the first is answered
    sending.current = true;
    setBusy(true);
    setRefused(undefined);
    try {
      onMade(await post<CredentialMade>(address, body));
    } catch (error) {
      setRefused(asRefused(error));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  }
  return { make: (body: unknown) => { void make(body); }, busy, refused };
}
