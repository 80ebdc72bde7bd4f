import {
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Handler } from '../spine/jobs/index.ts'

/** Traces of requests and of what follows from them, sent to an OpenTelemetry collector. */
export type Tracing = {
  /** A span for each request, continuing the caller's trace (`traceparent`). */
  follow(app: FastifyInstance): void
  /** A span for each run of a handler. */
  wrap(handlers: readonly Handler[]): Handler[]
  /** Sends what is left. */
  stop(): Promise<void>
}

/** Starts tracing to `endpoint`, the base address of an OTLP/HTTP collector. Paths and refs are in spans, words of people never. */
export function startTracing(endpoint: string, serviceName = 'throughline'): Tracing {
  const exporter = new OTLPTraceExporter({
    url: new URL('v1/traces', `${endpoint.replace(/\/$/, '')}/`).href,
  })
  const processor = new BatchSpanProcessor(exporter)
  const resource = resourceFromAttributes({ 'service.name': serviceName })
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] })
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  const tracer = provider.getTracer('throughline')
  return {
    follow: (app) => followRequests(app, tracer),
    wrap: (handlers) => handlers.map((handler) => wrapped(handler, tracer)),
    stop: () => provider.shutdown(),
  }
}

function followRequests(app: FastifyInstance, tracer: Tracer): void {
  const spans = new WeakMap<FastifyRequest, Span>()
  app.addHook('onRequest', async (request) => {
    const caller = propagation.extract(context.active(), request.headers)
    const route = request.routeOptions.url ?? 'none'
    const attributes = {
      'http.request.method': request.method,
      'http.route': route,
      'url.path': request.url.split('?')[0] ?? '',
    }
    spans.set(
      request,
      tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, caller),
    )
  })
  app.addHook('onResponse', async (request, reply) => {
    const span = spans.get(request)
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
    span?.end()
  })
}

function wrapped(handler: Handler, tracer: Tracer): Handler {
  return {
    ...handler,
    run: async (spine, job, registry) => {
      const attributes = {
        'throughline.record': job.recordId,
        'throughline.seq': job.seq,
        'throughline.verb': job.verb,
      }
      const span = tracer.startSpan(`follow ${handler.name}`, { kind: SpanKind.CONSUMER, attributes })
      try {
        await context.with(trace.setSpan(context.active(), span), () => handler.run(spine, job, registry))
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name })
        throw error
      } finally {
        span.end()
      }
    },
  }
}
