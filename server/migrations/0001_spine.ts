import { type Kysely, sql } from 'kysely'

/**
 * The spine's tables. Only the door (`spine/records/door.ts`) writes record, entry, stint, clock, link,
 * participant and attachment; all of them but entry are a fold of entry and can be rebuilt from it.
 * No foreign keys among them: the door writes them in one statement, and `audit verify` and the rebuild
 * check what keys would (their checks cost a third of the hot path's time).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(ddl).execute(db)
}

const ddl = `
create extension if not exists pg_trgm;

-- Numbers come in blocks of 50 to each process: gaps are expected.
create sequence record_number increment by 50;

create table record (
  id bigint primary key,
  kind text not null,
  state text not null,
  category text not null check (category in ('queue','active','waiting','done','cancelled')),
  cause text,
  title text not null,
  description text not null,
  impact smallint, urgency smallint, priority smallint,
  service_id bigint, team_id bigint, holder_id bigint, requester_id bigint,
  restricted boolean not null,
  channel text not null,
  opened_at timestamptz not null,
  resolved_at timestamptz, closed_at timestamptz,
  updated_at timestamptz not null,
  due_at timestamptz,
  version integer not null, seq integer not null, head bytea not null,
  data jsonb not null, custom jsonb not null, tags text[] not null
) with (fillfactor = 85);

create table entry (
  record_id bigint not null,
  seq integer not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor_id bigint,
  verb text not null,
  public boolean not null,
  body text,
  content json,
  data json not null,
  salt bytea,
  digest bytea not null,
  hash bytea not null,
  cause text,
  redacted boolean not null default false,
  primary key (record_id, seq)
);
-- What a handler did for a cause is done once, however often it runs.
create unique index entry_cause on entry (cause) where cause is not null;

create table stint (
  record_id bigint not null, seq integer not null,
  kind text not null, state text not null, category text not null, cause text,
  team_id bigint, holder_id bigint, service_id bigint, priority smallint, restricted boolean not null,
  from_state text, from_team bigint,
  started_at timestamptz not null, ended_at timestamptz,
  secs double precision, bucket smallint,
  primary key (record_id, seq)
);
create index stint_started on stint (started_at);

create table clock (
  record_id bigint not null, name text not null,
  target_id bigint not null, target_ms bigint not null, calendar_id bigint not null, steps jsonb not null,
  origin timestamptz not null, due_at timestamptz, next_at timestamptz, breached_at timestamptz,
  state text not null, spans jsonb not null, fired jsonb not null,
  -- What the clock was told (moves, aims): all else is derived from it.
  memory jsonb not null,
  primary key (record_id, name)
) with (fillfactor = 85);
create index clock_next on clock (next_at) where next_at is not null;

create table link (
  from_id bigint not null, type text not null, to_id bigint not null,
  made_by bigint, at timestamptz not null, seq integer not null, ended_at timestamptz,
  primary key (from_id, type, to_id, seq)
);
create index link_to on link (to_id, type);
create unique index link_live on link (from_id, type, to_id) where ended_at is null;

-- Who takes part in a record: watchers, helpers, and (of a restricted record) readers.
create table participant (
  record_id bigint not null, role text not null, subject text not null, subject_id bigint not null,
  primary key (record_id, role, subject, subject_id)
);
create index participant_subject on participant (subject, subject_id, role, record_id);

create table attachment (
  id bigint primary key, record_id bigint not null, seq integer not null,
  name text not null, type text not null, size bigint not null, sha256 text not null,
  public boolean not null, at timestamptz not null, by_id bigint, removed_at timestamptz
);
create index attachment_record on attachment (record_id);
create index attachment_content on attachment (sha256);

create table outbox (
  record_id bigint not null, seq integer not null, kind text not null, verb text not null, version integer not null,
  primary key (record_id, seq)
) with (fillfactor = 70);

-- Which write a request's key led to; folding up to it gives the first answer again.
create table idempotency (
  caller text not null, key text not null, digest text not null,
  record_id bigint not null, seq integer not null, at timestamptz not null,
  primary key (caller, key)
);
create index idempotency_at on idempotency (at);

create table source (
  system text not null, external_id text not null, record_id bigint not null, digest text not null,
  primary key (system, external_id)
);

create table record_search (id bigint primary key, kind text not null, staff tsvector not null, open tsvector not null);
create index record_search_staff on record_search using gin (staff);
create index record_search_open on record_search using gin (open);
create table lexeme (word text primary key);
create index lexeme_near on lexeme using gin (word gin_trgm_ops);

create table calendar_version (
  id bigint generated always as identity primary key,
  key text not null, version integer not null, definition jsonb not null, made_at timestamptz not null,
  unique (key, version)
);
insert into calendar_version (key, version, definition, made_at) values
  ('always', 1, '{"zone":"UTC","hours":{"1":[{"from":"00:00","to":"24:00"}],"2":[{"from":"00:00","to":"24:00"}],"3":[{"from":"00:00","to":"24:00"}],"4":[{"from":"00:00","to":"24:00"}],"5":[{"from":"00:00","to":"24:00"}],"6":[{"from":"00:00","to":"24:00"}],"7":[{"from":"00:00","to":"24:00"}]},"holidays":[]}', '2026-01-01Z'),
  ('office', 1, '{"zone":"UTC","hours":{"1":[{"from":"09:00","to":"17:00"}],"2":[{"from":"09:00","to":"17:00"}],"3":[{"from":"09:00","to":"17:00"}],"4":[{"from":"09:00","to":"17:00"}],"5":[{"from":"09:00","to":"17:00"}]},"holidays":[]}', '2026-01-01Z');
create table setting (key text primary key, value jsonb not null, version integer not null);

create table notice (
  id bigint generated always as identity primary key,
  person_id bigint not null, record_id bigint not null, seq integer not null,
  type text not null, at timestamptz not null, read_at timestamptz, mailed_at timestamptz,
  cause text not null unique
);
create index notice_person on notice (person_id, id desc);
create index notice_unmailed on notice (id) where mailed_at is null;

create table checkpoint (
  id bigint generated always as identity primary key,
  at timestamptz not null, records bigint not null, digest bytea not null, signature bytea, key_id text
);

-- Queues and lists: every published sort has an index (spine/lists/indexes.ts names them), the queues of
-- teams and holders a small one of open work. Due and priority keep open work apart from the rest, so that
-- what is long done is never read for a queue (as a number: a negated "in" would not find its index).
create index record_updated on record (kind, updated_at desc, id desc);
create index record_opened on record (kind, opened_at desc, id desc);
create index record_due on record (kind, ((category in ('queue','active','waiting'))::int), due_at, id);
create index record_priority on record (kind, ((category in ('queue','active','waiting'))::int), priority, id);
create index record_open_team on record (kind, team_id, due_at, id) where category in ('queue','active','waiting');
create index record_open_holder on record (holder_id, kind, due_at, id) where category in ('queue','active','waiting');
create index record_team_updated on record (kind, team_id, updated_at desc, id desc);
create index record_holder_updated on record (holder_id, kind, updated_at desc, id desc);
create index record_requester on record (requester_id, kind, updated_at desc, id desc);
create index record_service on record (service_id, kind, updated_at desc, id desc);

-- A redaction empties what an entry said and keeps its digest, so that the chain still verifies.
-- It runs with the owner's rights: the program's own role cannot change an entry.
create function redact_entry(which bigint, number integer, tombstone json) returns void
language sql security definer set search_path = public, pg_temp as $$
  update entry set body = null, content = tombstone, salt = null, redacted = true
  where record_id = which and seq = number
    and exists (select 1 from entry r where r.record_id = which and r.verb = 'redact'
                and r.data::jsonb -> 'redacts' @> to_jsonb(number));
$$;

-- The program's own role (named by whoever migrates) may do all but change what was said.
do $$ declare app text := nullif(current_setting('throughline.app_role', true), '');
begin
  if app is not null then
    execute format('grant usage on schema public to %I', app);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', app);
    execute format('revoke update, delete, truncate on entry, checkpoint from %I', app);
    execute format('grant usage on all sequences in schema public to %I', app);
    execute format('alter default privileges in schema public grant select, insert, update, delete on tables to %I', app);
    execute format('alter default privileges in schema public grant usage on sequences to %I', app);
  end if;
end $$;
`
