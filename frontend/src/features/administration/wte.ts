/** A typed whole-time equivalent as a number; undefined unless it is from 0.01 to 1 in whole hundredths. */
export function wteFrom(text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  if (!/^(\d*\.)?\d+$/.test(typed)) return undefined;
  const hundredths = Math.round(Number(typed) * 100);
  if (hundredths < 1 || hundredths > 100 || Math.abs(Number(typed) * 100 - hundredths) > 1e-6) return undefined;
  return hundredths / 100;
}
