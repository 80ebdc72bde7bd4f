import { useQuery } from '@tanstack/react-query'
import { api, read } from '../../api/index.ts'
import { useServiceWords } from '../../services/words.ts'
import classes from './steps.module.css'

/** The steps of a runbook, as whoever was woken follows them. */
export function Steps({ article }: { article: string }) {
  const w = useServiceWords().night
  const { data } = useQuery({
    queryKey: ['article', article],
    queryFn: () => read(api.GET('/api/v1/articles/{ref}', { params: { path: { ref: article } } })),
  })
  if (!data || data.steps.length === 0) return null
  return (
    <ol className={classes.steps}>
      {data.steps.map((step) => (
        <li key={`${step.do} ${step.expect}`} dir="auto">
          <p>{step.do}</p>
          <p className="muted">
            {w.expect}: {step.expect}
          </p>
          <p className="muted">
            {w.ifNot}: {step.ifNot}
          </p>
          {step.link && (
            <a href={step.link} rel="noreferrer" target="_blank">
              {step.link}
            </a>
          )}
        </li>
      ))}
    </ol>
  )
}
