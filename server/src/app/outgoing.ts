import { randomUUID } from 'node:crypto'
import type { WebhookTools } from '../connectors/webhooks/index.ts'
import { createOutgoing } from '../spine/outgoing/index.ts'
import { openSeal, sealOf } from '../spine/sealing/index.ts'
import type { Config } from './config.ts'
import { publicUrl } from './config.ts'
import { practices } from './practices.ts'

/** What webhooks are sent with. */
export async function webhookTools(config: Config): Promise<WebhookTools> {
  return {
    registry: practices,
    publicUrl: publicUrl(config, config.port),
    outgoing: createOutgoing({ allow: config.outgoingAllow, http: config.outgoingHttp }),
    seal: config.secretKey === undefined ? await openSeal(config.home) : sealOf(config.secretKey),
  }
}

/** For an API of which nothing is kept: its secrets are sealed with a key that ends with it. */
export function passingTools(): WebhookTools {
  const outgoing = createOutgoing({ allow: [], http: false })
  return { registry: practices, publicUrl: 'http://localhost', outgoing, seal: sealOf(randomUUID()) }
}
