import { NativeSelect } from '@mantine/core'
import { useWords } from '../words/index.ts'
import type { View } from './filters.ts'

type Props = { views: readonly View[]; current: string; onView: (id: string) => void }

/** On a phone, where the rail is not: which view it is, as a choice. */
export function ViewSwitch({ views, current, onView }: Props) {
  const words = useWords().desk
  return (
    <NativeSelect
      className="phone-only"
      aria-label={words.views}
      value={current}
      data={views.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={({ currentTarget }) => onView(currentTarget.value)}
    />
  )
}
