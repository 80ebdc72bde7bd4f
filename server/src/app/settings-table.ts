import { isIP } from 'node:net'
import { z } from 'zod'

/** One setting: its variable, what is allowed in words, and how its text is read. */
export type Setting<T> = {
  variable: string
  /** Continues "must be …". */
  allowed: string
  schema: z.ZodType<T>
  /** Never shown, not even when it is wrong. */
  secret?: boolean
}

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/, { abort: true }).transform(Number).pipe(z.number().min(least).max(most))

const url = (...protocols: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { abort: true })

const MEGABYTE = 1024 * 1024
/** `25MB`, `512kB` or a plain number of bytes. */
const bytes = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+ ?(kB|MB|B)?$/i, { abort: true })
    .transform((text) => {
      const unit = text.replace(/^\d+ ?/, '').toLowerCase()
      return Number.parseInt(text, 10) * (unit === 'mb' ? MEGABYTE : unit === 'kb' ? 1024 : 1)
    })
    .pipe(z.number().min(least).max(most))

const setting = <T>(variable: string, allowed: string, schema: z.ZodType<T>, secret = false): Setting<T> => ({
  variable,
  allowed,
  schema,
  secret,
})

/** `hooks.example.lan`, `*.corp.lan`, `10.1.0.0/16`, `fd00::/8`. */
const isHostOrRange = (text: string): boolean => {
  const [address = '', bits, more] = text.split('/')
  const family = isIP(address)
  if (family === 0) return /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text)
  return (
    more === undefined &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  )
}

const POSTGRES = ['postgres:', 'postgresql:']

/** Every setting there is. An empty variable counts as not set. */
export const SETTINGS = {
  databaseUrl: setting(
    'DATABASE_URL',
    'a PostgreSQL URL such as postgres://user:password@host:5432/throughline',
    url(...POSTGRES).optional(),
    true,
  ),
  databaseOwnerUrl: setting(
    'DATABASE_OWNER_URL',
    "a PostgreSQL URL of the schema's owner on the same database, beside DATABASE_URL",
    url(...POSTGRES).optional(),
    true,
  ),
  port: setting(
    'PORT',
    'a whole number from 0 (any free port) to 65535',
    wholeNumber(0, 65_535).default(7400),
  ),
  host: setting(
    'HOST',
    'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
    z.string().default('127.0.0.1'),
  ),
  home: setting('THROUGHLINE_HOME', 'a folder', z.string().default('.throughline')),
  url: setting(
    'THROUGHLINE_URL',
    'the http or https address that people open, without a path',
    url('http:', 'https:')
      .refine((text) => new URL(text).pathname === '/' && !/[?#]/.test(text), { abort: true })
      .transform((text) => new URL(text).origin)
      .optional(),
  ),
  bootstrapKey: setting(
    'THROUGHLINE_BOOTSTRAP_KEY',
    'at least 16 characters without spaces',
    z
      .string()
      .regex(/^\S{16,}$/)
      .optional(),
    true,
  ),
  role: setting('THROUGHLINE_ROLE', 'all, web or worker', z.enum(['all', 'web', 'worker']).default('all')),
  logLevel: setting(
    'LOG_LEVEL',
    'trace, debug, info, warn, error, fatal or silent',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ),
  poolSize: setting(
    'THROUGHLINE_POOL_SIZE',
    'how many database connections, 2 to 200',
    wholeNumber(2, 200).default(10),
  ),
  bodyLimit: setting(
    'THROUGHLINE_BODY_LIMIT',
    'a size from 16kB to 100MB',
    bytes(16 * 1024, 100 * MEGABYTE).default(MEGABYTE),
  ),
  attachmentLimit: setting(
    'THROUGHLINE_ATTACHMENT_LIMIT',
    'a size from 1kB to 1024MB',
    bytes(1024, 1024 * MEGABYTE).default(25 * MEGABYTE),
  ),
  smtpUrl: setting(
    'SMTP_URL',
    'an smtp or smtps URL such as smtp://user:password@host:587',
    url('smtp:', 'smtps:').optional(),
    true,
  ),
  smtpFrom: setting(
    'SMTP_FROM',
    'an e-mail address, or a name with one: Service Desk <desk@example.com>',
    z
      .string()
      .regex(/^(?:[^<>\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
      .optional(),
  ),
  outgoingAllow: setting(
    'THROUGHLINE_OUTGOING_ALLOW',
    'hosts and ranges of addresses inside that may be called, such as hooks.example.lan, *.corp.lan, 10.1.0.0/16',
    z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim().toLowerCase()))
      .refine((all) => all.every((one) => isHostOrRange(one)), { abort: true })
      .default([]),
  ),
  outgoingHttp: setting(
    'THROUGHLINE_OUTGOING_HTTP',
    'yes or no: whether addresses that people give may be http',
    z
      .enum(['yes', 'no'])
      .default('no')
      .transform((text) => text === 'yes'),
  ),
  secretKey: setting(
    'THROUGHLINE_SECRET_KEY',
    'at least 32 characters without spaces, the same for all processes',
    z
      .string()
      .regex(/^\S{32,}$/)
      .optional(),
    true,
  ),
  otlpEndpoint: setting(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'an http or https URL',
    url('http:', 'https:').optional(),
  ),
} as const satisfies Record<string, Setting<unknown>>
