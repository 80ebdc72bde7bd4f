export { webhookDeliveries, webhookFailures } from './follow.ts'
export { webhookLogLoop, webhookLoop } from './loop.ts'
export { addWebhookRoutes } from './routes.ts'
export type { Tools as WebhookTools } from './webhook.ts'
