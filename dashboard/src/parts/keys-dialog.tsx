// Which keys are there? A list in a dialog of the browser's own: it holds the focus, Escape closes it, and the focus goes back.
import { useEffect, useRef } from 'preact/hooks';
import { SHORTCUTS } from '../keys';

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => { dialog.current?.showModal(); }, []);
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys" onClose={onClose} onClick={(event) => { if (event.target === dialog.current) dialog.current?.close(); }}>
      <h2 id="keys">Keys</h2>
      <dl>{SHORTCUTS.map(({ keys, does }) => <div key={does}><dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{does}</dd></div>)}<div><dt><kbd>Enter</kbd></dt><dd>Open the row</dd></div></dl>
      <form method="dialog"><button type="submit">Close</button></form>
    </dialog>
  );
}
