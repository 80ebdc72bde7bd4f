import classes from './mark.module.css'

type Status = 'pass' | 'fail' | 'waived' | 'not-applicable'

/** How a line stands, by its shape as well as its colour; the word stands beside it. */
const shapes: Record<Status, string> = {
  pass: 'M3 8.5 6.5 12 13 4.5',
  fail: 'M4 4l8 8M12 4l-8 8',
  waived: 'M3 9c2-3 4-3 5-1s3 2 5-1',
  'not-applicable': 'M4 8h8',
}

export function Mark({ status }: { status: Status }) {
  return (
    <svg viewBox="0 0 16 16" className={classes.mark} data-status={status} aria-hidden="true">
      <path d={shapes[status]} />
    </svg>
  )
}
