import { useTranslation } from 'react-i18next'
import type { SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { Group } from '../parts/Group.tsx'
import { LanguageTabs } from '../parts/LanguageTabs.tsx'
import { ReadOnlyNote } from '../parts/ReadOnlyNote.tsx'
import { AUTO_RESPONSES, PROMPTS } from '../state/fields.ts'
import { useEditing } from '../use-editing.ts'
import { AutoResponseField } from './AutoResponseField.tsx'
import { PromptField } from './PromptField.tsx'

/** The standard texts towards customers, by language (DX-CONT-01, DX-CONT-02, DX-CONT-05). */
export function ContentSection() {
  const { t } = useTranslation('studio')
  const { issues } = useEditing()
  const isFaulty = (language: SpokenLanguage): boolean =>
    [...issues.keys()].some((path) => new RegExp(`^(prompts|autoResponses)\\.${language}\\.`).test(path))
  return (
    <>
      <ReadOnlyNote area="prompts" />
      <LanguageTabs markOf={(language) => (isFaulty(language) ? t('language.faulty') : null)}>
        {(language) => <Texts language={language} />}
      </LanguageTabs>
    </>
  )
}

function Texts({ language }: { language: SpokenLanguage }) {
  const { t } = useTranslation('studio')
  const { view } = useEditing()
  return (
    <>
      <Group title={t('content.autoResponses')} hint={t('content.autoResponsesHint')}>
        {AUTO_RESPONSES.map((name) => (
          <AutoResponseField key={name} language={language} name={name} />
        ))}
      </Group>
      {view.service.ready !== null && (
        <Group title={t('content.deflector')} hint={t('content.deflectorHint')}>
          {PROMPTS.map((name) => (
            <PromptField key={name} language={language} name={name} />
          ))}
        </Group>
      )}
    </>
  )
}
