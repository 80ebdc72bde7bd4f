import { Button } from '@mantine/core'
import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/index.ts'

/** A screen that could not be drawn; the rest of the page stands. */
export function Broken({ error }: { error: unknown }) {
  const words = useWords().shell
  return (
    <Empty title={words.crashed}>
      <p className="muted">{words.crashedHint}</p>
      <code>{String(error)}</code>
      <Button onClick={() => location.reload()}>{words.reload}</Button>
    </Empty>
  )
}
