/** Schemes that a link may lead to; without one it stays here. */
const schemes = ['http:', 'https:', 'mailto:', 'tel:']
const collections: Record<string, string> = {
  INC: 'incidents',
  REV: 'reviews',
  TSK: 'tasks',
  SVC: 'services',
}

/** The address of a record's file. */
export const fileHere = /^\/api\/v1\/[a-z]+\/[A-Z]+-\d+\/attachments\/\d+$/

/**
 * Where a link in what somebody wrote leads, or null where it may not: `attachment:7` is a file of this record. What a
 * scheme is, the browser says itself, so that no letter between hides one from us that it would find.
 */
export function addressIn(record: string | undefined, written: string): string | null {
  const file = /^attachment:(\d+)$/.exec(written)
  if (file) {
    return record ? `/api/v1/${collections[record.slice(0, 3)]}/${record}/attachments/${file[1]}` : null
  }
  return schemes.includes(schemeOf(written)) ? written : null
}

function schemeOf(written: string): string {
  try {
    return new URL(written, location.origin).protocol
  } catch {
    return ''
  }
}
