import { Select } from '@mantine/core'
import { languages } from '../words/languages.ts'

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]

type Props = {
  label: string
  hint?: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
}

/** A time zone by its IANA name, found by any part of it. */
export function ZoneField({ label, hint, value, onChange, error }: Props) {
  return (
    <Select
      label={label}
      description={hint}
      searchable
      limit={100}
      data={zones.includes(value) ? zones : [value, ...zones]}
      value={value}
      allowDeselect={false}
      onChange={(zone) => zone && onChange(zone)}
      error={error}
    />
  )
}

/** A language that the screens speak. */
export function LanguageField({ label, hint, value, onChange, error }: Props) {
  const known = Object.entries(languages).map(([code, { name }]) => ({ value: code, label: name }))
  return (
    <Select
      label={label}
      description={hint}
      data={known.some((one) => one.value === value) ? known : [{ value, label: value }, ...known]}
      value={value}
      allowDeselect={false}
      onChange={(language) => language && onChange(language)}
      error={error}
    />
  )
}
