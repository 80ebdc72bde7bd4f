// Each statement makes one table's rows of the table bench_incident (chunk-sql.ts) and of bench_text.

const open = `i.category in ('queue', 'active', 'waiting')`
/** 32 bytes that stand for a digest: chains of hashes are not what is measured here. */
const digest = (what: string): string => `decode(md5(${what}) || md5(${what} || '+'), 'hex')`

export const recordsSql = `
  insert into record (id, kind, state, category, cause, title, description, impact, urgency, priority, service_id,
    team_id, holder_id, requester_id, restricted, channel, opened_at, resolved_at, closed_at, updated_at, due_at,
    version, seq, head, data, custom, tags)
  select i.id, 'incident', i.state, i.category, i.cause, t.title, t.description || ' ' || i.asset, i.impact, i.urgency,
    i.impact + i.urgency - 1, i.service_id, case when i.state = 'new' then null else i.team_id end, i.holder_id,
    i.requester_id, i.restricted, 'api', i.opened_at,
    case when i.category = 'done' then i.updated_at end, case when i.state in ('closed', 'cancelled') then i.updated_at end,
    i.updated_at, i.due_at, 5, 15, ${digest(`i.id || ' 15'`)},
    jsonb_build_object('contacts', 2, 'teams', 1, 'symptomCategory', 'category ' || i.draw % 20)
      || case when i.category = 'done' then jsonb_build_object('takenAt', (extract(epoch from i.opened_at) * 1000)::bigint,
        'restoredAt', (extract(epoch from i.updated_at) * 1000)::bigint, 'resolutionCode', 'fixed', 'closure', 'confirmed',
        'resolutionText', left(t.description, 80)) else '{}' end,
    '{}', case when i.id % i.rare = 3 then array['rare'] when i.draw % 10 = 0 then array['tag-' || i.draw % 50] else '{}' end
  from bench_incident i join bench_text t on t.n = i.text`

export const entriesSql = `
  insert into entry (record_id, seq, at, recorded_at, actor_id, verb, public, body, content, data, salt, digest, hash)
  select i.id, e.seq, at.at, at.at, case when e.seq = 1 then i.requester_id else coalesce(i.holder_id, 1001) end, v.verb,
    e.seq in (1, 14, 15) or e.seq % 2 = 0,
    case when v.verb in ('comment', 'ask') then c.comment end,
    case when e.seq = 1 then json_build_object('title', t.title, 'description', t.description || ' ' || i.asset) end,
    case when e.seq = 1 then json_build_object('kind', 'incident', 'set', json_build_object('impact', i.impact,
        'urgency', i.urgency, 'priority', i.impact + i.urgency - 1, 'teamId', i.team_id, 'requesterId', i.requester_id,
        'channel', 'api', 'state', 'assigned', 'category', 'queue', 'cause', null,
        'data', json_build_object('contacts', 1, 'teams', 1)), 'raises', true)
      when v.verb = 'comment' then '{}'
      else json_build_object('set', json_build_object('state', i.state, 'category', i.category, 'holderId', i.holder_id),
        'raises', true, 'clocks', json_build_array(json_build_object('op', 'move', 'name', 'resolution', 'mode', 'counting',
          'why', v.verb))) end,
    decode(md5(i.id || ' ' || e.seq || 's'), 'hex'), ${digest(`i.id || ' d' || e.seq`)}, ${digest(`i.id || ' ' || e.seq`)}
  from bench_incident i join bench_text t on t.n = i.text
  cross join generate_series(1, 15) e(seq)
  join bench_text c on c.n = (i.text + e.seq * 977) % 20000
  cross join lateral (select case e.seq when 1 then 'open' when 2 then 'assign' when 3 then 'take'
    when 14 then case when ${open} then 'comment' else 'resolve' end when 15 then i.last else 'comment' end as verb) v
  cross join lateral (select i.opened_at + (i.updated_at - i.opened_at) * (e.seq - 1) / 14 as at) at`

