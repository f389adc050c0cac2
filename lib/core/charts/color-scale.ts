// Viridis (Smith, van der Walt; CC0), each tenth.
const viridis = [
  [68, 1, 84],
  [72, 36, 117],
  [65, 68, 135],
  [53, 95, 141],
  [42, 120, 142],
  [33, 145, 140],
  [34, 168, 132],
  [68, 191, 112],
  [122, 209, 81],
  [189, 223, 38],
  [253, 231, 37],
] as const;

// The stretch that keeps 3:1 with the surface of each theme.
const light = [0, 0.58] as const;
const dark = [0.4, 1] as const;
const shades = 64;

/** The colour of a share of a range, as a CSS value for both themes: dark to light, so also told apart without hue. */
export function scaleColor(share: number): string {
  const step = Math.round(Math.min(1, Math.max(0, share)) * (shades - 1));
  return colors[step] ?? colors[0] ?? "currentColor";
}

const colors = Array.from({ length: shades }, (_, step) => {
  const share = step / (shades - 1);
  return `light-dark(${shade(light[0] + share * (light[1] - light[0]))}, ${shade(dark[0] + share * (dark[1] - dark[0]))})`;
});

function shade(share: number): string {
  const at = share * (viridis.length - 1);
  const [below, above] = [viridis[Math.floor(at)] ?? viridis[0], viridis[Math.ceil(at)] ?? viridis[10]];
  const mixed = below.map((value, index) =>
    Math.round(value + (at - Math.floor(at)) * ((above[index] ?? value) - value)),
  );
  return `rgb(${mixed.join(" ")})`;
}
