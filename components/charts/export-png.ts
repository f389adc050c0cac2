import { download } from "@/components/charts/download";

const scale = 2;
const margin = 16;
const line = 16;
const inherited = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "font-size",
  "font-family",
  "color",
  "opacity",
  "fill-opacity",
  "stroke-opacity",
  "text-anchor",
  "paint-order",
];
type Words = { title: string; summary: string; footer: readonly string[] };

/**
 * The chart's SVG as it stands, colours and all, with its name, sentence and footer, as a PNG of twice its size.
 * @throws Error where nothing is drawn, or the browser cannot make the picture.
 */
export async function downloadPng(box: HTMLElement | null, { title, summary, footer }: Words): Promise<void> {
  const svg = box?.querySelector<SVGSVGElement>("svg.recharts-surface, svg[data-chart]");
  if (!svg) throw new Error("There is no chart here to be saved, or it is not drawn yet.");
  const { width, height } = svg.getBoundingClientRect();
  const picture = await draw(svg, width, height);
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * margin) * scale;
  canvas.height = (height + 5 * line + 2 * margin) * scale;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser draws no pictures.");
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body);
  const write = (text: string, y: number, font: string) => {
    pen.font = `${font} ${fontFamily}`;
    pen.fillText(text, margin, y, width);
  };
  pen.scale(scale, scale);
  pen.fillStyle = backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = color;
  write(title, margin + line, "600 14px");
  write(summary, margin + 2 * line + 4, "12px");
  pen.drawImage(picture, margin, margin + 3 * line, width, height);
  write(footer.join(" · "), margin + height + 4.5 * line, "12px");
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("This browser could not make the picture.");
  download(`${title}.png`, blob);
}

async function draw(svg: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = withStyles(svg);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const picture = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await picture.decode();
  return picture;
}

/** CSS variables and classes do not travel with an SVG: each element takes its computed style along. */
function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return svg;
  const targets = copy.querySelectorAll<SVGElement>("*");
  svg.querySelectorAll<SVGElement>("*").forEach((element, index) => {
    const style = getComputedStyle(element);
    for (const property of inherited)
      targets[index]?.style.setProperty(property, style.getPropertyValue(property));
  });
  return copy;
}
