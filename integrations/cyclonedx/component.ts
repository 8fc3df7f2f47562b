// Which component does a vulnerability lie in? Named without its version, so that another version of it is the same component.
import type { Bom, BomComponent } from './schema';

export interface NamedComponent { name: string; version: string | undefined }

/** A package's address without version, qualifiers and path: `pkg:npm/%40scope/name`. */
function withoutVersion(purl: string): string {
  const bare = purl.split(/[?#]/)[0] ?? '';
  const at = bare.indexOf('@', bare.lastIndexOf('/') + 1);
  return at < 0 ? bare : bare.slice(0, at);
}

/** A scope that is written with its sign is the same as one that is escaped. */
function nameOf({ purl, group, name }: BomComponent): string {
  if (purl) return withoutVersion(purl).replace('/@', '/%40');
  return group ? `${group}/${name}` : name;
}

/** A reference may be a link to another bill, whose own name for the component stands behind the sign. */
function localPart(ref: string): string {
  return ref.startsWith('urn:cdx:') ? decodeURIComponentOr(ref.slice(ref.indexOf('#') + 1)) : ref;
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that stands for itself
  }
}

/** Finds components by what a vulnerability calls them: a reference, or the package's address itself. */
export function createComponents({ components, metadata }: Bom): (ref: string) => NamedComponent {
  const known = new Map<string, NamedComponent>();
  const waiting = [...(metadata?.component ? [metadata.component] : []), ...components];
  for (let component = waiting.pop(); component; component = waiting.pop()) {
    const named = { name: nameOf(component), version: component.version };
    for (const ref of [component['bom-ref'], component.purl]) if (ref !== undefined) known.set(ref, named);
    waiting.push(...component.components);
  }
  return (ref) => {
    const local = localPart(ref);
    return known.get(ref) ?? known.get(local) ?? { name: local.startsWith('pkg:') ? withoutVersion(local).replace('/@', '/%40') : local, version: undefined };
  };
}
