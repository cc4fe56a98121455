/*
 * The host's side of teams-js 2.58, as far as the tab needs it. The library's messages are
 * `{ id, uuidAsString, func, args }`, an answer repeats the two ids, and events have a `func` but no id.
 */

/** What the page is told when it is opened; it stands in its address. */
export interface HostSettings {
  /** The tab's page. */
  tab: string
  /** Says nothing at all, as a page that is no Teams. */
  silent: boolean
}

/**
 * The page around the tab. Who decides about the answers is the test: `answerTab(kind, func, args)` is a function of it,
 * `kind` says whether the tab asks or a window for signing in.
 */
export const HOST_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Teams</title>
<style>
  html, body { height: 100%; margin: 0; overflow: hidden; background: #ebebeb; }
  iframe { display: block; width: 100%; height: 100%; border: 0; }
</style>
<iframe id="tab" allow="clipboard-write" title="tab"></iframe>
<script>
  const settings = JSON.parse(new URLSearchParams(location.search).get('settings'))
  const frame = document.getElementById('tab')
  const popups = new Map()

  function answer(event, args) {
    const { id, uuidAsString } = event.data
    event.source.postMessage({ id, uuidAsString, args }, event.origin)
  }

  function openWindow(event) {
    const [url, width, height] = event.data.args
    const popup = window.open(url, '_blank', 'popup,width=' + width + ',height=' + height)
    if (popup === null) return answer(event, [false, 'FailedToOpenWindow'])
    const end = (args) => {
      clearInterval(watch)
      popups.delete(popup)
      answer(event, args)
      popup.close()
    }
    const watch = setInterval(() => {
      if (popup.closed) end([false, 'CancelledByUser'])
    }, 50)
    popups.set(popup, end)
  }

  addEventListener('message', async (event) => {
    const message = event.data
    if (typeof message !== 'object' || message === null || typeof message.func !== 'string') return
    const inWindow = popups.get(event.source)
    if (event.source !== frame.contentWindow && inWindow === undefined) return
    const kind = inWindow === undefined ? 'tab' : 'window'
    if (settings.silent) return
    const args = await window.answerTab(kind, message.func, message.args ?? [])
    if (message.func === 'authentication.authenticate') openWindow(event)
    else if (message.func === 'authentication.authenticate.success') inWindow?.([true, message.args[0]])
    else if (message.func === 'authentication.authenticate.failure') inWindow?.([false, message.args[0]])
    else if (args !== null) answer(event, args)
  })

  window.tellTab = (func, args) => frame.contentWindow.postMessage({ func, args }, '*')
  frame.src = settings.tab
</script>
</html>
`
