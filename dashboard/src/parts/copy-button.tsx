// How is a text shown that is to be copied? As code, on its line or in a block, with the button beside it.
import { useCopy } from './use-copy';

/** `what` is said to those who do not see which text it stands beside; `shown`: a long text's short form, until it has to be copied by hand. */
export function Copyable({ text, what, block = false, hint, shown }: { text: string; what: string; block?: boolean; hint?: string; shown?: string }) {
  const { box, news, byHand, copy } = useCopy<HTMLPreElement & HTMLElement>(text);
  return (
    <span class={block ? 'copyable block' : 'copyable'}>
      {block ? <pre ref={box} tabIndex={0} aria-label={what}>{text}</pre> : <code ref={box} class="mono" title={shown && text}>{byHand ? text : shown ?? text}</code>}
      <button type="button" class="copy" title={hint ?? `Copy ${what}`} onClick={copy}>Copy<span class="hidden"> {what}</span></button>
      <span class="soft news" role="status">{news}</span>
    </span>
  );
}
