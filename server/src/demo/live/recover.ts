import { fingerprintOf, receive } from '../../practices/event/index.ts'
import type { Ctx } from '../../spine/context/index.ts'
import { alertSource } from '../alerts/history.ts'
import type { Plan } from '../plan.ts'

/** The alerts of a plan that fire still recover now, as their sender says by the way that every tool takes. */
export function recover(ctx: Ctx, { alerts = [] }: Plan): Promise<void> {
  const firing = alerts.filter(({ recoveredAt }) => recoveredAt === null)
  return receive(ctx, {
    source: alertSource,
    alerts: firing.map(({ sent, firedAt }) => ({
      ...sent,
      fingerprint: fingerprintOf(sent.labels),
      resolved: true,
      startsAt: firedAt,
      endsAt: ctx.time.now(),
      expiresAt: null,
    })),
  })
}
