export { type Attaching, attach, listAttachments, openAttachment, removeAttachment } from './attach.ts'
export { downloadHeaders } from './download.ts'
export { createFileStore, place, placeOf } from './file-store.ts'
export { attachmentsById, inUse } from './store.ts'
