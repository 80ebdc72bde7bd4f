import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SettingKey } from '@throughline/contract'
import { type ReactNode, useState } from 'react'
import { settingsQuery } from '../api/index.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useWords } from '../words/index.ts'
import { Stale } from './form/differences.tsx'
import { Form } from './form/form.tsx'
import { useDraft } from './form/use-draft.ts'
import { useSave } from './form/use-save.ts'
import { PartHead } from './part-head.tsx'
import { type AllWords, sayingOf, type Value } from './setting-values.ts'
import { between, type SetUpChange, Trail } from './trail.tsx'
import { useSettingsWords } from './words.ts'

/** What is typed, and setting it; `errors` are the server's, by the field's place in the value. */
export type Typed<D> = { draft: D; set: (draft: D) => void; errors: Readonly<Record<string, string>> }

type Props<K extends SettingKey, D> = {
  settingKey: K
  title: string
  hint: string
  /** What holds, as it is typed. */
  open: (value: Value<K>) => D
  /** What was typed, as it is sent; null while something of it cannot be read. */
  read: (draft: D) => Value<K> | null
  /** Names of fields that show what the server refuses of them. */
  shown?: readonly string[]
  effect?: ReactNode
  children: (typed: Typed<D>) => ReactNode
}

/** A page for one setting: its form, what saving it will do, whose change was faster, and its history. */
export function SettingPage<K extends SettingKey, D>(props: Props<K, D>) {
  const { data, error, refetch } = useQuery({ ...settingsQuery, staleTime: 0 })
  const setting = data?.find(({ key }) => key === props.settingKey)
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!setting) return <Loading />
  return <Opened {...props} current={setting.value as Value<K>} version={setting.version} />
}

type OpenedProps<K extends SettingKey, D> = Props<K, D> & { current: Value<K>; version: number }

function Opened<K extends SettingKey, D>(props: OpenedProps<K, D>) {
  const { settingKey, title, hint, open, read, current, version, effect, shown = [] } = props
  const words: AllWords = { settings: useSettingsWords(), terms: useWords().terms }
  const draft = useDraft(`setting.${settingKey}`, { value: open(current), version })
  const saving = useSave()
  const put = usePut(settingKey)
  const [before, setBefore] = useState<Value<K> | null>(null)
  const value = read(draft.value)

  const send = async (next: Value<K>, onto: number): Promise<boolean> =>
    (await saving.save({ ...put.write(next, title), ifMatch: onto }).then(put.learn)).ok
  const save = async (): Promise<void> => {
    if (value === null || !(await send(value, draft.version))) return
    draft.discard()
    setBefore(current)
  }
  const undo = async (): Promise<void> => {
    if (before !== null && (await send(before, version))) setBefore(null)
  }
  return (
    <>
      <PartHead title={title} hint={hint} />
      {draft.stale && value !== null && (
        <Stale
          theirs={sayingOf(settingKey, current, words)}
          mine={sayingOf(settingKey, value, words)}
          onMine={draft.rebase}
          onTheirs={draft.discard}
        />
      )}
      <Form
        label={title}
        saving={saving}
        changed={draft.changed}
        wrong={value === null}
        onSave={() => void save()}
        onDiscard={draft.discard}
        onUndo={before === null ? undefined : () => void undo()}
        effect={effect}
        shown={shown.map((field) => `value/${field}`)}
      >
        {props.children({ draft: draft.value, set: draft.set, errors: withoutValue(saving.errors) })}
      </Form>
      <Trail
        area="settings"
        about={settingKey}
        tell={(change, who) => tell(settingKey, change, who, words, (earlier) => draft.set(open(earlier)))}
      />
    </>
  )
}

/** How this setting is sent, and what is learned from the answer. */
function usePut<K extends SettingKey>(key: K) {
  const queries = useQueryClient()
  return {
    write: (value: Value<K>, label: string) =>
      ({ label, method: 'PUT', path: `/api/v1/settings/${key}`, body: { value } }) as const,
    learn: async <O,>(outcome: O): Promise<O> => {
      await queries.refetchQueries({ queryKey: ['settings'] })
      void queries.invalidateQueries({ queryKey: ['changes', 'settings', key] })
      void queries.invalidateQueries({ queryKey: ['set-up-steps'] })
      return outcome
    },
  }
}

/** The server speaks of `value/name`; the form of `name`. */
function withoutValue(errors: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([path, why]) => [path.replace(/^value\//, ''), why]))
}

function tell<K extends SettingKey>(
  key: K,
  { facts, seq }: SetUpChange,
  who: string,
  words: AllWords,
  putBack: (value: Value<K>) => void,
) {
  const { trail } = words.settings
  const { before, after } = facts as { before?: Value<K>; after?: Value<K> }
  if (before === undefined || after === undefined) return { sentence: trail.setting(who, key) }
  return {
    sentence: trail.setting(who, key),
    between: between(sayingOf(key, before, words), sayingOf(key, after, words)),
    action: (
      <Button
        key={seq}
        variant="subtle"
        size="compact-sm"
        title={trail.putBackHint}
        onClick={() => {
          putBack(before)
          document.getElementById('main')?.scrollTo({ top: 0 })
        }}
      >
        {trail.putBack}
      </Button>
    ),
  }
}
