/** Whether Windows keeps the name for a device, in any case, and has no folder of it. A project may be opened on any machine. */
export function isKeptByWindows(name: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name);
}
