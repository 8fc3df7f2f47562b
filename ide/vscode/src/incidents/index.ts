// Where does a person see what is on their desk? The tree: their incidents, and below each how far it is, live while somebody looks at it.
import { Disposable, EventEmitter, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, window, type Command, type TreeDataProvider } from 'vscode';
import type { Given } from '../feature';
import { createTree, type Tree } from './tree';
import type { Node } from './node';
import { keyOf } from './node';
import type { Row } from './row';

const SHOWN_EVERY_MS = 400;

export function incidents({ session, log }: Given): Disposable {
  const changed = new EventEmitter<undefined>();
  let due: NodeJS.Timeout | undefined;
  const tree = createTree({ session, now: () => Date.now(), onChange: showSoon, log: (text) => { log.debug(text); } });
  const view = window.createTreeView('dayshift.incidents', { treeDataProvider: provide(tree, changed), showCollapseAll: true });

  /** Progress comes every second and for several incidents at once: they are shown together. */
  function showSoon(): void {
    due ??= setTimeout(() => { due = undefined; changed.fire(undefined); }, SHOWN_EVERY_MS);
  }

  function showDesk(): void {
    const waiting = session.desk?.filter(({ part }) => part === 'turn').length ?? 0;
    view.badge = waiting > 0 ? { value: waiting, tooltip: waiting === 1 ? 'One incident waits for you' : `${waiting} incidents wait for you` } : undefined;
    view.message = session.connection.kind === 'away' && session.desk?.length ? 'dayshift does not answer. This is what was heard last.' : undefined;
    showSoon();
  }

  showDesk();
  return Disposable.from(
    view, tree, changed, { dispose: () => { clearTimeout(due); } },
    session.onDidChange(showDesk),
    view.onDidCollapseElement(({ element }) => { if (element.kind === 'incident') tree.leave(element.incident); }),
    view.onDidChangeVisibility(({ visible }) => { if (visible) showSoon(); else tree.leaveAll(); }),
  );
}

function provide(tree: Tree, changed: EventEmitter<undefined>): TreeDataProvider<Node> {
  return {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => tree.below(node),
    getTreeItem: (node) => itemOf(node, tree.rowOf(node)),
  };
}

function itemOf(node: Node, row: Row): TreeItem {
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  const item = new TreeItem(row.label, row.isOpenable ? (row.isOpen ? Expanded : Collapsed) : None);
  item.id = `${keyOf(node)}${row.isOpenable ? (row.isOpen ? '+' : '-') : ''}`; // the editor unfolds a row that it has not seen: one that begins to run unfolds, one that is over folds
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon, row.color ? new ThemeColor(row.color) : undefined);
  item.tooltip = new MarkdownString(row.tooltip); // not trusted: no commands, no pictures, no HTML
  item.contextValue = row.words.join(' ');
  item.accessibilityInformation = { label: row.spoken };
  const command = commandOf(node, row);
  if (command) item.command = command;
  return item;
}

function commandOf(node: Node, { words }: Row): Command | undefined {
  if (node.kind === 'incident') return { command: 'dayshift.open', title: 'Open incident', arguments: [node.incident] };
  return words.includes('logged') ? { command: 'dayshift.followLog', title: 'Follow log', arguments: [node] } : undefined;
}
