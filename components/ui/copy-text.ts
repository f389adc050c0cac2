/** Puts text on the clipboard; also where the page is served over plain HTTP and the modern way is closed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    box.setAttribute("aria-hidden", "true");
    box.className = "sr-only";
    // inside an open dialog the focus trap would take the selection away from a box in the body
    (document.querySelector("[role=dialog]") ?? document.body).append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}
