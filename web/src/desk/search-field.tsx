import { TextInput } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useWords } from '../words/index.ts'
import classes from './desk.module.css'

const typedPauseMs = 120

type Props = {
  value: string
  inputRef: RefObject<HTMLInputElement | null>
  onSearch: (q: string) => void
}

/** Narrows the list to words, a moment after they are typed. */
export function SearchField({ value, inputRef, onSearch }: Props) {
  const words = useWords().desk
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  // Another view, or the way back: what the address says now stands in the field.
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    const asked = typed.trim()
    if (asked === told.current) return
    const timer = setTimeout(() => {
      told.current = asked
      onSearch(asked)
    }, typedPauseMs)
    return () => clearTimeout(timer)
  }, [typed, onSearch])
  return (
    <TextInput
      ref={inputRef}
      type="search"
      className={classes.search}
      placeholder={words.search}
      aria-label={words.search}
      maxLength={200}
      dir="auto"
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter' || key === 'Escape') currentTarget.blur()
      }}
    />
  )
}
