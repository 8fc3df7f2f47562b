// What stands in the Test Explorer? A row for each incident that is worked on here, below it its latest attempt; other parts add how rows are run.
import { Range, tests, Uri, type Disposable, type TestController, type TestItem } from 'vscode';
import type { LineFinder } from '../../../../clone/line-finder';
import type { CheckHere } from '../problems/code-actions';
import type { TestNode } from './test-tree';

export interface TestExplorer extends Disposable {
  controller: TestController;
  /** Brings an incident's rows in line; rows that stay keep their results. */
  put(incident: { id: string; title: string; root: Uri; commit: string }, nodes: readonly TestNode[], find: LineFinder): TestItem;
  remove(incident: string): void;
  /** What running a row here means: its cell, or its check with all cells; of a stage or an incident each check below. */
  checksOf(item: TestItem): { item: TestItem; here: CheckHere }[];
}

export function createTestExplorer(): TestExplorer {
  const controller = tests.createTestController('dayshift', 'dayshift');
  const checks = new WeakMap<TestItem, CheckHere>();

  function sync(parent: TestItem, node: TestNode, place: { incident: string; root: Uri; commit: string; find: LineFinder }): TestItem {
    const id = `${parent.id}/${node.id}`;
    const now = node.file === undefined ? undefined : place.find(place.commit, node.file, node.line ?? 1);
    const uri = now && Uri.joinPath(place.root, now.file);
    const before = parent.children.get(id);
    const item = before && before.uri?.toString() === uri?.toString() ? before : controller.createTestItem(id, node.label, uri);
    item.label = node.label;
    item.description = node.description;
    item.range = now && node.line !== undefined ? new Range(now.line - 1, 0, now.line - 1, 0) : undefined;
    if (node.cell) checks.set(item, { incident: place.incident, folder: place.root.fsPath, check: node.cell.check, at: node.cell.at });
    if (!node.isOpen) item.children.replace(node.children.map((child) => sync(item, child, place)));
    else if (before && before !== item) item.children.replace([...before.children].map(([, child]) => child));
    if (item !== before) parent.children.add(item);
    return item;
  }

  function checksOf(item: TestItem): { item: TestItem; here: CheckHere }[] {
    const here = checks.get(item);
    if (here) return [{ item, here }];
    const above = item.parent && checks.get(item.parent);
    if (above && item.parent && item.children.size === 0) return [{ item: item.parent, here: above }]; // a single test is run with its cell
    return [...item.children].flatMap(([, child]) => checksOf(child));
  }

  return {
    controller,
    put({ id, title, root, commit }, nodes, find) {
      const item = controller.items.get(id) ?? controller.createTestItem(id, title);
      item.label = title;
      item.description = id;
      controller.items.add(item);
      const children = nodes.map((node) => sync(item, node, { incident: id, root, commit, find }));
      if (nodes.length > 0) item.children.replace(children);
      return item;
    },
    remove(incident) { controller.items.delete(incident); },
    checksOf,
    dispose() { controller.dispose(); },
  };
}
