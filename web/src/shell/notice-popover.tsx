import { Popover } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../words/index.ts'
import { NoticeList } from './notice-list.tsx'

type Props = { button: ReactElement; open: boolean; onOpen: (open: boolean) => void; onClose: () => void }

/** What one has been told, below the bell. */
export function NoticePopover({ button, open, onOpen, onClose }: Props) {
  const words = useWords().shell
  return (
    <Popover
      opened={open}
      onChange={onOpen}
      onClose={onClose}
      position="bottom-end"
      width="min(400px, calc(100vw - 16px))"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={words.notices} p={0}>
        {open && <NoticeList onClose={onClose} />}
      </Popover.Dropdown>
    </Popover>
  )
}
