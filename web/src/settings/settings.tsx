import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/commands.ts'
import { useMe } from '../shell/session.ts'
import { groups, isPart, type Part, pages } from './parts.ts'
import { stepsQuery } from './queries.ts'
import classes from './settings.module.css'
import { useSettingsWords } from './words.ts'

/** How the house is set up: for administrators. */
export function Settings() {
  const words = useSettingsWords()
  if (useMe().can.includes('administer')) return <Parts />
  return (
    <Empty title={words.notYours}>
      <p className="muted">{words.notYoursHint}</p>
      <Link to="/profile">{words.toProfile}</Link>
    </Empty>
  )
}

function Parts() {
  const words = useSettingsWords()
  const { part: asked, item } = useParams({ strict: false })
  const first = useFirst()
  const part = asked ?? first
  const navigate = useNavigate()
  useCommands(
    Object.keys(pages)
      .filter(isPart)
      .map((one) => ({
        id: `settings ${one}`,
        label: words.parts[one],
        group: words.heading,
        run: () => void navigate({ to: '/settings/$part', params: { part: one } }),
      })),
  )
  return (
    <div className={classes.settings}>
      <nav className={classes.nav} aria-label={words.heading} data-part={asked !== undefined}>
        <h1 className="phone-only">{words.heading}</h1>
        {Object.entries(groups).map(([group, parts]) => (
          <section key={group}>
            <h2>{words.groups[group as keyof typeof groups]}</h2>
            <ul>
              {parts.map((one) => (
                <li key={one}>
                  <Link
                    to="/settings/$part"
                    params={{ part: one }}
                    aria-current={one === part ? 'page' : undefined}
                  >
                    {words.parts[one]}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className={classes.page} data-part={asked !== undefined}>
        <Link to="/settings" className={classes.back}>
          ‹ {words.allParts}
        </Link>
        {part && isPart(part) ? <Page part={part} item={item} /> : part && <p>{words.noSuchPart}</p>}
      </div>
    </div>
  )
}

function Page({ part, item }: { part: Part; item: string | undefined }) {
  const Shown = pages[part]
  // Another thing of the same part is another form.
  return <Shown key={`${part} ${item}`} item={item} />
}

/** What is shown where no part was asked for: the first steps until all are made. */
function useFirst(): Part | null {
  const { data, error } = useQuery(stepsQuery)
  if (error) return 'organisation'
  if (!data) return null
  return data.every(({ done }) => done) ? 'organisation' : 'first-steps'
}
