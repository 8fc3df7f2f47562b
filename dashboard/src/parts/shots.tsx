// What did it look like? Pictures small beside each other, each opened large in its place, and from one to the next.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Evidence } from '../../../src/contracts/evidence';
import { addressOf, shortName, sizeOf } from '../evidence';

export function Shots({ pictures }: { pictures: readonly Evidence[] }) {
  const [opened, setOpened] = useState<number>();
  return (
    <div class="shots">
      {pictures.map((one, index) => (
        <button key={`${one.name} ${one.digest}`} type="button" class="shot" title={one.name} aria-haspopup="dialog" onClick={() => { setOpened(index); }}>
          <img src={addressOf(one)} alt={`Screenshot ${one.name}`} loading="lazy" />
        </button>
      ))}
      {opened !== undefined && <Large pictures={pictures} at={opened} onMove={setOpened} onClose={() => { setOpened(undefined); }} />}
    </div>
  );
}

interface Props { pictures: readonly Evidence[]; at: number; onMove: (at: number) => void; onClose: () => void }

function Large({ pictures, at, onMove, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => { box.current?.showModal(); }, []);
  const one = pictures[at];
  if (!one) return null;
  const last = pictures.length - 1;
  function onKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowRight' && at < last) onMove(at + 1);
    if (event.key === 'ArrowLeft' && at > 0) onMove(at - 1);
  }
  return (
    <dialog ref={box} class="shot-large" aria-label={`Screenshot ${one.name}`} onClose={onClose} onKeyDown={onKey} onClick={(event) => { if (event.target === box.current) box.current?.close(); }}>
      <div class="shot-head">
        <span class="mono">{one.name}</span>
        {last > 0 && <span class="soft" role="status">{at + 1} of {pictures.length}</span>}
        <span class="buttons">
          {last > 0 && <><button type="button" disabled={at === 0} onClick={() => { onMove(at - 1); }}>←<span class="hidden"> The one before</span></button><button type="button" disabled={at === last} onClick={() => { onMove(at + 1); }}>→<span class="hidden"> The next one</span></button></>}
          <button type="button" onClick={() => box.current?.close()}>Close</button>
        </span>
      </div>
      <img src={addressOf(one)} alt={`Screenshot ${one.name}, as large as it fits`} />
      <p class="soft"><a href={addressOf(one)} target="_blank" rel="noopener noreferrer">{shortName(one.name)} in a tab of its own</a> {sizeOf(one.bytes)}</p>
    </dialog>
  );
}
