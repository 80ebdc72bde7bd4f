import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../figures.ts'
import { onDatabase, type Stage } from '../stage/postgres.ts'
import { bootstrapKey } from '../stage/throughline.ts'
import { alert } from './deliveries.ts'

/** How long it takes from sending an alert until its incident can be read, one alert after another. */
export async function incidentTimes(stage: Stage, url: string, amount: number): Promise<string> {
  const times: number[] = []
  await onDatabase(stage.ownerUrl, async (client) => {
    await client.query('truncate alert, alert_before, alert_group')
    for (let n = 0; n < amount; n++) {
      const name = `Trouble${n}`
      const began = performance.now()
      const response = await fetch(`${url}/api/v1/intake/alertmanager/api/v2/alerts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bootstrapKey}`, 'content-type': 'application/json' },
        // Of no service: each is a trouble, and an incident, of its own.
        body: JSON.stringify([alert(n, { alertname: name, service: '' })]),
      })
      if (!response.ok) throw new Error(`refused with ${response.status}`)
      const opened = 'select from alert where name = $1 and incident_id is not null'
      while ((await client.query(opened, [name])).rowCount === 0) await sleep(1)
      times.push(performance.now() - began)
      // So that they do not come in step with the loop.
      await sleep(Math.random() * 60)
    }
  })
  const [p50, p95, p99] = [50, 95, 99].map((percent) => percentile(times, percent).toFixed(0))
  return `alert → incident, ${amount} one after another: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`
}
