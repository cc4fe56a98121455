import { Link } from '@fluentui/react-components'
import { MailTemplateRegular } from '@fluentui/react-icons'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { Group } from '../parts/Group.tsx'
import { LanguageTabs } from '../parts/LanguageTabs.tsx'
import { ReadOnlyNote } from '../parts/ReadOnlyNote.tsx'
import type { Editor } from '../state/editor.ts'
import { useEditing } from '../use-editing.ts'
import { coverageIn } from './coverage.ts'
import { LanguageInvitation } from './LanguageInvitation.tsx'
import { TemplateChoice } from './TemplateChoice.tsx'

const MANAGER_URL = 'https://business.facebook.com/latest/whatsapp_manager/message_templates'

/** The platform takes its time to tell which templates a number has. */
const LOOK_EVERY_MS = 3_000

/** Looks for templates for as long as there are none and somebody is looking at the page. */
function useTemplatesToCome(missing: boolean, editor: Pick<Editor, 'lookForTemplates'>): void {
  useEffect(() => {
    if (!missing) return
    const look = (): void => {
      if (document.visibilityState === 'visible') void editor.lookForTemplates()
    }
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [missing, editor])
}

/** The template that callers are invited with (DX-CONT-06, DX-DEFL-12). */
export function InvitationSection() {
  const { t } = useTranslation('studio')
  const { mine, view, editor } = useEditing()
  const { templates } = view
  const hasChannel = !view.service.problems.some(({ code }) => code === 'no_whatsapp_channel')
  useTemplatesToCome(hasChannel && templates.length === 0, editor)
  const chosen = templates.find(({ name }) => name === mine.invitation.template)
  return (
    <>
      <ReadOnlyNote area="invitation" />
      <Group
        title={t('invitation.template')}
        hint={
          <>
            {t('invitation.templateHint')}{' '}
            <Link href={MANAGER_URL} target="_blank" rel="noopener" inline>
              {t('invitation.manager')}
            </Link>
          </>
        }
      >
        {templates.length === 0 && mine.invitation.template === null ? (
          <EmptyState
            icon={<MailTemplateRegular />}
            title={t(hasChannel ? 'invitation.none' : 'invitation.noChannel')}
            hint={t(hasChannel ? 'invitation.noneHint' : 'invitation.noChannelHint')}
          />
        ) : (
          <TemplateChoice />
        )}
      </Group>
      {chosen !== undefined && (
        <LanguageTabs
          markOf={(language) =>
            coverageIn(chosen, language) === 'sendable'
              ? null
              : t(`invitation.coverage.${coverageIn(chosen, language)}`)
          }
        >
          {(language) => <LanguageInvitation template={chosen} language={language} />}
        </LanguageTabs>
      )}
    </>
  )
}
