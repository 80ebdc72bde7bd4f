import { type Kysely, sql } from 'kysely'

/** Alerts from monitoring, what groups them into incidents, and keys of tools that may deliver and nothing else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(keys).execute(db)
  await sql.raw(alerts).execute(db)
}

const keys = `
-- A tool's key belongs to the house: it must not end with the account of whoever made it.
alter table api_key alter column person_id drop not null;
alter table api_key drop constraint api_key_scopes_check;
alter table api_key add constraint api_key_scopes_check check (
  cardinality(scopes) > 0 and (
    (person_id is not null and scopes <@ array['read','write','admin']) or
    (person_id is null and scopes = array['intake'])));
`

const alerts = `
-- Not records: written thousands of times a second. A repeat touches no indexed column, so that it stays on its page.
-- starts_at and ends_at are by the sender's clock; all other instants are by ours.
-- turn counts what somebody must know of (it fired, it recovered, it was suppressed); handled is how far that went.
create table alert (
  id bigint generated always as identity primary key,
  source text not null,
  fingerprint text not null,
  name text not null,
  summary text not null,
  state text not null check (state in ('firing','acknowledged','suppressed','resolved')),
  severity text not null check (severity in ('critical','error','warning','info','none')),
  impact smallint not null,
  urgency smallint not null,
  service_id bigint,
  team_id bigint,
  group_key text not null,
  rule text,
  note text,
  starts_at timestamptz not null,
  ends_at timestamptz,
  fired_at timestamptz not null,
  recovered_at timestamptz,
  told_at timestamptz,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  count integer not null,
  episodes integer not null,
  -- When a sender that repeats has been silent for too long; look_at is when to look at that next.
  expires_at timestamptz,
  look_at timestamptz,
  reason text,
  suppressed_by bigint,
  suppressed_until timestamptz,
  acknowledged_by bigint,
  acknowledged_at timestamptz,
  labels jsonb not null,
  annotations jsonb not null,
  runbook text,
  generator text,
  incident_id bigint,
  turn integer not null,
  handled integer not null
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create unique index alert_sent on alert (source, fingerprint);
create index alert_newest on alert (fired_at, id);
create index alert_of_incident on alert (incident_id, id) where incident_id is not null;
create index alert_news on alert (group_key) where turn <> handled;
create index alert_look on alert (look_at) where look_at is not null;
create index alert_active on alert (service_id, fired_at, id) where state <> 'resolved';

-- The incidents an alert was in before the one it is in.
create table alert_before (
  incident_id bigint not null,
  alert_id bigint not null references alert on delete cascade,
  fired_at timestamptz not null,
  recovered_at timestamptz,
  primary key (incident_id, alert_id)
);
create index alert_before_alert on alert_before (alert_id);

-- Which incident the alerts of a group are in, and what its timeline has not said yet. step: who decides on an old one is refused.
create table alert_group (
  key text primary key,
  incident_id bigint not null,
  step integer not null,
  noted_at timestamptz not null,
  note_at timestamptz,
  joined integer not null
);
create index alert_group_note on alert_group (note_at) where note_at is not null;
`
