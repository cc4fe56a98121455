import { safeName } from './text-format.ts'

/** Hands a file to the browser's downloads, under its name without anything that could disguise its kind. */
export function saveFile(url: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = safeName(fileName).replace(/[\\/:*?"<>|]/gu, '_') || 'file'
  link.rel = 'noopener'
  document.body.append(link)
  link.click()
  link.remove()
}
