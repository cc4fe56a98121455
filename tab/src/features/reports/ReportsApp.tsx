import type { AreaProps } from '../areas/area-props.ts'
export function ReportsApp({ session }: AreaProps) {
  return (
    <main id="main" tabIndex={-1}>
      {String(session !== null)}
    </main>
  )
}
