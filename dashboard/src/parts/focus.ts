// What has the focus when a form, a question or a box appears? The piece that asks for it, once: afterwards the person is somewhere inside.
export function focusOnce(piece: HTMLElement | null): void {
  if (piece && !(piece.closest('form, [role=group]') ?? piece).contains(document.activeElement)) piece.focus();
}
