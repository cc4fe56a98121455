import { Badge } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../../components/use-now.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useOpeningPreview } from '../hours/use-opening-preview.ts'
import { useSummaryWords } from '../hours/HoursSummary.tsx'
import { momentIn } from '../hours/zoned-words.ts'
import { Group } from '../parts/Group.tsx'
import { CallLink } from '../telephony/NumberField.tsx'
import { showNumber } from '../telephony/phone-input.ts'
import { SectionLink } from '../SectionLink.tsx'
import { useEditing } from '../use-editing.ts'
import { mayBeSettledByPublishing } from './checks.ts'
import { Fact } from './Fact.tsx'
import { useStyles } from './overview.styles.ts'
import { Readiness } from './Readiness.tsx'

/** Whether the service works, and what it is. */
export function Overview() {
  const { t } = useTranslation('studio')
  const { view } = useEditing()
  const styles = useStyles()
  const { ready } = view.service
  return (
    <>
      <Group
        title={t('overview.readiness')}
        hint={ready === null ? t('overview.noCalls') : t('overview.readinessHint')}
      >
        {ready !== null && <Readiness />}
        {mayBeSettledByPublishing(view) && <p className={styles.note}>{t('overview.publishFirst')}</p>}
      </Group>
      <Numbers />
      <Hours />
      <Place />
    </>
  )
}

function Numbers() {
  const { t } = useTranslation('studio')
  const styles = useStyles()
  const { view } = useEditing()
  const { publicNumber } = view.draft.telephony
  if (view.service.ready === null) return null
  return (
    <Group title={t('overview.numbers')}>
      <Fact term={t('overview.line')}>
        {view.line === null ? (
          <span className={styles.quiet}>{t('overview.noLine')}</span>
        ) : (
          <>
            <span className={styles.number}>{showNumber(view.line.number)}</span>
            <CallLink number={view.line.number} />
          </>
        )}
      </Fact>
      {publicNumber !== null && (
        <Fact term={t('telephony.publicNumber')}>
          <span className={styles.number}>{showNumber(publicNumber)}</span>
          <CallLink number={publicNumber} />
        </Fact>
      )}
    </Group>
  )
}

function Hours() {
  const { t } = useTranslation('studio')
  const styles = useStyles()
  const { view } = useEditing()
  const { id, timeZone } = view.service
  const preview = useOpeningPreview(id, view.published.openingHours)
  const words = useSummaryWords(timeZone)
  return (
    <Group title={t('section.hours')}>
      <Fact term={t('overview.rightNow')}>
        {preview.step === 'ready' ? (
          <span>
            {view.published.openingHours.always ? t('hours.alwaysOpen') : words(preview.preview).state}
          </span>
        ) : (
          <span className={styles.quiet}>{preview.step === 'loading' ? '…' : t('hours.unknown')}</span>
        )}
        <SectionLink section="hours">{t('overview.change')}</SectionLink>
      </Fact>
    </Group>
  )
}

function Place() {
  const { t } = useTranslation('studio')
  const styles = useStyles()
  const format = useFormat()
  const now = useNow()
  const { view } = useEditing()
  const { languages, country, timeZone } = view.service
  const clock = momentIn(timeZone, { language: format.language, at: now, now }).time
  return (
    <Group
      title={t('overview.place')}
      aside={<SectionLink section="profile">{t('overview.placeGo')}</SectionLink>}
    >
      <Fact term={t('overview.languages')} hint={t('overview.languagesHint')}>
        <ol className={styles.languages}>
          {languages.map((language, index) => (
            <li key={language}>
              <Badge
                appearance={index === 0 ? 'tint' : 'outline'}
                color={index === 0 ? 'brand' : 'informative'}
              >
                {format.languageName(language)}
              </Badge>
            </li>
          ))}
        </ol>
      </Fact>
      <Fact term={t('overview.country')}>{format.country(country)}</Fact>
      <Fact term={t('overview.timeZone')}>
        <span>
          {timeZone.replaceAll('_', ' ')}
          <span className={styles.quiet}> · {t('overview.clock', { time: clock })}</span>
        </span>
      </Fact>
    </Group>
  )
}
