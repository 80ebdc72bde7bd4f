import { NativeSelect } from '@mantine/core'
import { useWords } from '../words/index.ts'
import type { View } from './filters.ts'

type Props = { views: readonly View[]; current: View; onView: (view: View) => void }

/** On a phone, where the rail is not: which view it is, as a choice. */
export function ViewSwitch({ views, current, onView }: Props) {
  const words = useWords().desk
  const all = views.some(({ id }) => id === current.id) ? views : [current, ...views]
  return (
    <NativeSelect
      className="phone-only"
      aria-label={words.views}
      value={current.id}
      data={all.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={({ currentTarget: { value } }) => {
        const view = all.find(({ id }) => id === value)
        if (view) onView(view)
      }}
    />
  )
}
