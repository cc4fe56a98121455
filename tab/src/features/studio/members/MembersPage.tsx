import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { PersonAddRegular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SidePage } from '../frame/SidePage.tsx'
import { useEnvironment } from '../frame/use-environment.ts'
import { OnceDialog } from '../parts/OnceDialog.tsx'
import { Invitations } from './Invitations.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { MemberList } from './MemberList.tsx'
import { useMembers } from './use-members.ts'

/** A link that nobody but the inviter has seen. */
export interface FreshLink {
  email: string
  link: string
}

/** Who works in the environment, with which roles, and who has been invited (DX-MEM-01, DX-MEM-12). */
export function MembersPage({ onOwnChange }: { onOwnChange: () => void }) {
  const { t } = useTranslation('people')
  const environment = useEnvironment()
  const { state, reload } = useMembers()
  const [inviting, setInviting] = useState(false)
  const [fresh, setFresh] = useState<FreshLink | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const isAgency = environment.kind === 'agency'
  return (
    <SidePage
      page="members"
      title={t('members.title')}
      lead={t(isAgency ? 'members.leadAgency' : 'members.lead', { environment: environment.name })}
      titleRef={title}
      state={state}
      onRetry={reload}
      actions={
        <Button appearance="primary" icon={<PersonAddRegular />} onClick={() => setInviting(true)}>
          {t('members.invite')}
        </Button>
      }
    >
      {({ members, invitations }) => (
        <>
          {isAgency && (
            <MessageBar intent="info" layout="multiline">
              <MessageBarBody>{t('members.agencyNote')}</MessageBarBody>
            </MessageBar>
          )}
          <MemberList
            members={members}
            onChanged={reload}
            onOwnChange={onOwnChange}
            onRemoved={() => title.current?.focus()}
          />
          <Invitations
            invitations={invitations}
            onChanged={reload}
            onLink={setFresh}
            onWithdrawn={() => title.current?.focus()}
          />
          {inviting && (
            <InviteDialog
              members={members}
              onClose={() => setInviting(false)}
              onInvited={(link) => {
                setInviting(false)
                setFresh(link)
                reload()
              }}
            />
          )}
          {fresh !== null && (
            <OnceDialog
              title={t('link.title')}
              text={t('link.text', { email: fresh.email })}
              what={t('link.what')}
              secret={fresh.link}
              onClose={() => setFresh(null)}
            />
          )}
        </>
      )}
    </SidePage>
  )
}
