/** A page's path segment, which comes as the URL has it, decoded once; one that is no encoding stays as it is. */
export function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
