// How is Markdown shown? Node by node as elements of ours: no HTML of the text is ever parsed, and only addresses of the web become links.
import type { Nodes, Root, RootContent, Table } from 'mdast';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asRefused } from '../live/api';
import type { Refused } from '../live/api';
import { safeLink } from '../links';
import { unturned } from '../unturned';
import { Fault } from './states';

/** `top`: the level of its first headings on this page. */
export function Markdown({ text, top }: { text: string; top: 2 | 3 | 4 }) {
  const [tree, setTree] = useState<Root>();
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => {
    let left = false;
    import('../markdown').then(({ readMarkdown }) => { if (!left) setTree(readMarkdown(text)); }).catch((error: unknown) => { if (!left) setRefused(asRefused(error)); });
    return () => { left = true; };
  }, [text]);
  if (refused) return <Fault refused={refused} />;
  if (!tree) return <p class="soft" role="status">Reading …</p>;
  return <div class="prose">{all(tree.children, top)}</div>;
}

function all(nodes: readonly Nodes[], top: number): ComponentChildren {
  return nodes.map((node, index) => <One key={index} node={node as RootContent} top={top} />);
}

function One({ node, top }: { node: RootContent; top: number }) {
  switch (node.type) {
    case 'heading': {
      const Heading = `h${Math.min(6, node.depth + top - 1)}` as 'h2';
      return <Heading>{all(node.children, top)}</Heading>;
    }
    case 'paragraph': return <p>{all(node.children, top)}</p>;
    case 'blockquote': return <blockquote>{all(node.children, top)}</blockquote>;
    case 'list': return node.ordered ? <ol start={node.start ?? 1}>{all(node.children, top)}</ol> : <ul>{all(node.children, top)}</ul>;
    case 'listItem': return <li>{node.spread ? all(node.children, top) : node.children.map((child, index) => (child.type === 'paragraph' ? all(child.children, top) : <One key={index} node={child} top={top} />))}</li>;
    case 'table': return <Rows table={node} top={top} />;
    case 'code': return node.lang === 'mermaid' ? <details><summary>The chart’s source, in Mermaid</summary><Code text={node.value} /></details> : <Code text={node.value} />;
    case 'inlineCode': return <code class="mono">{node.value}</code>;
    case 'emphasis': return <em>{all(node.children, top)}</em>;
    case 'strong': return <strong>{all(node.children, top)}</strong>;
    case 'link': {
      const href = safeLink(node.url);
      return href ? <a href={href} target="_blank" rel="noopener noreferrer">{all(node.children, top)}</a> : <>{all(node.children, top)}</>;
    }
    case 'text': return <>{unturned(node.value).replace(/^\[ \] /, '☐ ').replace(/^\[x\] /i, '☑ ')}</>;
    case 'html': return <>{node.value}</>;
    case 'image': return <>{node.alt}</>;
    case 'break': return <br />;
    case 'thematicBreak': return <hr />;
    default: return 'children' in node ? <>{all(node.children, top)}</> : null;
  }
}

function Code({ text }: { text: string }) {
  return <pre class="mono" tabIndex={0}>{text}</pre>;
}

function Rows({ table, top }: { table: Table; top: number }) {
  const [head, ...rows] = table.children;
  return (
    <div class="scrolls" tabIndex={0} role="group" aria-label="Table">
      <table>
        {head && <thead><tr>{head.children.map((cell, index) => <th key={index} scope="col">{all(cell.children, top)}</th>)}</tr></thead>}
        <tbody>{rows.map((row, at) => <tr key={at}>{row.children.map((cell, index) => <td key={index}>{all(cell.children, top)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
