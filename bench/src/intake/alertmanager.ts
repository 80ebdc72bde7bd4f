import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endsOnce } from '../stage/ending.ts'

const files = ['/usr/bin/prometheus-alertmanager', '/usr/bin/alertmanager', '/usr/local/bin/alertmanager']
export const advice = 'apt-get install --no-install-recommends prometheus-alertmanager'

export type Alertmanager = { url: string; stop(): Promise<void> }

/** A real Alertmanager that notifies nobody; null where none is installed. */
export async function startAlertmanager(folder: string): Promise<Alertmanager | null> {
  const file = files.find((one) => existsSync(one))
  if (!file) return null
  await mkdir(folder, { recursive: true })
  const config = path.join(folder, 'alertmanager.yml')
  await writeFile(config, 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n')
  const port = await freePort()
  const args = [
    `--config.file=${config}`,
    `--storage.path=${path.join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
    '--log.level=error',
  ]
  const child = spawn(file, args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const stop = endsOnce(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.kill('SIGTERM')) await ended
  })
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url, stop }
    await sleep(100)
  }
  await stop()
  throw new Error(`${file} does not become ready`)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
