/** Joins the class names that apply. Variants are props, so nothing here needs to merge or override. */
export function cx(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
