import { readEnvironment } from '../config/env.ts'
import { runPackageCommand } from './package-command.ts'

process.exitCode = await runPackageCommand({
  environment: readEnvironment(),
  args: process.argv.slice(2),
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
})
