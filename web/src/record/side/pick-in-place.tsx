import { type Picked, PickPerson, PickService } from '../../parts/pick.tsx'

type Props = {
  label: string
  value: Picked | null
  onPick: (picked: Picked) => void
  onLeave: () => void
}

/** Another service, picked where the present one stands. */
export function PickInPlace({ onPick, ...props }: Props) {
  return <PickService {...props} onPick={(picked) => picked && onPick(picked)} bare autoFocus />
}

type SomebodyProps = {
  label: string
  staff: boolean
  onPick: (person: { id: number; name: string }) => void
  onLeave: () => void
}

/** Somebody more, picked below those who are there. */
export function PickSomebody({ onPick, ...props }: SomebodyProps) {
  return (
    <PickPerson
      {...props}
      value={null}
      onPick={(picked) => picked && onPick({ id: Number(picked.value), name: picked.label })}
      bare
      autoFocus
    />
  )
}
