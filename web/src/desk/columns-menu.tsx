import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import dialogs from '../shell/dialogs.module.css'
import { useWords } from '../words/index.ts'
import { type ColumnId, columnIds, columnName, usualColumns } from './columns.tsx'
import classes from './desk.module.css'

type Props = {
  shown: readonly ColumnId[]
  onClose: () => void
  onChange: (columns: readonly ColumnId[]) => void
}

/** Which columns there are, in which order: ticked, and moved up and down. */
export function ColumnsDialog({ shown, onClose, onChange }: Props) {
  const words = useWords()
  const [order, setOrder] = useState<readonly ColumnId[]>(() => [
    ...shown,
    ...columnIds.filter((id) => !shown.includes(id)),
  ])
  const change = (next: readonly ColumnId[], on: ReadonlySet<ColumnId>): void => {
    setOrder(next)
    onChange(next.filter((id) => on.has(id)))
  }
  const move = (at: number, step: -1 | 1): void => {
    const next = [...order]
    const [moved] = next.splice(at, 1)
    if (moved) next.splice(at + step, 0, moved)
    change(next, new Set(shown))
  }
  const tick = (id: ColumnId, on: boolean): void => {
    const set = new Set(shown)
    if (on) set.add(id)
    else set.delete(id)
    change(order, set)
  }
  return (
    <Dialog opened onClose={onClose} title={words.desk.columns} size="sm">
      <div className={dialogs.form}>
        <p className="muted">{words.desk.columnsHint}</p>
        <ul className={classes.columns}>
          {order.map((id, at) => {
            const name = columnName(id, words)
            return (
              <li key={id}>
                <Checkbox
                  label={name}
                  checked={shown.includes(id)}
                  disabled={id === 'title'}
                  onChange={({ currentTarget }) => tick(id, currentTarget.checked)}
                />
                <span>
                  <Button
                    variant="subtle"
                    disabled={at === 0}
                    aria-label={words.desk.moveUp(name)}
                    onClick={() => move(at, -1)}
                  >
                    ↑
                  </Button>
                  <Button
                    variant="subtle"
                    disabled={at === order.length - 1}
                    aria-label={words.desk.moveDown(name)}
                    onClick={() => move(at, 1)}
                  >
                    ↓
                  </Button>
                </span>
              </li>
            )
          })}
        </ul>
        <div className={dialogs.buttons}>
          <Button variant="default" onClick={() => change(order, new Set(usualColumns))}>
            {words.desk.usual}
          </Button>
          <Button onClick={onClose}>{words.shell.close}</Button>
        </div>
      </div>
    </Dialog>
  )
}
