// Whatever an alert says: Slack takes the message, and nobody is mentioned or linked by it.
import fc from 'fast-check';
import { messageOf } from '../../../integrations/slack/blocks';
import { escapeText, plainText } from '../../../integrations/slack/text';
import { SEVERITIES } from '../../../src/domain/vocabulary';
import type { Notification } from '../../../src/ports/notifier';
import { faultOfBlocks, textOf, type AnyBlock } from './block-rules';

const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: fc.constantFrom('<', '>', '&', '!', 'a', '\n', '🚒', '`'), maxLength: 6000 }));
const notification: fc.Arbitrary<Notification> = fc.record({
  key: fc.constant('k'), step: fc.constant('s'), incident: fc.constant('shop.Down.0123abcd'), service: words.filter((text) => text.trim() !== ''), severity: fc.constantFrom(...SEVERITIES),
  to: fc.constant(['maya']), subject: words, text: words, at: fc.constant('2026-11-23T10:00:00.000Z'),
  link: fc.option(fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)'), fc.string()), { nil: undefined }),
  action: fc.option(fc.constantFrom('assign' as const, 'fix' as const, 'sign-off' as const, 'decide' as const), { nil: undefined }),
  digest: fc.option(fc.constant(`sha256:${'d'.repeat(64)}`), { nil: undefined }), suggestion: fc.option(fc.constant('ravi'), { nil: undefined }),
  facts: fc.option(fc.array(fc.record({ name: words, text: words }), { maxLength: 40 }), { nil: undefined }),
});

test('a message keeps to the limits of Block Kit', () => {
  fc.assert(fc.property(notification, words, fc.boolean(), (about, name, isInteractive) => {
    const { blocks, text } = messageOf(about, { nameOf: () => name || 'x', mentions: [], isInteractive });
    expect(faultOfBlocks(blocks as AnyBlock[])).toBeUndefined();
    expect(text.length).toBeLessThanOrEqual(4000);
  }));
});

test('no control sign of Slack is left in what is read as markup', () => {
  fc.assert(fc.property(notification, (about) => {
    const { blocks, text } = messageOf(about, { nameOf: (id) => id, mentions: [], isInteractive: true });
    const marked = (blocks as AnyBlock[]).flatMap(({ text: own, elements = [], type }) => [...(own?.type === 'mrkdwn' ? [own.text] : []), ...(type === 'context' ? elements.map(textOf) : [])]);
    for (const one of [text, ...marked]) expect(one.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[<>&]/);
  }));
});

test('a cut text is no longer than it may be, and no escape sequence is cut', () => {
  fc.assert(fc.property(words, fc.integer({ min: 1, max: 200 }), (text, most) => {
    const [escaped, plain] = [escapeText(text, most), plainText(text, most)];
    expect(escaped.length).toBeLessThanOrEqual(most);
    expect(plain.length).toBeLessThanOrEqual(most);
    expect(escaped.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
    expect(escaped + plain).not.toMatch(/\p{Surrogate}/u);
  }));
});
