/** Leads somebody back to what was refused, so that typing replaces it. */
export function beginAnew(input: HTMLInputElement | null): void {
  input?.focus()
  input?.select()
}
