import type { FastifyInstance } from 'fastify'
import { addAlertmanagerRoutes } from '../connectors/alertmanager/index.ts'
import { addWebhookRoutes, type WebhookTools } from '../connectors/webhooks/index.ts'
import { addQualityRoute, addReachRoutes, addReportRoutes } from '../foundation/configuration/index.ts'
import { addReadinessRoutes } from '../foundation/readiness/index.ts'
import { addFeedRoutes, addOnCallRoutes, addWorkforceRoutes } from '../foundation/workforce/index.ts'
import { addCandidateRoutes, addLeavingRoutes } from '../handoffs/index.ts'
import { addAlertRoutes } from '../practices/event/index.ts'
import { addStatusRoutes } from '../practices/incident/index.ts'
import { addNowRoutes } from '../practices/service-desk/index.ts'
import {
  addKindRoutes,
  addMailRoutes,
  addNoticeRoutes,
  addPreferenceRoutes,
  addRecordRoutes,
  type Mailing,
} from '../spine/routes/index.ts'
import { addSetUpRoutes, type House } from '../spine/setup/index.ts'
import { deskAt } from './mail.ts'
import { passingTools } from './outgoing.ts'
import { practices } from './practices.ts'

/** What only who started the process has. */
export type Given = Partial<House> & {
  webhooks?: WebhookTools
  mailing?: Mailing
  /** The address that people open, for links in mails. */
  url?: string
}

/** Every described route under `/api/v1`. */
export async function addApi(
  api: FastifyInstance,
  {
    mail = false,
    webhooks = passingTools(),
    mailing = { desk: deskAt('http://localhost'), post: null },
    url = '',
  }: Given,
): Promise<void> {
  for (const practice of practices.all()) addKindRoutes(api, practice, practices)
  addRecordRoutes(api, practices)
  addNoticeRoutes(api, practices)
  addNowRoutes(api, practices)
  addPreferenceRoutes(api)
  addStatusRoutes(api, practices, { mail, url })
  addSetUpRoutes(api, { mail })
  addWorkforceRoutes(api, { mail })
  addLeavingRoutes(api, practices)
  addCandidateRoutes(api, practices)
  addReachRoutes(api)
  addQualityRoute(api)
  addReportRoutes(api)
  addOnCallRoutes(api)
  addFeedRoutes(api)
  addReadinessRoutes(api)
  addAlertRoutes(api)
  addAlertmanagerRoutes(api)
  addWebhookRoutes(api, webhooks)
  addMailRoutes(api, mailing)
}
