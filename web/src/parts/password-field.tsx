import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useWords } from '../words/index.ts'

/** A password, which can be shown; its button says so in the person's language, and is reached by keys. */
export function PasswordField(props: PasswordInputProps) {
  const { showPassword } = useWords().shell
  return (
    <PasswordInput visibilityToggleButtonProps={{ 'aria-label': showPassword, tabIndex: 0 }} {...props} />
  )
}
