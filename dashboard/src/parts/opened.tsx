// What is shown only when somebody opens it? It is made, and asked for, then and not before.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props { name: string; of: string; class?: string; children: () => ComponentChildren }

/** `of`: what it belongs to, for those who hear the name alone. */
export function Opened({ name, of, class: look, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class={look} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary>{name}<span class="hidden"> {of}</span></summary>
      {isOpen && children()}
    </details>
  );
}
