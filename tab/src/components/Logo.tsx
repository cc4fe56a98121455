export interface LogoProps {
  size?: number
}

/** The mark of the product; the name stands beside it wherever it is needed. */
export function Logo({ size = 32 }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flexShrink: 0 }}>
      <rect width="32" height="32" rx="8" fill="#0f6cbd" />
      <path
        d="M9 8h14a3 3 0 0 1 3 3v7.5a3 3 0 0 1-3 3h-7.2l-4.8 4.2c-.6.5-1.5.1-1.5-.7v-3.5H9a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3Z"
        fill="#fff"
      />
      <path
        d="M10.5 14.8h7.6m0 0-2.7-2.7m2.7 2.7-2.7 2.7"
        stroke="#0f6cbd"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        fill="none"
      />
      <circle cx="21.8" cy="14.8" r="1.3" fill="#0f6cbd" />
    </svg>
  )
}
