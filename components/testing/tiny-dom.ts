/**
 * As much of a document as React needs to draw into, for tests that count what is drawn again. Nothing is laid out and nothing
 * is pressed here: that is tested in a real browser.
 */
class TinyNode {
  childNodes: TinyNode[] = [];
  parentNode: TinyNode | null = null;
  nodeValue = "";
  readonly style = { setProperty: () => undefined };
  readonly offsetWidth = 1200;
  readonly offsetHeight = 900;
  readonly scrollTop = 0;
  readonly scrollLeft = 0;
  readonly namespaceURI = "http://www.w3.org/1999/xhtml";
  readonly #attributes = new Map<string, string>();

  constructor(
    readonly nodeName: string,
    readonly nodeType: number,
  ) {}

  get ownerDocument() {
    return tinyDocument;
  }
  get tagName() {
    return this.nodeName;
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }
  set textContent(text: string) {
    this.childNodes = [];
    if (text !== "") this.appendChild(tinyDocument.createTextNode(text));
  }
  get textContent(): string {
    return this.nodeType === 3 ? this.nodeValue : this.childNodes.map((node) => node.textContent).join("");
  }
  appendChild(node: TinyNode) {
    return this.insertBefore(node, null);
  }
  insertBefore(node: TinyNode, before: TinyNode | null) {
    node.parentNode?.removeChild(node);
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before);
    this.childNodes.splice(at, 0, node);
    node.parentNode = this;
    return node;
  }
  removeChild(node: TinyNode) {
    this.childNodes = this.childNodes.filter((child) => child !== node);
    node.parentNode = null;
    return node;
  }
  setAttribute(name: string, value: string) {
    this.#attributes.set(name, value);
  }
  removeAttribute(name: string) {
    this.#attributes.delete(name);
  }
  getAttribute(name: string) {
    return this.#attributes.get(name) ?? null;
  }
  hasAttribute(name: string) {
    return this.#attributes.has(name);
  }
  getRootNode() {
    return tinyDocument;
  }
  closest() {
    return null;
  }
  matches() {
    return false;
  }
  contains() {
    return false;
  }
  addEventListener() {}
  removeEventListener() {}
  focus() {}
  scrollTo() {}
}

class TinyDocument extends TinyNode {
  readonly body = new TinyNode("BODY", 1);
  readonly documentElement = new TinyNode("HTML", 1);
  readonly activeElement = this.body;
  readonly defaultView: object = globalThis;
  createElement(name: string) {
    return new TinyNode(name.toUpperCase(), 1);
  }
  createElementNS(_: string, name: string) {
    return new TinyNode(name, 1);
  }
  createTextNode(text: string) {
    const node = new TinyNode("#text", 3);
    node.nodeValue = text;
    return node;
  }
}

class TinyObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

const tinyDocument = new TinyDocument("#document", 9);

/** Puts the document in place; React is imported after it. Gives back where to draw. */
export function tinyDom() {
  Object.assign(globalThis, {
    window: globalThis,
    self: globalThis,
    navigator: { userAgent: "", platform: "" },
    document: tinyDocument,
    HTMLIFrameElement: class {},
    HTMLElement: TinyNode,
    HTMLInputElement: TinyNode,
    SVGElement: class {},
    IntersectionObserver: TinyObserver,
    getComputedStyle: () => ({ getPropertyValue: () => "" }),
    Element: TinyNode,
    Node: TinyNode,
    IS_REACT_ACT_ENVIRONMENT: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    requestIdleCallback: () => 0,
    cancelIdleCallback: () => undefined,
    requestAnimationFrame: () => 0,
    cancelAnimationFrame: () => undefined,
  });
  return tinyDocument.createElement("div");
}
