import shared from '../settings.module.css'
import classes from './monitoring.module.css'
import { useMonitoringWords } from './words.ts'

/** What is written into the tools' own files, with this house's address. */
export function Connect() {
  const w = useMonitoringWords().keys
  const { host, protocol } = location
  return (
    <section className={shared.section}>
      <h2>{w.connect}</h2>
      <h3>{w.alertmanager}</h3>
      <Sample
        text={`receivers:
  - name: throughline
    webhook_configs:
      - url: ${location.origin}/api/v1/intake/alertmanager
        send_resolved: true
        http_config:
          authorization:
            credentials_file: /etc/alertmanager/throughline.key`}
      />
      <h3>{w.prometheus}</h3>
      <Sample
        text={`alerting:
  alertmanagers:
    - scheme: ${protocol.replace(':', '')}
      path_prefix: /api/v1/intake/alertmanager
      authorization:
        credentials_file: /etc/prometheus/throughline.key
      static_configs:
        - targets: ['${host}']`}
      />
      <p className="muted">{w.keyFile}</p>
    </section>
  )
}

function Sample({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the screen is scrolled by the keyboard too
    <pre className={classes.sample} tabIndex={0}>
      <code>{text}</code>
    </pre>
  )
}
