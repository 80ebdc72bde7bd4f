/** An object-centric event log (OCEL 2.0), of what a reading needs. */
export type Ocel = {
  /** The type of each object, by its id. */
  objects: Map<string, string>
  events: OcelEvent[]
  /** What was strange while it was read, in sentences. */
  warnings: string[]
}

export type OcelEvent = {
  id: string
  type: string
  time: string
  attributes: { name: string; value: string }[]
  /** Ids of the objects that took part. */
  objects: string[]
}

/** What is said of a log in the format's first version, which has other names for all. */
export const olderOcel = 'this is OCEL 1.0; export it as OCEL 2.0'
