/** Of the radio buttons beside this one, the one with this value is the chosen one; with null none is. */
export function showChosen(radio: HTMLInputElement, value: string | null): void {
  for (const one of radio.closest('fieldset')?.querySelectorAll('input') ?? []) one.checked = one.value === value;
}

/**
 * Asks for a change that a field stands for. Where it is refused (null, as `Chime.act` says it), the field, which the person
 * has moved already, shows again what stands.
 */
export async function ask(change: unknown, showStanding: () => void): Promise<void> {
  if ((await change) === null) showStanding();
}
