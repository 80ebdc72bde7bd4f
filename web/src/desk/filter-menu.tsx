import { Button, Menu } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { type Ref, useRef, useState } from 'react'
import { useWords } from '../words/index.ts'
import classes from './desk.module.css'
import type { FilterName } from './filters.ts'

type Props = {
  names: readonly FilterName[]
  addRef: Ref<HTMLButtonElement>
  onChoose: (name: FilterName) => void
}

/** What else the list can be narrowed by. Opens as soon as it is there. */
export function FilterMenu({ names, addRef, onChoose }: Props) {
  const words = useWords().desk
  const [opened, setOpened] = useState(true)
  const button = useRef<HTMLButtonElement>(null)
  const both = useMergedRef(button, addRef)
  return (
    <Menu opened={opened} onChange={setOpened} onClose={() => button.current?.focus()}>
      <Menu.Target>
        <Button ref={both} variant="subtle" aria-label={words.addFilter}>
          + {words.filter}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className={classes.scrolling}>
        {names.map((name, index) => (
          <Menu.Item key={name} data-autofocus={index === 0 || undefined} onClick={() => onChoose(name)}>
            {words.filters[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
