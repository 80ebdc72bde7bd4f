import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/index.ts'

/** An address that leads nowhere. */
export function NotHere() {
  const words = useWords().shell
  return (
    <Empty title={words.notFound}>
      <p className="muted">{words.notFoundHint}</p>
      <a href="/desk">{words.nav.desk}</a>
    </Empty>
  )
}
