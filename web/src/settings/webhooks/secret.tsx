import { CopyBox } from '../copy-box.tsx'
import { useOutgoingWords } from '../outgoing-words.ts'
import shared from '../settings.module.css'

/** A secret that was just made, shown this once. */
export function Secret({ secret }: { secret: string | null }) {
  const w = useOutgoingWords().webhooks
  return (
    <section className={shared.shown} aria-label={w.secretShown}>
      <h2>{w.secretShown}</h2>
      {secret === null ? (
        <p role="alert">{w.secretNotShown}</p>
      ) : (
        <>
          <p className="muted">{w.secretHint}</p>
          <CopyBox label={w.secretShown} text={secret} />
        </>
      )}
    </section>
  )
}
