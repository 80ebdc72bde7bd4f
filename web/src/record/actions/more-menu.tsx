import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../words/index.ts'
import type { Other } from './actions.tsx'

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
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button variant="default">{words.more}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {narrow.map((command) => (
          <Menu.Item key={command.id} className="phone-only" onClick={command.run}>
            {command.label}
          </Menu.Item>
        ))}
        {verbs.map((command) => (
          <Item key={command.id} command={command} />
        ))}
        {verbs.length > 0 && others.length > 0 && <Menu.Divider />}
        {others.map((other) => (
          <Item key={other.id} command={other} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Item({ command: { label, keys, run } }: { command: Other }) {
  return (
    <Menu.Item onClick={run} rightSection={keys && <span className="muted wide-only">{keys}</span>}>
      {label}
    </Menu.Item>
  )
}
