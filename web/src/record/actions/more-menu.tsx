import { Button, Menu } from '@mantine/core'
import { useRef, useState } from 'react'
import { useWords } from '../../words/index.ts'
import type { Other } from './other.ts'

type Props = {
  /** Those that stand beside it where there is room. */
  narrow: readonly Other[]
  verbs: readonly Other[]
  others: readonly Other[]
}

/** All that one does less often. Opens as soon as it is there. */
export function MoreMenu({ narrow, verbs, others }: Props) {
  const words = useWords().shell
  const [opened, setOpened] = useState(true)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <Menu opened={opened} onChange={setOpened} onClose={() => button.current?.focus()}>
      <Menu.Target>
        <Button ref={button} variant="default">
          {words.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {narrow.map((command) => (
          <Menu.Item key={command.id} className="phone-only" onClick={command.run}>
            {command.label}
          </Menu.Item>
        ))}
        {verbs.map((command, index) => (
          <Item key={command.id} command={command} first={index === 0} />
        ))}
        {verbs.length > 0 && others.length > 0 && <Menu.Divider />}
        {others.map((other, index) => (
          <Item key={other.id} command={other} first={index === 0 && verbs.length === 0} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Item({ command: { label, keys, run }, first }: { command: Other; first: boolean }) {
  return (
    <Menu.Item
      data-autofocus={first || undefined}
      onClick={run}
      rightSection={keys && <span className="muted wide-only">{keys}</span>}
    >
      {label}
    </Menu.Item>
  )
}
