/** Room above the plot for an axis' name and its two buttons, in pixels. */
export const headHeight = 60;
const footHeight = 14;

/** Top and bottom of the axes within a height, with room for a handle beyond either end. */
export const plotEdges = (height: number): readonly [top: number, bottom: number] => [
  headHeight + 12,
  height - footHeight,
];
