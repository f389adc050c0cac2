import { expect, it } from "vitest";
import { mimeTypeOf } from "./mime-type";

it.each([
  ["model/MLmodel", "text/plain"],
  ["MLproject", "text/plain"],
  ["model/conda.yaml", "text/plain"],
  ["train.py", "text/plain"],
  ["notes.tar.md", "text/plain"],
  ["plots/Confusion.PNG", "image/png"],
  ["report.pdf", "application/pdf"],
  ["model.pkl", "application/octet-stream"],
  ["no-extension", "application/octet-stream"],
  [".env", "application/octet-stream"],
  ["png", "application/octet-stream"],
  ["page.html", "application/octet-stream"],
  ["drawing.svg", "application/octet-stream"],
])("%s is %s", (path, type) => expect(mimeTypeOf(path)).toBe(type));
