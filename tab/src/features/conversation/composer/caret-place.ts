const COPIED = [
  'boxSizing',
  'width',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'borderTopWidth',
  'borderRightWidth',
  'borderBottomWidth',
  'borderLeftWidth',
  'fontFamily',
  'fontSize',
  'fontStyle',
  'fontWeight',
  'letterSpacing',
  'lineHeight',
  'direction',
  'tabSize',
] as const

/** Where a letter of a text field is drawn, in pixels from the field's own top left corner: browsers tell only its index. */
export function letterPlace(field: HTMLTextAreaElement, index: number): { left: number; top: number } {
  const mirror = document.createElement('div')
  const style = getComputedStyle(field)
  for (const property of COPIED) mirror.style[property] = style[property]
  Object.assign(mirror.style, {
    position: 'absolute',
    visibility: 'hidden',
    borderStyle: 'solid',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
  })
  const marker = document.createElement('span')
  marker.textContent = field.value.slice(index, index + 1) || '.'
  mirror.append(field.value.slice(0, index), marker, field.value.slice(index + 1))
  document.body.append(mirror)
  const place = { left: marker.offsetLeft, top: marker.offsetTop - field.scrollTop }
  mirror.remove()
  return place
}
