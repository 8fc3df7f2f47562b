-- Who is logged in? Kept here and not in a process, so that a new release logs nobody out.
create table if not exists sessions (
  sid text primary key,
  sess json not null,
  expire timestamptz not null
);
create index if not exists sessions_by_expiry on sessions (expire);
