import { readFileSync } from 'node:fs'

/** The outside of the process as the configuration sees it, so that tests need no real one. */
export interface Environment {
  /** Variables by name; an empty one counts as absent, as compose files and service units leave them. */
  variables: Readonly<Record<string, string | undefined>>
  workingDirectory: string
  /** Reads a text file; throws as `node:fs` does. */
  readFile(path: string): string
}

/** The real environment: the only place, besides the logger's first level, that touches `process.env`. */
export function readEnvironment(): Environment {
  return {
    variables: { ...process.env },
    workingDirectory: process.cwd(),
    readFile: (path) => readFileSync(path, 'utf8'),
  }
}
