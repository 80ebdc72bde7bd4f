import { type Picked, PickService } from '../../parts/pick.tsx'

type Props = {
  label: string
  value: Picked | null
  onPick: (picked: Picked | null) => void
  onLeave: () => void
}

/** Another service, picked where the present one stands. */
export function PickInPlace(props: Props) {
  return <PickService {...props} bare autoFocus />
}
