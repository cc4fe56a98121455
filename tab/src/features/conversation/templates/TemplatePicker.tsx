import { Button, Dialog, DialogSurface, mergeClasses } from '@fluentui/react-components'
import { ArrowLeft20Regular, Dismiss20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../../../server/contract/conversation.ts'
import type { TemplateView } from '../../../../../server/contract/template.ts'
import { safeName } from '../messages/text-format.ts'
import type { ConversationActions } from '../types.ts'
import { useReturnFocus } from '../use-return-focus.ts'
import { rememberTemplate } from './recent-templates.ts'
import { TemplateForm } from './TemplateForm.tsx'
import { TemplateList } from './TemplateList.tsx'
import { useStyles } from './TemplatePicker.styles.ts'
import { filledBody, templateValuesOf, type FieldValues, type HeaderFile } from './template-filling.ts'
import { readableName } from './template-search.ts'
import { useTemplates } from './use-templates.ts'

interface TemplatePickerProps {
  contactName: string
  /** The customer's language, when known. */
  language: string | null
  media: ConversationDetail['capabilities']['media']
  /** What was typed before; offered as a value. */
  draft: string
  actions: Pick<ConversationActions, 'templates' | 'upload' | 'send'>
  /** `usedDraft`: the draft left as part of the template. */
  onClose: (sent: { usedDraft: boolean } | null) => void
}

/** Choose, fill in, see and send a template; on narrow screens one step after the other. */
export function TemplatePicker(props: TemplatePickerProps) {
  const { contactName, language, media, draft, actions, onClose } = props
  const { t } = useTranslation('conversation')
  useReturnFocus()
  const styles = useStyles()
  const { state, refresh, retry } = useTemplates(actions)
  const [chosen, setChosen] = useState<TemplateView | null>(null)
  /** On narrow screens: whether the second step is on the screen. */
  const [filling, setFilling] = useState(false)

  const send = (template: TemplateView, values: FieldValues, file: HeaderFile, usedDraft: boolean) => {
    const parameters = templateValuesOf(template, values, file)
    const hasValues = Object.keys(parameters).length > 0
    actions.send(
      {
        clientId: crypto.randomUUID(),
        template: { name: template.name, language: template.language, ...(hasValues ? { parameters } : {}) },
      },
      { text: filledBody(template, values) },
    )
    rememberTemplate(template.name)
    onClose({ usedDraft })
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose(null)}>
      <DialogSurface className={styles.surface} aria-label={t('template.title')}>
        <div className={styles.header}>
          {filling && (
            <span className={styles.narrowOnly}>
              <Button
                appearance="subtle"
                icon={<ArrowLeft20Regular />}
                aria-label={t('template.back')}
                onClick={() => setFilling(false)}
              />
            </span>
          )}
          <h2 className={styles.title}>
            <span className={mergeClasses(filling && styles.hiddenWhenNarrow)}>{t('template.title')}</span>
            {filling && chosen !== null && (
              <span className={styles.narrowName}>{readableName(safeName(chosen.name))}</span>
            )}
          </h2>
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={t('template.close')}
            onClick={() => onClose(null)}
          />
        </div>
        <div className={styles.body}>
          <div className={mergeClasses(styles.list, filling && styles.hiddenWhenNarrow)}>
            <TemplateList
              state={state}
              language={language}
              chosen={chosen}
              onChoose={setChosen}
              onConfirm={() => setFilling(true)}
              onRefresh={refresh}
              onRetry={retry}
            />
          </div>
          <div className={mergeClasses(styles.form, !filling && styles.hiddenWhenNarrow)}>
            {chosen === null ? (
              <p className={styles.hint}>
                {state.step === 'ready' && state.templates.length > 0 && t('template.pick')}
              </p>
            ) : (
              <TemplateForm
                key={chosen.id}
                template={chosen}
                contactName={contactName}
                draft={draft}
                media={media}
                actions={actions}
                onSend={(values, file, usedDraft) => send(chosen, values, file, usedDraft)}
                onCancel={() => onClose(null)}
              />
            )}
          </div>
        </div>
      </DialogSurface>
    </Dialog>
  )
}
