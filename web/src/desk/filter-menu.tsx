import { Button, Menu } from '@mantine/core'
import { type Ref, useState } from 'react'
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
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button ref={addRef} variant="subtle" aria-label={words.addFilter}>
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
