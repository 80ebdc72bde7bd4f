import { Menu, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useWords } from '../words/index.ts'
import classes from './frame.module.css'
import { signOut, useMe } from './session.ts'

const schemes = ['light', 'dark', 'auto'] as const

/** One's own things: profile, light or dark, signing out. Opens as soon as it is there. */
export function AccountDropdown() {
  const me = useMe()
  const words = useWords().shell
  const navigate = useNavigate()
  const [opened, setOpened] = useState(true)
  const button = useRef<HTMLButtonElement>(null)
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu
      position="bottom-end"
      opened={opened}
      onChange={setOpened}
      // What was pressed to open it made way for this one: the library has nothing to give the focus back to.
      onClose={() => button.current?.focus()}
    >
      <Menu.Target>
        <button
          ref={button}
          type="button"
          className={`${classes.account} cut`}
          aria-label={`${words.account}: ${me.name}`}
        >
          {me.name}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item data-autofocus onClick={() => void navigate({ to: '/profile' })}>
          {words.profile}
        </Menu.Item>
        <Menu.Item component="a" href="/portal">
          {words.nav.portal}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words.theme.toggle}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme ? '✓' : null}
          >
            {words.theme[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{words.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
