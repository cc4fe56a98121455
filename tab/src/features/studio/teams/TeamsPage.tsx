import { Button, Input, Link, Spinner } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { packageVersion, type TeamsPackageView } from '../../../../../server/contract/package-routes.ts'
import type { FailureCode } from '../../../api/api-error.ts'
import { useNotify } from '../../inbox/use-notify.tsx'
import { SidePage } from '../frame/SidePage.tsx'
import { Fact } from '../overview/Fact.tsx'
import { Group } from '../parts/Group.tsx'
import { Row } from '../parts/Row.tsx'
import { PackageContents } from './PackageContents.tsx'
import { PackageFaults } from './PackageFaults.tsx'
import { useStyles } from './teams.styles.ts'
import { useTeamsPackage } from './use-teams-package.ts'

/** Where the uploaded app is looked after; the same for every organisation. */
const ADMIN_CENTER = 'https://admin.teams.microsoft.com/policies/manage-apps'
const GUIDE = 'https://learn.microsoft.com/microsoftteams/teams-custom-app-policies-and-settings'

/** The app for Microsoft Teams: the package for whoever adds it there, and what is still missing for it. */
export function TeamsPage() {
  const { t } = useTranslation('studio')
  const { state, reload, download } = useTeamsPackage()
  return (
    <SidePage page="teams" title={t('teams.title')} lead={t('teams.lead')} state={state} onRetry={reload}>
      {(view) => (
        <>
          {view.faults.length > 0 && <PackageFaults view={view} />}
          <Package view={view} onDownload={download} />
          <PackageContents view={view} />
          <Upload />
        </>
      )}
    </SidePage>
  )
}

interface PackageProps {
  view: TeamsPackageView
  onDownload: (version: string) => Promise<FailureCode | null>
}

function Package({ view, onDownload }: PackageProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const { t: common } = useTranslation()
  const notify = useNotify()
  const [version, setVersion] = useState(view.version)
  const [isBusy, setBusy] = useState(false)
  const wanted = version.trim()
  const isVersion = packageVersion.safeParse(wanted).success
  const canBuild = view.faults.length === 0

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!isVersion || isBusy) return
    setBusy(true)
    const failure = await onDownload(wanted)
    setBusy(false)
    if (failure !== null) notify.failed(t('teams.failed'), common(`error.${failure}`))
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Group title={t('teams.package')} hint={t('teams.packageHint')}>
        {view.publicUrl !== null && (
          <Fact term={t('teams.server')} hint={t('teams.serverHint')}>
            <span className={styles.code}>{view.publicUrl}</span>
          </Fact>
        )}
        {view.appId !== null && (
          <Fact term={t('teams.appId')} hint={t('teams.appIdHint')}>
            <span className={styles.code}>{view.appId}</span>
          </Fact>
        )}
        {canBuild && (
          <>
            <Row
              label={t('teams.version')}
              hint={t('teams.versionHint')}
              issue={isVersion ? undefined : t('teams.versionIssue')}
            >
              {(aria) => (
                <Input
                  {...aria}
                  value={version}
                  autoComplete="off"
                  inputMode="decimal"
                  maxLength={32}
                  onChange={(_, data) => setVersion(data.value)}
                />
              )}
            </Row>
            <div className={styles.download}>
              <Button
                type="submit"
                appearance="primary"
                icon={isBusy ? <Spinner size="tiny" /> : <ArrowDownloadRegular />}
                disabledFocusable={!isVersion || isBusy}
              >
                {t('teams.download')}
              </Button>
            </div>
          </>
        )}
      </Group>
    </form>
  )
}

function Upload() {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  return (
    <Group title={t('teams.upload')} hint={t('teams.uploadHint')}>
      <ol className={styles.steps}>
        <li>
          {t('teams.step.open')} <Elsewhere href={ADMIN_CENTER}>{t('teams.adminCenter')}</Elsewhere>
        </li>
        <li>{t('teams.step.upload')}</li>
        <li>{t('teams.step.assign')}</li>
        <li>
          {t('teams.step.try')} <Elsewhere href={GUIDE}>{t('teams.guide')}</Elsewhere>
        </li>
      </ol>
      <p className={styles.note}>{t('teams.docs')}</p>
    </Group>
  )
}

function Elsewhere({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link inline href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </Link>
  )
}
