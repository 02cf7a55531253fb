/** "AR" for "Ana Ribeiro": the first letters of the first two words of a name. */
export function initials(name: string): string {
  return name
    .replace(/^@/, '')
    .split(/[\s._-]+/u)
    .filter(Boolean)
    .slice(0, 2)
    .map((part) => [...part][0]?.toLocaleUpperCase() ?? '')
    .join('');
}
