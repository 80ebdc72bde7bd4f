import { Kbd } from '@mantine/core'
import { Dialog } from '../parts/dialog.tsx'
import { useWords } from '../words/index.ts'
import { allCommands, useOpenScreens } from './commands.ts'
import classes from './keys-help.module.css'

/** All keys of the open screen, under their headings. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const words = useWords().shell
  useOpenScreens()
  const groups = Map.groupBy(
    allCommands().filter(({ keys, obvious }) => keys && !obvious),
    ({ group }) => group,
  )
  return (
    <Dialog opened onClose={onClose} title={words.keys} size="lg">
      <div className={classes.groups}>
        {[...groups].map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map(({ id, label, keys = '' }) => (
                <div key={id} className={classes.row}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.split(' ').map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
