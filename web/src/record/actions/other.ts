/** What else one can do with a record, beyond its verbs. */
export type Other = { id: string; label: string; keys?: string; run: () => void }
