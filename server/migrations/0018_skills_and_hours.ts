import { type Kysely, sql } from 'kysely'

/** What people know to do, when they work, and which teams they are going to join and leave. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(ddl).execute(db)
}

const ddl = `
create table person_skill (
  person_id bigint not null references person,
  skill text not null,
  level smallint not null check (level between 1 and 3),
  -- The last day of a certificate.
  until date,
  primary key (person_id, skill)
);
create index person_skill_name on person_skill (skill, person_id);

create table working_hours (
  person_id bigint primary key references person,
  hours jsonb not null
);

-- What is to come of a membership; what is, is team_member.
create table planned_membership (
  team_id bigint not null references team,
  person_id bigint not null references person,
  joins_at timestamptz,
  leaves_at timestamptz,
  primary key (team_id, person_id),
  check (joins_at is not null or leaves_at is not null),
  constraint leaves_after_joining check (joins_at < leaves_at)
);
create index planned_membership_person on planned_membership (person_id);
create index planned_membership_due on planned_membership ((least(joins_at, leaves_at)));
`
