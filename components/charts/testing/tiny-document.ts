/** As much of a document as React needs to draw groups without events. */
class TinyNode {
  readonly attributes = new Map<string, string>();
  readonly childNodes: TinyNode[] = [];
  readonly nodeType: number;
  readonly nodeName: string;
  readonly namespaceURI = "http://www.w3.org/2000/svg";
  parentNode: TinyNode | null = null;
  ownerDocument: object | null = null;
  constructor(nodeType: number, nodeName: string) {
    this.nodeType = nodeType;
    this.nodeName = nodeName;
  }
  get tagName() {
    return this.nodeName;
  }
  addEventListener() {}
  removeEventListener() {}
  setAttribute(name: string, value: string) {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name: string) {
    this.attributes.delete(name);
  }
  appendChild(child: TinyNode) {
    child.parentNode = this;
    this.childNodes.push(child);
    return child;
  }
  removeChild(child: TinyNode) {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    return child;
  }
  set textContent(_: string) {
    this.childNodes.length = 0;
  }
}

/** A container for a root of React, and a way to find a node that was drawn into it. */
export function makeDocument() {
  const view = { event: undefined, HTMLIFrameElement: class {}, document: {} };
  const made = (name: string) => {
    const node = new TinyNode(1, name);
    node.ownerDocument = page;
    return node;
  };
  const page = Object.assign(new TinyNode(9, "#document"), {
    defaultView: view,
    activeElement: null,
    createElement: made,
    createElementNS: (_: string, name: string) => made(name),
  });
  Object.assign(globalThis, { window: view });
  const container = made("svg");
  if (!isElement(container)) throw new Error("not an element");
  const find = (name: string) => ours(container).childNodes.find((node) => node.nodeName === name);
  return { container, find };
}

const isElement = (node: object): node is Element => "nodeType" in node && node.nodeType === 1;
const ours = (node: object): TinyNode => {
  if (node instanceof TinyNode) return node;
  throw new Error("not ours");
};
