import { Link } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { CallFiguresView } from '../../../../server/contract/call.ts'
import { Card } from '../figures/Card.tsx'
import { ratio } from '../figures/figures.ts'
import { FigureTable } from '../figures/FigureTable.tsx'
import { useFigureFormat } from '../figures/use-figure-format.ts'

export interface ServicesProps {
  services: CallFiguresView['services']
  onChoose: (serviceId: string) => void
}

/** Services side by side. */
export function Services({ services, onChoose }: ServicesProps) {
  const { t } = useTranslation('reports')
  const format = useFigureFormat()
  const percent = (share: number | null): string => (share === null ? '–' : format.percent(share))
  const title = t('services.title')
  return (
    <Card title={title}>
      <FigureTable
        caption={title}
        columns={[
          t('services.service'),
          t('services.calls'),
          t('services.acceptance'),
          t('services.sent'),
          t('services.answered'),
          t('services.chats'),
        ]}
        spare={[3, 4]}
        rows={services
          .toSorted((a, b) => b.figures.calls - a.figures.calls)
          .map(({ service, figures }) => ({
            key: service.id,
            name: (
              <Link
                as="button"
                aria-label={t('services.show', { name: service.name })}
                onClick={() => onChoose(service.id)}
              >
                {service.name}
              </Link>
            ),
            cells: [
              format.number(figures.calls),
              percent(ratio(figures.accepted, figures.offered)),
              format.number(figures.sent),
              format.number(figures.answered),
              percent(ratio(figures.answered, figures.calls)),
            ],
          }))}
      />
    </Card>
  )
}
