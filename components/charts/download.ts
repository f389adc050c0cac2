/** Hands a file to the browser's own download. */
export function download(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[/\\:]+/g, "-");
  link.click();
  URL.revokeObjectURL(link.href);
}
