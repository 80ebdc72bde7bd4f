import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#edf6f8',
  '#d8eaee',
  '#b0d4dc',
  '#84bcc8',
  '#5ba5b4',
  '#3a8fa0',
  '#217a8c',
  '#106879',
  '#0b5463',
  '#073f4b',
]

/** Text to ground, so that what the library draws itself in the dark has our greys. */
const dark: MantineColorsTuple = [
  '#d8dde2',
  '#b8c0c8',
  '#98a2ac',
  '#6b7580',
  '#363e46',
  '#262c32',
  '#1e2328',
  '#171b1f',
  '#121518',
  '#0b0e10',
]

/** How the library's components look here; colours and sizes themselves are in tokens.css. */
export const theme = createTheme({
  colors: { petrol, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '22px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: () => ({ root: { '--button-padding-x': '12px', '--button-fz': '13px', '--button-height': '' } }),
    },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Modal: { defaultProps: { centered: false, yOffset: '10vh', transitionProps: { duration: 80 } } },
    // The placeholder for the focus has no place in a menu: the first item takes it.
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        transitionProps: { duration: 60 },
        position: 'bottom-start',
        shadow: 'md',
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 60 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 60 } } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-petrol-filled': 'var(--accent)',
  '--mantine-color-petrol-light': 'var(--accent-quiet)',
  '--mantine-color-petrol-light-hover': 'var(--accent-quiet)',
  '--mantine-color-petrol-light-color': 'var(--accent)',
  '--mantine-color-petrol-outline': 'var(--accent)',
  '--mantine-color-white': 'var(--on-accent)',
}

/** The library's variables say what our tokens say. */
export const resolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
