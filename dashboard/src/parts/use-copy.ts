// How does a text get into the clipboard? One press; where copying is not allowed the text is selected, so that a key press copies it.
import { useRef, useState } from 'preact/hooks';

/** `box` holds the text on the page; `news` is what came of it, to be said beside it. */
export function useCopy<Box extends HTMLElement>(text: string) {
  const box = useRef<Box>(null);
  const [news, setNews] = useState('');
  const [byHand, setByHand] = useState(false);
  async function write(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setNews('✓ copied');
    } catch { // not allowed, or not a secure address
      setByHand(true);
      if (box.current) window.getSelection()?.selectAllChildren(box.current);
      setNews('selected; copy it with Ctrl-C');
    }
  }
  return { box, news, byHand, copy: () => { void write(); } };
}
