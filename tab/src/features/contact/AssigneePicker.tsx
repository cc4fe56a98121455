import { Combobox, Option } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../../server/contract/conversation.ts'
import type { MemberView } from '../../../../server/contract/member.ts'
import type { Person } from '../conversation/types.ts'

const NOBODY = 'nobody'

export interface AssigneePickerProps {
  me: Person
  assignee: ConversationView['assignee']
  /** `null` until they are known. */
  members: readonly MemberView[] | null
  disabled: boolean
  labelledBy: string
  onOpen: () => void
  onAssign: (memberId: string | null) => void
}

/** Whose it is; typing finds a colleague. */
export function AssigneePicker(props: AssigneePickerProps) {
  const { me, assignee, members } = props
  const { t } = useTranslation('contact')
  const [typed, setTyped] = useState<string | null>(null)
  const nameOf = (person: Person): string =>
    person.id === me.id ? t('me', { name: person.name }) : person.name
  const current = assignee === null ? t('nobody') : nameOf(assignee)
  const words = typed?.trim().toLocaleLowerCase() ?? ''
  const people = [me, ...(members ?? []).filter((member) => member.id !== me.id)]
  const matching = people.filter((person) => person.name.toLocaleLowerCase().includes(words))

  return (
    <Combobox
      aria-labelledby={props.labelledBy}
      disabled={props.disabled}
      placeholder={t('searchMember')}
      style={{ minWidth: 0, width: '100%' }}
      expandIcon={{ style: { minWidth: '24px', minHeight: '24px', marginRight: '-4px' } }}
      input={{ style: { minWidth: 0, width: '100%' } }}
      value={typed ?? current}
      selectedOptions={[assignee?.id ?? NOBODY]}
      onOpenChange={(_, { open }) => {
        if (open) {
          setTyped('')
          props.onOpen()
        } else setTyped(null)
      }}
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_, { optionValue }) => {
        // Fluent clears the selection when nothing on the list begins with what is typed: nothing has been chosen then.
        if (optionValue === undefined || optionValue === '') return
        setTyped(null)
        props.onAssign(optionValue === NOBODY ? null : optionValue)
      }}
    >
      {words === '' && (
        <Option value={NOBODY} text={t('nobody')}>
          {t('nobody')}
        </Option>
      )}
      {matching.map((person) => (
        <Option key={person.id} value={person.id} text={nameOf(person)}>
          {nameOf(person)}
        </Option>
      ))}
      {matching.length === 0 && (
        <Option disabled value="" text={t('noMember')}>
          {t('noMember')}
        </Option>
      )}
    </Combobox>
  )
}
