const day = 86_400_000

/** A time zone that turns wall-clock times into instants; each day is asked of the zone's rules once. */
export class Zone {
  readonly id: string
  /** By day: the offset in ms where it holds all day, NaN where it changes. */
  #offsets = new Map<number, number>()
  /** By day of UTC, the same for instants. */
  #atInstants = new Map<number, number>()
  #day = Number.NaN
  #offset = 0

  /** Throws RangeError for a zone that does not exist. */
  constructor(id: string) {
    this.id = id
    this.#offsetAt(0)
  }

  /**
   * The instant, in ms, of a wall-clock time given as if it were UTC. A time that is skipped means the next valid one,
   * one that is repeated the first.
   */
  instant(wall: number): number {
    const number = Math.floor(wall / day)
    if (number !== this.#day) {
      this.#day = number
      let offset = this.#offsets.get(number)
      if (offset === undefined) {
        const begin = this.#offsetAt(number * day)
        offset = begin === this.#offsetAt((number + 1) * day) ? begin : Number.NaN
        this.#offsets.set(number, offset)
      }
      this.#offset = offset
    }
    return Number.isNaN(this.#offset) ? wall - this.#offsetAt(wall) : wall - this.#offset
  }

  /** The wall-clock time of an instant, as if it were UTC. */
  wall(instant: number): number {
    const number = Math.floor(instant / day)
    let offset = this.#atInstants.get(number)
    if (offset === undefined) {
      const begin = this.#offsetOf(number * day)
      offset = begin === this.#offsetOf((number + 1) * day) ? begin : Number.NaN
      this.#atInstants.set(number, offset)
    }
    return instant + (Number.isNaN(offset) ? this.#offsetOf(instant) : offset)
  }

  #offsetOf(instant: number): number {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.id).offsetNanoseconds / 1e6
  }

  #offsetAt(wall: number): number {
    const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime()
    const zoned = plain.toZonedDateTime(this.id, { disambiguation: 'compatible' })
    return wall - zoned.epochMilliseconds
  }
}
