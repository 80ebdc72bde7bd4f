import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import classes from './composer.module.css'

type Reply = { name: string; body: string; language?: string }

/** Answers that are given often, to be put in and changed. */
export function Canned({ onPick, onClose }: { onPick: (body: string) => void; onClose: () => void }) {
  const words = useWords().record.composer
  const { data, isPending } = useQuery(settingsQuery)
  const replies = (data?.find(({ key }) => key === 'cannedReplies')?.value ?? []) as Reply[]
  if (isPending) return null
  if (replies.length === 0) return <span className="muted">{words.noCanned}</span>
  return (
    <Select
      className={classes.canned}
      aria-label={words.findCanned}
      placeholder={words.findCanned}
      data={replies.map(({ name, language }, index) => ({
        value: String(index),
        label: language ? `${name} (${language})` : name,
      }))}
      searchable
      autoFocus
      defaultDropdownOpened
      onBlur={onClose}
      onChange={(index) => onPick(replies[Number(index)]?.body ?? '')}
    />
  )
}
