// How is a long list kept short? The first few, the rest on demand.
import type { ComponentChildren } from 'preact';

interface Props<Item> { items: readonly Item[]; shown: number; list: (items: readonly Item[]) => ComponentChildren; rest?: string }

export function More<Item>({ items, shown, list, rest }: Props<Item>) {
  const hidden = items.length - shown;
  return (
    <>
      {list(items.slice(0, shown))}
      {hidden > 0 && <details class="more"><summary>{rest ?? `${hidden.toLocaleString('en-US')} more`}</summary>{list(items.slice(shown))}</details>}
    </>
  );
}
