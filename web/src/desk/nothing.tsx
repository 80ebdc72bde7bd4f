import { Empty } from '../parts/states.tsx'
import { useWords } from '../words/index.ts'

type Props = { view: string; filtered: boolean }

/** Nothing is in the view: what one can do about that. */
export function Nothing({ view, filtered }: Props) {
  const { empty } = useWords().desk
  if (filtered) return <Hint title={empty.filtered} hint={empty.filteredHint} />
  if (view === 'mine') return <Hint title={empty.mine} hint={empty.mineHint} />
  return <Hint title={empty.other} hint={empty.otherHint} />
}

function Hint({ title, hint }: { title: string; hint: string }) {
  return (
    <Empty title={title}>
      <p className="muted">{hint}</p>
    </Empty>
  )
}
