import { type Kysely, sql } from 'kysely'

/**
 * What leaves the house. A mail is a row of its own, about one notice, several, or none: who is told of ten things at
 * once gets one mail, and people who have no account can be written to. Webhooks and each of their deliveries.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(mails).execute(db)
  await sql.raw(webhooks).execute(db)
}

const mails = `
create table mail (
  id bigint generated always as identity primary key,
  -- Names the effect, so that it is queued once; null where notices are folded into it.
  cause text unique,
  person_id bigint, address text,
  -- The record whose thread it belongs to; null where it is about several, or none.
  record_id bigint,
  -- The words of a mail that is not made of notices; emptied once it has left.
  content jsonb,
  urgent boolean not null default false,
  -- Given when it is first sent.
  message_id text unique,
  made_at timestamptz not null,
  -- When to try next; null when there is nothing (more) to do.
  next_at timestamptz, tries smallint not null default 0,
  sent_at timestamptz, failed_at timestamptz, failure text,
  check ((person_id is null) <> (address is null))
);
create index mail_due on mail (urgent desc, next_at) where next_at is not null;
create index mail_person_thread on mail (record_id, person_id, id) where person_id is not null;
create index mail_address_thread on mail (record_id, address, id) where address is not null;
create index mail_failed on mail (id desc) where failed_at is not null;

insert into mail (person_id, record_id, message_id, made_at, sent_at)
  select person_id, record_id, message_id, at, mailed_at from notice where message_id is not null order by id;
alter table notice add column mail_id bigint;
update notice n set mail_id = m.id from mail m where m.message_id = n.message_id;
create index notice_of_mail on notice (mail_id) where mail_id is not null;
alter table notice drop column message_id, drop column mail_tries;
`

const webhooks = `
create table webhook (
  id bigint generated always as identity primary key,
  name text not null, url text not null,
  -- What this person may read is what is delivered.
  owner_id bigint not null references person,
  -- What is wanted; an empty list means all.
  kinds text[] not null, verbs text[] not null, service_ids bigint[] not null, team_ids bigint[] not null,
  restricted boolean not null,
  state text not null check (state in ('on', 'paused', 'failed')),
  -- Since when nothing has arrived any more.
  failing_since timestamptz,
  -- Sealed: their key is not in the database.
  secret text not null, earlier_secret text, earlier_until timestamptz,
  version integer not null default 1, made_at timestamptz not null
);

create table webhook_delivery (
  id bigint generated always as identity primary key,
  webhook_id bigint not null references webhook on delete cascade,
  -- What the receiver knows it by, the same for every try.
  event text not null,
  -- Null for a ping.
  record_id bigint, seq integer, kind text, verb text,
  at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'failed', 'dropped')),
  next_at timestamptz, tries integer not null default 0,
  -- Since when it is tried: anew where somebody sends it again.
  since timestamptz not null,
  unique (webhook_id, event)
);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_at) where next_at is not null;
create index webhook_delivery_log on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_state on webhook_delivery (webhook_id, state, id desc);
create index webhook_delivery_record on webhook_delivery (record_id);
create index webhook_delivery_at on webhook_delivery (at);

create table webhook_try (
  delivery_id bigint not null references webhook_delivery on delete cascade,
  n integer not null,
  at timestamptz not null, ms integer not null,
  -- Of what was sent: its size and SHA-256. What it said is in the record.
  bytes integer not null, digest text not null,
  status integer, answer text, problem text,
  primary key (delivery_id, n)
);
`
