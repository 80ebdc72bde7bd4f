import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useWords } from '../words/index.ts'
import classes from './dialog.module.css'

type Props = ModalProps & {
  /** Has a field whose list of names may be longer than the dialog. */
  picks?: boolean
}

/** A dialog with a title, and a way out that says so. */
export function Dialog({ picks = false, ...props }: Props) {
  const words = useWords().shell
  useReturning()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': words.close }}
      {...(picks && { classNames: { content: classes.overflowing ?? '' } })}
      {...props}
    />
  )
}

/** A dialog that is taken away whole gives the focus back to where it was before; if that is gone, to the screen. */
function useReturning(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const lost = document.activeElement === document.body
        if (!lost) return
        const there = before instanceof HTMLElement && before !== document.body && before.isConnected
        const to = there ? before : document.getElementById('main')
        to?.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
