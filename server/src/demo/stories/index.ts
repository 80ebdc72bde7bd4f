import { booking412 } from './booking-4-12.ts'
import { cardsNow } from './cards-now.ts'
import { ediApprovals } from './edi-approvals.ts'
import { gatesOnMondays } from './gates-on-mondays.ts'
import { joiners } from './joiners.ts'
import { pages } from './pages.ts'
import { phishing } from './phishing.ts'
import type { Story } from './telling.ts'
import { warehouseNights } from './warehouse-nights.ts'

/**
 * The stories that can be played with what Throughline has today. The leaver who is still in the rota, the improvement
 * without an effect, and the tills whose release is not ready come with rotas, improvements and releases.
 */
export const stories: readonly Story[] = [
  booking412,
  cardsNow,
  gatesOnMondays,
  warehouseNights,
  pages,
  ediApprovals,
  joiners,
  phishing,
]
