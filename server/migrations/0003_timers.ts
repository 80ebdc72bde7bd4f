import { type Kysely, sql } from 'kysely'

/**
 * When a record's practice must look at it again (a reminder, a closing, a supplier to chase), apart from its
 * clocks; and when a notice is to be mailed. Timers are derived from records and can be rebuilt from them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(timers).execute(db)
  await sql.raw(notices).execute(db)
}

const timers = `
create table timer (
  record_id bigint not null, name text not null, kind text not null,
  at timestamptz not null,
  -- The entry up to which the record was read when this was derived: an older reading never overwrites a newer.
  seq integer not null,
  primary key (record_id, name)
);
create index timer_due on timer (kind, at);
`

const notices = `
drop index notice_unmailed;
alter table notice
  -- When to try next; null when there is nothing (more) to mail.
  add column mail_at timestamptz,
  add column mail_tries smallint not null default 0,
  add column message_id text;
create index notice_mail on notice (mail_at) where mail_at is not null;
create index notice_unread on notice (person_id, id) where read_at is null;
create unique index notice_message on notice (message_id) where message_id is not null;
`
