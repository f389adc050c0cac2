/** Sizes of the runs table in px. */
export const rowHeight = 32;
export const selectWidth = 36;
export const nameWidth = 260;
export const frozenWidth = selectWidth + nameWidth;
