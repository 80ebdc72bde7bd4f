import type { ServiceFacts } from '../../spine/context/index.ts'
import type { Db } from '../../spine/db/index.ts'
import { readServices } from './store.ts'

export type ServiceDirectory = {
  service(idOrKey: number | string): ServiceFacts | null
  services(): readonly ServiceFacts[]
  reload(): Promise<void>
}

/** The services in memory, by number, ref and key; replaced by `reload` when one changed. */
export async function createServiceDirectory(db: Db): Promise<ServiceDirectory> {
  let services: readonly ServiceFacts[] = []
  let byName = new Map<number | string, ServiceFacts>()
  const reload = async (): Promise<void> => {
    services = await readServices(db)
    byName = new Map(
      services.flatMap((service) => [service.id, service.ref, service.key].map((name) => [name, service])),
    )
  }
  await reload()
  return { service: (name) => byName.get(name) ?? null, services: () => services, reload }
}
