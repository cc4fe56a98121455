import type { app, pages } from '@microsoft/teams-js'

/** What the library's own functions do in Teams, for pages that run without it. */
export function createFakeSdk() {
  const context = {
    theme: 'default',
    locale: 'en-gb',
    subPageId: undefined as string | undefined,
    appId: 'the-app' as string | undefined,
    frame: 'content',
  }
  const told: string[] = []
  const opened: string[] = []
  const windows: { url: string }[] = []
  const validity: boolean[] = []
  const outcomes: string[] = []
  const handlers: {
    theme?: (theme: string) => void
    context?: () => void
    back?: () => boolean
    save?: (event: object) => void
  } = {}
  let settle: { resolve: () => void; reject: (error: Error) => void } | null = null

  const sdk = {
    context,
    /** What the page has told Teams about its progress. */
    told,
    opened,
    opensLinks: true,
    windows,
    validity,
    outcomes,
    stored: null as object | null,
    contextReads: 0,
    answerSignIn: (): Promise<string> => Promise.resolve('code'),
    changeTheme(theme: string): void {
      context.theme = theme
      handlers.theme?.(theme)
    },
    changeContext: () => handlers.context?.(),
    pressBack: () => handlers.back?.(),
    /** Presses the button for saving; settles when the page has answered. */
    async save(): Promise<void> {
      await new Promise<void>((resolve) => {
        const end = (outcome: string): void => {
          outcomes.push(outcome)
          resolve()
        }
        handlers.save?.({
          notifySuccess: () => end('success'),
          notifyFailure: (reason: string) => end(`failure ${reason}`),
        })
      })
    },
    storeSettings: () => settle?.resolve(),
    refuseSettings: (reason: string) => settle?.reject(new Error(reason)),

    app: {
      initialize: () => Promise.resolve(),
      getContext(): Promise<app.Context> {
        sdk.contextReads += 1
        const { theme, locale, appId, subPageId, frame } = context
        return Promise.resolve({
          app: { theme, locale, ...(appId === undefined ? {} : { appId: { toString: () => appId } }) },
          page: { id: 'inbox', frameContext: frame, subPageId },
          user: { id: '', loginHint: 'anna@example.test', tenant: { id: 'the-tenant' } },
          dialogParameters: {},
        } as unknown as app.Context)
      },
      registerOnThemeChangeHandler: (handler: (theme: string) => void) => void (handlers.theme = handler),
      registerOnContextChangeHandler: (handler: () => void) => void (handlers.context = handler),
      openLink(url: string): Promise<void> {
        if (!sdk.opensLinks) return Promise.reject(new Error('not supported'))
        opened.push(url)
        return Promise.resolve()
      },
      notifyAppLoaded: () => void told.push('loaded'),
      notifySuccess: () => Promise.resolve(void told.push('success')),
      notifyFailure: ({ reason }: { reason: string }) => void told.push(`failure ${reason}`),
      notifyExpectedFailure: ({ reason }: { reason: string }) => void told.push(`expected ${reason}`),
      FailedReason: { Other: 'Other' },
      ExpectedFailureReason: { PermissionError: 'PermissionError', Offline: 'Offline' },
    },
    authentication: {
      getAuthToken: () => Promise.resolve('teams-token'),
      authenticate(window: { url: string }): Promise<string> {
        windows.push(window)
        return sdk.answerSignIn()
      },
      notifySuccess: (code: string) => void told.push(`signed in ${code}`),
      notifyFailure: (fault: string) => void told.push(`not signed in ${fault}`),
    },
    pages: {
      getConfig: () => Promise.resolve(sdk.stored ?? {}),
      backStack: {
        isSupported: () => true,
        registerBackButtonHandler: (handler: () => boolean) => void (handlers.back = handler),
      },
      config: {
        isSupported: () => true,
        setValidityState: (valid: boolean) => void validity.push(valid),
        registerOnSaveHandler: (handler: (event: object) => void) => void (handlers.save = handler),
        setConfig: (settings: pages.InstanceConfig) =>
          new Promise<void>((resolve, reject) => {
            settle = {
              resolve() {
                sdk.stored = settings
                resolve()
              },
              reject,
            }
          }),
      },
    },
  }
  return sdk
}

export type FakeSdk = ReturnType<typeof createFakeSdk>