export const stintsSql = `
  insert into stint (record_id, seq, kind, state, category, cause, team_id, holder_id, service_id, priority, restricted,
    from_state, from_team, started_at, ended_at, secs, bucket)
  select i.id, s.seq, 'incident', s.state, s.category, s.cause, i.team_id, case when s.seq > 1 then i.holder_id end,
    i.service_id, i.impact + i.urgency - 1, i.restricted, s.from_state, i.team_id,
    i.opened_at + p.step * (s.seq - 1), case when s.until < 16 then i.opened_at + p.step * (s.until - 1) end,
    case when s.until < 16 then p.secs * (s.until - s.seq) end,
    case when s.until < 16 then 1 + floor(ln(greatest(p.secs * (s.until - s.seq), 1)) / ln(1.25)) end
  from bench_incident i
  cross join lateral (select (i.updated_at - i.opened_at) / 14 as step,
    extract(epoch from i.updated_at - i.opened_at)::float8 / 14 as secs) p
  cross join lateral (
    select 1 as seq, 'assigned' as state, 'queue' as category, null as cause, null as from_state, 3 as until
    union all select 3, 'in-progress', 'active', null, 'assigned', case when i.state = 'in-progress' then 16 when ${open} then 15 else 14 end
    union all select 14, 'resolved', 'done', null, 'in-progress', 15 where not ${open}
    union all select 15, i.state, i.category, i.cause, case when ${open} then 'in-progress' else 'resolved' end, 16
      where i.state <> 'in-progress') s`

export const clocksSql = `
  insert into clock (record_id, name, target_id, target_ms, calendar_id, steps, origin, due_at, next_at, breached_at,
    state, spans, fired, memory)
  select i.id, c.name, c.id, c.ms, 1, c.steps::jsonb, i.opened_at, i.due_at + c.ms * interval '1 millisecond',
    i.due_at, null, case when ${open} then 'running' else 'stopped' end,
    jsonb_build_array(jsonb_build_object('from', m.at, 'mode', 'counting', 'why', 'started'),
      jsonb_build_object('from', m.at + 3600000, 'mode', case when ${open} then 'counting' else 'stopped' end, 'why', 'taken')),
    '[]',
    jsonb_build_object('asOf', m.at, 'aims', jsonb_build_array(jsonb_build_object('from', m.at, 'target',
        jsonb_build_object('id', c.id, 'ms', c.ms, 'name', c.name, 'steps', c.steps::jsonb, 'calendarId', 1))),
      'moves', jsonb_build_array(jsonb_build_object('at', m.at, 'why', 'started', 'mode', 'counting', 'firedBefore', 0),
        jsonb_build_object('at', m.at + 3600000, 'why', 'taken', 'firedBefore', 0,
          'mode', case when ${open} then 'counting' else 'stopped' end)))
  from bench_incident i
  cross join lateral (select (extract(epoch from i.opened_at) * 1000)::bigint as at) m
  cross join (values ('response', 0, 900000, '[50, 75, 100]'), ('resolution', 1, 14400000, '[75, 100]')) c(name, id, ms, steps)`

export const participantsSql = `
  insert into participant (record_id, role, subject, subject_id)
  select id, 'reader', 'team', team_id from bench_incident where restricted
  union all select id, 'watcher', 'person', 2000 + 1 + draw % 500 from bench_incident where draw % 20 = 0
  union all select id, 'helper', 'person', 1001 + draw % 50 from bench_incident where draw % 20 = 1`

export const linksSql = `
  insert into link (from_id, type, to_id, made_by, at, seq)
  select id, case draw % 3 when 0 then 'relates' when 1 then 'child-of' else 'recurs' end, id - 1 - draw % 200,
    1001, updated_at, 13
  from bench_incident where draw % 12 = 0 and n > 200`

export const searchSql = `
  insert into record_search (id, kind, staff, open)
  select i.id, 'incident', setweight(to_tsvector('simple', t.title), 'A') || to_tsvector('simple', all_words.staff),
    setweight(to_tsvector('simple', t.title), 'A') || to_tsvector('simple', all_words.open)
  from bench_incident i join bench_text t on t.n = i.text
  cross join lateral (
    select t.description || ' ' || i.asset || ' ' || string_agg(c.comment, ' ') as staff,
      t.description || ' ' || i.asset || ' ' || string_agg(c.comment, ' ') filter (where e.seq % 2 = 0) as open
    from generate_series(4, 13) e(seq) join bench_text c on c.n = (i.text + e.seq * 977) % 20000) all_words`
