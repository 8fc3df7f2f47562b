// How is an incident found among thousands? By columns and words that the database derives from the record itself, so that old rows are found too.
import { SEPARATORS, searchWords } from '../../src/contracts/search-words';

const LONGEST_STORY = 200_000; // characters; what has more words than fit could not be saved

/** A text as a constant of SQL. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, '\'\'')}'`;
}

/** Signs become spaces before PostgreSQL cuts words: it would take `storefront.LoginRefused` for one, the name of a host. */
const CUT = `translate(text, ${quoted(SEPARATORS)}, repeat(' ', ${SEPARATORS.length}))`;

export const SEARCH_STEP = `
  create function dayshift_cut(text text) returns text language sql immutable as $$ select ${CUT} $$;
  create function dayshift_words(record jsonb, story text) returns tsvector language sql immutable as $$
    select to_tsvector('simple', dayshift_cut(names || ' ' || regexp_replace(names, '([a-z0-9])([A-Z])', '\\1 \\2', 'g') || ' ' || left(story, ${LONGEST_STORY})))
    from (select coalesce(record #>> '{incident,id}', '') || ' ' || coalesce(record #>> '{incident,title}', '') || ' ' || coalesce(record #>> '{incident,service}', '')
      || ' ' || coalesce(record #>> '{incident,cause}', '') || ' ' || coalesce(record ->> 'alerts', '') as names) of_record
  $$;
  alter table dayshift_archive
    add column severity text generated always as (record #>> '{incident,severity}') stored,
    add column outcome text generated always as (record #>> '{incident,outcome}') stored,
    add column assignee text generated always as (record #>> '{assignment,to}') stored,
    add column words tsvector generated always as (dayshift_words(record, story)) stored;
  create index dayshift_archive_by_words on dayshift_archive using gin (words);
  create index dayshift_archive_by_assignee on dayshift_archive (assignee, closed_at desc, id desc)`;

/** What the column `words` is asked with; undefined when nothing can be found by that text. Each word may be the beginning of a longer one. */
export function wordsQuery(text: string): string | undefined {
  const words = searchWords(text);
  return words.length > 0 ? words.map((word) => `'${word}':*`).join(' & ') : undefined;
}
