// How does the editor help with dayshift.yaml and .dayshift/pipeline.yaml? Faults as one types, what a key means, and what may be written; silent where another extension does it from the same schemas.
import { CompletionItem, CompletionItemKind, Diagnostic, DiagnosticSeverity, Disposable, extensions, Hover, languages, MarkdownString, Range, SnippetString, Uri, workspace, type CompletionItemProvider, type HoverProvider, type TextDocument } from 'vscode';
import type { Given } from '../feature';
import { kindOf } from './file-kind';
import type { FileKind } from './file-kind';
import type { Shape } from './shape';

const ANOTHER = 'redhat.vscode-yaml'; // reads the schemas by the manifest's yamlValidation
const AFTER_MS = 300; // of typing
const FILES = [{ language: 'yaml', pattern: '**/.dayshift/pipeline.{yaml,yml}' }, { language: 'yaml', pattern: '**/dayshift.{yaml,yml}' }];

export function addFiles({ context, log }: Given): Disposable {
  const shapes = new Map<FileKind, Promise<Shape>>();
  /** As the build put it beside the program. */
  const shapeOf = (kind: FileKind): Promise<Shape> => {
    const known = shapes.get(kind) ?? readShape(Uri.joinPath(context.extensionUri, 'schemas', `${kind}.schema.json`));
    shapes.set(kind, known);
    return known;
  };
  const faults = languages.createDiagnosticCollection('dayshift file');
  const waiting = new Map<string, NodeJS.Timeout>();
  const isOurs = (): boolean => extensions.getExtension(ANOTHER) === undefined;

  function soon(document: TextDocument): void {
    const kind = kindOf(document.uri);
    if (!kind) return;
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.set(key, setTimeout(() => {
      waiting.delete(key);
      judgeNow(document, kind).catch((error: unknown) => { log.warn(`${document.uri.fsPath} could not be judged: ${String(error)}`); });
    }, AFTER_MS));
  }

  async function judgeNow(document: TextDocument, kind: FileKind): Promise<void> {
    if (!isOurs()) return faults.delete(document.uri);
    const { judge } = await import('./language.js'); // late: activation does without
    const { version } = document;
    const found = judge(await shapeOf(kind), document.getText());
    if (document.isClosed || document.version !== version) return;
    faults.set(document.uri, found.map(({ line, place, message }) => {
      const text = document.lineAt(Math.min(line, document.lineCount) - 1);
      const diagnostic = new Diagnostic(new Range(text.lineNumber, text.firstNonWhitespaceCharacterIndex, text.lineNumber, text.text.trimEnd().length), `${place}: ${message}`, DiagnosticSeverity.Error);
      diagnostic.source = 'dayshift';
      return diagnostic;
    }));
  }

  function forget(document: TextDocument): void {
    clearTimeout(waiting.get(document.uri.toString()));
    waiting.delete(document.uri.toString());
    faults.delete(document.uri);
  }

  for (const document of workspace.textDocuments) soon(document);
  return Disposable.from(
    faults,
    workspace.onDidOpenTextDocument(soon), workspace.onDidChangeTextDocument(({ document }) => { soon(document); }), workspace.onDidCloseTextDocument(forget),
    extensions.onDidChange(() => { for (const document of workspace.textDocuments) soon(document); }),
    languages.registerHoverProvider(FILES, hovers(isOurs, shapeOf)),
    languages.registerCompletionItemProvider(FILES, completions(isOurs, shapeOf), ' ', '\n', ':', '-', '{', '[', ','),
    new Disposable(() => { for (const timer of waiting.values()) clearTimeout(timer); }),
  );
}

async function readShape(file: Uri): Promise<Shape> {
  return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as Shape;
}

function hovers(isOurs: () => boolean, shapeOf: (kind: FileKind) => Promise<Shape>): HoverProvider {
  return {
    async provideHover(document, position) {
      const kind = kindOf(document.uri);
      if (!kind || !isOurs()) return undefined;
      const { explain, readDocument, shapesAt } = await import('./language.js');
      const key = readDocument(document.getText()).keyAt(document.offsetAt(position));
      const name = key?.path.at(-1);
      if (!key || typeof name !== 'string') return undefined;
      const whole = await shapeOf(kind);
      const isRequired = shapesAt(whole, key.path.slice(0, -1)).some(({ required }) => required?.includes(name));
      const text = explain(name, shapesAt(whole, key.path), isRequired);
      return text ? new Hover(new MarkdownString(text), new Range(document.positionAt(key.start), document.positionAt(key.end))) : undefined;
    },
  };
}

function completions(isOurs: () => boolean, shapeOf: (kind: FileKind) => Promise<Shape>): CompletionItemProvider {
  return {
    async provideCompletionItems(document, position) {
      const kind = kindOf(document.uri);
      if (!kind || !isOurs()) return [];
      const { cursorAt, offersAt, readDocument } = await import('./language.js');
      const cursor = cursorAt(document.getText(new Range(0, 0, position.line, position.character)));
      if (!cursor) return [];
      const range = new Range(position.line, position.character - cursor.typed.length, position.line, position.character);
      return offersAt(await shapeOf(kind), cursor, readDocument(document.getText())).map((offer) => {
        const item = new CompletionItem(offer.label, offer.kind === 'key' ? CompletionItemKind.Property : CompletionItemKind.EnumMember);
        item.insertText = new SnippetString(offer.insert);
        item.keepWhitespace = true;
        item.range = range;
        item.detail = offer.detail;
        item.documentation = new MarkdownString(offer.explained);
        item.sortText = String(offer.rank).padStart(6, '0');
        return item;
      });
    },
  };
}
