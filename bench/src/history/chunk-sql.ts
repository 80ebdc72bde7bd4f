/** How big all is that incidents are spread over. */
export type Size = {
  firstAgent: number
  agents: number
  firstRequester: number
  requesters: number
  services: readonly number[]
  teams: number
  texts: number
  incidents: number
  firstIncident: number
  until: number
}

const days = 730

/** A number from 0 up to `below`, drawn for an incident; `salt` tells draws apart. */
const drawn = (salt: number, below: number): string =>
  `((hashint8extended(n, ${salt}) & 9007199254740991) % ${below})::integer`

/**
 * The table `bench_incident` for incidents `from` to `to`: what the other statements make rows of. A twentieth is
 * open, in the states that open incidents are in; the rest is closed, a few of them cancelled or just resolved.
 */
export function chunkSql(size: Size, from: number, to: number): string {
  const {
    firstAgent,
    agents,
    firstRequester,
    requesters,
    services,
    teams,
    texts,
    incidents,
    firstIncident,
    until,
  } = size
  const apart = (days * 86_400) / incidents
  return `
    drop table if exists bench_incident;
    create temporary table bench_incident as
    select d.*, s.state, s.category, s.cause, s.last,
      d.opened_at + case when s.open then interval '2 hours' else interval '3 days' end as updated_at,
      case when s.open then d.opened_at + interval '1500 days' + d.draw * interval '1 minute' end as due_at,
      case when s.state in ('new', 'assigned') then null else ${firstAgent} + team_id - 1 + ${teams} * (d.draw % ${Math.floor(agents / teams)}) end as holder_id
    from (
      select n + ${firstIncident} as id, n, ${Math.ceil(incidents / 200)} as rare,
        to_timestamp(${until / 1000} - ${apart} * (${incidents} - n))::timestamptz(3) as opened_at,
        ${drawn(1, texts)} as text, ${drawn(2, 1000)} as fate, ${drawn(3, 100_000)} as draw,
        (array[${services}])[1 + ${drawn(4, services.length)}] as service_id, 1 + ${drawn(5, teams)} as team_id,
        ${firstRequester} + floor(${requesters} * (${drawn(6, 1000)} / 1000.0) ^ 2)::integer as requester_id,
        1 + ${drawn(7, 3)} as impact, 1 + ${drawn(8, 3)} as urgency,
        ${drawn(9, 100)} = 0 as restricted, 'pc' || ${drawn(10, Math.ceil(incidents / 2))} as asset
      from generate_series(${from}, ${to - 1}) n) d
    cross join lateral (
      select * from (values
        (0, 5, 'new', 'queue', null, true, 'comment'), (5, 22, 'assigned', 'queue', null, true, 'release'),
        (22, 40, 'in-progress', 'active', null, true, 'comment'),
        (40, 46, 'waiting-requester', 'waiting', 'requester', true, 'ask'),
        (46, 50, 'waiting-supplier', 'waiting', 'supplier', true, 'await-supplier'),
        (50, 60, 'resolved', 'done', null, false, 'resolve'), (60, 100, 'cancelled', 'cancelled', null, false, 'cancel'),
        (100, 1000, 'closed', 'done', null, false, 'confirm')) v(low, high, state, category, cause, open, last)
      where d.fate >= v.low and d.fate < v.high) s;
    analyze bench_incident`
}
