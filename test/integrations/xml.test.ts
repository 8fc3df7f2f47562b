// Does XML become the same object whatever it holds, and is a fault told with its line?
import { parseXml } from '../../integrations/xml';

const LISTS = new Set(['case']);
function parsed(text: string): unknown {
  return parseXml('junit', text, LISTS);
}

it.each<[string, string, unknown]>([
  ['a text', '<a> b </a>', { a: 'b' }],
  ['nothing', '<a/>', { a: '' }],
  ['attributes and a text', '<a x="1">b</a>', { a: { '@x': '1', '#text': 'b' } }],
  ['elements, once and more often', '<a><b/><c>1</c><c>2</c></a>', { a: { b: '', c: ['1', '2'] } }],
  ['an element that is always a list', '<a><case/></a>', { a: { case: [''] } }],
  ['CDATA among text', '<a>1<![CDATA[<2>]]>3</a>', { a: '1<2>3' }],
  ['entities and character references', '<a>&lt;&#8250;&#x1F600;&amp;amp;</a>', { a: '<›😀&amp;' }],
  ['names that objects inherit', '<a><constructor/><toString>1</toString></a>', { a: { constructor: '', toString: '1' } }],
  ['colours and control characters', '<a>\u001b[31mred\u001b[0m&#27;[1m\u0007&#x7;</a>', { a: 'red\ufffd\ufffd' }],
  ['a declaration, comments and instructions', '<?xml version="1.0"?><!-- c --><?style x?><a/><!-- d -->', { a: '' }],
])('reads %s', (_, text, expected) => {
  expect(parsed(text)).toEqual(expected);
});

it('gives no object another prototype', () => {
  expect(Object.getPrototypeOf((parsed('<a><__proto__ x="1"/></a>') as { a: object }).a)).not.toHaveProperty('@x');
});

it.each([
  ['an element that is not closed', '<a>\n<b></a>', /line 2: unexpected close tag/],
  ['an end that did not come', '<a>\n', /unclosed tag: a/],
  ['an attribute without quotes', '<a x=1/>', /line 1/],
  ['text behind the root', '<a/>x', /text data outside of root node/],
  ['an entity that was not declared', '<a>&nbsp;</a>', /undefined entity/],
  ['an entity that objects inherit', '<a>&constructor;</a>', /undefined entity/],
  ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /document type/],
  ['a document type in small letters', '<!doctype a><a/>', /cannot be read/],
])('refuses %s', (_, text, reason) => {
  expect(() => parsed(text)).toThrow(expect.objectContaining({ code: 'report-unreadable', message: expect.stringMatching(reason) }) as Error);
});
