import {
  Badge,
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components'
import { AddRegular, ArrowDownRegular, ArrowUpRegular, DismissRegular } from '@fluentui/react-icons'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { spokenLanguage, type SpokenLanguage } from '../../../../../server/contract/service-settings.ts'
import { useFormat } from '../../../i18n/use-format.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: '4px',
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 'none',
  },
  legend: { padding: '0 0 4px' },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '36px',
    padding: '0 4px 0 12px',
    ':not(:first-child)': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  name: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '4px 0',
  },
  add: { alignSelf: 'flex-start' },
  hint: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
})

export interface LanguageOrderProps {
  label: string
  hint?: string
  languages: readonly SpokenLanguage[]
  disabled?: boolean
  onChange: (languages: SpokenLanguage[]) => void
}

/** Languages in an order that matters: the first is the one to fall back to. */
export function LanguageOrder({ label, hint, languages, disabled = false, onChange }: LanguageOrderProps) {
  const styles = useStyles()
  const { t } = useTranslation('studio')
  const format = useFormat()
  const list = useRef<HTMLUListElement>(null)
  const others = spokenLanguage.options.filter((language) => !languages.includes(language))

  function move(from: number, to: number): void {
    const next = [...languages]
    const [moved] = next.splice(from, 1)
    if (moved === undefined) return
    next.splice(to, 0, moved)
    onChange(next)
    // The button that was pressed may be one that cannot be pressed at the new place.
    const name = to === 0 ? 'down' : to === next.length - 1 ? 'up' : from < to ? 'down' : 'up'
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-move="${moved}-${name}"]`)?.focus(),
    )
  }

  return (
    <fieldset className={styles.root}>
      <legend className={styles.legend}>{label}</legend>
      <ul className={styles.list} ref={list}>
        {languages.map((language, index) => {
          const name = format.languageName(language)
          return (
            <li key={language} className={styles.item}>
              <span className={styles.name}>
                {name}
                {index === 0 && (
                  <Badge appearance="tint" color="brand">
                    {t('parts.mainLanguage')}
                  </Badge>
                )}
              </span>
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowUpRegular />}
                data-move={`${language}-up`}
                disabled={disabled || index === 0}
                aria-label={t('parts.moveUp', { name })}
                onClick={() => move(index, index - 1)}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowDownRegular />}
                data-move={`${language}-down`}
                disabled={disabled || index === languages.length - 1}
                aria-label={t('parts.moveDown', { name })}
                onClick={() => move(index, index + 1)}
              />
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                disabled={disabled || languages.length === 1}
                aria-label={t('parts.removeLanguage', { name })}
                onClick={() => onChange(languages.filter((one) => one !== language))}
              />
            </li>
          )
        })}
      </ul>
      {others.length > 0 && !disabled && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button size="small" appearance="subtle" className={styles.add} icon={<AddRegular />}>
              {t('parts.addLanguage')}
            </Button>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {others.map((language) => (
                <MenuItem key={language} onClick={() => onChange([...languages, language])}>
                  {format.languageName(language)}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </fieldset>
  )
}
