// What is the story of a day? Asked for when somebody wants to read it.
import { useEffect, useState } from 'preact/hooks';
import { addressOfIncident, asRefused, getText } from '../live/api';
import type { Refused } from '../live/api';
import { Markdown } from './markdown';
import { Fault } from './states';

export function Story({ id }: { id: string }) {
  const [text, setText] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  const address = `${addressOfIncident(id)}/story`;
  useEffect(() => {
    let left = false;
    setRefused(undefined);
    getText(address).then((told) => { if (!left) setText(told); }).catch((error: unknown) => { if (!left) setRefused(asRefused(error)); });
    return () => { left = true; };
  }, [address, tries]);
  if (refused) return <Fault refused={refused} onRetry={() => { setTries((count) => count + 1); }} />;
  if (text === undefined) return <p class="soft" role="status">Reading the story …</p>;
  return (
    <>
      <Markdown text={text} top={3} />
      <p class="taken"><a href={address} download={`${id}.md`}>Save it as Markdown</a> <a href={`${addressOfIncident(id)}/record`} download={`${id}.json`}>Save the record as JSON</a></p>
    </>
  );
}
