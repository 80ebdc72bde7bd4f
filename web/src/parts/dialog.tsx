import { Modal, type ModalProps } from '@mantine/core'
import { useWords } from '../words/index.ts'
import classes from './dialog.module.css'

type Props = ModalProps & {
  /** Has a field whose list of names may be longer than the dialog. */
  picks?: boolean
}

/** A dialog with a title, and a way out that says so. */
export function Dialog({ picks = false, ...props }: Props) {
  const words = useWords().shell
  return (
    <Modal
      closeButtonProps={{ 'aria-label': words.close }}
      {...(picks && { classNames: { content: classes.overflowing ?? '' } })}
      {...props}
    />
  )
}
