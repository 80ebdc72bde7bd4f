import { NativeSelect } from '@mantine/core'
import { useWords } from '../words/index.ts'
import classes from './matrix.module.css'
import { SettingPage } from './setting-page.tsx'
import type { Value } from './setting-values.ts'
import { useSettingsWords } from './words.ts'

type Matrix = Value<'priority'>
const levels = [1, 2, 3] as const

/** Impact × urgency → priority, cell by cell. */
export function PriorityMatrix() {
  const words = useSettingsWords()
  const { terms } = useWords()
  const w = words.priority
  return (
    <SettingPage<'priority', Matrix>
      settingKey="priority"
      title={words.parts.priority}
      hint={w.hint}
      open={(value) => value}
      read={(draft) => draft}
      effect={<p>{w.effect}</p>}
    >
      {({ draft, set }) => (
        <>
          <table className={classes.matrix}>
            <thead>
              <tr>
                <td />
                {levels.map((urgency) => (
                  <th key={urgency} scope="col">
                    {terms.urgency} {urgency}
                    <span className="muted">{terms.urgencies[urgency]}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {levels.map((impact) => (
                <tr key={impact}>
                  <th scope="row">
                    {terms.impact} {impact}
                    <span className="muted">{terms.impacts[impact]}</span>
                  </th>
                  {levels.map((urgency) => (
                    <td key={urgency}>
                      <NativeSelect
                        aria-label={w.cell(impact, urgency)}
                        data={['1', '2', '3', '4', '5']}
                        value={String(draft[impact - 1]?.[urgency - 1])}
                        onChange={({ currentTarget }) =>
                          set(withCell(draft, impact, urgency, Number(currentTarget.value)))
                        }
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="muted wide-only">{w.keys}</p>
        </>
      )}
    </SettingPage>
  )
}

function withCell(matrix: Matrix, impact: number, urgency: number, priority: number): Matrix {
  return matrix.map((row, i) =>
    row.map((cell, j) => (i === impact - 1 && j === urgency - 1 ? priority : cell)),
  ) as Matrix
}
