// What does Slack refuse in a message's blocks? Its published limits, written down apart from our own.

export interface AnyText { type: string; text: string; emoji?: boolean; verbatim?: boolean }
export interface AnyElement { type: string; text?: AnyText | string; action_id?: string; value?: string; url?: string; style?: string; confirm?: Record<string, AnyText> }
export interface AnyBlock { type: string; block_id?: string; text?: AnyText; elements?: AnyElement[] }

/** What an element says. */
export function textOf(element: AnyElement | undefined): string {
  const { text = '' } = element ?? {};
  return typeof text === 'string' ? text : text.text;
}

/** The first thing that is wrong, in words. */
export function faultOfBlocks(blocks: readonly AnyBlock[]): string | undefined {
  if (blocks.length > 50) return 'more than 50 blocks';
  const ids = blocks.flatMap(({ block_id: id }) => id ?? []);
  if (ids.some((id) => id.length > 255) || new Set(ids).size < ids.length) return 'a block_id that is too long or not unique';
  return blocks.map(faultOfBlock).find((fault) => fault !== undefined);
}

function faultOfBlock({ type, text, elements = [] }: AnyBlock): string | undefined {
  switch (type) {
    case 'header': return text?.type === 'plain_text' ? faultOfText(text, 150) : 'a header without plain text';
    case 'section': return text ? faultOfText(text, 3000) : 'a section without text';
    case 'context':
      if (elements.length < 1 || elements.length > 10) return 'a context of none or too many';
      return elements.map((element) => faultOfText(element as AnyText, 3000)).find(Boolean);
    case 'actions':
      if (elements.length < 1 || elements.length > 25) return 'actions of none or too many';
      if (new Set(elements.map(({ action_id: id }) => id)).size < elements.length) return 'an action_id twice';
      return elements.map(faultOfButton).find(Boolean);
    case 'divider': return undefined;
    default: return `a block of type ${type}`;
  }
}

function faultOfButton({ type, text, action_id: id, value = '', url, style, confirm }: AnyElement): string | undefined {
  if (type !== 'button' || typeof text !== 'object' || text.type !== 'plain_text') return 'a button without plain text';
  if (!id || id.length > 255 || value.length > 2000) return 'an action_id or value of a wrong length';
  if (url !== undefined && (url.length > 3000 || !URL.canParse(url))) return 'an address that is none';
  if (style !== undefined && style !== 'primary' && style !== 'danger') return 'an unknown style';
  const most: Record<string, number> = { title: 100, text: 300, confirm: 30, deny: 30 };
  const wrong = confirm && Object.entries(confirm).map(([name, one]) => faultOfText(one, most[name] ?? 0)).find(Boolean);
  return wrong ?? faultOfText(text, 75);
}

function faultOfText({ type, text }: AnyText, most: number): string | undefined {
  if (type !== 'plain_text' && type !== 'mrkdwn') return `a text of type ${type}`;
  if (typeof text !== 'string' || text.trim() === '') return 'an empty text';
  return text.length > most ? `a text longer than ${most}` : undefined;
}
