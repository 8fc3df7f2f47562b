// How does a text get from the page into an editor or a terminal? One press; where copying is not allowed the text is selected.
import { useRef, useState } from 'preact/hooks';

/** `what` is said to those who do not see which text it stands beside. */
export function Copyable({ text, what, block = false, hint }: { text: string; what: string; block?: boolean; hint?: string }) {
  const box = useRef<HTMLPreElement & HTMLElement>(null);
  const [news, setNews] = useState('');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setNews('✓ copied');
    } catch { // not allowed, or not a secure address: selected, so that a key press copies it
      if (box.current) window.getSelection()?.selectAllChildren(box.current);
      setNews('selected; copy it with Ctrl-C');
    }
  }
  return (
    <span class={block ? 'copyable block' : 'copyable'}>
      {block ? <pre ref={box} tabIndex={0} aria-label={what}>{text}</pre> : <code ref={box} class="mono">{text}</code>}
      <button type="button" class="copy" title={hint ?? `Copy ${what}`} onClick={() => { void copy(); }}>Copy<span class="hidden"> {what}</span></button>
      <span class="soft news" role="status">{news}</span>
    </span>
  );
}
