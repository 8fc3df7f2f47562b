// What may a test claim of itself beside its outcome? Acceptance criteria, by properties, tags and labels of one of a few names; files that it attached.
const CRITERIA = /^(?:criterion|criteria|requirements?|acceptance[-_ ]criteri(?:on|a))$/i;
const LONGEST = 200;
const MOST = 50;

/** The ids in a property's value, several with commas; none when the property is about something else. */
export function criteriaOf(name: string, value: string): string[] {
  if (!CRITERIA.test(name.trim())) return [];
  return value.split(/[,;\n]/, MOST).map((id) => id.trim()).filter((id) => id !== '' && id.length <= LONGEST);
}

/** `criterion:LOGIN-1.1` or `@criterion=LOGIN-1.1`, as tools without properties have it. */
export function criteriaOfTag(tag: string): string[] {
  const [, name = '', value = ''] = /^@?([\w -]{1,40}?)\s*[:=]\s*(.{1,2000})$/s.exec(tag.trim()) ?? [];
  return criteriaOf(name, value);
}

/** Each once, or nothing at all: an absent list and an empty one say the same. */
export function listed(values: readonly (string | undefined)[]): string[] | undefined {
  const kept = [...new Set(values.flatMap((value) => value ?? []))].slice(0, MOST);
  return kept.length > 0 ? kept : undefined;
}
