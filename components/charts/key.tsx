import type { SeriesLook } from "@/lib/core/charts/series-colors";

/** A short piece of a run's line, colour and dash, beside its name. */
export const Key = ({ look }: { look: SeriesLook | undefined }) => (
  <svg width="24" height="8" aria-hidden="true" className="inline-block shrink-0 align-middle">
    <line x1="0" x2="24" y1="4" y2="4" stroke={look?.color} strokeDasharray={look?.dash} strokeWidth="2.5" />
  </svg>
);
